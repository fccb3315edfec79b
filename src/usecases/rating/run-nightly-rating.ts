import type { CityCategory } from '../../storage/generated/enums.ts';
import type { Deps } from '../deps.ts';
import { type ComputeOutcome, computeRating } from './compute-rating.ts';
import { readCurrentQuarter } from './current-quarter.ts';

/** In the order in which they are listed. */
export const categories: readonly CityCategory[] = ['republican', 'oblast', 'raion'];

export type NightlyOutcome =
  | { kind: 'rated'; quarter: string; outcomes: Record<CityCategory, ComputeOutcome['kind']> }
  /** No reporting period has ended since the installation began. */
  | { kind: 'noQuarter' };

/**
 * The nightly rating: all three categories of the current quarter, one after the other. Doing it again
 * changes nothing while nothing that it follows from does.
 */
export async function runNightlyRating(deps: Deps): Promise<NightlyOutcome> {
  const quarter = await readCurrentQuarter(deps.db, deps.clock.now());
  if (quarter === null) return { kind: 'noQuarter' };
  const rate = async (category: CityCategory) => (await computeRating(deps, { category, quarter })).kind;
  const republican = await rate('republican');
  const oblast = await rate('oblast');
  const raion = await rate('raion');
  return { kind: 'rated', quarter, outcomes: { republican, oblast, raion } };
}
