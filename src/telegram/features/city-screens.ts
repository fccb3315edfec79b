import { clipText } from '../../i18n/clean-text.ts';
import { joinHtml } from '../../i18n/html.ts';
import type { Language } from '../../i18n/language.ts';
import type { DialogueState } from '../../usecases/dialogue/dialogue-state.ts';
import {
  type Place,
  type PlaceIndex,
  type Region,
  readPlaceIndex,
} from '../../usecases/people/place-index.ts';
import { defineAction } from '../callback-data.ts';
import { menuButton } from '../go.ts';
import { pageButtons, pageOf } from '../paging.ts';
import { actionButton, type Button, inPairs, type Screen } from '../screen.ts';
import type { Turn } from '../turn.ts';

/** What each step of choosing a city remembers. */
export interface CityFields {
  /** What was typed and not found. */
  text?: string;
  /** Settlements offered, and how far each is, in kilometres, where a location was sent. */
  cityIds?: string[];
  distances?: number[];
  cityId?: string;
  regionId?: string;
  page?: number;
}
export type CityState = DialogueState<CityFields>;

export const pickCity = defineAction('city.pick', { city: 'id' }, 'city');
export const listRegions = defineAction('city.regs', { page: 'int' }, 'city');
export const listPlaces = defineAction('city.reg', { region: 'id', page: 'int' }, 'city');
export const pickRegion = defineAction('city.out', { region: 'id' }, 'city');
export const listRated = defineAction('city.rated', { page: 'int' }, 'city');
export const leaveCity = defineAction('city.later', {}, 'city');
export const askAgain = defineAction('city.again', {}, 'city');

/** How many settlements or oblasts are offered at once. */
export const citiesOnPage = 8;

/** Draws the step at which the choice of a city stands. */
export async function drawCity(turn: Turn, state: CityState): Promise<Screen> {
  const index = await readPlaceIndex(turn.deps);
  const draw = drawers[state.step] ?? drawQuestion;
  return draw({ turn, state, index });
}

interface Drawing {
  turn: Turn;
  state: CityState;
  index: PlaceIndex;
}

const drawers: Readonly<Record<string, (drawing: Drawing) => Screen>> = {
  ask: drawQuestion,
  nothing: drawNothing,
  nowhere: drawNowhere,
  sameName: drawSameName,
  several: drawSeveral,
  near: drawNear,
  regions: drawRegions,
  places: drawPlaces,
  unrated: drawUnrated,
  chosen: drawChosen,
  chosenRegion: drawChosenRegion,
  left: drawLeft,
};

function drawQuestion(drawing: Drawing): Screen {
  return {
    text: drawing.turn.t('start:askCity'),
    buttons: [[regionsButton(drawing)], [leaveButton(drawing)]],
  };
}

function drawNothing(drawing: Drawing): Screen {
  const text = clipText(drawing.state.fields.text ?? '', 40);
  return {
    text: drawing.turn.t('start:notFound', { text }),
    buttons: [[regionsButton(drawing)], [leaveButton(drawing)]],
  };
}

function drawNowhere(drawing: Drawing): Screen {
  return {
    text: drawing.turn.t('start:noneNear'),
    buttons: [[regionsButton(drawing)], [leaveButton(drawing)]],
  };
}

function drawSameName(drawing: Drawing): Screen {
  const { turn, index } = drawing;
  const places = offered(drawing);
  const name = places[0]?.shortName[turn.language] ?? '';
  const count = new Set(places.map(({ regionId }) => regionId)).size;
  return {
    text: count === 2 ? turn.t('start:sameNameInTwo', { name }) : turn.t('start:sameName', { name, count }),
    buttons: [
      ...places.map((place) => [
        pickButton(
          drawing,
          place,
          regionLabel(index, place.regionId, turn.language) ?? place.name[turn.language],
        ),
      ]),
      [regionsButton(drawing), againButton(drawing)],
    ],
  };
}

function drawSeveral(drawing: Drawing): Screen {
  const { turn } = drawing;
  return {
    text: turn.t('start:several'),
    buttons: [
      ...offered(drawing).map((place) => [pickButton(drawing, place, placeLabel(drawing, place))]),
      [regionsButton(drawing), againButton(drawing)],
    ],
  };
}

function drawNear(drawing: Drawing): Screen {
  const { turn, state } = drawing;
  const labels = offered(drawing).map((place, position) => {
    const distance = Math.max(1, Math.round(state.fields.distances?.[position] ?? 0));
    const label = turn.t.plain('start:nearestItem', { name: place.shortName[turn.language], distance });
    return [pickButton(drawing, place, label)];
  });
  return {
    text: turn.t('start:nearest'),
    buttons: [...labels, [regionsButton(drawing), againButton(drawing)]],
  };
}

function drawRegions(drawing: Drawing): Screen {
  const { turn, state, index } = drawing;
  const page = pageOf(index.regions, state.fields.page ?? 0, citiesOnPage);
  const rows = page.items.map((region) => [
    actionButton(
      regionLabel(index, region.id, turn.language) ?? region.name[turn.language],
      listPlaces,
      { region: region.id, page: 0 },
      state.version,
    ),
  ]);
  return {
    text: turn.t('start:chooseRegion'),
    buttons: [
      ...inPairs(rows.flat()),
      pageButtons(turn, page, (text, to) => actionButton(text, listRegions, { page: to }, state.version)),
      [againButton(drawing)],
    ],
  };
}

function drawPlaces(drawing: Drawing): Screen {
  const { turn, state, index } = drawing;
  const region = index.regionById.get(state.fields.regionId ?? '');
  if (region === undefined) return drawRegions(drawing);
  const page = pageOf(placesOf(index, region), state.fields.page ?? 0, citiesOnPage);
  const rows = page.items.map((place) => pickButton(drawing, place, placeLabel(drawing, place)));
  const version = state.version;
  return {
    text: turn.t('start:choosePlace', { region: region.name[turn.language] }),
    buttons: [
      ...inPairs(rows),
      pageButtons(turn, page, (text, to) =>
        actionButton(text, listPlaces, { region: region.id, page: to }, version),
      ),
      [actionButton(turn.t.plain('start:button.notInList'), pickRegion, { region: region.id }, version)],
      [actionButton(turn.t.plain('common:button.back'), listRegions, { page: 0 }, version)],
    ],
  };
}

function drawUnrated(drawing: Drawing): Screen {
  const { turn, state, index } = drawing;
  const place = index.placeById.get(state.fields.cityId ?? '');
  if (place === undefined) return drawQuestion(drawing);
  const reason =
    place.notRatedBecause === 'village' || place.notRatedBecause === 'leased'
      ? place.notRatedBecause
      : 'other';
  const rated = index.places.filter(({ regionId, rated: isRated }) => isRated && regionId === place.regionId);
  const page = pageOf(rated, state.fields.page ?? 0, citiesOnPage);
  const city = place.name[turn.language];
  return {
    text: joinHtml([
      turn.t(`start:notRated.${reason}`, { city }),
      ...(rated.length > 0 ? [turn.t('start:ratedNearby')] : []),
    ]),
    buttons: [
      [actionButton(turn.t.plain('start:button.keep'), leaveCity, {}, state.version)],
      ...inPairs(page.items.map((other) => pickButton(drawing, other, other.shortName[turn.language]))),
      pageButtons(turn, page, (text, to) => actionButton(text, listRated, { page: to }, state.version)),
    ],
  };
}

function drawChosen({ turn, state, index }: Drawing): Screen {
  const place = index.placeById.get(state.fields.cityId ?? '');
  const city = place?.shortName[turn.language] ?? '';
  return { text: turn.t('start:chosen', { city }), buttons: [[menuButton(turn)]] };
}

function drawChosenRegion({ turn, state, index }: Drawing): Screen {
  const region = index.regionById.get(state.fields.regionId ?? '')?.name[turn.language] ?? '';
  return { text: turn.t('start:chosenRegion', { region }), buttons: [[menuButton(turn)]] };
}

function drawLeft({ turn }: Drawing): Screen {
  return { text: turn.t('start:cityLater'), buttons: [[menuButton(turn)]] };
}

function offered({ state, index }: Drawing): Place[] {
  return (state.fields.cityIds ?? []).flatMap((id) => index.placeById.get(id) ?? []);
}

/** Rated ones first: those are looked for most. */
function placesOf(index: PlaceIndex, region: Region): Place[] {
  const ofRegion = index.places.filter(({ regionId }) => regionId === region.id);
  return [...ofRegion.filter(({ rated }) => rated), ...ofRegion.filter(({ rated }) => !rated)];
}

/** The name of a settlement; with its oblast where another one is called the same. */
function placeLabel({ turn, index }: Drawing, place: Place): string {
  const name = place.shortName[turn.language];
  const repeats = index.places.some(
    (other) => other.id !== place.id && other.shortName[turn.language] === name,
  );
  const region = repeats ? regionLabel(index, place.regionId, turn.language) : null;
  return region === null ? name : `${name}, ${region}`;
}

/** `Қарағанды облысы`; `Карагандинская`: in Russian without the word, which is said beside it. */
function regionLabel(index: PlaceIndex, regionId: string | null, language: Language): string | null {
  const name = index.regionById.get(regionId ?? '')?.name[language];
  if (name === undefined) return null;
  if (language === 'ru') return name.replace(/\s*область\s*/u, '');
  return name.length > 24 ? name.replace(/ облысы$/u, '') : name;
}

function pickButton({ state }: Drawing, place: Place, label: string): Button {
  return actionButton(label, pickCity, { city: place.id }, state.version);
}

function regionsButton({ turn, state }: Drawing): Button {
  return actionButton(turn.t.plain('start:button.chooseRegion'), listRegions, { page: 0 }, state.version);
}

function againButton({ turn, state }: Drawing): Button {
  return actionButton(turn.t.plain('common:button.back'), askAgain, {}, state.version);
}

function leaveButton({ turn, state }: Drawing): Button {
  const label = turn.person.cityId === null ? 'common:button.later' : 'common:button.cancel';
  return actionButton(turn.t.plain(label), leaveCity, {}, state.version);
}
