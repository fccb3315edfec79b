import { Temporal } from 'temporal-polyfill';
import { clipText } from '../../i18n/clean-text.ts';
import type { Html } from '../../i18n/html.ts';
import { listPeriods } from '../../usecases/periods/list-periods.ts';
import { type PeriodCard, readPeriod } from '../../usecases/periods/read-period.ts';
import { commandButton, menuButton } from '../go.ts';
import { pageButtons } from '../paging.ts';
import { actionButton, inPairs, lines } from '../screen.ts';
import type { Turn } from '../turn.ts';
import { askToClose, openPeriod, openPeriods, reopen } from './admin-actions.ts';
import { placeWords, reopenReasonWords } from './period-words.ts';
import { dayAndTime } from './submit-words.ts';

/** Reopenings that a card names; the others are counted. */
const mostReopenings = 3;
/** As much of a reason as a card repeats. */
const longestReason = 120;

/** The reporting periods, the newest deadline first, with what came in time, late, or not. */
export async function showPeriods(turn: Turn, page: number): Promise<void> {
  const { t } = turn;
  const outcome = await listPeriods(turn.deps, { personId: turn.person.id, page });
  if (outcome.kind === 'noRight') {
    return turn.show({ text: t('common:noRight'), buttons: [[menuButton(turn)]] });
  }
  const { periods } = outcome;
  await turn.show({
    text:
      periods.length === 0
        ? t('periods:none')
        : lines(
            t('periods:title'),
            ...periods.flatMap(({ key, state, ...counts }) => [
              t('periods:item', { period: key, state: stateWords(turn, state) }),
              t('periods:counts', countsOf(counts)),
            ]),
          ),
    buttons: [
      ...inPairs(
        periods.map(({ id, key }) =>
          actionButton(t.plain('periods:button.period', { period: key }), openPeriod, { period: id }),
        ),
      ),
      pageButtons(turn, outcome, (text, to) => actionButton(text, openPeriods, { page: to })),
      [commandButton(t.plain('common:button.back'), 'admin')],
    ],
  });
}

/** One period: its deadlines, its counts, the exceptions in force. `opening` is the outcome of the last step. */
export async function showPeriod(turn: Turn, periodId: number, opening?: Html): Promise<void> {
  const { t } = turn;
  const outcome = await readPeriod(turn.deps, { personId: turn.person.id, periodId });
  if (outcome.kind !== 'period') {
    return turn.show({
      text: outcome.kind === 'noRight' ? t('common:noRight') : t('errors:notFound'),
      buttons: [[menuButton(turn)]],
    });
  }
  const { period } = outcome;
  const { inForce } = period;
  const named = inForce.slice(0, mostReopenings);
  await turn.show({
    text: lines(
      opening ?? null,
      t('periods:card.title', { period: period.key, state: stateWords(turn, period.state) }),
      deadlineLine(turn, period),
      t('periods:card.counts', { total: period.total, ...countsOf(period) }),
      ...named.map((reopening) =>
        t('periods:card.inForce', {
          place: placeWords(t, reopening.group),
          ...dayAndTime(reopening.until, turn.deps.settings.timeZone),
          reason: clipText(reopenReasonWords(t, reopening.reason), longestReason),
        }),
      ),
      inForce.length > named.length ? t('periods:card.more', { count: inForce.length - named.length }) : null,
      period.asking.length === 0
        ? null
        : t('periods:card.asking', { groups: period.asking.map((group) => placeWords(t, group)).join(', ') }),
    ),
    buttons: [
      period.mayReopen ? [actionButton(t.plain('periods:button.reopen'), reopen, { period: periodId })] : [],
      ...(period.mayReopen ? inForce : []).map((reopening) => [
        actionButton(t.plain('periods:button.close', { place: placeWords(t, reopening.group) }), askToClose, {
          reopening: reopening.id,
          period: periodId,
        }),
      ]),
      [actionButton(t.plain('common:button.back'), openPeriods, { page: 0 })],
    ],
  });
}

function deadlineLine({ t, deps }: Turn, { state, dueAt, locksAt, inForce }: PeriodCard): Html {
  const { day, time } = dayAndTime(dueAt, deps.settings.timeZone);
  const { day: lockedOn } = dayAndTime(locksAt, deps.settings.timeZone);
  if (state === 'open') return t('periods:card.open', { day, time });
  if (state === 'locked') return t('periods:card.locked', { day, lockedOn });
  if (inForce.length > 0) return t('periods:card.reopened', { day });
  return t('periods:card.closing', { day, lastDay: lockedOn.subtract(Temporal.Duration.from({ days: 1 })) });
}

function stateWords({ t }: Turn, state: PeriodCard['state']): string {
  return t.plain(`states:period.${state === 'upcoming' ? 'locked' : state}`);
}

function countsOf({ onTime, late, missing }: Pick<PeriodCard, 'onTime' | 'late' | 'missing'>) {
  return { onTime, late, missing };
}
