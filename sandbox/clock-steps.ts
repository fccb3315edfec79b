import { Temporal } from 'temporal-polyfill';
import { instantAt, localDateTime } from '../src/domain/calendar/time-zone.ts';
import type { WorkingCalendar } from '../src/domain/calendar/working-calendar.ts';
import { dayOfStage, stagesOf } from '../src/domain/reminders/stages.ts';
import type { Db } from '../src/storage/database.ts';
import { readCalendar } from '../src/usecases/methodology/read-calendar.ts';

/** What decides when the clock has something to do. */
export interface Timetable {
  zone: string;
  calendar: WorkingCalendar;
  periods: readonly { dueOn: string; opensAt: Date; dueAt: Date; locksAt: Date }[];
  /** The times of day, 'HH:MM', from which people may be reminded. */
  hours: readonly string[];
  /** When what people put off is told again. */
  returns: readonly Date[];
  /** The working days before a deadline (after it: below 0) on which anybody is reminded. */
  stages: readonly number[];
}

/** When periods open and the nightly rating is computed. */
const everyNight = ['00:01', '02:00'];
const day = 86_400_000;
/** A deadline is in time itself; a moment later it has passed. */
const moment = 1_000;

/**
 * How closely a way is walked: up to three days with every night, deadline and hour of reminders; up to a month
 * by the days of reminders alone; a longer one by the days of deadlines. What a step passed over, the next does.
 */
export type Pace = 'nights' | 'reminders' | 'deadlines';

/** The pace for the way that is still ahead. */
export function paceFor(from: Date, to: Date): Pace {
  const days = (to.getTime() - from.getTime()) / day;
  if (days <= 3) return 'nights';
  return days <= 31 ? 'reminders' : 'deadlines';
}

/** The instants on the way from one to another at which something can fall due, and the last one, `to`. */
export function stepsBetween(from: Date, to: Date, pace: Pace, timetable: Timetable): Date[] {
  const { calendar, periods, hours, zone } = timetable;
  const stages = pace === 'deadlines' ? [0] : timetable.stages;
  const steps =
    pace === 'nights' ? periods.flatMap(({ dueAt, locksAt }) => [after(dueAt), after(locksAt)]) : [];
  steps.push(...timetable.returns);
  const reminderDays = new Set(
    periods
      .filter(({ opensAt, locksAt }) => opensAt <= to && locksAt >= from)
      .flatMap(({ dueOn }) =>
        stages.map((stage) => dayOfStage(stage, Temporal.PlainDate.from(dueOn), calendar).toString()),
      ),
  );
  const lastDay = localDateTime(to, zone).toPlainDate();
  let date = localDateTime(from, zone).toPlainDate();
  for (; Temporal.PlainDate.compare(date, lastDay) <= 0; date = date.add({ days: 1 })) {
    const at = (time: string): Date => instantAt(date, time, zone);
    const isBusy = pace === 'nights' ? calendar.isWorkingDay(date) : reminderDays.has(date.toString());
    if (pace === 'nights') steps.push(...everyNight.map(at));
    if (isBusy) steps.push(...hours.map(at));
  }
  const between = steps
    .map((step) => step.getTime())
    .filter((time) => time > from.getTime() && time < to.getTime());
  return [...new Set([...between, to.getTime()])].sort((a, b) => a - b).map((time) => new Date(time));
}

function after(instant: Date): Date {
  return new Date(instant.getTime() + moment);
}

/** What is known of the time ahead; new periods come at the beginning of each month. */
export async function readTimetable(db: Db, zone: string): Promise<Timetable> {
  const periods = await db.period.findMany({
    select: { dueOn: true, opensAt: true, dueAt: true, locksAt: true },
  });
  const people = await db.person.findMany({
    where: { identity: { isNot: null }, grants: { some: {} } },
    select: { hoursFrom: true, quietTo: true, reminderProfile: true },
  });
  const snoozes = await db.snooze.findMany({ where: { endedAt: null }, select: { until: true } });
  return {
    zone,
    returns: snoozes.map(({ until }) => until),
    calendar: await readCalendar(db),
    periods,
    hours: [
      ...new Set(people.flatMap(({ hoursFrom, quietTo }) => [hoursFrom, ...(quietTo ? [quietTo] : [])])),
    ],
    stages: [
      ...new Set(
        people.flatMap(({ reminderProfile: profile }) =>
          (['owner', 'coordinator', 'head'] as const).flatMap((toldAs) =>
            stagesOf({ kind: 'report', toldAs }, profile),
          ),
        ),
      ),
    ],
  };
}

/** The end of the month, or `to` where that is earlier: so far a timetable holds. */
export function holdsUntil(from: Date, to: Date, zone: string): Date {
  const next = localDateTime(from, zone).toPlainDate().with({ day: 1 }).add({ months: 1 });
  const newMonth = instantAt(next, '00:01', zone);
  return newMonth < to ? newMonth : to;
}
