import type { Random } from '../../domain/random.ts';
import type { RetryReason } from './delivery-outcome.ts';

/** An unknown outcome is repeated at most so often: each repetition may be a second copy for the reader. */
export const mostUnknown = 5;
/** A mistake of our own in drawing a message is tried again only so often. */
export const mostErrors = 5;

/** Pauses after the first, second … unknown outcome, in seconds. */
const afterUnknown = [5, 30, 180, 900] as const;
const longestPause = 600;

/**
 * How long to wait after the n-th attempt failed, in milliseconds: doubling from two seconds to ten minutes,
 * a fifth more or less by chance, so that messages that failed together do not all come back together. What
 * the messenger asked for (`afterSeconds`) is never shortened.
 */
export function pauseAfterFailure(
  input: { reason: RetryReason; attempt: number; afterSeconds?: number | undefined },
  random: Random,
): number {
  const { reason, attempt, afterSeconds } = input;
  if (reason === 'tooMany' && afterSeconds !== undefined) return afterSeconds * 1_000;
  return jittered(Math.min(2 ** Math.min(attempt, 20), longestPause), random);
}

/** How long to wait after the n-th unknown outcome, in milliseconds; null: it is not repeated any more. */
export function pauseAfterUnknown(times: number, random: Random): number | null {
  if (times >= mostUnknown) return null;
  return jittered(afterUnknown[Math.min(times, afterUnknown.length) - 1] ?? 5, random);
}

function jittered(seconds: number, random: Random): number {
  return seconds * (800 + random.below(401));
}
