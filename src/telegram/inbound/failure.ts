import { isFileStoreOutage } from '../../usecases/files/file-store-outage.ts';
import { isDatabaseOutage } from '../../usecases/inbox/database-outage.ts';
import { type SendFailure, sendFailureOf } from '../send-outcome.ts';

/** Pauses before an update that failed is tried again, in milliseconds; after the last one it is given up. */
const pauses = [300, 1_000, 3_000];
/** So long, in milliseconds, an update waits for Telegram, the database and the files to come back before it is given up. */
const patience = 3_600_000;
/** Shortest and longest pause while one of them is out of order, in milliseconds. */
const shortestPause = 500;
const longestPause = 30_000;
/** A claim counts although nothing was noted of it: its process died. So many, and the update is what kills. */
export const mostAttempts = 25;

/** What is to be done with an update whose handling failed. */
export type AfterFailure =
  /** Telegram, the database or the store of files is out of order: the update is not to blame. */
  { kind: 'outage'; pause: number } | { kind: 'repeat'; pause: number } | { kind: 'giveUp' };

/** Judges a failure by its error, the attempts so far, and the age of the update in milliseconds. */
export function judgeFailure(error: unknown, attempts: number, age: number): AfterFailure {
  const pause = outagePause(error, age);
  if (pause !== null && age < patience) return { kind: 'outage', pause };
  const next = pauses[attempts - 1];
  return next === undefined ? { kind: 'giveUp' } : { kind: 'repeat', pause: next };
}

/** How long an outage asks to wait; the longer it lasts, the longer. Null where the error is another one. */
function outagePause(error: unknown, age: number): number | null {
  const growing = Math.min(longestPause, Math.max(shortestPause, age / 4));
  if (isDatabaseOutage(error) || isFileStoreOutage(error)) return growing;
  const failure = telegramFailure(error);
  switch (failure?.kind) {
    case 'tooMany':
      return failure.retryAfter === null ? growing : failure.retryAfter * 1_000;
    case 'server':
    case 'network':
    case 'unknown':
    case 'unauthorized':
      return growing;
    default:
      return null;
  }
}

function telegramFailure(error: unknown): SendFailure | null {
  try {
    return sendFailureOf(error);
  } catch {
    return null;
  }
}
