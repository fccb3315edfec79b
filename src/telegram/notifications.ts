import type { Notification } from './notification.ts';
import { absenceAnswered, absenceAsked, absenceEnded } from './notifications/absences.ts';
import { valueDiscussed } from './notifications/discussion.ts';
import { feedbackAnswered, feedbackReceived } from './notifications/feedback.ts';
import { groupWithoutCoordinator } from './notifications/group-without-coordinator.ts';
import { invitationDecided, invitationOpened, roleEnded, roleGiven } from './notifications/people.ts';
import { periodReclosed, periodReopened, reopeningAsked } from './notifications/periods.ts';
import { reminderDigest, reminderDigestEdit } from './notifications/reminders.ts';
import { valueDecided, valueToReview, valueVerified } from './notifications/values.ts';

/** How each kind of owed message is drawn. Every kind of the outbox has exactly one entry. */
export const notifications: readonly Notification[] = [
  valueToReview,
  valueDecided,
  valueVerified,
  valueDiscussed,
  feedbackReceived,
  feedbackAnswered,
  groupWithoutCoordinator,
  reminderDigest,
  reminderDigestEdit,
  absenceAsked,
  absenceAnswered,
  absenceEnded,
  periodReopened,
  periodReclosed,
  reopeningAsked,
  invitationOpened,
  invitationDecided,
  roleGiven,
  roleEnded,
];
