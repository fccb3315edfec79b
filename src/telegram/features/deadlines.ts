import { type Deadline, listDeadlines } from '../../usecases/reporting/list-deadlines.ts';
import { type Feature, on } from '../feature.ts';
import { commandButton, menuButton } from '../go.ts';
import { actionButton, lines } from '../screen.ts';
import type { Turn } from '../turn.ts';
import { sendCalendar, toCalendar } from './deadlines-calendar.ts';
import { dayAndTime } from './submit-words.ts';

/** Deadlines on one screen: three kinds of periods, and those still in their days of grace. */
const mostDeadlines = 4;

async function showDeadlines(turn: Turn): Promise<void> {
  const { t } = turn;
  const outcome = await listDeadlines(turn.deps, { personId: turn.person.id });
  if (outcome.kind === 'noRight') {
    return turn.show({ text: t('common:noRight'), buttons: [[menuButton(turn)]] });
  }
  const { deadlines, scope } = outcome;
  if (deadlines.length === 0) {
    return turn.show({ text: t('deadlines:none'), buttons: [[menuButton(turn)]] });
  }
  const maySubmit = turn.person.grants.some(({ role }) => role === 'member' || role === 'coordinator');
  const shown = deadlines.slice(0, mostDeadlines);
  const provisional = shown.find(({ provisionalYear }) => provisionalYear !== null);
  const owes = deadlines.some(({ owed }) => owed > 0);
  await turn.show({
    text: lines(
      t('deadlines:title'),
      ...shown.flatMap((deadline) => entryLines(turn, deadline, scope)),
      provisional === undefined
        ? null
        : t('calendar:deadlineNote', { year: String(provisional.provisionalYear) }),
    ),
    buttons: [
      maySubmit && owes ? [commandButton(t.plain('menu:button.submit'), 'submit')] : [],
      maySubmit ? [actionButton(t.plain('deadlines:button.calendar'), toCalendar, {})] : [],
      [commandButton(t.plain('menu:button.status'), 'status'), menuButton(turn)],
    ],
  });
}

function entryLines({ t, deps }: Turn, deadline: Deadline, scope: 'own' | 'groups' | 'country') {
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

function whenDue(t: Turn['t'], { state, workingDaysLeft, takenUntil }: Deadline): string {
  if (state === 'closing') return t.plain('deadlines:passed', { until: takenUntil });
  if (workingDaysLeft <= 0) return t.plain('deadlines:today');
  return t.plain('common:workingDaysLeft', { count: workingDaysLeft });
}

/** What is due when, and how many working days are left; also as a file for a calendar. */
export const deadlinesFeature: Feature = {
  commands: { deadlines: showDeadlines },
  actions: [on(toCalendar, sendCalendar)],
};
