import { countDecimals, decimalOf, timesPowerOfTen } from '../decimal.ts';

/** Digits that a double surely holds as a whole number. */
const SAFE_DIGITS = 15;
const MINUS = 45;
const POINT = 46;
const ZERO = 48;

/** The number times 10^scale, exact. Throws when the text has more decimals than that, or is no number. */
export function scaleDecimal(text: string, scale: number): bigint {
  if (countDecimals(text) > scale) throw new RangeError(`${text} has more than ${scale} decimals`);
  const moved = timesPowerOfTen(decimalOf(text), scale);
  return moved.coefficient / 10n ** BigInt(moved.scale);
}

/**
 * The same as {@link scaleDecimal} as a double, without allocating; NaN where the text has more digits
 * than that allows, or is no number, so that the caller takes the exact way.
 */
export function scaleQuickly(text: string, scale: number): number {
  const negative = text.charCodeAt(0) === MINUS;
  const start = negative ? 1 : 0;
  if (text.length === start || text.length - start + scale > SAFE_DIGITS) return Number.NaN;
  let number = 0;
  let decimals = -1;
  for (let at = start; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === POINT && decimals < 0 && at > start) {
      decimals = 0;
      continue;
    }
    if (code < ZERO || code > ZERO + 9) return Number.NaN;
    number = number * 10 + (code - ZERO);
    if (decimals >= 0) decimals += 1;
  }
  if (decimals === 0 || decimals > scale) return Number.NaN;
  for (let left = scale - Math.max(decimals, 0); left > 0; left -= 1) number *= 10;
  return negative ? -number : number;
}
