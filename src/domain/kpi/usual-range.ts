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
/** A step back of less than this share of the last value is nothing to ask about. */
const STEP_SHARE = decimalOf('0.2');

/** What is unusual about a value, seen from the values before it. */
export type Unusual =
  /** Outside the usual band of `low` to `high` around the median. */
  | { kind: 'outlier'; median: string; low: string; high: string }
  /** Worse than `last` by more than usual, seen in the KPI's direction. */
  | { kind: 'againstDirection'; last: string };

interface Band {
  low: Decimal;
  high: Decimal;
}

/**
 * Whether a value lies outside three median absolute deviations of the values before it, newest first. One that
 * goes on with a steady rise or fall as the values before it did is not: a series that moves by itself leaves
 * every band around its own median.
 */
export function findOutlier(number: Decimal, history: readonly Decimal[], decimals: number): Unusual | null {
  if (history.length < FEWEST_FOR_OUTLIER) return null;
  const median = medianOf(history);
  const band = bandAround(median, medianDeviation(history, median), decimals);
  if (isWithin(number, band)) return null;
  const next = nextOfSteadySeries(history, decimals);
  if (next !== null && isWithin(number, next)) return null;
  return {
    kind: 'outlier',
    median: formatDecimal(median),
    low: formatDecimal(band.low),
    high: formatDecimal(band.high),
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

/** The band in which the next value of a series lies that only rises or only falls; null for any other series. */
function nextOfSteadySeries(history: readonly Decimal[], decimals: number): Band | null {
  const [last] = history;
  const changes = changesOf(history);
  const isSteady =
    changes.every(({ coefficient }) => coefficient > 0n) ||
    changes.every(({ coefficient }) => coefficient < 0n);
  if (last === undefined || !isSteady) return null;
  const change = medianOf(changes);
  return bandAround(addDecimals(last, change), medianDeviation(changes, change), decimals);
}

/** From each value to the one after it, newest first. */
function changesOf(history: readonly Decimal[]): Decimal[] {
  return history.slice(1).map((earlier, index) => subtractDecimals(history[index] ?? earlier, earlier));
}

function medianDeviation(numbers: readonly Decimal[], median: Decimal): Decimal {
  return medianOf(numbers.map((number) => absoluteDecimal(subtractDecimals(number, median))));
}

/**
 * Three deviations to either side. Values that hardly ever moved must not turn each small step into an alarm:
 * the deviation is at least one step of the last reported digit and one per cent of the centre.
 */
function bandAround(centre: Decimal, deviation: Decimal, decimals: number): Band {
  const reach = multiplyDecimals(
    largest([deviation, { coefficient: 1n, scale: decimals }, timesPowerOfTen(absoluteDecimal(centre), -2)]),
    DEVIATIONS,
  );
  return { low: subtractDecimals(centre, reach), high: addDecimals(centre, reach) };
}

function isWithin(number: Decimal, { low, high }: Band): boolean {
  return compareDecimals(number, low) >= 0 && compareDecimals(number, high) <= 0;
}

function largest(numbers: [Decimal, ...Decimal[]]): Decimal {
  return numbers.reduce((best, number) => (compareDecimals(number, best) > 0 ? number : best));
}
