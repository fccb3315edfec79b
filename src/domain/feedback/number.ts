const FIRST = 100_000;
const COUNT = 900_000;
const BITS = 24;
/** Draws at or above this would favour some numbers. */
const FAIR_DRAWS = Math.floor(2 ** BITS / COUNT) * COUNT;

/**
 * A new number of a feedback: six random digits, the first not zero, so that it tells nothing of how many
 * came before. `random` gives that many unpredictable bytes; whether the number is free is for the
 * storage to say.
 */
export function makeFeedbackNumber(random: (count: number) => Uint8Array): string {
  for (;;) {
    const [high, middle, low] = random(BITS / 8);
    if (high === undefined || middle === undefined || low === undefined) {
      throw new RangeError('The random source gave too few bytes');
    }
    const draw = (high << 16) | (middle << 8) | low;
    if (draw < FAIR_DRAWS) return String(FIRST + (draw % COUNT));
  }
}

/** The feedback number that a text stands for ("№ 104 213", "104213"), or null. */
export function parseFeedbackNumber(text: string): string | null {
  const match = /^(?:№|#)?\s*([1-9]\d{2})\s?(\d{3})$/.exec(text.trim());
  return match ? `${match[1]}${match[2]}` : null;
}
