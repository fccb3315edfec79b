import { createEffectOfValue, type Effect } from '../../domain/rating/effect-of-value.ts';
import {
  type CountedPart,
  type SupposedReport,
  whatCounts,
  withSupposedReport,
} from '../../domain/rating/what-counts.ts';
import type { Deps } from '../deps.ts';
import { loadCurrentRating } from './load-current-rating.ts';

/** What is at stake with a report: how its period counts now, and what the report would do. */
export interface Stake {
  /** What the period gives to the rating now; null where it is left out. */
  counts: CountedPart | null;
  /** Null where the report would leave what counts as it is. */
  effect: Effect | null;
}

/**
 * What a report would do to the city's place and score in the current quarter's preliminary rating, once those
 * who decide have agreed to it, all others as they stand; `null` in place of a report asks only what counts now.
 * Null where the rating does not look at it: the city is not rated or not connected yet, the KPI is not rated
 * in its category, or the period is none that this quarter looks at. One rating is read, whatever is asked.
 */
export async function readStake(
  deps: Deps,
  input: { cityId: string; kpiCode: string; periodKey: string; supposed: SupposedReport | null },
): Promise<Stake | null> {
  const { cityId, kpiCode, periodKey, supposed } = input;
  const rating = await loadCurrentRating(deps, cityId);
  const kind = rating?.kindOf(kpiCode);
  const before = rating?.input.inputs.get(cityId)?.get(kpiCode);
  if (rating === null || kind === undefined || before === undefined) return null;
  if (!rating.plan.periods[kind].some(({ key }) => key === periodKey)) return null;
  const parts = before.kind === 'leftOut' ? [] : before.parts;
  const counts = parts.find(({ period }) => period === periodKey) ?? null;
  if (supposed === null) return { counts, effect: null };
  const reported = withSupposedReport(rating.reported.of(cityId, kpiCode), periodKey, supposed);
  const counted = whatCounts(rating.plan, kind, reported);
  const isSame = JSON.stringify(counted) === JSON.stringify(before);
  return {
    counts,
    effect: isSame ? null : createEffectOfValue(rating.input)(cityId, [{ code: kpiCode, counted }]),
  };
}
