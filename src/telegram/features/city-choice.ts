import { languages } from '../../i18n/language.ts';
import { chooseCity } from '../../usecases/people/choose-city.ts';
import { chooseRegion } from '../../usecases/people/choose-region.ts';
import { findPlaces, findPlacesNear } from '../../usecases/people/find-places.ts';
import { hasPlace } from '../../usecases/people/has-place.ts';
import { defineAction } from '../callback-data.ts';
import { type DialogueHandler, type Feature, on, onStep } from '../feature.ts';
import { stepOf, type Turn } from '../turn.ts';
import {
  askAgain,
  type CityFields,
  type CityState,
  citiesOnPage,
  drawCity,
  leaveCity,
  listPlaces,
  listRated,
  listRegions,
  pickCity,
  pickRegion,
} from './city-screens.ts';

/** How many settlements near a location are offered. */
const nearestOffered = 5;

export const changeCity = defineAction('city.ask', {});

/** Goes on to the city where neither it nor an oblast is chosen yet, else to the menu. */
export async function askCityOrShowMenu(turn: Turn): Promise<void> {
  if (await hasPlace(turn.deps, turn.person.id)) await turn.go.command('menu');
  else await askCity(turn);
}

/** Asks for the city: its name typed, or a location sent with a button of the reply keyboard. */
export async function askCity(turn: Turn): Promise<void> {
  const state = await turn.begin<CityFields>('city', 'ask', {});
  await turn.show(await drawCity(turn, state));
  await turn.say({
    text: turn.t('start:orLocation'),
    replyKeyboard: { shareLocation: turn.t.plain('start:button.location') },
  });
}

/** Goes to another step and shows it; where a doubled tap was first, shows what is now. */
async function moveTo(turn: Turn, state: CityState, step: string, fields: CityFields): Promise<void> {
  const moved = await turn.advance(state, { step, fields });
  await showNow(turn, moved ?? state);
}

async function showNow(turn: Turn, fallback: CityState): Promise<void> {
  await turn.show(await drawCity(turn, (await turn.read<CityFields>('city')) ?? fallback));
}

async function finish(turn: Turn, state: CityState): Promise<void> {
  const now = (await turn.read<CityFields>('city')) ?? state;
  const { text } = await drawCity(turn, now);
  await turn.show({ text });
  await turn.say({ text: turn.t('start:cityChanges'), replyKeyboard: 'remove' });
  await turn.go.command('menu');
}

async function take(turn: Turn, state: CityState, cityId: string): Promise<void> {
  const outcome = await chooseCity(turn.deps, { personId: turn.person.id, cityId, at: stepOf(state) });
  switch (outcome.kind) {
    case 'chosen':
      await turn.reload();
      return outcome.isRated ? finish(turn, state) : showNow(turn, state);
    case 'unknownCity':
      await turn.note(turn.t.plain('errors:notFound'));
      return showNow(turn, state);
    case 'stale':
      return showNow(turn, state);
  }
}

async function search(turn: Turn, state: CityState, text: string): Promise<void> {
  if (languages.some((language) => turn.inLanguage(language).plain('start:button.location') === text)) {
    return turn.say({ text: turn.t('start:locationByPhone') });
  }
  const found = await findPlaces(turn.deps, { text, limit: citiesOnPage });
  switch (found.kind) {
    case 'one':
      return take(turn, state, found.place.id);
    case 'sameName':
    case 'several':
      return moveTo(turn, state, found.kind, { cityIds: found.matches.map(({ city }) => city.id) });
    case 'nothing':
      return moveTo(turn, state, 'nothing', { text: text.slice(0, 100) });
  }
}

const cityDialogue: DialogueHandler<CityFields> = {
  kind: 'city',
  render: drawCity,
  onText: search,
  async onOther(turn, state, incoming) {
    if (incoming.kind !== 'location') return turn.say({ text: turn.t('common:notText.other') });
    const { lat, lon } = incoming;
    const near = await findPlacesNear(turn.deps, { point: { lat, lon }, limit: nearestOffered });
    if (near.length === 0) return moveTo(turn, state, 'nowhere', {});
    return moveTo(turn, state, 'near', {
      cityIds: near.map(({ place }) => place.id),
      distances: near.map(({ distanceKm }) => distanceKm),
    });
  },
};

/** The city that a person is shown first: asked at the start, changed from the settings. */
export const cityFeature: Feature = {
  actions: [
    on(changeCity, askCity),
    onStep<{ readonly city: 'id' }, CityFields>(pickCity, (turn, { city }, state) => take(turn, state, city)),
    onStep<{ readonly page: 'int' }, CityFields>(listRegions, (turn, { page }, state) =>
      moveTo(turn, state, 'regions', { page }),
    ),
    onStep<{ readonly region: 'id'; readonly page: 'int' }, CityFields>(
      listPlaces,
      (turn, { region, page }, state) => moveTo(turn, state, 'places', { regionId: region, page }),
    ),
    onStep<{ readonly page: 'int' }, CityFields>(listRated, (turn, { page }, state) =>
      moveTo(turn, state, 'unrated', { ...state.fields, page }),
    ),
    onStep<{ readonly region: 'id' }, CityFields>(pickRegion, async (turn, { region }, state) => {
      const input = { personId: turn.person.id, regionId: region, at: stepOf(state) };
      const outcome = await chooseRegion(turn.deps, input);
      switch (outcome.kind) {
        case 'chosen':
          await turn.reload();
          return finish(turn, state);
        case 'unknownRegion':
          await turn.note(turn.t.plain('errors:notFound'));
          return showNow(turn, state);
        case 'stale':
          return showNow(turn, state);
      }
    }),
    onStep<Record<string, never>, CityFields>(askAgain, (turn, _, state) => moveTo(turn, state, 'ask', {})),
    onStep<Record<string, never>, CityFields>(leaveCity, async (turn, _, state) => {
      const next =
        state.step === 'unrated'
          ? { step: 'chosen', fields: { cityId: state.fields.cityId ?? '' } }
          : { step: 'left', fields: {} };
      const moved = await turn.advance<CityFields>(state, { ...next, isActive: false });
      await finish(turn, moved ?? state);
    }),
  ],
  dialogues: [cityDialogue],
};
