import { followInitiative } from '../../usecases/follows/follow-initiative.ts';
import { unfollowInitiative } from '../../usecases/follows/unfollow-initiative.ts';
import { listInitiatives } from '../../usecases/initiatives/list-initiatives.ts';
import { listOblastCities } from '../../usecases/initiatives/list-oblast-cities.ts';
import { type InitiativeCard, readInitiative } from '../../usecases/initiatives/read-initiative.ts';
import { encodeAction } from '../callback-data.ts';
import { type Feature, on } from '../feature.ts';
import { commandButton } from '../go.ts';
import type { Turn } from '../turn.ts';
import {
  follow,
  openCities,
  openInitiative,
  openList,
  openSpheres,
  unfollow,
} from './initiatives-actions.ts';
import { cardScreen, citiesScreen, listScreen, listSize, spheresScreen } from './initiatives-screens.ts';
import { askConsent } from './privacy.ts';

async function showList(turn: Turn, cityId: string, sphere: string, page: number): Promise<void> {
  const list = await listInitiatives(turn.deps, {
    cityId,
    sphereId: sphere === '' ? null : sphere,
    page,
    pageSize: listSize,
  });
  switch (list.kind) {
    case 'list':
      return turn.show(listScreen(turn, list));
    case 'unknownCity':
      return showHome(turn);
  }
}

/** The person's own city; where it has none, or they chose none, the cities of their oblast. */
async function showHome(turn: Turn): Promise<void> {
  if (turn.person.cityId === null) await showCities(turn, 0);
  else await showList(turn, turn.person.cityId, '', 0);
}

async function showCities(turn: Turn, page: number): Promise<void> {
  const cities = await listOblastCities(turn.deps, {
    personId: turn.person.id,
    withInitiativesOnly: true,
  });
  await turn.show(citiesScreen(turn, cities, page));
}

async function showCard(
  turn: Turn,
  card: InitiativeCard | { kind: 'notFound' },
  where: { from: string; page: number },
): Promise<void> {
  switch (card.kind) {
    case 'initiative':
      return turn.show(cardScreen(turn, card, where));
    case 'notFound':
      return turn.show({
        text: turn.t('initiatives:notFound'),
        buttons: [
          [commandButton(turn.t.plain('menu:button.initiatives'), 'initiatives')],
          [commandButton(turn.t.plain('common:button.menu'), 'menu')],
        ],
      });
  }
}

async function showById(
  turn: Turn,
  { id, ...where }: { id: number; from: string; page: number },
): Promise<void> {
  await showCard(turn, await readInitiative(turn.deps, { personId: turn.person.id, id }), where);
}

/** The initiatives of a city: lists, cards, following; also by the link of a poster (`init_<code>`). */
export const initiativesFeature: Feature = {
  commands: { initiatives: showHome },
  startLinks: {
    init: async (turn, code) =>
      showCard(turn, await readInitiative(turn.deps, { personId: turn.person.id, code }), {
        from: '',
        page: 0,
      }),
  },
  actions: [
    on(openList, (turn, { city, sphere, page }) => showList(turn, city, sphere, page)),
    on(openCities, (turn, { page }) => showCities(turn, page)),
    on(openSpheres, async (turn, { city }) => {
      const list = await listInitiatives(turn.deps, {
        cityId: city,
        sphereId: null,
        page: 0,
        pageSize: listSize,
      });
      if (list.kind === 'list' && list.spheres.length > 0) await turn.show(spheresScreen(turn, list));
      else await showHome(turn);
    }),
    on(openInitiative, showById),
    on(follow, async (turn, params) => {
      const outcome = await followInitiative(turn.deps, {
        personId: turn.person.id,
        initiativeId: params.id,
      });
      switch (outcome.kind) {
        case 'consentNeeded':
          return askConsent(turn, 'feedback', { data: encodeAction(follow, params) });
        case 'followed':
          await turn.note(turn.t.plain('initiatives:toast.followed'));
          return showById(turn, params);
        case 'notFound':
          return showById(turn, params);
      }
    }),
    on(unfollow, async (turn, params) => {
      const outcome = await unfollowInitiative(turn.deps, {
        personId: turn.person.id,
        initiativeId: params.id,
      });
      switch (outcome.kind) {
        case 'unfollowed':
        case 'notFollowed':
          await turn.note(turn.t.plain('initiatives:toast.unfollowed'));
          return showById(turn, params);
      }
    }),
  ],
};
