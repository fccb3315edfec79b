import type { Language } from './language.ts';

/** A number, or a decimal written with a point (`-1234.50`), whose digits are kept as written. */
export type Decimal = number | string;

export const noBreakSpace = '\u00a0';
const minus = '\u2212';
const decimalText = /^-?\d+(\.\d+)?$/;

/** Fraction digits that `value` shows when it is written without rounding; numbers show at most 6. */
export function visibleFractionDigits(value: Decimal): number {
  const text = typeof value === 'number' ? Math.abs(value).toFixed(6).replace(/0+$/, '') : value;
  return text.split('.')[1]?.length ?? 0;
}

/**
 * As both languages write it: no-break space between groups, decimal comma, U+2212 for minus (`1 234,5`,
 * `−2,3`). Without `digits` nothing is rounded away from decimals in text, and numbers keep up to 6 digits;
 * with it, exactly so many follow the comma, half away from zero. Throws on what is not a finite number.
 */
export function formatNumber(value: Decimal, digits?: number): string {
  const valid = typeof value === 'number' ? Number.isFinite(value) : decimalText.test(value);
  if (!valid) throw new RangeError(`Not a number that can be shown: ${value}`);
  const fraction = digits ?? visibleFractionDigits(value);
  // Read as text, so that 1.005 is rounded as it is written and not as it is stored in binary.
  const exact = typeof value === 'number' ? plainDecimal(value) : value;
  return new Intl.NumberFormat('en-US', {
    minimumFractionDigits: fraction,
    maximumFractionDigits: fraction,
    signDisplay: 'negative',
  })
    .format(exact as Intl.StringNumericLiteral)
    .replaceAll(',', noBreakSpace)
    .replace('.', ',')
    .replace('-', minus);
}

function plainDecimal(value: number): string {
  const text = String(value);
  return decimalText.test(text) ? text : value.toFixed(20);
}

/** `85,5 %`. */
export function formatPercent(value: Decimal): string {
  return `${formatNumber(value)}${noBreakSpace}%`;
}

/** Plural category of a number as it is shown: «68,00» has a fraction, though 68 has none. */
export function pluralCategory(language: Language, value: Decimal): Intl.LDMLPluralRule {
  const digits = visibleFractionDigits(value);
  const rules = new Intl.PluralRules(language, { minimumFractionDigits: digits });
  return rules.select(Math.abs(Number(value)));
}

/**
 * A number of the same plural category as `value` as shown, for libraries that select by the bare number:
 * in both languages any visible fraction takes one and the same category.
 */
export function countAsShown(value: Decimal): number {
  const number = Math.abs(Number(value));
  return visibleFractionDigits(value) > 0 && Number.isInteger(number) ? number + 0.5 : number;
}
