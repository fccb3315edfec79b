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
  /** To whom KPIs of a city were assigned. */
  'assignment.given': { grantId: number; cityId: string };
  /** To the administrators: the last coordinator of a group left. */
  'people.groupWithoutCoordinator': { workingGroupId: string };
  /** To whom a reopening concerns: values of a locked period are taken again. */
  'period.reopened': { reopeningId: number };
  /** To the same: it was ended before its day. */
  'period.reclosed': { reopeningId: number };
  /** To the authority: a working group asks to reopen a period. */
  'period.reopeningAsked': { requestId: number };
  /**
   * To whom it concerns: the working calendar moved a deadline later, from a day. `id` is that of the period, or of
   * the reopening.
   */
  'deadline.moved': { what: 'due' | 'lock' | 'reopening'; id: number; from: string };
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
  /** To a person who put such a message off: what of it is still owed when its time has come. */
  'reminder.again': { snoozeId: number };
  /** To the coordinators of a city's group: new feedback. */
  'feedback.received': { feedbackId: number };
  /** To the author: their feedback was answered. */
  'feedback.answered': { feedbackId: number };
  /** To one of many: what the authority, or a coordinator to their group, wrote. */
  'broadcast.message': { broadcastId: number };
  /** To its author: how far it is. One message, edited until it is over. */
  'broadcast.progress': { broadcastId: number };
}

export type OutboxKind = keyof OutboxParams;
