/** A decimal number as people and files write it: `-12.50`. Up to 18 digits before the point, 6 after. */
const DECIMAL = /^-?(?:0|[1-9]\d{0,17})(?:\.(\d{1,6}))?$/;

/** Whether the text is a plain decimal number (no exponent, no leading zeros, at most 6 decimals). */
export function isDecimal(text: string): boolean {
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
  const point = text.indexOf('.');
  if (point < 0) return BigInt(text) * 10n ** BigInt(scale);
  const fraction = text.slice(point + 1, point + 1 + scale).padEnd(scale, '0');
  return BigInt(text.slice(0, point) + fraction);
}

/** Negative, zero or positive as `a` is below, equal to or above `b`; exact. */
export function compareDecimals(a: string, b: string): number {
  const left = scaleDecimal(a, 6);
  const right = scaleDecimal(b, 6);
  return left < right ? -1 : left > right ? 1 : 0;
}
