import type { Random } from '../random.ts';

const FIRST = 100_000;
const COUNT = 900_000;

/**
 * A new number of a feedback: six random digits, the first not zero, so that it tells nothing of how many
 * came before. Whether the number is free is for the storage to say.
 */
export function makeFeedbackNumber(random: Pick<Random, 'below'>): string {
  return String(FIRST + random.below(COUNT));
}
