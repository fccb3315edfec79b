import type { Category } from '../../domain/methodology/methodology.ts';
import { listRatedRegions } from '../../usecases/rating/list-rated-regions.ts';
import { readRatedCategory } from '../../usecases/rating/read-rated-category.ts';
import { readRatingTable } from '../../usecases/rating/read-rating-table.ts';
import { type Feature, on } from '../feature.ts';
import type { Turn } from '../turn.ts';
import { withDemoNote } from './demo-note.ts';
import {
  chooseRegion,
  openCard,
  openTable,
  openTableAt,
  readCategory,
  searchCity,
} from './rating-actions.ts';
import { categoriesScreen, noTableScreen, regionsScreen, tableScreen } from './rating-screens.ts';
import { askForCity, lookUp, searchDialogue, showCard } from './rating-search.ts';

/** The table of the own city's category; for whoever has no rated city, the choice of a category. */
async function showOwnTable(turn: Turn): Promise<void> {
  const { cityId } = turn.person;
  const category = cityId === null ? null : await readRatedCategory(turn.deps, cityId);
  if (category === null) return turn.show(categoriesScreen(turn));
  await showTable(turn, { category, regionId: '', page: 0 });
}

async function showTable(
  turn: Turn,
  input: { category: Category; regionId: string; page: number; around?: string },
): Promise<void> {
  const { category, page, regionId, around } = input;
  const outcome = await readRatingTable(turn.deps, {
    category,
    page,
    ownCityId: turn.person.cityId,
    regionId: regionId === '' ? undefined : regionId,
    around,
  });
  const screen = outcome.kind === 'table' ? tableScreen(turn, outcome.table) : noTableScreen(turn, category);
  await turn.show(await withDemoNote(turn, screen));
}

/** The rating: tables by category, and what stands behind a city's place. */
export const ratingFeature: Feature = {
  commands: {
    rating: (turn) => showOwnTable(turn),
    async city(turn, argument) {
      if (argument.trim() !== '') return lookUp(turn, argument);
      const { cityId } = turn.person;
      await (cityId === null ? askForCity(turn) : showCard(turn, cityId));
    },
  },
  actions: [
    on(openTable, async (turn, { category: name, region, page }) => {
      const category = readCategory(name);
      if (category === null) return showOwnTable(turn);
      await showTable(turn, { category, regionId: region, page });
    }),
    on(openTableAt, async (turn, { city }) => {
      const category = await readRatedCategory(turn.deps, city);
      if (category === null) return showOwnTable(turn);
      await showTable(turn, { category, regionId: '', page: 0, around: city });
    }),
    on(chooseRegion, async (turn, { category: name, page }) => {
      const category = readCategory(name);
      if (category === null) return showOwnTable(turn);
      const regions = await listRatedRegions(turn.deps, category);
      await turn.show(regionsScreen(turn, { category, regions, page }));
    }),
    on(openCard, (turn, { city }) => showCard(turn, city)),
    on(searchCity, (turn) => askForCity(turn)),
  ],
  dialogues: [searchDialogue],
  startLinks: { city: (turn, cityId) => showCard(turn, cityId) },
};
