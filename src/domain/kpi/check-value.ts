import {
  compareDecimals,
  type Decimal,
  decimalOf,
  formatDecimal,
  medianOf,
  multiplyDecimals,
  roundDecimal,
  timesPowerOfTen,
} from '../decimal.ts';
import { findOutlier, findStepBack, isOnTrend, type Unusual } from './usual-range.ts';

/** Something odd about a value: a reason to ask, never to refuse. Numbers are canonical decimals. */
export type ValueWarning =
  | { kind: 'belowMin'; limit: string }
  | { kind: 'aboveMax'; limit: string }
  /** `value` is about `factor` times larger (`tooLarge`) or smaller than usual; `suggestion` would be usual. */
  | { kind: 'likelySlip'; factor: 10 | 100 | 1000; direction: 'tooLarge' | 'tooSmall'; suggestion: string }
  | Unusual
  /** A share of one where a percentage is asked for, as `0,8` for 80 %. */
  | { kind: 'likelyFraction'; suggestion: string }
  /** The same value for `times` periods in a row, this one included. */
  | { kind: 'unchanged'; times: number }
  /** A part that is larger than its whole; `other` is the KPI that it was compared with. */
  | { kind: 'partAboveWhole'; role: 'part' | 'whole'; other: RelatedValue };

/** Every kind of warning, in the order in which reviewers want to read of them. */
export const valueWarningKinds = [
  'likelySlip',
  'likelyFraction',
  'partAboveWhole',
  'outlier',
  'againstDirection',
  'belowMin',
  'aboveMax',
  'unchanged',
] as const satisfies readonly ValueWarning['kind'][];

/** A value of the same city and period that a rule of the methodology ties to the one in question. */
export interface RelatedValue {
  kpiCode: string;
  name: { kk: string; ru: string };
  value: string;
}

/** A rule that holds between the value in question and another one. */
export interface Relation {
  /** What the value in question is to the other one. */
  role: 'part' | 'whole';
  other: RelatedValue;
}

export interface ValueToCheck {
  value: string;
  /** Effective values of the periods before, newest first. */
  lastValues: readonly string[];
  kpi: {
    unit: string;
    decimals: number;
    min?: string | null;
    max?: string | null;
    direction?: 'higher' | 'lower';
  };
  /** What the rules of the methodology tie it to. */
  relations?: readonly Relation[];
}

const MOST_VALUES = 12;
const UNCHANGED_PERIODS = 4;
/** A value moved by a power of ten must come this near to the usual one to look like a slip. */
const SLIP_NEARNESS = { low: decimalOf('0.8'), high: decimalOf('1.25') };
/** Where the usual percentage is at least this, one of at most 1 was probably meant as a share of one. */
const USUAL_PERCENTAGE = decimalOf('10');
const ONE = decimalOf('1');

/**
 * Soft checks of a value in the order in which they are told: the catalogue's limits; one word about its
 * history (a slip of the decimal sign or unit, a share for a percentage, a value outside what is usual, a step
 * against the KPI's direction: the first that fits explains the others, and what a steady series leads to is none of them); no change for four periods; a part
 * above its whole.
 */
export function checkValue({ value, lastValues, kpi, relations = [] }: ValueToCheck): ValueWarning[] {
  const number = decimalOf(value);
  const history = lastValues.slice(0, MOST_VALUES).map(decimalOf);
  const warnings: ValueWarning[] = [];
  if (kpi.min && compareDecimals(number, decimalOf(kpi.min)) < 0) {
    warnings.push({ kind: 'belowMin', limit: formatDecimal(decimalOf(kpi.min)) });
  }
  if (kpi.max && compareDecimals(number, decimalOf(kpi.max)) > 0) {
    warnings.push({ kind: 'aboveMax', limit: formatDecimal(decimalOf(kpi.max)) });
  }
  const odd = isOnTrend(number, history, kpi.decimals)
    ? null
    : (findSlip(number, history, kpi) ??
      findFraction(number, history, kpi) ??
      findOutlier(number, history, kpi.decimals) ??
      findStepBack(number, history, kpi));
  if (odd) warnings.push(odd);
  const times = countUnchanged(number, history);
  if (times >= UNCHANGED_PERIODS) warnings.push({ kind: 'unchanged', times });
  return [...warnings, ...findBreaches(number, relations)];
}

function findSlip(number: Decimal, history: Decimal[], kpi: ValueToCheck['kpi']): ValueWarning | null {
  if (history.length === 0) return null;
  const median = medianOf(history);
  const isSeenBefore = history.some((past) => isNear(number, past));
  if (median.coefficient <= 0n || number.coefficient <= 0n || isSeenBefore) return null;
  for (const power of [1, 2, 3] as const) {
    for (const direction of ['tooLarge', 'tooSmall'] as const) {
      const moved = timesPowerOfTen(number, direction === 'tooLarge' ? -power : power);
      if (!isNear(moved, median)) continue;
      const suggestion = roundDecimal(moved, kpi.decimals);
      if (kpi.unit === 'percent' && compareDecimals(suggestion, decimalOf('100')) > 0) continue;
      const factor = ([10, 100, 1000] as const)[power - 1] ?? 10;
      return { kind: 'likelySlip', factor, direction, suggestion: formatDecimal(suggestion) };
    }
  }
  return null;
}

function isNear(number: Decimal, usual: Decimal): boolean {
  return (
    compareDecimals(number, multiplyDecimals(usual, SLIP_NEARNESS.low)) >= 0 &&
    compareDecimals(number, multiplyDecimals(usual, SLIP_NEARNESS.high)) <= 0
  );
}

function findFraction(number: Decimal, history: Decimal[], kpi: ValueToCheck['kpi']): ValueWarning | null {
  if (kpi.unit !== 'percent' || history.length === 0 || number.coefficient <= 0n) return null;
  const isUsuallyMore = compareDecimals(medianOf(history), USUAL_PERCENTAGE) >= 0;
  const isSeenBefore = history.some((past) => compareDecimals(past, ONE) <= 0);
  if (compareDecimals(number, ONE) > 0 || !isUsuallyMore || isSeenBefore) return null;
  const suggestion = roundDecimal(timesPowerOfTen(number, 2), kpi.decimals);
  return { kind: 'likelyFraction', suggestion: formatDecimal(suggestion) };
}

function findBreaches(number: Decimal, relations: readonly Relation[]): ValueWarning[] {
  return relations.flatMap(({ role, other }): ValueWarning[] => {
    const against = compareDecimals(number, decimalOf(other.value));
    const isBroken = role === 'part' ? against > 0 : against < 0;
    return isBroken ? [{ kind: 'partAboveWhole', role, other }] : [];
  });
}

function countUnchanged(number: Decimal, history: Decimal[]): number {
  const firstOther = history.findIndex((past) => compareDecimals(past, number) !== 0);
  return 1 + (firstOther === -1 ? history.length : firstOther);
}
