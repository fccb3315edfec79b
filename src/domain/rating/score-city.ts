import { countDecimals, divideRounded } from '../decimal.ts';
import type { Category, RatingMethod } from '../methodology/methodology.ts';
import { type Rational, roundQuotient, weightedMean } from './rational.ts';
import { scaleDecimal } from './scale-decimal.ts';
import { createValueScorer, FULL_SCORE, type RatingKpi, type ScoreValue, scoreCounted } from './score.ts';
import type { CountedKpi } from './what-counts.ts';

/** What became of a KPI in a city's score. */
export type KpiResult = {
  readonly code: string;
  readonly sphereId: string;
  readonly kind: CountedKpi['kind'];
  /** Why it is left out; null otherwise. */
  readonly reason: 'notApplicable' | 'notDueYet' | 'noPeriod' | null;
  /** Whether a value of an earlier period stands in. */
  readonly carried: boolean;
  /** Millionths of a point, 0 to 100 000 000; null where it is left out. */
  readonly score: number | null;
  /** What it keeps the city's score below 100, in millionths of a point; null where it is left out. */
  readonly pointsLost: number | null;
};

/** A city's score with all that explains it. */
export type CityScore = {
  /** Hundredths of a point, 0 to 10 000; null where nothing counts. */
  readonly score: number | null;
  /** In the method's order, in millionths of a point; null where nothing of the sphere counts. */
  readonly spheres: readonly { readonly sphereId: string; readonly score: number | null }[];
  /** In the order of their codes. */
  readonly kpis: readonly KpiResult[];
  readonly coverage: Coverage;
};

/** How many KPIs have a value (of those, how many carry an earlier one), are missing, are left out. */
export type Coverage = {
  readonly counted: number;
  readonly carried: number;
  readonly missing: number;
  readonly leftOut: number;
  /** Share of those with a value among all that are due, in whole percent, rounded down; 0 of none. */
  readonly percent: number;
};

type Sphere = { readonly id: string; readonly weight: bigint; readonly group: number };
type PreparedKpi = {
  readonly code: string;
  readonly sphere: number;
  readonly weight: number;
  readonly score: ScoreValue;
};

/** Scores a city from what counts, by the code of the KPI. Throws when a rated KPI is not among it. */
export type ScoreCity = (counted: ReadonlyMap<string, CountedKpi>) => CityScore;

/** The KPIs that a method rates in a category, in the order of their codes. */
export function ratedKpis<K extends RatingKpi>(
  method: RatingMethod,
  kpis: readonly K[],
  category: Category,
): K[] {
  const spheres = new Set(method.groups.flatMap((group) => group.spheres.map((sphere) => sphere.sphere)));
  return kpis
    .filter((kpi) => spheres.has(kpi.sphere) && kpi.target[category] !== undefined)
    .sort((a, b) => (a.code < b.code ? -1 : 1));
}

/**
 * Prepares the scoring of cities of a category: the KPIs of a sphere, the spheres of a group and the
 * groups by weighted means; whatever has nothing that counts is left out with its weight. Sums are of
 * whole millionths and exact; only the results are rounded, half away from zero.
 */
export function createCityScorer(
  method: RatingMethod,
  kpis: readonly RatingKpi[],
  category: Category,
): ScoreCity {
  const sphereData = method.groups.flatMap((group, index) =>
    group.spheres.map((sphere) => ({ ...sphere, group: index })),
  );
  const sphereWeights = wholeWeights(sphereData.map((sphere) => sphere.weight));
  const spheres: Sphere[] = sphereData.map((sphere, index) => ({
    id: sphere.sphere,
    weight: BigInt(sphereWeights[index] ?? 0),
    group: sphere.group,
  }));
  const groupWeights = wholeWeights(method.groups.map((group) => group.weight)).map(BigInt);
  const rated = ratedKpis(method, kpis, category);
  const kpiWeights = wholeWeights(rated.map((kpi) => kpi.weight));
  const prepared: PreparedKpi[] = rated.map((kpi, index) => ({
    code: kpi.code,
    sphere: spheres.findIndex((sphere) => sphere.id === kpi.sphere),
    weight: kpiWeights[index] ?? 0,
    score: createValueScorer(kpi, category, method.normalisation),
  }));
  if (kpiWeights.reduce((sum, weight) => sum + weight, 0) * FULL_SCORE > Number.MAX_SAFE_INTEGER) {
    throw new RangeError('the weights of the KPIs have too many digits to sum exactly');
  }

  return (counted) => {
    const scores = prepared.map((kpi) => {
      const found = counted.get(kpi.code);
      if (found === undefined) throw new RangeError(`nothing is said about ${kpi.code}`);
      return { kpi, counted: found, score: scoreCounted(found, kpi.score) };
    });
    const sums = spheres.map(() => 0);
    const weights = spheres.map(() => 0);
    for (const { kpi, score } of scores) {
      if (score === null) continue;
      sums[kpi.sphere] = (sums[kpi.sphere] ?? 0) + kpi.weight * score;
      weights[kpi.sphere] = (weights[kpi.sphere] ?? 0) + kpi.weight;
    }
    const sphereScores = spheres.map((_, index): Rational | null => {
      const den = weights[index] ?? 0;
      return den === 0 ? null : { num: BigInt(sums[index] ?? 0), den: BigInt(den) };
    });
    const city = combine(spheres, groupWeights, sphereScores);
    const results = explain(scores, spheres, sharesOf(spheres, groupWeights, weights));
    return {
      score: city === null ? null : Number(divideRounded(city.num, city.den * 10_000n)),
      spheres: spheres.map((sphere, index) => {
        const score = sphereScores[index] ?? null;
        return {
          sphereId: sphere.id,
          score: score === null ? null : Number(divideRounded(score.num, score.den)),
        };
      }),
      kpis: results,
      coverage: coverageOf(results),
    };
  };
}

function combine(
  spheres: readonly Sphere[],
  groupWeights: readonly bigint[],
  scores: readonly (Rational | null)[],
): Rational | null {
  const groups = groupWeights.flatMap((weight, group) => {
    const members = spheres.flatMap((sphere, index) => {
      const value = scores[index] ?? null;
      return sphere.group === group && value !== null ? [{ value, weight: sphere.weight }] : [];
    });
    const value = weightedMean(members);
    return value === null ? [] : [{ value, weight }];
  });
  return weightedMean(groups);
}

/** Per sphere, what one unit of a KPI's weight in it is of the city's score; null where nothing counts. */
function sharesOf(
  spheres: readonly Sphere[],
  groupWeights: readonly bigint[],
  weights: readonly number[],
): (Rational | null)[] {
  const counts = (index: number) => (weights[index] ?? 0) > 0;
  const inGroup = groupWeights.map((_, group) =>
    spheres.reduce(
      (sum, sphere, index) => sum + (sphere.group === group && counts(index) ? sphere.weight : 0n),
      0n,
    ),
  );
  const all = groupWeights.reduce(
    (sum, weight, group) => sum + ((inGroup[group] ?? 0n) > 0n ? weight : 0n),
    0n,
  );
  return spheres.map((sphere, index) => {
    if (!counts(index)) return null;
    const num = sphere.weight * (groupWeights[sphere.group] ?? 0n);
    return { num, den: BigInt(weights[index] ?? 0) * (inGroup[sphere.group] ?? 0n) * all };
  });
}

function explain(
  scores: readonly { kpi: PreparedKpi; counted: CountedKpi; score: number | null }[],
  spheres: readonly Sphere[],
  shares: readonly (Rational | null)[],
): KpiResult[] {
  const losses = shares.map((share) => (share === null ? null : createLoss(share)));
  return scores.map(({ kpi, counted, score }) => {
    const lose = losses[kpi.sphere] ?? null;
    return {
      code: kpi.code,
      sphereId: spheres[kpi.sphere]?.id ?? '',
      kind: counted.kind,
      reason: counted.kind === 'leftOut' ? counted.reason : null,
      carried: counted.kind === 'value' && counted.carried,
      score,
      pointsLost: score === null || lose === null ? null : lose((FULL_SCORE - score) * kpi.weight),
    };
  });
}

/** `lost · share`, rounded; in doubles as long as every product is a whole number of theirs. */
function createLoss(share: Rational): (lost: number) => number {
  const num = Number(share.num);
  const den = Number(share.den);
  return (lost) =>
    lost * num <= Number.MAX_SAFE_INTEGER && den <= Number.MAX_SAFE_INTEGER
      ? roundQuotient(lost * num, den)
      : Number(divideRounded(BigInt(lost) * share.num, share.den));
}

function coverageOf(kpis: readonly KpiResult[]): Coverage {
  const tally = { value: 0, missing: 0, leftOut: 0 };
  let carried = 0;
  for (const kpi of kpis) {
    tally[kpi.kind] += 1;
    if (kpi.carried) carried += 1;
  }
  const due = tally.value + tally.missing;
  const percent = due === 0 ? 0 : Math.floor((100 * tally.value) / due);
  return { counted: tally.value, carried, missing: tally.missing, leftOut: tally.leftOut, percent };
}

/** Decimal weights as whole numbers in the same proportions. */
function wholeWeights(weights: readonly string[]): number[] {
  const scale = weights.reduce((most, weight) => Math.max(most, countDecimals(weight)), 0);
  return weights.map((weight) => Number(scaleDecimal(weight, scale)));
}
