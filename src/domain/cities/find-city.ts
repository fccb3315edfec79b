import { foldName } from './fold-name.ts';
import { isOneSlipApart, isOneSlipFromStart } from './one-slip.ts';

/** What the search needs to know of a settlement. */
export type SearchableCity = {
  readonly id: string;
  readonly category: 'republican' | 'oblast' | 'raion';
  /** With the kind of settlement: `Орал қаласы`, `город Уральск`. */
  readonly name: { readonly kk: string; readonly ru: string };
  readonly shortName: { readonly kk: string; readonly ru: string };
  /** Former and other names. */
  readonly also: readonly string[];
  readonly oblastCentre: boolean;
  readonly rated: boolean;
  readonly population: number | null;
};

/** A settlement that fits; where its name is not the only one of its kind, show the oblast with it. */
export type CityMatch<C> = { readonly city: C; readonly nameRepeats: boolean };

export type CitySearch<C> = {
  /**
   * Settlements whose name holds what was typed (`exact`), and those that one slip of a letter away
   * (`close`, none of them in `exact`); the likeliest first. Nothing typed finds nothing.
   */
  find(query: string): { exact: CityMatch<C>[]; close: CityMatch<C>[] };
};

/** Words that say what a place is, not which; folded like the names. */
const KINDS_OF_PLACE = new Set(
  [
    'қаласы',
    'город',
    'г',
    'гор',
    'кенті',
    'ауылы',
    'посёлок',
    'пос',
    'п',
    'пгт',
    'село',
    'с',
    'имени',
    'им',
    'city',
  ].flatMap((word) => foldName(word)),
);

/** Shorter words are too often one slip away from something else. */
const LEAST_FOR_SLIPS = 4;
const LEAST_FOR_UNFINISHED_SLIPS = 5;
const LEAST_FOR_INNER_PART = 3;

type Indexed<C> = {
  readonly city: C;
  readonly nameRepeats: boolean;
  /** Whole names without the kind of place, words joined. */
  readonly names: readonly string[];
  /** The same from each later word on: `усткаменогорск` gives `каменогорск`. */
  readonly tails: readonly string[];
  /** Whole names with everything that is written in them. */
  readonly fullNames: readonly string[];
  /** Those of them that do not begin with the kind of place, for a name typed up to the middle of it. */
  readonly openings: readonly string[];
};

/** Builds the search over a list of settlements; the index is made once, here. */
export function createCitySearch<C extends SearchableCity>(cities: readonly C[]): CitySearch<C> {
  const owners = new Map<string, Set<string>>();
  for (const city of cities) {
    for (const name of [city.shortName.kk, city.shortName.ru]) {
      const key = strip(foldName(name)).join('');
      owners.set(key, (owners.get(key) ?? new Set()).add(city.id));
    }
  }
  const repeats = (name: string) => (owners.get(strip(foldName(name)).join(''))?.size ?? 0) > 1;
  const index = cities
    .map((city) => indexCity(city, repeats(city.shortName.kk) || repeats(city.shortName.ru)))
    .sort((a, b) => compareCities(a.city, b.city));

  return {
    find(query) {
      const words = foldName(query);
      const full = words.join('');
      const typed = strip(words).join('');
      const exact: { entry: Indexed<C>; rank: number }[] = [];
      const close: { entry: Indexed<C>; rank: number }[] = [];
      if (full === '') return { exact: [], close: [] };
      for (const entry of index) {
        const rank = rankExact(entry, typed, full);
        if (rank !== null) {
          exact.push({ entry, rank });
          continue;
        }
        const closeRank = rankClose(entry, typed, full);
        if (closeRank !== null) close.push({ entry, rank: closeRank });
      }
      return { exact: inOrder(exact), close: inOrder(close) };
    },
  };
}

function inOrder<C>(found: { entry: Indexed<C>; rank: number }[]): CityMatch<C>[] {
  // The index is in order of importance, and sort() is stable, so equal ranks keep that order.
  return found
    .sort((a, b) => a.rank - b.rank)
    .map(({ entry }) => ({ city: entry.city, nameRepeats: entry.nameRepeats }));
}

function indexCity<C extends SearchableCity>(city: C, nameRepeats: boolean): Indexed<C> {
  const written = [city.shortName.kk, city.shortName.ru, ...city.also, city.name.kk, city.name.ru];
  const folded = written.map(foldName);
  const names = new Set<string>();
  const tails = new Set<string>();
  for (const words of folded.map(strip)) {
    names.add(words.join(''));
    for (let from = 1; from < words.length; from += 1) tails.add(words.slice(from).join(''));
  }
  const fullNames = new Set(folded.map((words) => words.join('')));
  const openings = folded.filter(([first = '']) => !KINDS_OF_PLACE.has(first)).map((words) => words.join(''));
  return { city, nameRepeats, names: [...names], tails: [...tails], fullNames: [...fullNames], openings };
}

/** Without the words for the kind of place, unless nothing else is left. */
function strip(words: readonly string[]): readonly string[] {
  const rest = words.filter((word) => !KINDS_OF_PLACE.has(word));
  return rest.length > 0 ? rest : words;
}

function rankExact(entry: Indexed<unknown>, typed: string, full: string): number | null {
  if (entry.names.includes(typed) || entry.fullNames.includes(full)) return 0;
  if (entry.names.some((name) => name.startsWith(typed))) return 1;
  if (entry.openings.some((name) => name.startsWith(full))) return 1;
  if (entry.tails.some((tail) => tail.startsWith(typed))) return 2;
  if (typed.length < LEAST_FOR_INNER_PART) return null;
  return entry.names.some((name) => name.includes(typed)) ? 3 : null;
}

function rankClose(entry: Indexed<unknown>, typed: string, full: string): number | null {
  const near = (name: string, query: string) => name.length >= LEAST_FOR_SLIPS && isOneSlipApart(query, name);
  if (entry.names.some((name) => near(name, typed))) return 0;
  if (entry.fullNames.some((name) => near(name, full))) return 0;
  if (entry.tails.some((tail) => near(tail, typed))) return 1;
  if (typed.length < LEAST_FOR_UNFINISHED_SLIPS) return null;
  return [...entry.names, ...entry.tails].some((name) => isOneSlipFromStart(typed, name)) ? 2 : null;
}

/** Rated first, then bigger: category, centre of an oblast, inhabitants where known; last the name. */
function compareCities(a: SearchableCity, b: SearchableCity): number {
  const order = ['republican', 'oblast', 'raion'];
  return (
    Number(b.rated) - Number(a.rated) ||
    order.indexOf(a.category) - order.indexOf(b.category) ||
    Number(b.oblastCentre) - Number(a.oblastCentre) ||
    (b.population ?? 0) - (a.population ?? 0) ||
    (a.shortName.kk < b.shortName.kk ? -1 : a.shortName.kk > b.shortName.kk ? 1 : 0) ||
    (a.id < b.id ? -1 : 1)
  );
}
