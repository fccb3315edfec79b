import type { Html } from '../../i18n/html.ts';
import { type Deadline, listDeadlines, type OtherDeadline } from '../../usecases/reporting/list-deadlines.ts';
import { defineAction } from '../callback-data.ts';
import { type Feature, on } from '../feature.ts';
import { commandButton, menuButton } from '../go.ts';
import { waysToDo } from '../owed-buttons.ts';
import { whatToDo } from '../owed-words.ts';
import { pageButtons, pageOf } from '../paging.ts';
import { actionButton, inPairs, lines } from '../screen.ts';
import type { Turn } from '../turn.ts';
import { sendCalendar, toCalendar } from './deadlines-calendar.ts';
import { dayAndTime } from './submit-words.ts';

/** A page of deadlines; `page` from 0. */
const openPage = defineAction('dl.page', { page: 'int' });

/** Deadlines on one screen: three kinds of periods, and one more. */
const perPage = 4;

async function showDeadlines(turn: Turn, asked: number): Promise<void> {
  const { t } = turn;
  const outcome = await listDeadlines(turn.deps, { personId: turn.person.id });
  if (outcome.kind === 'noRight') {
    return turn.show({ text: t('common:noRight'), buttons: [[menuButton(turn)]] });
  }
  const { deadlines, others, scope } = outcome;
  const entries = [
    ...deadlines.map((deadline) => ({
      at: deadline.dueAt,
      lines: entryLines(turn, deadline, scope),
      provisionalYear: deadline.provisionalYear,
    })),
    ...others.map((other) => ({ at: other.dueAt, lines: [otherLine(turn, other)], provisionalYear: null })),
  ].toSorted((a, b) => a.at.getTime() - b.at.getTime());
  if (entries.length === 0) {
    return turn.show({ text: t('deadlines:none'), buttons: [[menuButton(turn)]] });
  }
  const maySubmit = turn.person.grants.some(({ role }) => role === 'member' || role === 'coordinator');
  const owes = deadlines.some(({ owed }) => owed > 0);
  const shown = pageOf(entries, asked, perPage);
  const things = others.flatMap((other) => other.things);
  const provisional = shown.items.find(({ provisionalYear }) => provisionalYear !== null);
  await turn.show({
    text: lines(
      t('deadlines:title'),
      ...shown.items.flatMap((entry) => entry.lines),
      provisional === undefined
        ? null
        : t('calendar:deadlineNote', { year: String(provisional.provisionalYear) }),
    ),
    buttons: [
      maySubmit && owes ? [commandButton(t.plain('menu:button.submit'), 'submit')] : [],
      ...inPairs(waysToDo(t, things, commandButton)),
      maySubmit || others.length > 0
        ? [actionButton(t.plain('deadlines:button.calendar'), toCalendar, {})]
        : [],
      pageButtons(turn, shown, (text, page) => actionButton(text, openPage, { page })),
      [commandButton(t.plain('menu:button.status'), 'status'), menuButton(turn)],
    ],
  });
}

function entryLines({ t, deps }: Turn, deadline: Deadline, scope: 'own' | 'groups' | 'country'): Html[] {
  const { periodKey, dueOn, dueAt, owed, cities, provisionalYear } = deadline;
  const { time } = dayAndTime(dueAt, deps.settings.timeZone);
  const when = whenDue(t, deadline);
  return [
    t(provisionalYear === null ? 'deadlines:entry' : 'calendar:deadline', {
      day: dueOn,
      time,
      period: periodKey,
    }),
    owed === 0
      ? t('deadlines:done', { when })
      : scope === 'own' || cities === 1
        ? t('deadlines:left', { when, count: owed })
        : t('deadlines:leftInCities', { when, cities, count: owed }),
  ];
}

function otherLine({ t, deps }: Turn, other: OtherDeadline): Html {
  const { time } = dayAndTime(other.dueAt, deps.settings.timeZone);
  const what = whatToDo(t, other.things, false);
  return t('deadlines:other', { day: other.dueOn, time, what, when: whenOtherDue(t, other) });
}

function whenOtherDue(t: Turn['t'], { isOverdue, workingDaysLeft }: OtherDeadline): string {
  if (!isOverdue) return daysLeft(t, workingDaysLeft);
  if (workingDaysLeft === 0) return t.plain('deadlines:over');
  const days = t.plain('reminders:late.days', { count: -workingDaysLeft });
  return t.plain('deadlines:late', { days });
}

function whenDue(t: Turn['t'], { state, workingDaysLeft, takenUntil }: Deadline): string {
  if (state === 'closing') return t.plain('deadlines:passed', { until: takenUntil });
  return daysLeft(t, workingDaysLeft);
}

function daysLeft(t: Turn['t'], workingDaysLeft: number): string {
  if (workingDaysLeft <= 0) return t.plain('deadlines:today');
  return t.plain('common:workingDaysLeft', { count: workingDaysLeft });
}

/** What is due when, and how many working days are left; also as a file for a calendar. */
export const deadlinesFeature: Feature = {
  commands: { deadlines: (turn) => showDeadlines(turn, 0) },
  actions: [on(openPage, (turn, { page }) => showDeadlines(turn, page)), on(toCalendar, sendCalendar)],
};
