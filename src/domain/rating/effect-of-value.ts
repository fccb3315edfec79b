import { rankByScore } from './rank.ts';
import { type CategoryInput, computePlaces } from './rate-category.ts';
import { createCityScorer } from './score-city.ts';
import type { CountedKpi } from './what-counts.ts';

/** A city before and after a change; null: no place, no score (see `CityPlace`). */
export type Effect = {
  readonly placeBefore: number | null;
  readonly placeAfter: number | null;
  /** Hundredths of a point. */
  readonly scoreBefore: number | null;
  readonly scoreAfter: number | null;
};

/** What changes of a city's KPIs, all at once, would do to its score and place, all others as they stand. */
export type EffectOfValue = (
  cityId: string,
  changes: readonly { readonly code: string; readonly counted: CountedKpi }[],
) => Effect;

/**
 * Prepares the question «what would this value do?» over one rating, which is computed once; each answer
 * then scores one city. It serves the confirm screen (`withSupposedReport`) and the price of a delay
 * (`withMissingPeriod`). Throws when the city is not of the category.
 */
export function createEffectOfValue(input: CategoryInput): EffectOfValue {
  const before = computePlaces(input);
  const scoreCity = createCityScorer(input.method, input.kpis, input.category);
  return (cityId, changes) => {
    const city = before.find((place) => place.cityId === cityId);
    if (city === undefined) throw new RangeError(`${cityId} is not rated in ${input.category}`);
    const { place: placeBefore, score: scoreBefore } = city;
    if (city.standing === 'notConnected') {
      return { placeBefore, placeAfter: placeBefore, scoreBefore, scoreAfter: scoreBefore };
    }
    const counted = new Map(input.inputs.get(cityId));
    for (const change of changes) counted.set(change.code, change.counted);
    const { score: scoreAfter } = scoreCity(counted);
    const after = before.map((other) => (other.cityId === cityId ? { cityId, score: scoreAfter } : other));
    return { placeBefore, placeAfter: rankByScore(after).get(cityId) ?? null, scoreBefore, scoreAfter };
  };
}
