import { createEffectOfValue, type Effect } from '../../domain/rating/effect-of-value.ts';
import { whatCounts, withApprovedValue } from '../../domain/rating/what-counts.ts';
import type { Deps } from '../deps.ts';
import { loadCurrentRating } from './load-current-rating.ts';

/**
 * What a value would do to the city's place and score in the current quarter's preliminary rating, once
 * approved, all others as they stand. `value` is plain decimal text. Null where it would do nothing there:
 * the city is not rated or not connected yet, the KPI is not rated in its category, or the period is none
 * that this quarter looks at.
 */
export async function effectOfValue(
  deps: Deps,
  input: { cityId: string; kpiCode: string; periodKey: string; value: string },
): Promise<Effect | null> {
  const { cityId, kpiCode, periodKey, value } = input;
  const rating = await loadCurrentRating(deps, cityId);
  const kind = rating?.kindOf(kpiCode);
  const before = rating?.input.inputs.get(cityId)?.get(kpiCode);
  if (rating === null || kind === undefined || before === undefined) return null;
  const reported = withApprovedValue(rating.reported.of(cityId, kpiCode), periodKey, value);
  const counted = whatCounts(rating.plan, kind, reported);
  // A value of a period that does not count leaves what counts as it was.
  if (JSON.stringify(counted) === JSON.stringify(before)) return null;
  return createEffectOfValue(rating.input)(cityId, [{ code: kpiCode, counted }]);
}
