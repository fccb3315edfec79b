import type { Html } from '../../i18n/html.ts';
import { listOwedGroups, type OwedGroup, type OwedValue } from '../../usecases/reporting/list-owed-groups.ts';
import { menuButton } from '../go.ts';
import { type Page, pageButtons, pageOf, pageSize } from '../paging.ts';
import { actionButton, type Button, lines, type Screen } from '../screen.ts';
import type { Turn } from '../turn.ts';
import { openBatch } from './batch-actions.ts';
import { openGroup, openList, openNext, openSent, openSphere, openValue } from './submit-actions.ts';
import { dueLine } from './submit-words.ts';
import { personName } from './team-words.ts';

/** Groups on a page: above them stand a line for each deadline. */
const groupsOnPage = 6;

/** What the person owes: by city and period, or, where that is one only, what is owed there. */
export async function listScreen(turn: Turn, page: number): Promise<Screen> {
  const { t } = turn;
  const outcome = await listOwedGroups(turn.deps, { personId: turn.person.id });
  if (outcome.kind === 'noRight') return { text: t('common:noRight'), buttons: [[menuButton(turn)]] };
  const { groups } = outcome;
  if (groups.length === 0) {
    const text = t(outcome.isAssigned ? 'deadlines:none' : 'submit:nothingAssigned');
    return { text, buttons: [[menuButton(turn)]] };
  }
  const open = groups.filter(({ owed }) => owed.length > 0);
  const sent = sentRow(turn, groups);
  if (open.length === 0) {
    return { text: marked('✅', t('menu:nothingOwed')), buttons: [sent, [menuButton(turn)]] };
  }
  const [only] = open;
  if (open.length === 1 && only !== undefined) {
    return oneGroupScreen(turn, only, page, [sent, [menuButton(turn)]]);
  }
  return groupsScreen(turn, open, page, sent);
}

/** What is owed in one city and period; the whole list where nothing is owed there (any more). */
export async function groupScreen(
  turn: Turn,
  where: { cityId: string; periodId: number; sphereId?: string | undefined },
  page: number,
): Promise<Screen> {
  const outcome = await listOwedGroups(turn.deps, { personId: turn.person.id });
  const group =
    outcome.kind === 'groups'
      ? outcome.groups.find(({ cityId, periodId }) => cityId === where.cityId && periodId === where.periodId)
      : undefined;
  if (group === undefined || group.owed.length === 0) return listScreen(turn, 0);
  const ofSphere = group.owed.filter(({ sphereId }) => sphereId === where.sphereId);
  if (where.sphereId !== undefined && ofSphere.length > 0) {
    return sphereScreen(turn, group, where.sphereId, ofSphere, page);
  }
  return oneGroupScreen(turn, group, where.sphereId === undefined ? page : 0, [
    sentRow(turn, [group]),
    [listButton(turn), menuButton(turn)],
  ]);
}

function groupsScreen(turn: Turn, groups: readonly OwedGroup[], page: number, sent: Button[]): Screen {
  const { t, language } = turn;
  const late = groups.filter(({ isLate }) => isLate);
  const timely = groups.filter(({ isLate }) => !isLate);
  const [nearest, ...later] = [...new Set(timely.map(({ dueOn }) => dueOn))].map((day) => ({
    day,
    count: countOwed(timely.filter(({ dueOn }) => dueOn === day)),
  }));
  const shown = pageOf(groups, page, groupsOnPage);
  return {
    text: lines(
      late.length === 0 ? null : marked('⚠️', t('menu:overdue', { count: countOwed(late) })),
      nearest === undefined ? null : marked(late.length === 0 ? '⏰' : null, t('menu:owed', nearest)),
      ...later.map((deadline) => t('entry:later', deadline)),
      t('submit:chooseGroup'),
    ),
    buttons: [
      [goOnButton(turn)],
      ...shown.items.map((group) => [
        actionButton(
          t.plain('submit:button.group', {
            city: group.city[language],
            period: group.periodKey,
            done: group.total - group.owed.length,
            total: group.total,
          }),
          openGroup,
          { city: group.cityId, period: group.periodId, page: 0 },
        ),
      ]),
      pageButtons(turn, shown, (text, to) => actionButton(text, openList, { page: to })),
      sent,
      [menuButton(turn)],
    ],
  };
}

/** One mark a message: it stands at the head of the first line. */
function marked(mark: string | null, text: Html): Html {
  return mark === null ? text : (`${mark} ${text}` as Html);
}

/** The spheres of a city and period in which something is owed, with their progress; where all that is owed fits on one page, its KPIs. */
function oneGroupScreen(turn: Turn, group: OwedGroup, page: number, last: Button[][]): Screen {
  const { t, language } = turn;
  const { cityId, periodId, owed } = group;
  const open = group.spheres.filter((sphere) => sphere.owed > 0);
  const progress = (sphere: OwedGroup['spheres'][number]) => ({
    sphere: sphere.name[language],
    done: sphere.total - sphere.owed,
    total: sphere.total,
  });
  if (owed.length > pageSize && open.length > 1) {
    return {
      text: lines(...headLines(turn, group), t('entry:chooseSphere')),
      buttons: [
        [goOnButton(turn)],
        ...open.map((sphere) => [
          actionButton(t.plain('entry:button.sphere', progress(sphere)), openSphere, {
            city: cityId,
            period: periodId,
            sphere: sphere.id,
            page: 0,
          }),
        ]),
        ...last,
      ],
    };
  }
  const shown = pageOf(owed, page);
  // Whoever stands in answers for many spheres in which nothing is left to do.
  const list = open.map((sphere) => t.plain('entry:sphere', progress(sphere))).join('; ');
  return {
    text: lines(
      ...headLines(turn, group),
      open.length > 1 ? t('entry:spheres', { list }) : null,
      t('submit:chooseKpi'),
    ),
    buttons: kpiButtons(turn, group, shown, (text, to) =>
      actionButton(text, openGroup, { city: cityId, period: periodId, page: to }),
    ).concat(last),
  };
}

function sphereScreen(
  turn: Turn,
  group: OwedGroup,
  sphereId: string,
  owed: readonly OwedValue[],
  page: number,
): Screen {
  const { t, language } = turn;
  const { cityId, periodId, spheres } = group;
  const shown = pageOf(owed, page);
  const back = actionButton(t.plain('common:button.back'), openGroup, {
    city: cityId,
    period: periodId,
    page: 0,
  });
  return {
    text: lines(
      ...headLines(turn, group),
      ...spheres
        .filter(({ id }) => id === sphereId)
        .map(({ name, total }) =>
          t('entry:spheres', {
            list: t.plain('entry:sphere', { sphere: name[language], done: total - owed.length, total }),
          }),
        ),
      t('submit:chooseKpi'),
    ),
    buttons: kpiButtons(turn, group, shown, (text, to) =>
      actionButton(text, openSphere, { city: cityId, period: periodId, sphere: sphereId, page: to }),
    ).concat([manyButton(turn, owed.length), [back, menuButton(turn)]]),
  };
}

function headLines(turn: Turn, group: OwedGroup): (Html | null)[] {
  const { t, language } = turn;
  return [
    t('submit:group', {
      city: group.city[language],
      period: group.periodKey,
      done: group.total - group.owed.length,
      total: group.total,
    }),
    dueLine(t, { ...group, isPastDue: group.isLate }, turn.deps.settings.timeZone),
    standInLine(turn, group),
  ];
}

function kpiButtons(
  turn: Turn,
  { cityId, periodId }: OwedGroup,
  shown: Page<OwedValue>,
  turnPage: (text: string, page: number) => Button,
): Button[][] {
  const { t, language } = turn;
  return [
    [goOnButton(turn)],
    ...shown.items.map(({ kpiCode, name, reason }) => [
      actionButton(
        reason === 'returned' ? t.plain('submit:button.returned', { kpi: name[language] }) : name[language],
        openValue,
        { city: cityId, kpi: kpiCode, period: periodId },
      ),
    ]),
    pageButtons(turn, shown, turnPage),
  ];
}

/** The primary button of a list: on to the next value that is owed. */
function goOnButton({ t }: Turn): Button {
  return actionButton(t.plain('common:button.resume'), openNext, {});
}

/** The ways to sending many at once, where several are owed in the list, and to what was sent, where something was. */
function sentRow(turn: Turn, groups: readonly OwedGroup[]): Button[] {
  return [
    ...manyButton(turn, countOwed(groups)),
    ...(groups.some(({ total, owed }) => owed.length < total) ? [sentButton(turn)] : []),
  ];
}

/** The way to sending many at once; none where no more than one value is owed. */
function manyButton({ t }: Turn, owed: number): Button[] {
  return owed > 1 ? [actionButton(t.plain('batch:button.open'), openBatch, {})] : [];
}

function countOwed(groups: readonly OwedGroup[]): number {
  return groups.reduce((sum, { owed }) => sum + owed.length, 0);
}

export function sentButton({ t }: Turn): Button {
  return actionButton(t.plain('entry:button.sent'), openSent, { page: 0 });
}

/** Of whom some of these values are, where the person stands in. */
function standInLine({ t }: Turn, { standsInFor }: OwedGroup): Html | null {
  if (standsInFor.length === 0) return null;
  return t('absence:youStandIn', { names: standsInFor.map((name) => personName(t, name)).join(', ') });
}

export function listButton(turn: Turn): Button {
  return actionButton(turn.t.plain('submit:button.list'), openList, { page: 0 });
}
