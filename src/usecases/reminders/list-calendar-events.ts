import { calendarKey } from '../../domain/reminders/calendar-key.ts';
import type { Deps } from '../deps.ts';
import { describeObligations, type OwedThing } from '../obligations/describe-obligations.ts';
import { readObligations } from '../obligations/read-obligations.ts';

/** What a person owes, as one event of their calendar: all reports of a city and period are one. */
export interface CalendarDeadline {
  /** Stays the same while parts of it get done, and where its deadline moves. */
  key: string;
  dueAt: Date;
  /** All of one kind. */
  things: OwedThing[];
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
  const all = await readObligations(db, now, settings.timeZone, { personId: input.personId });
  const ahead = all.filter(({ dueAt }) => dueAt > now);
  const described = await describeObligations(db, ahead);
  const deadlines = new Map<string, CalendarDeadline>();
  for (const [index, obligation] of ahead.entries()) {
    const thing = described[index];
    if (thing === undefined) continue;
    const key = calendarKey(obligation);
    const known = deadlines.get(key);
    if (known === undefined) deadlines.set(key, { key, dueAt: obligation.dueAt, things: [thing] });
    else known.things.push(thing);
  }
  return deadlines.size === 0
    ? { kind: 'nothingAhead' }
    : { kind: 'events', deadlines: [...deadlines.values()] };
}
