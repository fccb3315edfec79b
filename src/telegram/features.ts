import type { Feature } from './feature.ts';
import { absenceFeature } from './features/absence.ts';
import { adminFeature } from './features/admin.ts';
import { answersFeature } from './features/answers.ts';
import { batchFeature } from './features/batch.ts';
import { broadcastFeature } from './features/broadcast.ts';
import { calendarFeature } from './features/calendar.ts';
import { cityFeature } from './features/city-choice.ts';
import { completenessFeature } from './features/completeness.ts';
import { dayKeyboardFeature } from './features/day-keyboard.ts';
import { deadlinesFeature } from './features/deadlines.ts';
import { deliveryFeature } from './features/delivery.ts';
import { digestFeature } from './features/digest-actions.ts';
import { discussionFeature } from './features/discussion.ts';
import { evidenceFeature } from './features/evidence.ts';
import { feedbackFeature } from './features/feedback.ts';
import { helpFeature } from './features/help.ts';
import { historyFeature } from './features/history.ts';
import { initiativesFeature } from './features/initiatives.ts';
import { invitationFeature } from './features/invitation.ts';
import { languageFeature, welcome } from './features/language.ts';
import { menuFeature, showMenu } from './features/menu.ts';
import { myFeature } from './features/my.ts';
import { consentFeature } from './features/privacy.ts';
import { privacyFeature } from './features/privacy-rights.ts';
import { ratingFeature } from './features/rating.ts';
import { reviewFeature } from './features/review.ts';
import { settingsFeature } from './features/settings.ts';
import { snoozeFeature } from './features/snooze.ts';
import { statusFeature } from './features/status.ts';
import { submitFeature } from './features/submit.ts';
import { teamFeature } from './features/team.ts';

/** Every area of the conversation. */
export const features: readonly Feature[] = [
  languageFeature,
  cityFeature,
  menuFeature,
  submitFeature,
  batchFeature,
  statusFeature,
  completenessFeature,
  deadlinesFeature,
  digestFeature,
  reviewFeature,
  historyFeature,
  discussionFeature,
  evidenceFeature,
  consentFeature,
  privacyFeature,
  ratingFeature,
  initiativesFeature,
  feedbackFeature,
  myFeature,
  answersFeature,
  teamFeature,
  broadcastFeature,
  adminFeature,
  calendarFeature,
  deliveryFeature,
  invitationFeature,
  settingsFeature,
  absenceFeature,
  dayKeyboardFeature,
  snoozeFeature,
  helpFeature,
];

/** Where somebody lands who has said nothing that any area understands. */
export const home = { welcome, menu: showMenu };
