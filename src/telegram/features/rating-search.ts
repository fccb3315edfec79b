import type { CityMatch } from '../../domain/cities/find-city.ts';
import { clipText } from '../../i18n/html.ts';
import { findPlaces } from '../../usecases/people/find-places.ts';
import { type Place, type PlaceIndex, readPlaceIndex } from '../../usecases/people/place-index.ts';
import { readCityCard } from '../../usecases/rating/read-city-card.ts';
import type { DialogueHandler } from '../feature.ts';
import { menuButton } from '../go.ts';
import { actionButton, type Screen } from '../screen.ts';
import type { Turn } from '../turn.ts';
import { withDemoNote } from './demo-note.ts';
import { openCard } from './rating-actions.ts';
import { cardScreen } from './rating-card.ts';

/** The dialogue in which a name is typed; nothing in it is kept. */
const kind = 'findCity';
const offered = 8;

interface SearchFields {
  /** What was typed and not found. */
  text?: string;
}

/** Asks for the name of a city. */
export async function askForCity(turn: Turn): Promise<void> {
  await turn.begin<SearchFields>(kind, 'ask', {});
  await turn.show(questionScreen(turn));
}

/** Shows the card of a city; a city that is not there leads back to the search. */
export async function showCard(turn: Turn, cityId: string): Promise<void> {
  const screen = cardScreen(turn, await readCityCard(turn.deps, { cityId }));
  if (screen === null) {
    await turn.note(turn.t.plain('errors:notFound'));
    return askForCity(turn);
  }
  await endSearch(turn);
  await turn.show(await withDemoNote(turn, screen));
}

/** Looks a city up by a part of its name, in either language. */
export async function lookUp(turn: Turn, text: string): Promise<void> {
  const found = await findPlaces(turn.deps, { text, limit: offered });
  switch (found.kind) {
    case 'one':
      return showCard(turn, found.place.id);
    case 'sameName':
      return turn.show(await severalScreen(turn, found.matches));
    case 'several': {
      const [only, ...others] = found.matches;
      if (only !== undefined && others.length === 0) return showCard(turn, only.city.id);
      return turn.show(await severalScreen(turn, found.matches));
    }
    case 'nothing':
      await turn.begin<SearchFields>(kind, 'ask', { text: clipText(text, 40) });
      return turn.show(questionScreen(turn, text));
  }
}

/** Takes the name that is typed. */
export const searchDialogue: DialogueHandler<SearchFields> = {
  kind,
  render: async (turn, state) => questionScreen(turn, state.fields.text),
  onText: (turn, _, text) => lookUp(turn, text),
};

async function endSearch(turn: Turn): Promise<void> {
  const state = await turn.read<SearchFields>(kind);
  if (state?.isActive) await turn.advance(state, { isActive: false });
}

function questionScreen(turn: Turn, notFound?: string): Screen {
  const { t } = turn;
  return {
    text:
      notFound === undefined
        ? t('rating:search.ask')
        : t('rating:search.nothing', { text: clipText(notFound, 40) }),
    buttons: [[menuButton(turn)]],
  };
}

async function severalScreen(turn: Turn, matches: readonly CityMatch<Place>[]): Promise<Screen> {
  const index = await readPlaceIndex(turn.deps);
  return {
    text: turn.t('rating:search.several'),
    buttons: [
      ...matches.map((match) => [
        actionButton(labelOf(turn, index, match), openCard, { city: match.city.id }),
      ]),
      [menuButton(turn)],
    ],
  };
}

function labelOf({ t, language }: Turn, index: PlaceIndex, { city, nameRepeats }: CityMatch<Place>): string {
  const name = city.shortName[language];
  const region = index.regionById.get(city.regionId ?? '')?.name[language];
  return nameRepeats && region !== undefined
    ? t.plain('rating:search.withRegion', { city: name, region })
    : name;
}
