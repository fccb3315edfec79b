import type { CityCategory } from '../../storage/generated/enums.ts';
import type { Deps } from '../deps.ts';

export interface RatedRegion {
  id: string;
  name: { kk: string; ru: string };
  /** Rated cities of the category in it. */
  cities: number;
}

/** The oblasts with rated cities of a category, by their Kazakh names. */
export async function listRatedRegions(
  deps: Pick<Deps, 'db'>,
  category: CityCategory,
): Promise<RatedRegion[]> {
  const inKazakhOrder = new Intl.Collator('kk').compare;
  const regions = await deps.db.region.findMany({
    where: { cities: { some: { category, isRated: true } } },
    include: { _count: { select: { cities: { where: { category, isRated: true } } } } },
  });
  return regions
    .map(({ id, nameKk, nameRu, _count }) => ({
      id,
      name: { kk: nameKk, ru: nameRu },
      cities: _count.cities,
    }))
    .sort((a, b) => inKazakhOrder(a.name.kk, b.name.kk));
}
