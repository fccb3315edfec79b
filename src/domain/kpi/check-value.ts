import {
  absoluteDecimal,
  addDecimals,
  compareDecimals,
  type Decimal,
  decimalOf,
  formatDecimal,
  medianOf,
  multiplyDecimals,
  roundDecimal,
  subtractDecimals,
  timesPowerOfTen,
} from '../decimal.ts';

/** Something odd about a value: a reason to ask, never to refuse. Numbers are canonical decimals. */
export type ValueWarning =
  | { kind: 'belowMin'; limit: string }
  | { kind: 'aboveMax'; limit: string }
  /** `value` is about `factor` times larger (`tooLarge`) or smaller than usual; `suggestion` would be usual. */
  | { kind: 'likelySlip'; factor: 10 | 100 | 1000; direction: 'tooLarge' | 'tooSmall'; suggestion: string }
  /** Outside the usual band of `low` to `high` around the median. */
  | { kind: 'outlier'; median: string; low: string; high: string }
  /** The same value for `times` periods in a row, this one included. */
  | { kind: 'unchanged'; times: number };

export interface ValueToCheck {
  value: string;
  /** Effective values of the periods before, newest first. */
  lastValues: readonly string[];
  kpi: { unit: string; decimals: number; min?: string | null; max?: string | null };
}

const MOST_VALUES = 12;
const FEWEST_FOR_OUTLIER = 4;
const DEVIATIONS = decimalOf('3');
const UNCHANGED_PERIODS = 4;
/** A value moved by a power of ten must come this near to the usual one to look like a slip. */
const SLIP_NEARNESS = { low: decimalOf('0.8'), high: decimalOf('1.25') };

/**
 * Soft checks of a value in the order in which they are told: the catalogue's limits, a slip of the
 * decimal sign or unit (×10, ×100, ×1000), a value outside three median absolute deviations of up to
 * twelve earlier ones, and no change for four periods. A slip explains an outlier, so only it is named.
 */
export function checkValue({ value, lastValues, kpi }: ValueToCheck): ValueWarning[] {
  const number = decimalOf(value);
  const history = lastValues.slice(0, MOST_VALUES).map(decimalOf);
  const warnings: ValueWarning[] = [];
  if (kpi.min && compareDecimals(number, decimalOf(kpi.min)) < 0) {
    warnings.push({ kind: 'belowMin', limit: formatDecimal(decimalOf(kpi.min)) });
  }
  if (kpi.max && compareDecimals(number, decimalOf(kpi.max)) > 0) {
    warnings.push({ kind: 'aboveMax', limit: formatDecimal(decimalOf(kpi.max)) });
  }
  const odd = findSlip(number, history, kpi) ?? findOutlier(number, history, kpi.decimals);
  if (odd) warnings.push(odd);
  const times = countUnchanged(number, history);
  if (times >= UNCHANGED_PERIODS) warnings.push({ kind: 'unchanged', times });
  return warnings;
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

function findOutlier(number: Decimal, history: Decimal[], decimals: number): ValueWarning | null {
  if (history.length < FEWEST_FOR_OUTLIER) return null;
  const median = medianOf(history);
  // Values that hardly ever moved must not turn each small step into an alarm: the deviation is at least
  // one step of the last reported digit and one per cent of the median.
  const deviation = largest([
    medianOf(history.map((past) => absoluteDecimal(subtractDecimals(past, median)))),
    { coefficient: 1n, scale: decimals },
    timesPowerOfTen(absoluteDecimal(median), -2),
  ]);
  const reach = multiplyDecimals(deviation, DEVIATIONS);
  const low = subtractDecimals(median, reach);
  const high = addDecimals(median, reach);
  if (compareDecimals(number, low) >= 0 && compareDecimals(number, high) <= 0) return null;
  return {
    kind: 'outlier',
    median: formatDecimal(median),
    low: formatDecimal(low),
    high: formatDecimal(high),
  };
}

function largest(numbers: [Decimal, ...Decimal[]]): Decimal {
  return numbers.reduce((best, number) => (compareDecimals(number, best) > 0 ? number : best));
}

function countUnchanged(number: Decimal, history: Decimal[]): number {
  const firstOther = history.findIndex((past) => compareDecimals(past, number) !== 0);
  return 1 + (firstOther === -1 ? history.length : firstOther);
}
