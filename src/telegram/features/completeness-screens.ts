import { groupBy } from '../../domain/group-by.ts';
import { bold, escapeHtml } from '../../i18n/html.ts';
import type { ReportPeriodsOutcome } from '../../usecases/reporting/list-report-periods.ts';
import type {
  Completeness,
  CompletenessOutcome,
  CompletePlace,
} from '../../usecases/reporting/report-completeness.ts';
import { commandButton, menuButton } from '../go.ts';
import { pageButtons, pageOf } from '../paging.ts';
import { actionButton, type Button, inPairs, lines, type Screen } from '../screen.ts';
import type { Turn } from '../turn.ts';
import {
  choosePeriod,
  openCityOf,
  openCompleteness,
  openGroupOf,
  sendTable,
} from './completeness-actions.ts';

export type Report = Extract<CompletenessOutcome, { kind: 'completeness' }>;

/** The whole that the person sees: groups, or cities where there is one group, or the only city. */
export function wholeScreen(turn: Turn, report: Report, page: number, mayExport: boolean): Screen {
  const { t } = turn;
  const [only] = report.groups;
  const isOneGroup = report.groups.length === 1 && only !== undefined;
  const period = report.period.id;
  const shown = pageOf(isOneGroup ? report.cities : report.groups, page);
  return {
    text: lines(
      headLine(turn, report),
      countsLine(turn, report.whole),
      standingLine(turn, report.whole),
      report.whole.noData === 0 ? null : t('completeness:noData', { number: report.whole.noData }),
      t(isOneGroup ? 'completeness:chooseCity' : 'completeness:chooseGroup'),
    ),
    buttons: [
      ...shown.items.map((place) => [
        isOneGroup
          ? actionButton(placeLabel(turn, place), openCityOf, { period, city: place.id })
          : actionButton(placeLabel(turn, place), openGroupOf, { period, group: place.id, page: 0 }),
      ]),
      pageButtons(turn, shown, (text, to) => actionButton(text, openCompleteness, { period, page: to })),
      mayExport ? fileButtons(turn, period) : [],
      [
        actionButton(t.plain('completeness:button.period'), choosePeriod, { page: 0 }),
        commandButton(t.plain('completeness:button.now'), 'status'),
      ],
      [menuButton(turn)],
    ],
  };
}

/** The cities of one group. */
export function groupScreen(turn: Turn, report: Report, groupId: string, page: number): Screen {
  const group = report.groups.find(({ id }) => id === groupId);
  if (group === undefined) return wholeScreen(turn, report, 0, false);
  const { t, language } = turn;
  const cities = report.cities.filter(({ workingGroupId }) => workingGroupId === groupId);
  const [only] = cities;
  if (cities.length === 1 && only !== undefined) return cityScreen(turn, report, only.id);
  const period = report.period.id;
  const shown = pageOf(cities, page);
  return {
    text: lines(
      headLine(turn, report),
      bold(escapeHtml(group.name[language])),
      countsLine(turn, group),
      standingLine(turn, group),
      t('completeness:chooseCity'),
    ),
    buttons: [
      ...shown.items.map((city) => [
        actionButton(placeLabel(turn, city), openCityOf, { period, city: city.id }),
      ]),
      pageButtons(turn, shown, (text, to) =>
        actionButton(text, openGroupOf, { period, group: groupId, page: to }),
      ),
      [actionButton(t.plain('common:button.back'), openCompleteness, { period, page: 0 }), menuButton(turn)],
    ],
  };
}

/** What a city has not reported, a line for each sphere. */
export function cityScreen(turn: Turn, report: Report, cityId: string): Screen {
  const city = report.cities.find(({ id }) => id === cityId);
  if (city === undefined) return wholeScreen(turn, report, 0, false);
  const { t, language } = turn;
  const period = report.period.id;
  const missing = report.missing.filter((value) => value.cityId === cityId);
  const spheres = groupBy(missing, ({ sphere }) => sphere[language]);
  const listed = [...spheres].map(([sphere, values]) => {
    const kpis = values.map(({ kpi, isReturned }) =>
      isReturned ? t.plain('completeness:returned', { kpi: kpi[language] }) : kpi[language],
    );
    return t('completeness:missing', { sphere, kpis: kpis.join('; ') });
  });
  const siblings = report.cities.filter(({ workingGroupId }) => workingGroupId === city.workingGroupId);
  const back =
    report.groups.length > 1 && siblings.length > 1
      ? actionButton(t.plain('common:button.back'), openGroupOf, {
          period,
          group: city.workingGroupId,
          page: 0,
        })
      : actionButton(t.plain('common:button.back'), openCompleteness, { period, page: 0 });
  return {
    text: lines(
      headLine(turn, report),
      bold(escapeHtml(city.name[language])),
      countsLine(turn, city),
      standingLine(turn, city),
      ...(listed.length === 0 ? [t('completeness:nothingMissing')] : listed),
    ),
    buttons: [[back, menuButton(turn)]],
  };
}

/** The periods that can be chosen, the newest first. */
export function periodsScreen(turn: Turn, found: Extract<ReportPeriodsOutcome, { kind: 'periods' }>): Screen {
  const { t } = turn;
  const buttons = found.periods.map(({ id, key, state }) =>
    actionButton(
      t.plain('completeness:period', { period: key, state: t.plain(`states:period.${stateWord(state)}`) }),
      openCompleteness,
      { period: id, page: 0 },
    ),
  );
  return {
    text: t('completeness:choosePeriod'),
    buttons: [
      ...inPairs(buttons),
      pageButtons(turn, found, (text, to) => actionButton(text, choosePeriod, { page: to })),
      [
        actionButton(t.plain('common:button.back'), openCompleteness, { period: 0, page: 0 }),
        menuButton(turn),
      ],
    ],
  };
}

/** A period that has opened is never upcoming. */
function stateWord(state: Report['period']['state']): 'open' | 'closing' | 'locked' {
  return state === 'upcoming' ? 'open' : state;
}

function headLine({ t }: Turn, { period, scope }: Report) {
  return bold(
    t(`completeness:title.${scope}`, {
      period: period.key,
      state: t.plain(`states:period.${stateWord(period.state)}`),
    }),
  );
}

function countsLine({ t }: Turn, { onTime, late, missing, total }: Completeness) {
  return t('completeness:counts', { onTime, late, missing, total });
}

/** Where that which came stands; nothing while nothing came. */
function standingLine({ t }: Turn, { waiting, approved, verified, returned }: Completeness) {
  const isNothing = waiting + approved + verified + returned === 0;
  return isNothing ? null : t('completeness:standing', { waiting, approved, verified, returned });
}

function placeLabel({ t, language }: Turn, place: CompletePlace): string {
  const came = place.onTime + place.late;
  const params = { name: place.name[language], came, total: place.total, late: place.late };
  return place.late === 0 ? t.plain('completeness:place', params) : t.plain('completeness:placeLate', params);
}

function fileButtons({ t }: Turn, period: number): Button[] {
  return [
    actionButton(t.plain('completeness:button.xlsx'), sendTable, { period, format: 'xlsx' }),
    actionButton(t.plain('completeness:button.csv'), sendTable, { period, format: 'csv' }),
  ];
}
