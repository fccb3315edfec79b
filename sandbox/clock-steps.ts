import { Temporal } from 'temporal-polyfill';
import { instantAt, localDateTime } from '../src/domain/calendar/time-zone.ts';
import type { WorkingCalendar } from '../src/domain/calendar/working-calendar.ts';
import { dayOfStage } from '../src/domain/reminders/stages.ts';
import type { Db } from '../src/storage/database.ts';
import { readCalendar } from '../src/usecases/methodology/read-calendar.ts';
import { reportStages } from '../src/usecases/reminders/reminder-stages.ts';

/** What decides when the clock has something to do. */
export interface Timetable {
  calendar: WorkingCalendar;
  periods: readonly { dueOn: string; opensAt: Date; dueAt: Date; locksAt: Date }[];
  /** The times of day, 'HH:MM', from which people may be reminded. */
  hours: readonly string[];
  /** The working days before a deadline (after it: below 0) on which anybody is reminded. */
  stages: readonly number[];
}

/** When periods open and the nightly rating is computed. */
const everyNight = ['00:01', '02:00'];
/** Further away than this, in days, ordinary days and nights are passed over: the next tick does what they left. */
const fewDays = 3;
/** A deadline is in time itself; a moment later it has passed. */
const moment = 1_000;

/**
 * The instants on the way from one to another at which something can fall due, and the last one, `to`: the
 * hours at which people are reminded, deadlines, locks, and the nights. On a long way only the days of reminders
 * and the first of each month.
 */
export function stepsBetween(from: Date, to: Date, zone: string, timetable: Timetable): Date[] {
  const { calendar, periods, hours, stages } = timetable;
  const isFar = to.getTime() - from.getTime() > fewDays * 86_400_000;
  const steps = periods.flatMap(({ dueAt, locksAt }) => [after(dueAt), after(locksAt)]);
  const reminderDays = new Set(
    periods
      .filter(({ opensAt, locksAt }) => opensAt <= to && locksAt >= from)
      .flatMap(({ dueOn }) =>
        stages.map((stage) => dayOfStage(stage, Temporal.PlainDate.from(dueOn), calendar).toString()),
      ),
  );
  const lastDay = localDateTime(to, zone).toPlainDate();
  let day = localDateTime(from, zone).toPlainDate();
  for (; Temporal.PlainDate.compare(day, lastDay) <= 0; day = day.add({ days: 1 })) {
    const at = (time: string): Date => instantAt(day, time, zone);
    if (!isFar) steps.push(...everyNight.map(at));
    else if (day.day === 1) steps.push(at('00:01'));
    if (isFar ? reminderDays.has(day.toString()) : calendar.isWorkingDay(day)) steps.push(...hours.map(at));
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
  const periods = await db.period.findMany({
    select: { dueOn: true, opensAt: true, dueAt: true, locksAt: true },
  });
  const people = await db.person.findMany({
    where: { identity: { isNot: null }, grants: { some: {} } },
    select: { hoursFrom: true, reminderProfile: true },
  });
  return {
    calendar: await readCalendar(db),
    periods,
    hours: [...new Set(people.map(({ hoursFrom }) => hoursFrom))],
    stages: [...new Set(people.flatMap(({ reminderProfile }) => reportStages[reminderProfile]))],
  };
}

/** The end of the month, or `to` where that is earlier: so far a timetable holds. */
export function holdsUntil(from: Date, to: Date, zone: string): Date {
  const next = localDateTime(from, zone).toPlainDate().with({ day: 1 }).add({ months: 1 });
  const newMonth = instantAt(next, '00:01', zone);
  return newMonth < to ? newMonth : to;
}
