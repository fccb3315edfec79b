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

/** The feedback number that a text stands for ("№ 104 213", "104213"), or null. */
export function parseFeedbackNumber(text: string): string | null {
  const match = /^(?:№|#)?\s*([1-9]\d{2})\s?(\d{3})$/.exec(text.trim());
  return match ? `${match[1]}${match[2]}` : null;
}
