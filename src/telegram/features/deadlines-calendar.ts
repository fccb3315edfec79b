import { type CalendarEvent, writeCalendar } from '../../calendar-file/write-calendar.ts';
import { nameInSentence } from '../../i18n/name-in-sentence.ts';
import type { OwedThing } from '../../usecases/obligations/describe-obligations.ts';
import { type CalendarDeadline, listCalendarEvents } from '../../usecases/reminders/list-calendar-events.ts';
import { defineAction } from '../callback-data.ts';
import { whatToDo } from '../owed-words.ts';
import type { Turn } from '../turn.ts';

/** Sends the deadlines as a file for a calendar. */
export const toCalendar = defineAction('dl.ics', {});

type Report = Extract<OwedThing, { kind: 'report' }>;

const fileName = 'deadlines.ics';
/** An event ends at its deadline and begins an hour before. */
const hour = 3_600_000;

/** Sends the person a file with the deadlines that are ahead of them; where there are none, says so. */
export async function sendCalendar(turn: Turn): Promise<void> {
  const { t } = turn;
  const outcome = await listCalendarEvents(turn.deps, { personId: turn.person.id });
  switch (outcome.kind) {
    case 'nothingAhead':
      return turn.note(t.plain('deadlines:calendar.none'));
    case 'events': {
      const bytes = writeCalendar({
        name: t.plain('deadlines:calendar.name'),
        madeAt: turn.now,
        events: outcome.deadlines.map((deadline) => toEvent(turn, deadline)),
      });
      const count = outcome.deadlines.length;
      return turn.sendFile({ bytes, name: fileName, caption: t('deadlines:calendar.caption', { count }) });
    }
  }
}

function toEvent({ t, language, botName }: Turn, { key, dueAt, things }: CalendarDeadline): CalendarEvent {
  const reports = things.filter((thing) => thing.kind === 'report');
  return {
    uid: `${key}@aqyldy-qala`,
    startsAt: new Date(dueAt.getTime() - hour),
    endsAt: dueAt,
    summary: summaryOf(t, things, reports),
    description: [
      ...reports.map(({ kpi }) => kpi[language]),
      t.plain(reports.length > 0 ? 'deadlines:calendar.how' : 'deadlines:calendar.howElse'),
    ].join('\n'),
    url: `https://t.me/${botName}`,
  };
}

function summaryOf(t: Turn['t'], things: readonly OwedThing[], reports: readonly Report[]): string {
  const [first, second] = reports;
  if (first === undefined) return t.plain('deadlines:calendar.other', { what: whatToDo(t, things, false) });
  const about = { city: first.city[t.language], period: first.periodKey };
  return second === undefined
    ? t.plain('deadlines:calendar.one', { ...about, kpi: nameInSentence(first.kpi[t.language]) })
    : t.plain('deadlines:calendar.several', { ...about, count: reports.length });
}
