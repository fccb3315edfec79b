import {
  absoluteDecimal,
  addDecimals,
  compareDecimals,
  type Decimal,
  decimalOf,
  formatDecimal,
  medianOf,
  multiplyDecimals,
  subtractDecimals,
  timesPowerOfTen,
} from '../decimal.ts';

const FEWEST_FOR_OUTLIER = 4;
const DEVIATIONS = decimalOf('3');
/** So many changes in a row in one direction make a trend: chance alone does that once in sixty series. */
const FEWEST_CHANGES_OF_TREND = 4;
/** From where a trend would go on: back by one usual change, or forward by three, is still on its line. */
const CHANGES_OFF_LINE = decimalOf('2');
/** A step back of less than this share of the last value is nothing to ask about. */
const STEP_SHARE = decimalOf('0.2');

/** What is unusual about a value, seen from the values before it. */
export type Unusual =
  /**
   * Outside `low` to `high` around what was `expected`: the median of the values before (`level`), or where a
   * series that runs one way would go on (`trend`).
   */
  | { kind: 'outlier'; basis: 'level' | 'trend'; expected: string; low: string; high: string }
  /** Worse than `last` by more than usual, seen in the KPI's direction. */
  | { kind: 'againstDirection'; last: string };

/**
 * Whether a value lies outside three median absolute deviations of the values before it, newest first.
 *
 * A series that went one way at each of its last four changes or more is judged by these changes: what lies on
 * its line is usual though far from the median, and what leaves the line is not though near the median. Any
 * other series is judged by its values; there also whatever stays near the newest one is usual, so that a new
 * level, once explained and approved, is not asked about again.
 */
export function findOutlier(number: Decimal, history: readonly Decimal[], decimals: number): Unusual | null {
  const [newest] = history;
  if (newest === undefined || history.length < FEWEST_FOR_OUTLIER) return null;
  const line = lineOfTrend(history, decimals);
  if (line !== null) return outlierBeyond(number, 'trend', line.expected, line.reach);
  const median = medianOf(history);
  const deviation = medianDeviation(history, median);
  const least = leastReach(history, decimals);
  if (isWithin(number, newest, largest([deviation, least]))) return null;
  return outlierBeyond(number, 'level', median, largest([multiplyDecimals(deviation, DEVIATIONS), least]));
}

/** Whether a series that runs one way leads to this value by itself. */
export function isOnTrend(number: Decimal, history: readonly Decimal[], decimals: number): boolean {
  const line = lineOfTrend(history, decimals);
  return line !== null && isWithin(number, line.expected, line.reach);
}

/** Where a series goes on that went one way at each of its last changes; null for any other series. */
function lineOfTrend(
  history: readonly Decimal[],
  decimals: number,
): { expected: Decimal; reach: Decimal } | null {
  const [newest] = history;
  const run = runOfChanges(history);
  if (newest === undefined || run.length < FEWEST_CHANGES_OF_TREND) return null;
  const change = medianOf(run);
  const reach = largest([
    multiplyDecimals(medianDeviation(run, change), DEVIATIONS),
    multiplyDecimals(absoluteDecimal(change), CHANGES_OFF_LINE),
    leastReach(history, decimals),
  ]);
  return { expected: addDecimals(newest, change), reach };
}

/**
 * Values that hardly ever moved must not turn each small step into an alarm: a deviation is at least one step
 * of the last reported digit and one per cent of the median.
 */
function leastReach(history: readonly Decimal[], decimals: number): Decimal {
  const percent = timesPowerOfTen(absoluteDecimal(medianOf(history)), -2);
  return multiplyDecimals(largest([{ coefficient: 1n, scale: decimals }, percent]), DEVIATIONS);
}

function outlierBeyond(
  number: Decimal,
  basis: 'level' | 'trend',
  expected: Decimal,
  reach: Decimal,
): Unusual | null {
  if (isWithin(number, expected, reach)) return null;
  return {
    kind: 'outlier',
    basis,
    expected: formatDecimal(expected),
    low: formatDecimal(subtractDecimals(expected, reach)),
    high: formatDecimal(addDecimals(expected, reach)),
  };
}

/**
 * Whether a value is worse than the last one by much: by more than a fifth of it, and by more than three times
 * the usual change from one period to the next.
 */
export function findStepBack(
  number: Decimal,
  history: readonly Decimal[],
  kpi: { decimals: number; direction?: 'higher' | 'lower' },
): Unusual | null {
  const [last] = history;
  if (last === undefined || kpi.direction === undefined) return null;
  const worse = kpi.direction === 'higher' ? subtractDecimals(last, number) : subtractDecimals(number, last);
  const usual = changesOf(history).map(absoluteDecimal);
  const most = largest([
    multiplyDecimals(absoluteDecimal(last), STEP_SHARE),
    multiplyDecimals(usual.length === 0 ? decimalOf('0') : medianOf(usual), DEVIATIONS),
    { coefficient: 1n, scale: kpi.decimals },
  ]);
  return compareDecimals(worse, most) > 0 ? { kind: 'againstDirection', last: formatDecimal(last) } : null;
}

/** The newest changes, as long as they go one way. */
function runOfChanges(history: readonly Decimal[]): Decimal[] {
  const changes = changesOf(history);
  const [first] = changes;
  if (first === undefined) return [];
  const isRise = ({ coefficient }: Decimal) => coefficient > 0n;
  const end = changes.findIndex((change) => change.coefficient === 0n || isRise(change) !== isRise(first));
  return end === -1 ? changes : changes.slice(0, end);
}

/** From each value to the one after it, newest first. */
function changesOf(history: readonly Decimal[]): Decimal[] {
  return history.slice(1).map((earlier, index) => subtractDecimals(history[index] ?? earlier, earlier));
}

function medianDeviation(numbers: readonly Decimal[], median: Decimal): Decimal {
  return medianOf(numbers.map((number) => absoluteDecimal(subtractDecimals(number, median))));
}

function isWithin(number: Decimal, centre: Decimal, reach: Decimal): boolean {
  return compareDecimals(absoluteDecimal(subtractDecimals(number, centre)), reach) <= 0;
}

function largest(numbers: [Decimal, ...Decimal[]]): Decimal {
  return numbers.reduce((best, number) => (compareDecimals(number, best) > 0 ? number : best));
}
