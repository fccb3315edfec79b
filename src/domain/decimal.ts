/**
 * An exact decimal number: `coefficient` divided by ten to the power of `scale` (a whole number, not
 * negative). Values of KPIs never pass through binary floating point.
 */
export interface Decimal {
  coefficient: bigint;
  scale: number;
}

const PLAIN = /^(-?)(\d+)(?:\.(\d+))?$/;
/** As files and the database write it: up to 18 digits before the point, 6 after, no leading zeros. */
const STORED = /^-?(?:0|[1-9]\d{0,17})(?:\.\d{1,6})?$/;

/** Whether the text is a number as files and the database write it: `-12.50` (at most 6 decimals). */
export function isDecimalText(text: string): boolean {
  return STORED.test(text);
}

/** Reads plain decimal text (`-12`, `0.50`); null for exponents, signs but a minus, or anything else. */
export function parseDecimal(text: string): Decimal | null {
  const match = PLAIN.exec(text);
  if (!match) return null;
  const [, sign, whole = '', fraction = ''] = match;
  const magnitude = BigInt(whole + fraction);
  return { coefficient: sign ? -magnitude : magnitude, scale: fraction.length };
}

/** Like {@link parseDecimal} for text that is ours; throws RangeError when it is no plain decimal. */
export function decimalOf(text: string): Decimal {
  const decimal = parseDecimal(text);
  if (!decimal) throw new RangeError(`Not a plain decimal: ${text}`);
  return decimal;
}

/** The shortest plain text of a number: no exponent, no trailing zeros after the point, no minus zero. */
export function formatDecimal({ coefficient, scale }: Decimal): string {
  const sign = coefficient < 0n ? '-' : '';
  const digits = (coefficient < 0n ? -coefficient : coefficient).toString().padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '');
  return fraction ? `${sign}${whole}.${fraction}` : `${sign}${whole}`;
}

/** Digits after the point that a number needs, trailing zeros apart. */
export function decimalsOf(decimal: Decimal): number {
  return formatDecimal(decimal).split('.')[1]?.length ?? 0;
}

/** The same of a number as text: `2.50` has one. Throws RangeError on what {@link isDecimalText} refuses. */
export function countDecimals(text: string): number {
  if (!isDecimalText(text)) throw new RangeError(`not a decimal number: ${text}`);
  return decimalsOf(decimalOf(text));
}

/** Negative, zero or positive as the number `a`, in text, is less than, equal to or greater than `b`; exact. */
export function compareDecimalTexts(a: string, b: string): number {
  return compareDecimals(decimalOf(a), decimalOf(b));
}

/** Negative, zero or positive as `a` is less than, equal to or greater than `b`. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const [left, right] = aligned(a, b);
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** The exact sum. */
export function addDecimals(a: Decimal, b: Decimal): Decimal {
  const [left, right, scale] = aligned(a, b);
  return { coefficient: left + right, scale };
}

/** The exact difference. */
export function subtractDecimals(a: Decimal, b: Decimal): Decimal {
  return addDecimals(a, { coefficient: -b.coefficient, scale: b.scale });
}

/** The exact product. */
export function multiplyDecimals(a: Decimal, b: Decimal): Decimal {
  return { coefficient: a.coefficient * b.coefficient, scale: a.scale + b.scale };
}

/** The number times ten to the power of a whole number, which may be negative. */
export function timesPowerOfTen({ coefficient, scale }: Decimal, power: number): Decimal {
  const newScale = scale - power;
  return newScale >= 0
    ? { coefficient, scale: newScale }
    : { coefficient: coefficient * 10n ** BigInt(-newScale), scale: 0 };
}

/** The distance from zero. */
export function absoluteDecimal({ coefficient, scale }: Decimal): Decimal {
  return { coefficient: coefficient < 0n ? -coefficient : coefficient, scale };
}

/** The number with at most that many digits after the point, halves away from zero. */
export function roundDecimal(decimal: Decimal, decimals: number): Decimal {
  if (decimal.scale <= decimals) return decimal;
  const unit = 10n ** BigInt(decimal.scale - decimals);
  return { coefficient: divideRounded(decimal.coefficient, unit), scale: decimals };
}

/** `num / den` rounded to a whole number, half away from zero; the denominator must be above 0. */
export function divideRounded(num: bigint, den: bigint): bigint {
  const magnitude = num < 0n ? -num : num;
  const rounded = (2n * magnitude + den) / (2n * den);
  return num < 0n ? -rounded : rounded;
}

/** The middle of some numbers, or the mean of the two in the middle. Throws RangeError when there are none. */
export function medianOf(numbers: readonly Decimal[]): Decimal {
  const sorted = [...numbers].sort(compareDecimals);
  const upper = sorted[Math.floor(sorted.length / 2)];
  if (!upper) throw new RangeError('No median of nothing');
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? upper;
  return multiplyDecimals(addDecimals(lower, upper), { coefficient: 5n, scale: 1 });
}

function aligned(a: Decimal, b: Decimal): [bigint, bigint, number] {
  const scale = Math.max(a.scale, b.scale);
  const widen = (d: Decimal) => d.coefficient * 10n ** BigInt(scale - d.scale);
  return [widen(a), widen(b), scale];
}
