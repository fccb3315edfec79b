import { instantAt, localDateTime } from '../calendar/time-zone.ts';
import type { WorkingCalendar } from '../calendar/working-calendar.ts';
import { freeInstantToday, nextFreeInstant, type ReminderHours } from '../reminders/hours.ts';

/** When citizens may be written to without having asked, any day; local time. */
const citizenHours: ReminderHours = { hoursFrom: '09:00', hoursTo: '20:00' };

/**
 * The first instant, not before now, at which a broadcast may reach somebody: for people with a role in the
 * hours they chose and on working days, for citizens from 09:00 to 20:00.
 */
export function sendingTime(input: {
  /** Null: a citizen. */
  officialHours: ReminderHours | null;
  now: Date;
  zone: string;
  calendar: WorkingCalendar;
}): Date {
  const { officialHours, now, zone, calendar } = input;
  if (officialHours !== null) return nextFreeInstant({ hours: officialHours, now, zone, calendar });
  const today = freeInstantToday(citizenHours, now, zone);
  if (today !== null) return today;
  const tomorrow = localDateTime(now, zone).toPlainDate().add({ days: 1 });
  return instantAt(tomorrow, citizenHours.hoursFrom, zone);
}

/**
 * The same with the times spread out, so many in each second, in their order: no more falls due than can be sent,
 * so that whoever asks what is due next need not look at all that is left.
 */
export function spreadOut<T extends { from: Date }>(all: readonly T[], perSecond: number): T[] {
  const counts = new Map<number, number>();
  return all.map((one) => {
    const start = one.from.getTime();
    const before = counts.get(start) ?? 0;
    counts.set(start, before + 1);
    return { ...one, from: new Date(start + Math.floor(before / Math.max(1, perSecond)) * 1_000) };
  });
}
