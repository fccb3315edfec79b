import type { CityMatch } from '../../domain/cities/find-city.ts';
import { foldName } from '../../domain/cities/fold-name.ts';
import { findNearest, type Point } from '../../domain/cities/nearest.ts';
import type { Deps } from '../deps.ts';
import { type Place, readPlaceIndex } from './place-index.ts';

export type FoundPlaces =
  /** The one settlement of that very name. */
  | { kind: 'one'; place: Place }
  /** Settlements of that very name in several oblasts. */
  | { kind: 'sameName'; matches: CityMatch<Place>[] }
  | { kind: 'several'; matches: CityMatch<Place>[] }
  | { kind: 'nothing' };

/** Finds settlements by a part of a name in either language; slips of a letter only where nothing fits exactly. */
export async function findPlaces(deps: Deps, input: { text: string; limit: number }): Promise<FoundPlaces> {
  const { search } = await readPlaceIndex(deps);
  const { exact, close } = search.find(input.text);
  const typed = foldName(input.text).join('');
  const sameName = exact.filter(({ city }) => isNamed(city, typed));
  if (sameName.length > 1) return { kind: 'sameName', matches: sameName.slice(0, input.limit) };
  const [only] = sameName;
  if (only !== undefined) return { kind: 'one', place: only.city };
  const matches = (exact.length > 0 ? exact : close).slice(0, input.limit);
  return matches.length === 0 ? { kind: 'nothing' } : { kind: 'several', matches };
}

function isNamed(place: Place, folded: string): boolean {
  return [place.shortName.kk, place.shortName.ru, place.name.kk, place.name.ru, ...place.also].some(
    (name) => foldName(name).join('') === folded,
  );
}

/** The settlements within 100 km of a point whose coordinates are known, nearest first, distances in kilometres. */
export async function findPlacesNear(
  deps: Deps,
  input: { point: Point; limit: number },
): Promise<{ place: Place; distanceKm: number }[]> {
  const { places } = await readPlaceIndex(deps);
  return findNearest(input.point, places, input.limit)
    .filter(({ far }) => !far)
    .map(({ city, distanceKm }) => ({ place: city, distanceKm }));
}
