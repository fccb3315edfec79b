import { countDecimals, divideRounded } from '../decimal.ts';
import type { Category, RatingMethod } from '../methodology/methodology.ts';
import { roundQuotient } from './rational.ts';
import { scaleDecimal, scaleQuickly } from './scale-decimal.ts';
import type { CountedKpi } from './what-counts.ts';

/** 100 points in millionths of a point, the unit of all scores but a city's. */
export const FULL_SCORE = 100_000_000;

/** What a rating needs to know of a KPI. Numbers are plain decimal text. */
export type RatingKpi = {
  readonly code: string;
  readonly sphere: string;
  readonly direction: 'higher' | 'lower';
  readonly min: string;
  readonly max: string;
  /** By category; a KPI without a target in a category is not rated there. */
  readonly target: { readonly [C in Category]?: string | undefined };
  readonly weight: string;
};

/** The score of one value in whole millionths of a point, 0 to 100 000 000. */
export type ScoreValue = (value: string) => number;

type Normalisation = RatingMethod['normalisation'];

/**
 * Prepares the scoring of a KPI's values in a category: the share of the way from the worst limit to the
 * target (min to target, or for lower-is-better max to target), kept between 0 and 1, as points or, by
 * bands, as the points of the band that holds it. Exact, then rounded half away from zero to millionths.
 */
export function createValueScorer(
  kpi: RatingKpi,
  category: Category,
  normalisation: Normalisation,
): ScoreValue {
  const target = kpi.target[category];
  if (target === undefined) throw new RangeError(`${kpi.code} has no target in ${category}`);
  const start = kpi.direction === 'higher' ? kpi.min : kpi.max;
  const scale = Math.max(countDecimals(start), countDecimals(target));
  const from = Number(scaleDecimal(start, scale));
  const span = Number(scaleDecimal(target, scale)) - from;
  if (span === 0) throw new RangeError(`${kpi.code}: the target is where the score is 0`);
  const exact = createExactScorer(start, target, normalisation);
  // Beyond this a product in the quick way would not be a whole number of a double any more.
  if (!Number.isSafeInteger(from) || Math.abs(span) * FULL_SCORE > Number.MAX_SAFE_INTEGER) return exact;

  const way = Math.abs(span);
  const sign = Math.sign(span);
  const bands = bandsOf(normalisation).map((band) => ({
    upTo: Number((band.upTo * BigInt(way)) / 100_000_000n),
    score: band.score,
  }));
  const last = bands.at(-1);
  return (value) => {
    const scaled = scaleQuickly(value, scale);
    // More decimals or digits than usual: rare, and exact all the same.
    if (Number.isNaN(scaled)) return exact(value);
    const done = Math.min(Math.max(sign * (scaled - from), 0), way);
    if (last === undefined) return roundQuotient(done * FULL_SCORE, way);
    return (bands.find((band) => done <= band.upTo) ?? last).score;
  };
}

/** The same in big integers, whatever the number of digits. */
function createExactScorer(start: string, target: string, normalisation: Normalisation): ScoreValue {
  const from = scaleDecimal(start, 6);
  const span = scaleDecimal(target, 6) - from;
  const sign = span < 0n ? -1n : 1n;
  const way = sign * span;
  const bands = bandsOf(normalisation);
  const last = bands.at(-1);
  return (value) => {
    const covered = sign * (scaleDecimal(value, 6) - from);
    const done = covered < 0n ? 0n : covered > way ? way : covered;
    if (last === undefined) return Number(divideRounded(done * BigInt(FULL_SCORE), way));
    return (bands.find((band) => done * 100_000_000n <= band.upTo * way) ?? last).score;
  };
}

/** Bands with their upper end in millionths of a percent and their points as a score; none: no bands. */
function bandsOf(normalisation: Normalisation): { upTo: bigint; score: number }[] {
  if (normalisation.kind !== 'bands') return [];
  const most = scaleDecimal(normalisation.maxPoints, 6);
  return normalisation.bands.map((band) => ({
    upTo: scaleDecimal(band.upTo, 6),
    score: Number(divideRounded(scaleDecimal(band.points, 6) * BigInt(FULL_SCORE), most)),
  }));
}

/**
 * The score of a KPI in the quarter: the mean of its periods' scores (a missing one is 0), rounded half
 * away from zero to millionths. Null where the KPI is left out.
 */
export function scoreCounted(counted: CountedKpi, scoreValue: ScoreValue): number | null {
  if (counted.kind === 'leftOut') return null;
  if (counted.kind === 'missing') return 0;
  let sum = 0;
  for (const part of counted.parts) sum += part.kind === 'value' ? scoreValue(part.value) : 0;
  return roundQuotient(sum, counted.parts.length);
}
