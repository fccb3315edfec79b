import type { Scene } from '../stage.ts';
import { absenceScenes } from './absences.ts';
import { batchScenes } from './batch.ts';
import { broadcastScenes } from './broadcasts.ts';
import { citizenScenes } from './citizens.ts';
import { completenessScenes } from './completeness.ts';
import { deliveryScenes } from './delivery.ts';
import { digestScenes } from './digest.ts';
import { entryScenes } from './entry.ts';
import { evidenceScenes } from './evidence.ts';
import { invitationScenes } from './invitations.ts';
import { periodScenes, reopeningScenes } from './periods.ts';
import { privacyScenes } from './privacy.ts';
import { ratingScenes } from './rating.ts';
import { closingScenes, reportingScenes } from './reporting.ts';
import { reviewScenes } from './review.ts';
import { reviewManyScenes } from './review-many.ts';
import { snoozeScenes } from './snooze.ts';
import { teamScenes } from './team.ts';

/** In the order in which they are played in one town: each may count on what those before it left. */
export const allScenes: readonly Scene[] = [
  ...reviewScenes,
  ...reviewManyScenes,
  ...digestScenes,
  ...entryScenes,
  ...reportingScenes,
  ...evidenceScenes,
  ...batchScenes,
  ...completenessScenes,
  ...deliveryScenes,
  ...citizenScenes,
  ...ratingScenes,
  ...teamScenes,
  ...snoozeScenes,
  ...invitationScenes,
  ...privacyScenes,
  ...periodScenes,
  ...closingScenes,
  ...reopeningScenes,
  ...broadcastScenes,
  ...absenceScenes,
];
