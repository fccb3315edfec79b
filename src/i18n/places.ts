import type { Language } from './language.ts';
import { formatNumber } from './numbers.ts';

/** An interval of places, both ends included. */
export interface PlaceRange {
  readonly from: number;
  readonly to: number;
}

/** A place with the interval it may lie in. */
export interface PlaceWithRange extends PlaceRange {
  readonly place: number;
}

/** `6-орын` / `6-е место`. The Kazakh hyphen stands for the ordinal suffix. */
export function formatPlace(language: Language, place: number): string {
  return language === 'kk' ? `${formatNumber(place)}-орын` : `${formatNumber(place)}-е место`;
}

/** `4–9-орын` / `4–9-е места`; an interval of one place reads as that place. */
export function formatPlaceRange(language: Language, range: PlaceRange): string {
  if (range.from === range.to) return formatPlace(language, range.from);
  const ends = `${formatNumber(range.from)}–${formatNumber(range.to)}`;
  return language === 'kk' ? `${ends}-орын` : `${ends}-е места`;
}

/** `6-орын (4–9)` / `6-е место (4–9)`; the brackets fall away where the interval is the place itself. */
export function formatPlaceWithRange(language: Language, { place, from, to }: PlaceWithRange): string {
  const text = formatPlace(language, place);
  return from === to ? text : `${text} (${formatNumber(from)}–${formatNumber(to)})`;
}
