import { type CitySearch, createCitySearch, type SearchableCity } from '../../domain/cities/find-city.ts';
import type { Db, Tx } from '../../storage/database.ts';
import type { Deps } from '../deps.ts';

/** A settlement, as people choose it. */
export interface Place extends SearchableCity {
  readonly regionId: string | null;
  /** `village` or `leased`; null where it is rated, or no reason is known. */
  readonly notRatedBecause: string | null;
  readonly lat: number | null;
  readonly lon: number | null;
}

export interface Region {
  readonly id: string;
  readonly name: { readonly kk: string; readonly ru: string };
}

/** All settlements and oblasts of one version of the methodology, ready to be searched. */
export interface PlaceIndex {
  readonly search: CitySearch<Place>;
  /** In order of their Kazakh names. */
  readonly places: readonly Place[];
  readonly placeById: ReadonlyMap<string, Place>;
  /** In order of their Kazakh names. */
  readonly regions: readonly Region[];
  readonly regionById: ReadonlyMap<string, Region>;
}

/** Kept while the same methodology is in force: 210 places do not change from one message to the next. */
const kept = new WeakMap<Db, { edition: string; index: PlaceIndex }>();

/** The index of the methodology in force; built anew only after another one was imported. */
export async function readPlaceIndex(deps: Pick<Deps, 'db'>): Promise<PlaceIndex> {
  const version = await deps.db.methodologyVersion.findFirst({
    where: { active: true },
    select: { id: true, importedAt: true },
    orderBy: { id: 'desc' },
  });
  const edition = version === null ? '' : `${version.id}@${version.importedAt.toISOString()}`;
  const known = kept.get(deps.db);
  if (known?.edition === edition) return known.index;
  const index = await buildIndex(deps.db);
  kept.set(deps.db, { edition, index });
  return index;
}

async function buildIndex(tx: Tx): Promise<PlaceIndex> {
  const rows = await tx.city.findMany();
  const inKazakhOrder = new Intl.Collator('kk').compare;
  const places = rows
    .map(
      (row): Place => ({
        id: row.id,
        category: row.category,
        name: { kk: row.nameKk, ru: row.nameRu },
        shortName: { kk: row.shortKk, ru: row.shortRu },
        also: row.also,
        oblastCentre: row.isOblastCentre,
        rated: row.isRated,
        population: row.population,
        regionId: row.regionId,
        notRatedBecause: row.notRatedBecause,
        lat: row.lat,
        lon: row.lon,
      }),
    )
    .sort((a, b) => inKazakhOrder(a.shortName.kk, b.shortName.kk) || (a.id < b.id ? -1 : 1));
  const regions = (await tx.region.findMany())
    .map(({ id, nameKk, nameRu }): Region => ({ id, name: { kk: nameKk, ru: nameRu } }))
    .sort((a, b) => inKazakhOrder(a.name.kk, b.name.kk));
  return {
    search: createCitySearch(places),
    places,
    placeById: new Map(places.map((place) => [place.id, place])),
    regions,
    regionById: new Map(regions.map((region) => [region.id, region])),
  };
}
