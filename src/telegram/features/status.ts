import {
  type CityStatus,
  reportStatus,
  type StatusCounts,
  type StatusOutcome,
} from '../../usecases/reporting/report-status.ts';
import type { Names } from '../../usecases/reporting/value-slot.ts';
import { defineAction } from '../callback-data.ts';
import { type Feature, on } from '../feature.ts';
import { commandButton, menuButton } from '../go.ts';
import { pageButtons, pageOf } from '../paging.ts';
import { actionButton, type Button, lines, type Screen } from '../screen.ts';
import type { Turn } from '../turn.ts';
import { completenessButton } from './completeness-actions.ts';

const openStatus = defineAction('st.top', { page: 'int' });
const openGroup = defineAction('st.group', { group: 'id', page: 'int' });
const openCity = defineAction('st.city', { city: 'id' });

type Status = Extract<StatusOutcome, { kind: 'status' }>;

/** Reads anew for each screen: what is shown is what is true now. */
async function show(turn: Turn, draw: (status: Status) => Screen): Promise<void> {
  const outcome = await reportStatus(turn.deps, { personId: turn.person.id });
  if (outcome.kind === 'noRight') {
    return turn.show({ text: turn.t('common:noRight'), buttons: [[menuButton(turn)]] });
  }
  if (outcome.cities.length === 0) {
    return turn.show({
      text: turn.t('deadlines:status.none'),
      buttons: [[completenessButton(turn), menuButton(turn)]],
    });
  }
  const byName = (a: { name: Names }, b: { name: Names }) =>
    a.name[turn.language].localeCompare(b.name[turn.language], turn.language);
  const { cities, groups } = outcome;
  return turn.show(draw({ ...outcome, cities: cities.toSorted(byName), groups: groups.toSorted(byName) }));
}

function topScreen(turn: Turn, status: Status, page: number): Screen {
  const [only] = status.cities;
  if (status.cities.length === 1 && only !== undefined) return cityScreen(turn, status, only.cityId);
  return status.groups.length > 1 ? groupsScreen(turn, status, page) : citiesScreen(turn, status, null, page);
}

function groupsScreen(turn: Turn, status: Status, page: number): Screen {
  const { t, language } = turn;
  const groups = status.groups.map(({ id, name }) => ({
    id,
    name,
    counts: sum(status.cities.filter(({ workingGroupId }) => workingGroupId === id)),
  }));
  const shown = pageOf(groups, page);
  return {
    text: lines(...headLines(turn, status, sum(status.cities)), t('deadlines:status.chooseGroup')),
    buttons: [
      ...shown.items.map(({ id, name, counts }) => [
        actionButton(item(turn, name[language], counts), openGroup, { group: id, page: 0 }),
      ]),
      pageButtons(turn, shown, (text, to) => actionButton(text, openStatus, { page: to })),
      [completenessButton(turn), menuButton(turn)],
    ],
  };
}

/** The cities of one group, or all that there are. */
function citiesScreen(turn: Turn, status: Status, groupId: string | null, page: number): Screen {
  const { t, language } = turn;
  const group = status.groups.find(({ id }) => id === groupId);
  const cities =
    group === undefined
      ? status.cities
      : status.cities.filter(({ workingGroupId }) => workingGroupId === group.id);
  const [only] = cities;
  if (cities.length === 1 && only !== undefined) return cityScreen(turn, status, only.cityId);
  const counts = sum(cities);
  const shown = pageOf(cities, page);
  return {
    text: lines(
      ...(group === undefined ? headLines(turn, status, counts) : placeLines(turn, group.name, counts)),
      t('deadlines:status.chooseCity'),
    ),
    buttons: [
      ...shown.items.map((city) => [
        actionButton(item(turn, city.name[language], city), openCity, { city: city.cityId }),
      ]),
      pageButtons(turn, shown, (text, to) =>
        group === undefined
          ? actionButton(text, openStatus, { page: to })
          : actionButton(text, openGroup, { group: group.id, page: to }),
      ),
      group === undefined ? [completenessButton(turn), menuButton(turn)] : [backButton(turn)],
    ],
  };
}

function cityScreen(turn: Turn, status: Status, cityId: string): Screen {
  const city = status.cities.find((candidate) => candidate.cityId === cityId);
  if (city === undefined) return topScreen(turn, status, 0);
  const { t, language } = turn;
  const isAll = status.cities.length === 1;
  return {
    text: lines(
      ...placeLines(turn, city.name, city),
      ...city.spheres.map((sphere) => {
        const params = { name: sphere.name[language], sent: sent(sphere), total: sphere.total };
        return sphere.returned > 0
          ? t('deadlines:status.itemReturned', { ...params, returned: sphere.returned })
          : t('deadlines:status.item', params);
      }),
    ),
    buttons: [
      status.scope === 'own' && city.owed + city.returned > 0
        ? [commandButton(t.plain('menu:button.submit'), 'submit')]
        : [],
      isAll ? [completenessButton(turn), menuButton(turn)] : [backToCities(turn, status, city)],
    ],
  };
}

function backToCities(turn: Turn, status: Status, { workingGroupId }: CityStatus): Button {
  const siblings = status.cities.filter((city) => city.workingGroupId === workingGroupId).length;
  return status.groups.length > 1 && siblings > 1
    ? actionButton(turn.t.plain('common:button.back'), openGroup, { group: workingGroupId, page: 0 })
    : backButton(turn);
}

function backButton(turn: Turn): Button {
  return actionButton(turn.t.plain('common:button.back'), openStatus, { page: 0 });
}

function headLines({ t }: Turn, { scope, periodKeys }: Status, counts: StatusCounts) {
  const periods = periodKeys.map((key) => t.plain('deadlines:status.period', { period: key }));
  return [
    t(`deadlines:status.${scope}`, { sent: sent(counts), total: counts.total }),
    countsLine(t, counts),
    t('deadlines:status.periods', { periods: periods.join(', ') }),
  ];
}

function placeLines({ t, language }: Turn, name: Names, counts: StatusCounts) {
  return [
    t('deadlines:status.place', { name: name[language], sent: sent(counts), total: counts.total }),
    countsLine(t, counts),
  ];
}

function countsLine(t: Turn['t'], { done, waiting, returned, owed }: StatusCounts) {
  return t('deadlines:status.counts', { done, waiting, returned, owed });
}

function item({ t }: Turn, name: string, counts: StatusCounts): string {
  return t.plain('deadlines:status.item', { name, sent: sent(counts), total: counts.total });
}

/** What was submitted and not returned. */
function sent({ done, waiting }: StatusCounts): number {
  return done + waiting;
}

function sum(counts: readonly StatusCounts[]): StatusCounts {
  const total = (of: keyof StatusCounts) => counts.reduce((so, each) => so + each[of], 0);
  return {
    total: total('total'),
    done: total('done'),
    waiting: total('waiting'),
    returned: total('returned'),
    owed: total('owed'),
  };
}

/** What is done, owed and returned in the periods that take values now. */
export const statusFeature: Feature = {
  commands: { status: (turn) => show(turn, (status) => topScreen(turn, status, 0)) },
  actions: [
    on(openStatus, (turn, { page }) => show(turn, (status) => topScreen(turn, status, page))),
    on(openGroup, (turn, { group, page }) => show(turn, (status) => citiesScreen(turn, status, group, page))),
    on(openCity, (turn, { city }) => show(turn, (status) => cityScreen(turn, status, city))),
  ],
};
