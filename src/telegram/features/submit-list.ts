import type { Html } from '../../i18n/html.ts';
import { listOwedGroups, type OwedGroup } from '../../usecases/reporting/list-owed-groups.ts';
import { menuButton } from '../go.ts';
import { pageButtons, pageOf } from '../paging.ts';
import { actionButton, type Button, lines, type Screen } from '../screen.ts';
import type { Turn } from '../turn.ts';
import { openGroup, openList, openValue } from './submit-actions.ts';
import { dueLine } from './submit-words.ts';
import { personName } from './team-words.ts';

/** What the person owes: by city and period, or, where that is one only, its KPIs. */
export async function listScreen(turn: Turn, page: number): Promise<Screen> {
  const { t } = turn;
  const outcome = await listOwedGroups(turn.deps, { personId: turn.person.id });
  if (outcome.kind === 'noRight') return { text: t('common:noRight'), buttons: [[menuButton(turn)]] };
  const { groups } = outcome;
  if (groups.length === 0) return { text: t('submit:nothingAssigned'), buttons: [[menuButton(turn)]] };
  const open = groups.filter(({ owed }) => owed.length > 0);
  if (open.length === 0) {
    return { text: marked('✅', t('menu:nothingOwed')), buttons: [[menuButton(turn)]] };
  }
  const [only] = open;
  if (open.length === 1 && only !== undefined) return kpisScreen(turn, only, page, menuButton(turn));
  return groupsScreen(turn, open, page);
}

/** The KPIs owed in one city and period; the whole list where nothing is owed there (any more). */
export async function groupScreen(
  turn: Turn,
  where: { cityId: string; periodId: number },
  page: number,
): Promise<Screen> {
  const outcome = await listOwedGroups(turn.deps, { personId: turn.person.id });
  const group =
    outcome.kind === 'groups'
      ? outcome.groups.find(({ cityId, periodId }) => cityId === where.cityId && periodId === where.periodId)
      : undefined;
  if (group === undefined || group.owed.length === 0) return listScreen(turn, 0);
  return kpisScreen(turn, group, page, listButton(turn));
}

function groupsScreen(turn: Turn, groups: readonly OwedGroup[], page: number): Screen {
  const { t, language } = turn;
  const late = groups.filter(({ isLate }) => isLate);
  const timely = groups.filter(({ isLate }) => !isLate);
  const count = (of: readonly OwedGroup[]) => of.reduce((sum, { owed }) => sum + owed.length, 0);
  const [nearest] = timely;
  const shown = pageOf(groups, page);
  return {
    text: lines(
      late.length === 0 ? null : marked('⚠️', t('menu:overdue', { count: count(late) })),
      nearest === undefined
        ? null
        : marked(
            late.length === 0 ? '⏰' : null,
            t('menu:owed', { count: count(timely), day: nearest.dueOn }),
          ),
      t('submit:chooseGroup'),
    ),
    buttons: [
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
      [menuButton(turn)],
    ],
  };
}

/** One mark a message: it stands at the head of the first line. */
function marked(mark: string | null, text: Html): Html {
  return mark === null ? text : (`${mark} ${text}` as Html);
}

function kpisScreen(turn: Turn, group: OwedGroup, page: number, back: Button): Screen {
  const { t, language } = turn;
  const { cityId, periodId, owed, total } = group;
  const shown = pageOf(owed, page);
  return {
    text: lines(
      t('submit:group', {
        city: group.city[language],
        period: group.periodKey,
        done: total - owed.length,
        total,
      }),
      dueLine(t, group, turn.deps.settings.timeZone),
      standInLine(turn, group),
      t('submit:chooseKpi'),
    ),
    buttons: [
      ...shown.items.map(({ kpiCode, name, reason }) => [
        actionButton(
          reason === 'returned' ? t.plain('submit:button.returned', { kpi: name[language] }) : name[language],
          openValue,
          { city: cityId, kpi: kpiCode, period: periodId },
        ),
      ]),
      pageButtons(turn, shown, (text, to) =>
        actionButton(text, openGroup, { city: cityId, period: periodId, page: to }),
      ),
      [back],
    ],
  };
}

/** Of whom some of these values are, where the person stands in. */
function standInLine({ t }: Turn, { standsInFor }: OwedGroup): Html | null {
  if (standsInFor.length === 0) return null;
  return t('absence:youStandIn', { names: standsInFor.map((name) => personName(t, name)).join(', ') });
}

export function listButton(turn: Turn): Button {
  return actionButton(turn.t.plain('submit:button.list'), openList, { page: 0 });
}
