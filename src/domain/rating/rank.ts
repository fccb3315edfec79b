/**
 * Places by score, the highest first. Equal scores share a place and the next one is skipped: 1, 2, 2, 4.
 * Compare rounded scores only, so that what looks equal is equal. Cities with a score of null get no place.
 */
export function rankByScore(
  cities: readonly { readonly cityId: string; readonly score: number | null }[],
): ReadonlyMap<string, number> {
  const ranked = cities.flatMap(({ cityId, score }) => (score === null ? [] : [{ cityId, score }]));
  ranked.sort((a, b) => b.score - a.score);
  const places = new Map<string, number>();
  let place = 0;
  let last: number | null = null;
  ranked.forEach(({ cityId, score }, index) => {
    if (score !== last) place = index + 1;
    last = score;
    places.set(cityId, place);
  });
  return places;
}
