import type { Effect } from '../../domain/rating/effect-of-value.ts';
import type { Deps } from '../deps.ts';
import { readStake } from './read-stake.ts';

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
  const { value, ...about } = input;
  const stake = await readStake(deps, { ...about, supposed: { kind: 'value', value } });
  return stake?.effect ?? null;
}
