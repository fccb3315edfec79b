import { createHash } from 'node:crypto';
import { canonicalJson } from '../canonical-json.ts';
import type { Category, RatingMethod } from '../methodology/methodology.ts';
import { rankByScore } from './rank.ts';
import type { RatingKpi } from './score.ts';
import { type CityScore, createCityScorer, ratedKpis } from './score-city.ts';
import type { CountedKpi } from './what-counts.ts';

/** Everything that a rating of one category in one quarter follows from. */
export type CategoryInput = {
  readonly category: Category;
  readonly quarter: string;
  readonly mode: 'preliminary' | 'published';
  readonly method: RatingMethod;
  /** Those of other spheres or categories are passed over. */
  readonly kpis: readonly RatingKpi[];
  /** The rated cities; `connected`: the working group got a coordinator by the quarter's reporting deadline. */
  readonly cities: readonly { readonly id: string; readonly connected: boolean }[];
  /** What counts, by city and by KPI code; needed for connected cities only. */
  readonly inputs: ReadonlyMap<string, ReadonlyMap<string, CountedKpi>>;
};

/** A city in the table. Without a place: `notConnected`, or connected with nothing that counts yet. */
export type CityPlace = CityScore & {
  readonly cityId: string;
  readonly standing: 'ranked' | 'notConnected' | 'nothingCounts';
  readonly place: number | null;
};

const NOTHING: CityScore = {
  score: null,
  spheres: [],
  kpis: [],
  coverage: { counted: 0, carried: 0, missing: 0, leftOut: 0, percent: 0 },
};

/**
 * The table of a category: by place, equal places by city id, cities without a place last. The order of
 * what is given does not matter, nor does anything of another category.
 */
export function computePlaces(input: CategoryInput): CityPlace[] {
  const scoreCity = createCityScorer(input.method, input.kpis, input.category);
  const scored = input.cities.map((city) => {
    if (!city.connected) return { cityId: city.id, standing: 'notConnected' as const, ...NOTHING };
    const score = scoreCity(input.inputs.get(city.id) ?? new Map());
    const standing = score.score === null ? ('nothingCounts' as const) : ('ranked' as const);
    return { cityId: city.id, standing, ...score };
  });
  const places = rankByScore(scored);
  return scored
    .map((city) => ({ ...city, place: places.get(city.cityId) ?? null }))
    .sort(
      (a, b) =>
        (a.place ?? Number.MAX_SAFE_INTEGER) - (b.place ?? Number.MAX_SAFE_INTEGER) ||
        (a.cityId < b.cityId ? -1 : 1),
    );
}

/** The table of a category, and the checksum over it and everything that it follows from. */
export function rateCategory(input: CategoryInput): { places: CityPlace[]; checksum: string } {
  const places = computePlaces(input);
  return { places, checksum: checksumRating(recordRating(input, places)) };
}

/**
 * A rating with all that is needed to compute it again, as plain JSON in a fixed order: the method, the
 * rated KPIs with the target of this category, who takes part, what counts, and the places.
 */
export function recordRating(input: CategoryInput, places: readonly CityPlace[]): Record<string, unknown> {
  const { category, quarter, mode, method } = input;
  const kpis = ratedKpis(method, input.kpis, category);
  const cities = [...input.cities].sort((a, b) => (a.id < b.id ? -1 : 1));
  const counted = cities.filter((city) => city.connected);
  return {
    category,
    quarter,
    mode,
    method,
    kpis: kpis.map(({ code, sphere, direction, min, max, target, weight }) => {
      return { code, sphere, direction, min, max, target: target[category] ?? null, weight };
    }),
    cities: cities.map(({ id, connected }) => ({ id, connected })),
    inputs: Object.fromEntries(
      counted.map(({ id }) => [
        id,
        Object.fromEntries(kpis.map(({ code }) => [code, input.inputs.get(id)?.get(code) ?? null])),
      ]),
    ),
    places,
  };
}

/** SHA-256, in hexadecimal, of a recorded rating in canonical form (RFC 8785). */
export function checksumRating(record: Record<string, unknown>): string {
  return createHash('sha256').update(canonicalJson(record), 'utf8').digest('hex');
}
