const own = 'only what the person has made themselves, or what concerns themselves, is read or changed';
const everybodys = 'everybody may: it is what citizens use the bot for';
const inner = 'a part of other use cases, which have checked before';

/** Use cases that take a person and refuse nobody by role, and why that is right. */
export const openToAll: Readonly<Record<string, string>> = {
  readOwnFeedback: own,
  listOwnFeedback: own,
  sendFeedback: everybodys,
  followInitiative: everybodys,
  unfollowInitiative: own,
  listFollows: own,
  listOblastCities: everybodys,
  readInitiative: everybodys,
  openInvitation: 'whoever has the link may open it; the role comes when the inviter has confirmed who came',
  chooseCity: own,
  chooseRegion: own,
  chooseLanguage: own,
  chooseReminderHours: own,
  chooseReminderProfile: own,
  hasPlace: own,
  readMenu: own,
  readSettings: own,
  readGroupWithoutCoordinator: 'draws a message that was owed to an administrator; null for anybody else',
  collectMyData: own,
  giveConsent: own,
  deleteMe: own,
  giveUpBatch: own,
  readPrivacy: own,
  withdrawConsent: own,
  readDigest: own,
  readMovedDeadlines: 'draws a message that was owed to somebody who reports; null for anybody else',
  readDecided: own,
  decideValue: inner,
  submitVersion: inner,
  controlBroadcast:
    'a part of pausing, resuming and stopping, which the table names; it checks for all three',
  noteProgressMessage: own,
  readBroadcastMessage: 'draws a message that was owed to the person; whom it is not for gets nothing',
};
