import type { Category } from '../../domain/methodology/methodology.ts';
import { categories } from '../../usecases/rating/run-nightly-rating.ts';
import { defineAction } from '../callback-data.ts';

/** A page of a category's table; `region` is empty for the whole country. */
export const openTable = defineAction('rat.tab', { category: 'id', region: 'id', page: 'int' });
/** The page of the table on which a city stands. */
export const openTableAt = defineAction('rat.at', { city: 'id' });
export const chooseRegion = defineAction('rat.regs', { category: 'id', page: 'int' });
export const openCard = defineAction('rat.city', { city: 'id' });
export const searchCity = defineAction('rat.find', {});

/** The category that callback data name; null where they name none. */
export function readCategory(text: string): Category | null {
  return categories.find((category) => category === text) ?? null;
}
