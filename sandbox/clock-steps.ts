import { Temporal } from 'temporal-polyfill';
import { instantAt, localDateTime } from '../src/domain/calendar/time-zone.ts';
import type { WorkingCalendar } from '../src/domain/calendar/working-calendar.ts';
import type { Db } from '../src/storage/database.ts';
import { readCalendar } from '../src/usecases/methodology/read-calendar.ts';

/** What decides when the clock has something to do. */
export interface Timetable {
  calendar: WorkingCalendar;
  periods: readonly { opensAt: Date; dueAt: Date; locksAt: Date }[];
  /** The times of day, 'HH:MM', from which people may be reminded. */
  hours: readonly string[];
}

/** When periods open and the nightly rating is computed. */
const everyNight = ['00:01', '02:00'];
/** Further away than this, in days, the nights are passed over: the next tick does what they left. */
const fewDays = 3;
/** A deadline is in time itself; a moment later it has passed. */
const moment = 1_000;

/**
 * The instants on the way from one to another at which something can fall due, and the last one, `to`: the
 * hours at which people are reminded on working days while a period takes values, deadlines, locks, nights
 * where they are few, else the first of each month.
 */
export function stepsBetween(from: Date, to: Date, zone: string, timetable: Timetable): Date[] {
  const { calendar, periods, hours } = timetable;
  const isFar = to.getTime() - from.getTime() > fewDays * 86_400_000;
  const steps = periods.flatMap(({ dueAt, locksAt }) => [after(dueAt), after(locksAt)]);
  const lastDay = localDateTime(to, zone).toPlainDate();
  let day = localDateTime(from, zone).toPlainDate();
  for (; Temporal.PlainDate.compare(day, lastDay) <= 0; day = day.add({ days: 1 })) {
    const at = (time: string): Date => instantAt(day, time, zone);
    const isTaking = periods.some(({ opensAt, locksAt }) => opensAt <= at('23:59') && locksAt >= at('00:00'));
    if (!isFar) steps.push(...everyNight.map(at));
    else if (day.day === 1) steps.push(at('00:01'));
    if (isTaking && calendar.isWorkingDay(day)) steps.push(...hours.map(at));
  }
  const times = [...new Set(steps.map((step) => step.getTime()))].sort((a, b) => a - b);
  return [...times.filter((time) => time > from.getTime() && time < to.getTime()), to.getTime()].map(
    (time) => new Date(time),
  );
}

function after(instant: Date): Date {
  return new Date(instant.getTime() + moment);
}

/** What is known of the time ahead; new periods come at the beginning of each month. */
export async function readTimetable(db: Db): Promise<Timetable> {
  const periods = await db.period.findMany({ select: { opensAt: true, dueAt: true, locksAt: true } });
  const people = await db.person.findMany({ distinct: ['hoursFrom'], select: { hoursFrom: true } });
  return { calendar: await readCalendar(db), periods, hours: people.map(({ hoursFrom }) => hoursFrom) };
}

/** The end of the month, or `to` where that is earlier: so far a timetable holds. */
export function holdsUntil(from: Date, to: Date, zone: string): Date {
  const next = localDateTime(from, zone).toPlainDate().with({ day: 1 }).add({ months: 1 });
  const newMonth = instantAt(next, '00:01', zone);
  return newMonth < to ? newMonth : to;
}
