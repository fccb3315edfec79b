import type { Deps } from '../deps.ts';
import type { Named } from './list-initiatives.ts';

export interface OblastCities {
  /** The oblast of the person's city, or the one chosen instead of a city; null where neither is known. */
  region: Named | null;
  /** Short names, the oblast's centre first, then the larger ones. */
  cities: (Named & { initiatives: number })[];
}

/**
 * The cities and other settlements of a person's oblast; only those with initiatives, where told so. Whoever
 * lives in a city outside the oblasts (Astana, Almaty, Shymkent) gets that city alone.
 */
export async function listOblastCities(
  deps: Deps,
  input: { personId: number; withInitiativesOnly: boolean },
): Promise<OblastCities> {
  const person = await deps.db.person.findUniqueOrThrow({
    where: { id: input.personId },
    select: { region: true, cityId: true, city: { select: { region: true } } },
  });
  const region = person.city === null ? person.region : person.city.region;
  if (region === null && person.cityId === null) return { region, cities: [] };
  const cities = await deps.db.city.findMany({
    where: {
      ...(region === null ? { id: person.cityId ?? '' } : { regionId: region.id }),
      ...(input.withInitiativesOnly ? { initiatives: { some: {} } } : {}),
    },
    select: { id: true, shortKk: true, shortRu: true, _count: { select: { initiatives: true } } },
    orderBy: [
      { isOblastCentre: 'desc' },
      { population: { sort: 'desc', nulls: 'last' } },
      { shortKk: 'asc' },
      { id: 'asc' },
    ],
  });
  return {
    region: region && { id: region.id, nameKk: region.nameKk, nameRu: region.nameRu },
    cities: cities.map(({ id, shortKk, shortRu, _count }) => ({
      id,
      nameKk: shortKk,
      nameRu: shortRu,
      initiatives: _count.initiatives,
    })),
  };
}
