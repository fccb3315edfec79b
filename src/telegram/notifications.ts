import type { ChatNotification, Notification } from './notification.ts';
import { absenceAnswered, absenceAsked, absenceEnded } from './notifications/absences.ts';
import { assignmentGiven } from './notifications/assignments.ts';
import { broadcastMessage, broadcastProgress } from './notifications/broadcasts.ts';
import { valueDiscussed } from './notifications/discussion.ts';
import { feedbackAnswered, feedbackReceived } from './notifications/feedback.ts';
import { groupWithoutCoordinator } from './notifications/group-without-coordinator.ts';
import { deadlineMoved } from './notifications/moved-deadlines.ts';
import { invitationDecided, invitationOpened, roleEnded, roleGiven } from './notifications/people.ts';
import { periodReclosed, periodReopened, reopeningAsked } from './notifications/periods.ts';
import { reminderAgain, reminderDigest, reminderDigestEdit } from './notifications/reminders.ts';
import { valueDecided, valueToReview, valueVerified } from './notifications/values.ts';

/** How each kind of message to a person is drawn. Every kind of the outbox has one entry, here or below. */
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
  reminderAgain,
  absenceAsked,
  absenceAnswered,
  absenceEnded,
  periodReopened,
  periodReclosed,
  reopeningAsked,
  deadlineMoved,
  invitationOpened,
  invitationDecided,
  roleGiven,
  roleEnded,
  assignmentGiven,
  broadcastMessage,
  broadcastProgress,
];

/** How each kind of message to a working group's chat is drawn. */
export const chatNotifications: readonly ChatNotification[] = [];
