import type { CityCategory } from '../../storage/generated/enums.ts';
import type { Deps } from '../deps.ts';

/** The category in which a city is rated; null where it is not rated, or there is no such city. */
export async function readRatedCategory(
  deps: Pick<Deps, 'db'>,
  cityId: string,
): Promise<CityCategory | null> {
  const city = await deps.db.city.findUnique({
    where: { id: cityId },
    select: { category: true, isRated: true },
  });
  return city?.isRated ? city.category : null;
}
