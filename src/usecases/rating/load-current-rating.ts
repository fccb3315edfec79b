import type { Deps } from '../deps.ts';
import { readCurrentQuarter } from './current-quarter.ts';
import { loadRatingInputs, type RatingInputs } from './load-rating-inputs.ts';

/**
 * The inputs of the current quarter's preliminary rating of the category that a city is rated in. Null where
 * the city is not rated, no period has ended yet, or the quarter is published and nothing moves it any more.
 */
export async function loadCurrentRating(deps: Deps, cityId: string): Promise<RatingInputs | null> {
  const { db } = deps;
  const now = deps.clock.now();
  const city = await db.city.findUnique({ where: { id: cityId } });
  const quarter = await readCurrentQuarter(db, now);
  if (city === null || !city.isRated || quarter === null) return null;
  const { category } = city;
  const published = await db.ratingRun.findFirst({ where: { category, quarter, status: 'published' } });
  if (published !== null) return null;
  return loadRatingInputs(db, { category, quarter, mode: 'preliminary', now });
}
