/**
 * Every kind of message that is owed to somebody else than the person who just acted, with its parameters:
 * row ids only. Each kind has a renderer in `telegram/notifications/` (a test holds the two lists together).
 */
export interface OutboxParams {
  /** To the coordinators of a group: a value waits for review. */
  'value.toReview': { versionId: number };
  /** To the submitter: approved, or returned with a reason. */
  'value.decided': { versionId: number };
  /** From the authority to the submitter: verified; or returned, then also to the coordinator who approved it. */
  'value.verified': { versionId: number };
  /** To those concerned with a value: somebody wrote about it. */
  'value.discussed': { messageId: number };
  /** To the inviter: somebody opened the invitation and waits to be confirmed. */
  'invitation.opened': { invitationId: number };
  /** To the guest: confirmed, rejected or revoked. */
  'invitation.decided': { invitationId: number };
  /** To a person who got a role by the configuration while they were known already. */
  'role.given': { grantId: number };
  /** To the person whose role was ended. */
  'role.ended': { grantId: number };
  /** To the administrators: the last coordinator of a group left. */
  'people.groupWithoutCoordinator': { workingGroupId: string };
  /** To whom a reopening concerns: values of a locked period are taken again. */
  'period.reopened': { reopeningId: number };
  /** To the same: it was ended before its day. */
  'period.reclosed': { reopeningId: number };
  /** To the authority: a working group asks to reopen a period. */
  'period.reopeningAsked': { requestId: number };
  /** To a colleague: whether they stand in for somebody who will be away. */
  'absence.asked': { absenceId: number };
  /** To whoever asked: the colleague accepted or declined. */
  'absence.answered': { absenceId: number };
  /** To the other of the two: the absence was ended, or the question taken back. */
  'absence.ended': { absenceId: number };
  /** To a person who owes something: one a day, made of that day's reminder rows. */
  'reminder.digest': { date: string };
  /** To the same, in the message of that day: what of it is left, once something in it was done. */
  'reminder.digestEdit': { date: string };
  /** To the coordinators of a city's group: new feedback. */
  'feedback.received': { feedbackId: number };
  /** To the author: their feedback was answered. */
  'feedback.answered': { feedbackId: number };
}

export type OutboxKind = keyof OutboxParams;
