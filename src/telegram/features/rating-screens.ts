import type { Category } from '../../domain/methodology/methodology.ts';
import { bold, type Html, joinHtml } from '../../i18n/html.ts';
import { formatNumber } from '../../i18n/numbers.ts';
import type { RatedRegion } from '../../usecases/rating/list-rated-regions.ts';
import type { RatingTable, TableRow } from '../../usecases/rating/read-rating-table.ts';
import { categories } from '../../usecases/rating/run-nightly-rating.ts';
import { menuButton } from '../go.ts';
import { pageButtons } from '../paging.ts';
import { actionButton, type Button, inPairs, type Screen } from '../screen.ts';
import type { Turn } from '../turn.ts';
import { chooseRegion, openCard, openTable } from './rating-actions.ts';

const regionsOnPage = 8;

/** The choice of a category, for whoever's own city is in none. */
export function categoriesScreen(turn: Turn): Screen {
  const { t } = turn;
  return {
    text: joinHtml([t('rating:chooseCategory'), t('common:preliminaryNote')]),
    buttons: [...categories.map((category) => [categoryButton(turn, category)]), [menuButton(turn)]],
  };
}

/** A page of a category's table: its rows, and a button for each city. */
export function tableScreen(turn: Turn, table: RatingTable): Screen {
  const { t, language } = turn;
  const { category, quarter, region } = table;
  const named = { category: t.plain(`states:category.${category}`), quarter };
  const isPublished = table.status === 'published';
  const head = isPublished ? t('rating:table.headPublished', named) : t('rating:table.head', named);
  const ownRow = table.own === null ? [] : [ownLine(turn, table.own, table.ranked)];
  return {
    text: joinHtml([
      bold(head),
      ...(region === null ? ownRow : [t('rating:table.region', { region: region.name[language] })]),
      ...(table.ranked === 0 ? [t('rating:table.nobody')] : []),
      ...table.rows.map((row) => rowLine(turn, row)),
      ...(isPublished ? [] : [t('common:preliminaryNote')]),
    ]),
    buttons: [
      ...inPairs(
        table.rows.map(({ cityId, name }) => actionButton(name[language], openCard, { city: cityId })),
      ),
      pageButtons(turn, table, (text, page) =>
        actionButton(text, openTable, { category, region: region?.id ?? '', page }),
      ),
      filterButtons(turn, table),
      categories.filter((other) => other !== category).map((other) => categoryButton(turn, other)),
      [menuButton(turn)],
    ],
  };
}

/** No rating of the category was computed yet. */
export function noTableScreen(turn: Turn, category: Category): Screen {
  const { t } = turn;
  return {
    text: t('rating:none', { category: t.plain(`states:category.${category}`) }),
    buttons: [
      categories.filter((other) => other !== category).map((other) => categoryButton(turn, other)),
      [menuButton(turn)],
    ],
  };
}

/** The oblasts that have rated cities of the category. */
export function regionsScreen(
  turn: Turn,
  input: { category: Category; regions: readonly RatedRegion[]; page: number },
): Screen {
  const { t, language } = turn;
  const { category, regions } = input;
  const pages = Math.max(1, Math.ceil(regions.length / regionsOnPage));
  const page = Math.min(Math.max(0, input.page), pages - 1);
  const shown = regions.slice(page * regionsOnPage, (page + 1) * regionsOnPage);
  return {
    text: t('rating:chooseRegion', { category: t.plain(`states:category.${category}`) }),
    buttons: [
      ...shown.map(({ id, name }) => [
        actionButton(name[language], openTable, { category, region: id, page: 0 }),
      ]),
      pageButtons(turn, { page, pages }, (text, to) =>
        actionButton(text, chooseRegion, { category, page: to }),
      ),
      [
        actionButton(t.plain('common:button.back'), openTable, { category, region: '', page: 0 }),
        menuButton(turn),
      ],
    ],
  };
}

/** Why a city stands in the table without a place, in a word or two. */
function whyUnplaced({ t }: Turn, standing: TableRow['standing']): string {
  return standing === 'nothingCounts'
    ? t.plain('rating:nothingCounts')
    : t.plain('states:counted.notConnected');
}

function rowLine(turn: Turn, row: TableRow): Html {
  const { t, language } = turn;
  const city = row.name[language];
  const line =
    row.place === null || row.score === null
      ? t('rating:table.rowWithoutPlace', { city, why: whyUnplaced(turn, row.standing) })
      : t('rating:table.row', {
          place: row.place,
          city,
          score: row.score / 100,
          moved: movementMark(row.movement),
        });
  return row.isOwn ? bold(line) : line;
}

function ownLine(turn: Turn, row: TableRow, ranked: number): Html {
  const { t, language } = turn;
  const city = row.name[language];
  return row.place === null
    ? t('rating:table.ownWithoutPlace', { city, why: whyUnplaced(turn, row.standing) })
    : t('rating:table.own', { city, place: row.place, ranked });
}

/** An arrow up or down with the number of places; nothing where the place stayed or cannot be compared. */
function movementMark(movement: number | null): string {
  if (movement === null || movement === 0) return '';
  return `\u00a0${movement > 0 ? '↑' : '↓'}${formatNumber(Math.abs(movement))}`;
}

function categoryButton({ t }: Turn, category: Category): Button {
  return actionButton(t.plain(`rating:button.category.${category}`), openTable, {
    category,
    region: '',
    page: 0,
  });
}

/** By oblast, where the category has cities in several; back to the whole country from one of them. */
function filterButtons({ t }: Turn, { category, region, pages }: RatingTable): Button[] {
  if (region !== null) {
    const label = t.plain('rating:button.wholeCountry');
    return [actionButton(label, openTable, { category, region: '', page: 0 })];
  }
  if (pages === 1) return [];
  return [actionButton(t.plain('rating:button.regions'), chooseRegion, { category, page: 0 })];
}
