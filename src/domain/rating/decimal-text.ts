import { compareDecimals, decimalOf, timesPowerOfTen } from '../kpi/decimal.ts';

/** A decimal number as files and the database write it: `-12.50`. Up to 18 digits before the point, 6 after. */
const DECIMAL = /^-?(?:0|[1-9]\d{0,17})(?:\.(\d{1,6}))?$/;
/** Digits that a double surely holds as a whole number. */
const SAFE_DIGITS = 15;
const MINUS = 45;
const POINT = 46;
const ZERO = 48;

/** Whether the text is a plain decimal number (no exponent, no leading zeros, at most 6 decimals). */
export function isDecimalText(text: string): boolean {
  return DECIMAL.test(text);
}

/** How many digits follow the point, trailing zeros not counted: `2.50` has one. Throws on other text. */
export function countDecimals(text: string): number {
  const match = DECIMAL.exec(text);
  if (match === null) throw new RangeError(`not a decimal number: ${text}`);
  return (match[1] ?? '').replace(/0+$/, '').length;
}

/** The number times 10^scale, exact. Throws when the text has more decimals than that, or is no number. */
export function scaleDecimal(text: string, scale: number): bigint {
  if (countDecimals(text) > scale) throw new RangeError(`${text} has more than ${scale} decimals`);
  const moved = timesPowerOfTen(decimalOf(text), scale);
  return moved.coefficient / 10n ** BigInt(moved.scale);
}

/** Negative, zero or positive as the number `a` is below, equal to or above `b`; exact. */
export function compareDecimalTexts(a: string, b: string): number {
  return compareDecimals(decimalOf(a), decimalOf(b));
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
