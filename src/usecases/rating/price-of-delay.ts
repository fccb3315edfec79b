import { createEffectOfValue } from '../../domain/rating/effect-of-value.ts';
import {
  type CountedKpi,
  type QuarterPlan,
  whatCounts,
  withMissingPeriod,
} from '../../domain/rating/what-counts.ts';
import type { Deps } from '../deps.ts';
import { loadCurrentRating } from './load-current-rating.ts';
import type { RatingInputs } from './load-rating-inputs.ts';

/** Where a city stands if it hands in what it owes, and if it does not. Scores in hundredths of a point. */
export interface PriceOfDelay {
  placeWith: number | null;
  placeWithout: number | null;
  scoreWith: number | null;
  scoreWithout: number | null;
}

/**
 * What it costs a city to leave these values out, in the current quarter's preliminary rating, all others as
 * they stand: with each one's last effective value (where there is none, the KPI left out), against 0. Where
 * the places are the same, name the points. Null where there is nothing to tell: the city is not rated or not
 * connected yet, or none of the values counts in this quarter, or they cost nothing.
 */
export async function priceOfDelay(
  deps: Deps,
  input: { cityId: string; missing: readonly { kpiCode: string; periodKey: string }[] },
): Promise<PriceOfDelay | null> {
  const { cityId, missing } = input;
  const rating = await loadCurrentRating(deps, cityId);
  const standing = rating?.input.inputs.get(cityId);
  if (rating === null || standing === undefined) return null;
  const periodsOf = new Map<string, string[]>();
  for (const { kpiCode, periodKey } of missing) {
    const kind = rating.kindOf(kpiCode);
    if (kind === undefined || !rating.plan.periods[kind].some(({ key }) => key === periodKey)) continue;
    periodsOf.set(kpiCode, [...(periodsOf.get(kpiCode) ?? []), periodKey]);
  }
  if (periodsOf.size === 0) return null;

  const handedIn: { code: string; counted: CountedKpi }[] = [];
  const left: { code: string; counted: CountedKpi }[] = [];
  for (const [code, periods] of periodsOf) {
    const counted = countHandedIn(rating, cityId, code, periods);
    handedIn.push({ code, counted });
    left.push({ code, counted: periods.reduce(withMissingPeriod, counted) });
  }
  const effect = createEffectOfValue(rating.input);
  const { placeAfter: placeWith, scoreAfter: scoreWith } = effect(cityId, handedIn);
  const { placeAfter: placeWithout, scoreAfter: scoreWithout } = effect(cityId, left);
  if (scoreWith === scoreWithout) return null;
  return { placeWith, placeWithout, scoreWith, scoreWithout };
}

/** The KPI as if the deadlines of these periods were still ahead: their last effective value stands in. */
function countHandedIn(
  { plan, kindOf, reported }: RatingInputs,
  cityId: string,
  code: string,
  periods: readonly string[],
): CountedKpi {
  const kind = kindOf(code);
  if (kind === undefined) throw new Error(`${code} is not rated`);
  const open: QuarterPlan = {
    ...plan,
    periods: {
      ...plan.periods,
      [kind]: plan.periods[kind].map((period) =>
        periods.includes(period.key) ? { ...period, overdue: false } : period,
      ),
    },
  };
  return whatCounts(open, kind, reported.of(cityId, code));
}
