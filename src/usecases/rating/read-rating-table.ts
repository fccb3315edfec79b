import type { CityCategory, RatingStatus } from '../../storage/generated/enums.ts';
import type { Deps } from '../deps.ts';
import { readPlaceDetail } from './place-detail.ts';
import { movementOf, readRunBefore, readShownRun } from './shown-run.ts';

/** How many cities are shown at once. */
export const rowsOnPage = 8;

export interface TableRow {
  cityId: string;
  /** Short name. */
  name: { kk: string; ru: string };
  /** Null: listed without a place, see `standing`. */
  place: number | null;
  /** Hundredths of a point; null where there is no place. */
  score: number | null;
  standing: 'ranked' | 'notConnected' | 'nothingCounts';
  /** Places gained since the quarter before; negative: lost; null: nothing to compare with. */
  movement: number | null;
  isOwn: boolean;
}

export interface RatingTable {
  category: CityCategory;
  quarter: string;
  status: RatingStatus;
  /** The rows of this page: by place, then those without one, by name. */
  rows: TableRow[];
  /** From 0. */
  page: number;
  pages: number;
  /** Cities that have a place, in the whole category. */
  ranked: number;
  /** The row of the person's own city, on whatever page it is. */
  own: TableRow | null;
  region: { id: string; name: { kk: string; ru: string } } | null;
}

export type TableOutcome =
  | { kind: 'table'; table: RatingTable }
  /** No rating of this category was computed yet. */
  | { kind: 'none' };

/**
 * A page of the table of a category, of one oblast where it is named (places stay those of the country). A
 * page that does not exist shows the nearest one; with `around`, the page on which that city is. Open to all.
 */
export async function readRatingTable(
  deps: Pick<Deps, 'db'>,
  input: {
    category: CityCategory;
    page: number;
    ownCityId: string | null;
    regionId?: string | undefined;
    around?: string | undefined;
  },
): Promise<TableOutcome> {
  const { db } = deps;
  const { category, regionId, ownCityId } = input;
  const run = await readShownRun(db, category);
  if (run === null) return { kind: 'none' };
  const places = await db.ratingPlace.findMany({
    where: { runId: run.id },
    include: { city: { select: { shortKk: true, shortRu: true, regionId: true } } },
  });
  const before = await readRunBefore(db, run);
  const earlier = new Map(
    before === null
      ? []
      : (
          await db.ratingPlace.findMany({
            where: { runId: before.id },
            select: { cityId: true, place: true },
          })
        ).map(({ cityId, place }) => [cityId, place]),
  );
  const region = regionId === undefined ? null : await db.region.findUnique({ where: { id: regionId } });

  const inKazakhOrder = new Intl.Collator('kk').compare;
  const all = places
    .map(({ cityId, place, score, detail, city }) => ({
      regionId: city.regionId,
      row: {
        cityId,
        name: { kk: city.shortKk, ru: city.shortRu },
        place,
        score,
        standing: readPlaceDetail(detail).standing,
        movement: movementOf(earlier.get(cityId), place),
        isOwn: cityId === ownCityId,
      } satisfies TableRow,
    }))
    .sort(
      (a, b) =>
        (a.row.place ?? Number.MAX_SAFE_INTEGER) - (b.row.place ?? Number.MAX_SAFE_INTEGER) ||
        inKazakhOrder(a.row.name.kk, b.row.name.kk) ||
        (a.row.cityId < b.row.cityId ? -1 : 1),
    );
  const listed = all.filter((entry) => region === null || entry.regionId === region.id).map(({ row }) => row);
  const pages = Math.max(1, Math.ceil(listed.length / rowsOnPage));
  const position = listed.findIndex(({ cityId }) => cityId === input.around);
  const wanted = position < 0 ? input.page : Math.floor(position / rowsOnPage);
  const page = Math.min(Math.max(0, wanted), pages - 1);
  return {
    kind: 'table',
    table: {
      category,
      quarter: run.quarter,
      status: run.status,
      rows: listed.slice(page * rowsOnPage, (page + 1) * rowsOnPage),
      page,
      pages,
      ranked: all.filter(({ row }) => row.place !== null).length,
      own: all.find(({ row }) => row.isOwn)?.row ?? null,
      region: region === null ? null : { id: region.id, name: { kk: region.nameKk, ru: region.nameRu } },
    },
  };
}
