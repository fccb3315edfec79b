import { groupBy } from '../../domain/group-by.ts';
import { calendarKey } from '../../domain/reminders/calendar-key.ts';
import type { Deps } from '../deps.ts';
import { readNames } from '../reporting/read-names.ts';
import type { Names } from '../reporting/value-slot.ts';
import { readOwedReports } from './owed-obligations.ts';

/** What a person owes for one city and period, as one event of their calendar. */
export interface CalendarDeadline {
  /** Stays the same while parts of it get done, and where its deadline moves. */
  key: string;
  dueAt: Date;
  city: Names;
  periodKey: string;
  kpis: Names[];
}

export type CalendarEventsOutcome =
  /** The earliest deadline first. */
  | { kind: 'events'; deadlines: CalendarDeadline[] }
  /** The person owes nothing whose deadline is still ahead. */
  | { kind: 'nothingAhead' };

/** The deadlines that are still ahead of a person, for their calendar: of what they owe, not of what others do. */
export async function listCalendarEvents(
  deps: Deps,
  input: { personId: number },
): Promise<CalendarEventsOutcome> {
  const { db, settings } = deps;
  const now = deps.clock.now();
  const all = await readOwedReports(db, now, settings.timeZone, { personId: input.personId });
  const ahead = all.filter(({ obligation }) => obligation.dueAt > now);
  if (ahead.length === 0) return { kind: 'nothingAhead' };
  const names = await readNames(db, {
    cityIds: ahead.map(({ owed }) => owed.cityId),
    kpiCodes: ahead.map(({ owed }) => owed.kpiCode),
  });
  const deadlines = [...groupBy(ahead, ({ obligation }) => calendarKey(obligation))].flatMap(
    ([key, reports]) => {
      const [first] = reports;
      if (first === undefined) return [];
      return {
        key,
        dueAt: first.obligation.dueAt,
        city: names.city(first.owed.cityId),
        periodKey: first.owed.periodKey,
        kpis: reports.map(({ owed }) => names.kpi(owed.kpiCode)),
      };
    },
  );
  return { kind: 'events', deadlines: deadlines.toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime()) };
}
