import {
  compareDecimals,
  type Decimal,
  decimalOf,
  decimalsOf,
  formatDecimal,
  roundDecimal,
  timesPowerOfTen,
} from '../decimal.ts';
import { readMultiplier, readUnit, type UnitKind } from './unit-words.ts';

/** What reading a value needs to know of its KPI; `unit` is the catalogue's id of the unit. */
export interface ValueFormat {
  unit: string;
  /** Digits after the decimal sign that the KPI is reported with. */
  decimals: number;
  /** Further names under which the unit is accepted, such as the catalogue's labels. */
  unitLabels?: readonly string[];
  /** A program wrote the number: its point divides, and nothing groups. */
  isExact?: boolean;
}

/** Numbers in the outcomes are canonical decimals: `-?digits(.digits)?`, no exponent, no trailing zeros. */
export type ParsedValue =
  | { kind: 'value'; value: string }
  /** Both readings can be recorded as they stand; smaller first. */
  | { kind: 'ambiguous'; readings: [string, string] }
  | { kind: 'notANumber' }
  | { kind: 'wrongUnit'; given: string }
  | { kind: 'outOfRange'; min?: string; max?: string; value: string }
  | { kind: 'tooManyDecimals'; value: string; decimals: number }
  | { kind: 'tooLong' };

/** Longer than any number with its unit in words; nothing longer is read at all. */
const LONGEST_TEXT = 80;
/** What the storage holds before the decimal sign. */
const MOST_WHOLE_DIGITS = 18;

const SPACES = /[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+/g;
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;
const MINUSES = /[\u02d7\u207b\u2010-\u2015\u2212\u2796\ufe58\ufe63\uff0d]/g;
const APOSTROPHES = /[\u2019\u02bc\u00b4`]/g;

const NUMBER = /^([+-]?) ?((?:\d[\d ,.']*)?\d|[,.]\d+)/;
const PER_HEAD_PREFIX =
  /^((?:10|100) ?(?:000|мың) (?:тұрғынға|адамға) шаққанда|бір (?:тұрғынға|адамға) шаққанда) /i;

/**
 * Reads a value as people write it: comma or point, groups of thousands by any space, point, comma or
 * apostrophe, full-width digits, every minus sign, "млн" and "мың", the unit or none. Limits are physical
 * only: a percentage lies in 0-100, nothing is negative.
 *
 * `1,234` may be 1234 or 1.234. It is taken only where one reading is possible (a percentage, a KPI in
 * whole numbers); otherwise it is `ambiguous`, and the small reading is offered with as many decimals as
 * the KPI has, so that either can be recorded. So is a share of one, `0,85`, where a percentage is asked for.
 */
export function parseValue(text: string, kpi: ValueFormat): ParsedValue {
  const clean = normalise(text);
  if (clean.length > LONGEST_TEXT) return { kind: 'tooLong' };
  const parts = split(clean, kpi.unitLabels ?? []);
  if (!parts) return { kind: 'notANumber' };

  const readings = readNumber(parts.digits, kpi.isExact === true);
  if (readings.length === 0) return { kind: 'notANumber' };
  if (parts.unit !== null && parts.unit !== 'own' && parts.unit !== kpi.unit) {
    return { kind: 'wrongUnit', given: parts.unitText };
  }

  const verdicts = readings.map((reading) => {
    const scaled = timesPowerOfTen(reading, parts.power);
    return judge(parts.isNegative ? { ...scaled, coefficient: -scaled.coefficient } : scaled, kpi);
  });
  const [first, second] = verdicts;
  if (!first) return { kind: 'notANumber' };
  if (second) return choose(first, second, kpi);
  return asShareOfOne(first, kpi) ?? first;
}

/** A percentage with too many decimals below one, `0,85`, may be 0.9 % or 85 %: that is asked, not guessed. */
function asShareOfOne(verdict: Verdict, kpi: ValueFormat): ParsedValue | null {
  if (kpi.unit !== 'percent' || verdict.kind !== 'tooManyDecimals') return null;
  const number = decimalOf(verdict.value);
  if (compareDecimals(number, decimalOf('1')) >= 0) return null;
  const small = formatDecimal(roundDecimal(number, kpi.decimals));
  const large = formatDecimal(roundDecimal(timesPowerOfTen(number, 2), kpi.decimals));
  return { kind: 'ambiguous', readings: [small, large] };
}

interface Parts {
  isNegative: boolean;
  digits: string;
  power: number;
  unit: UnitKind | 'own' | null;
  unitText: string;
}

function normalise(text: string): string {
  return text
    .replace(INVISIBLE, '')
    .replace(SPACES, ' ')
    .replace(MINUSES, '-')
    .replace(APOSTROPHES, "'")
    .replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(/[，．％＋]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .trim();
}

/** Takes the text apart into sign, digits, multiplier and unit; null when something else is in it. */
function split(clean: string, unitLabels: readonly string[]): Parts | null {
  const prefix = PER_HEAD_PREFIX.exec(clean)?.[1] ?? '';
  let rest = prefix ? clean.slice(prefix.length + 1) : clean;
  const number = NUMBER.exec(rest);
  if (!number) return null;
  rest = rest.slice(number[0].length).trim();
  const parts: Parts = {
    isNegative: number[1] === '-',
    digits: number[2] ?? '',
    power: 0,
    unit: null,
    unitText: '',
  };
  const word = /^\p{L}+\.?/u.exec(rest)?.[0] ?? '';
  const power = readMultiplier(word);
  if (power !== null) {
    parts.power = power;
    rest = rest.slice(word.length).trim();
  }
  const unitText = [prefix, rest].filter(Boolean).join(' ');
  // The full stop of a sentence is no part of the value.
  if (unitText === '' || unitText === '.') return parts;
  const spellings = [unitText, unitText.replace(/\.$/, '')];
  const isOwn = unitLabels.some((label) => spellings.some((s) => s.toLowerCase() === label.toLowerCase()));
  const unit = isOwn ? 'own' : (spellings.map(readUnit).find((kind) => kind !== null) ?? null);
  return unit === null ? null : { ...parts, unit, unitText };
}

/** The numbers that a run of digits and separators can mean: none, one, or two. */
function readNumber(digits: string, isExact: boolean): Decimal[] {
  const grouped = /^(\d{1,3})(?:([ .,'])\d{3})(?:\2\d{3})*(?:([.,])(\d+))?$/.exec(digits);
  const isPlain = /^\d*(?:[.,]\d+)?$/.test(digits);
  const readings: Decimal[] = [];
  // "0,123" is never a group of thousands, and one sign cannot both group and divide.
  if (!isExact && grouped && !grouped[1]?.startsWith('0') && grouped[2] !== grouped[3]) {
    const whole = digits
      .slice(0, digits.length - (grouped[4] ? grouped[4].length + 1 : 0))
      .replace(/\D/g, '');
    readings.push(decimalOf(grouped[4] ? `${whole}.${grouped[4]}` : whole));
  }
  if (isPlain) readings.unshift(decimalOf(digits.replace(',', '.').replace(/^\./, '0.')));
  return readings;
}

type Verdict = Exclude<ParsedValue, { kind: 'ambiguous' }>;

function judge(number: Decimal, kpi: ValueFormat): Verdict {
  const value = formatDecimal(number);
  const whole = value.replace(/^-/, '').split('.')[0] ?? '';
  if (whole.length > MOST_WHOLE_DIGITS) return { kind: 'tooLong' };
  const limits = kpi.unit === 'percent' ? { min: '0', max: '100' } : { min: '0' };
  const isTooSmall = compareDecimals(number, decimalOf(limits.min)) < 0;
  const isTooLarge = limits.max !== undefined && compareDecimals(number, decimalOf(limits.max)) > 0;
  if (isTooSmall || isTooLarge) return { kind: 'outOfRange', ...limits, value };
  if (decimalsOf(number) > kpi.decimals) return { kind: 'tooManyDecimals', value, decimals: kpi.decimals };
  return { kind: 'value', value };
}

/** Decides between the decimal reading (`small`) and the reading with groups of thousands (`large`). */
function choose(small: Verdict, large: Verdict, kpi: ValueFormat): ParsedValue {
  if (large.kind !== 'value') return small;
  if (small.kind === 'value') return { kind: 'ambiguous', readings: [small.value, large.value] };
  if (small.kind !== 'tooManyDecimals' || kpi.decimals === 0) return large;
  const rounded = formatDecimal(roundDecimal(decimalOf(small.value), kpi.decimals));
  return { kind: 'ambiguous', readings: [rounded, large.value] };
}
