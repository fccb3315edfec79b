import { bold } from '../../i18n/html.ts';
import { listReportPeriods } from '../../usecases/reporting/list-report-periods.ts';
import { reportCompleteness } from '../../usecases/reporting/report-completeness.ts';
import { menuButton } from '../go.ts';
import { pageButtons, pageOf } from '../paging.ts';
import { actionButton, inPairs, lines } from '../screen.ts';
import type { Turn } from '../turn.ts';
import { chooseLatenessPeriod, openDelivery, openLateness } from './delivery-actions.ts';

/** Regions on a page. */
const regionsOnPage = 6;

/** Which regions reported late, or have not reported, in a period: those that miss most come first. */
export async function showLateness(turn: Turn, period: number, page: number): Promise<void> {
  const { t, language } = turn;
  const outcome = await reportCompleteness(turn.deps, {
    personId: turn.person.id,
    ...(period === 0 ? {} : { periodId: period }),
  });
  if (outcome.kind !== 'completeness') {
    const text = outcome.kind === 'noRight' ? t('common:noRight') : t('completeness:noPeriod');
    return turn.show({ text, buttons: [[menuButton(turn)]] });
  }
  const { id, key, state } = outcome.period;
  const late = outcome.groups
    .filter((group) => group.late + group.missing > 0)
    .toSorted((a, b) => b.missing - a.missing || b.late - a.late || a.id.localeCompare(b.id));
  const shown = pageOf(late, page, regionsOnPage);
  await turn.show({
    text: lines(
      bold(t('delivery:late.title', { period: key, state: stateWords(turn, state) })),
      ...(late.length === 0 ? [t('delivery:late.none')] : []),
      ...shown.items.map(({ name, missing, late: cameLate, total }) =>
        t('delivery:late.row', { name: name[language], missing, late: cameLate, total }),
      ),
    ),
    buttons: [
      pageButtons(turn, shown, (text, to) => actionButton(text, openLateness, { period: id, page: to })),
      [actionButton(t.plain('delivery:button.period'), chooseLatenessPeriod, { page: 0 })],
      [actionButton(t.plain('common:button.back'), openDelivery, { week: 0 }), menuButton(turn)],
    ],
  });
}

/** The periods that can be looked at, the newest first. */
export async function showLatenessPeriods(turn: Turn, page: number): Promise<void> {
  const { t } = turn;
  const outcome = await listReportPeriods(turn.deps, { personId: turn.person.id, page });
  if (outcome.kind === 'noRight') {
    return turn.show({ text: t('common:noRight'), buttons: [[menuButton(turn)]] });
  }
  await turn.show({
    text: t('completeness:choosePeriod'),
    buttons: [
      ...inPairs(
        outcome.periods.map(({ id, key, state }) =>
          actionButton(
            t.plain('completeness:period', { period: key, state: stateWords(turn, state) }),
            openLateness,
            { period: id, page: 0 },
          ),
        ),
      ),
      pageButtons(turn, outcome, (text, to) => actionButton(text, chooseLatenessPeriod, { page: to })),
      [actionButton(t.plain('common:button.back'), openLateness, { period: 0, page: 0 }), menuButton(turn)],
    ],
  });
}

/** A period that has opened is never upcoming. */
function stateWords({ t }: Turn, state: 'upcoming' | 'open' | 'closing' | 'locked'): string {
  return t.plain(`states:period.${state === 'upcoming' ? 'open' : state}`);
}
