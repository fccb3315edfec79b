import { type CalendarEvent, writeCalendar } from '../../calendar-file/write-calendar.ts';
import { nameInSentence } from '../../i18n/name-in-sentence.ts';
import { type CalendarDeadline, listCalendarEvents } from '../../usecases/reminders/list-calendar-events.ts';
import { defineAction } from '../callback-data.ts';
import type { Turn } from '../turn.ts';

/** Sends the deadlines as a file for a calendar. */
export const toCalendar = defineAction('dl.ics', {});

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

function toEvent({ t, language, botName }: Turn, deadline: CalendarDeadline): CalendarEvent {
  const { key, dueAt, city, periodKey, kpis } = deadline;
  const about = { city: city[language], period: periodKey };
  const [only] = kpis;
  return {
    uid: `${key}@aqyldy-qala`,
    startsAt: new Date(dueAt.getTime() - hour),
    endsAt: dueAt,
    summary:
      kpis.length === 1 && only !== undefined
        ? t.plain('deadlines:calendar.one', { ...about, kpi: nameInSentence(only[language]) })
        : t.plain('deadlines:calendar.several', { ...about, count: kpis.length }),
    description: [...kpis.map((kpi) => kpi[language]), t.plain('deadlines:calendar.how')].join('\n'),
    url: `https://t.me/${botName}`,
  };
}
