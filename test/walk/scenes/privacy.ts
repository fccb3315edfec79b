import type { Performer, Scene, Stage } from '../stage.ts';

/** Writes a feedback on the person's own city up to its preview. */
async function draft(who: Performer, text: string): Promise<void> {
  await who.say('/feedback');
  if (who.sees('cons.yes')) await who.press('cons.yes');
  await who.press('fb.large');
  await who.press('fb.sph', 'ecology');
  await who.say(text);
}

async function withdraw(stage: Stage, who: Performer, purpose: 'feedback' | 'role'): Promise<void> {
  await who.say('/privacy');
  await who.press('priv.cons');
  await who.press('priv.back', purpose);
  await who.press('priv.wd');
  stage.saw('withdrawConsent: withdrawn');
}

/** Personal data: consents given, refused and taken back, data handed out, people forgotten. */
export const privacyScenes: readonly Scene[] = [
  {
    name: 'a consent given ahead, and taken back before the feedback is sent',
    async play(stage) {
      const citizen = stage.as(1004);
      await citizen.say('/feedback');
      await citizen.press('cons.no');
      await citizen.say('/privacy');
      await citizen.press('priv.cons');
      await citizen.press('priv.give', 'feedback');
      await citizen.press('cons.yes');
      stage.saw('giveConsent: given');
      await draft(citizen, 'Во дворе много пыли.');
      const send = citizen.button('fb.send');
      await withdraw(stage, citizen, 'feedback');
      await citizen.tap(send);
      stage.saw('sendFeedback: consentNeeded');
      stage.saw('requireConsent: consentNeeded');
      await citizen.press('cons.yes');
      stage.saw('sendFeedback: accepted');
      await citizen.say('/privacy');
      await citizen.press('priv.data');
    },
  },
  {
    name: 'somebody is forgotten, but for their words',
    async play(stage) {
      const citizen = stage.as(1004);
      await citizen.say('/privacy');
      await citizen.press('priv.del');
      await citizen.press('del.but');
      stage.saw('deleteMe: deleted');
      await citizen.say('/start');
      await citizen.press('lang', citizen.language);
    },
  },
  {
    name: 'somebody is forgotten while a coordinator answers them',
    async play(stage) {
      const [citizen, head] = [stage.as(2004), stage.as(1201)];
      await citizen.say('/start');
      await citizen.press('lang', citizen.language);
      await citizen.say('Орал');
      await draft(citizen, 'Во дворе много пыли.');
      await citizen.press('fb.send');
      stage.saw('sendFeedback: accepted');
      await head.press('ans.open', await stage.newestFeedback());
      await head.press('ans.new');
      await head.say('Уберём на этой неделе.');
      await head.press('ans.skip');
      await citizen.say('/privacy');
      await citizen.press('priv.del');
      await citizen.press('del.all');
      stage.saw('deleteMe: deleted');
      await head.press('ans.send');
      stage.saw('answerFeedback: closed');
    },
  },
  {
    name: 'a member takes the consent to the role back, and leaves a draft',
    async play(stage) {
      const member = stage.as(2001);
      await withdraw(stage, member, 'role');
    },
  },
];
