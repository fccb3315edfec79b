import { Temporal } from 'temporal-polyfill';
import { instantAt, localDateTime } from '../calendar/time-zone.ts';
import type { WorkingCalendar } from '../calendar/working-calendar.ts';

const minutesOfDay = 24 * 60;

/** When a person may be disturbed; times are local, 'HH:MM'. */
export interface ReminderHours {
  /** Reminders come from this time on... */
  hoursFrom: string;
  /** ...and before this one, which must be later on the same day. */
  hoursTo: string;
  /** Silence within the hours; may run over midnight. */
  quiet?: { from: string; to: string } | null;
}

/** Whether the person may be disturbed at any time of a day: whether their hours are not all quiet ones. */
export function hasFreeTime(hours: ReminderHours): boolean {
  return firstFreeMinute(hours, 0) !== null;
}

/**
 * The first instant, not before `now`, that lies on a working day and in the person's hours. Throws RangeError
 * where all of these are quiet.
 */
export function nextFreeInstant(input: {
  hours: ReminderHours;
  now: Date;
  zone: string;
  calendar: WorkingCalendar;
}): Date {
  const { hours, now, zone, calendar } = input;
  if (!hasFreeTime(hours)) throw new RangeError('All hours of the person are quiet');
  const today = localDateTime(now, zone).toPlainDate();
  let day = calendar.nextWorkingDay(today);
  for (;;) {
    const free = day.equals(today) ? freeInstantToday(hours, now, zone) : freeInstantOn(hours, day, zone);
    if (free !== null) return free;
    day = calendar.addWorkingDays(day, 1);
  }
}

/** The first instant of today, not before `now`, in the person's hours; null where they are over. */
export function freeInstantToday(hours: ReminderHours, now: Date, zone: string): Date | null {
  const local = localDateTime(now, zone);
  const minuteNow = local.hour * 60 + local.minute;
  const minute = firstFreeMinute(hours, minuteNow);
  if (minute === null) return null;
  return minute === minuteNow ? now : instantAt(local.toPlainDate(), formatMinute(minute), zone);
}

/**
 * The last instant, not after `before` and not earlier than `notBefore`, that lies on a working day and in the
 * person's hours, at a whole hour where one of these is left on its day; null for none.
 */
export function lastFreeInstant(input: {
  hours: ReminderHours;
  before: Date;
  notBefore: Date;
  zone: string;
  calendar: WorkingCalendar;
}): Date | null {
  const { hours, before, notBefore, zone, calendar } = input;
  const local = localDateTime(before, zone);
  const firstDay = localDateTime(notBefore, zone).toPlainDate();
  let day = local.toPlainDate();
  let minute = local.hour * 60 + local.minute;
  for (; Temporal.PlainDate.compare(day, firstDay) >= 0; day = day.subtract({ days: 1 })) {
    const last = calendar.isWorkingDay(day) ? lastFreeMinute(hours, minute) : null;
    const instant = last === null ? null : instantAt(day, formatMinute(last), zone);
    if (instant !== null && instant >= notBefore) return instant;
    minute = minutesOfDay - 1;
  }
  return null;
}

function freeInstantOn(hours: ReminderHours, day: Temporal.PlainDate, zone: string): Date | null {
  const minute = firstFreeMinute(hours, 0);
  return minute === null ? null : instantAt(day, formatMinute(minute), zone);
}

/** The first minute of the day, not before a minute, in which a person may be disturbed; null for none. */
function firstFreeMinute({ hoursFrom, hoursTo, quiet }: ReminderHours, minuteNow: number): number | null {
  const from = readMinute(hoursFrom);
  const to = readMinute(hoursTo);
  if (from >= to) throw new RangeError(`Reminder hours must end after they begin: ${hoursFrom}-${hoursTo}`);
  let minute = Math.max(from, minuteNow);
  if (quiet) {
    const silentFrom = readMinute(quiet.from);
    const silentTo = readMinute(quiet.to);
    const runsOverMidnight = silentFrom > silentTo;
    if (runsOverMidnight && minute >= silentFrom) return null;
    const isSilent = minute < silentTo && (runsOverMidnight || minute >= silentFrom);
    if (isSilent) minute = silentTo;
  }
  return minute < to ? minute : null;
}

/** The last free minute of a day up to a minute, at a whole hour where there is one; null for none. */
function lastFreeMinute(hours: ReminderHours, minute: number): number | null {
  let lastFree: number | null = null;
  for (let candidate = minute; candidate >= 0; candidate -= 1) {
    if (firstFreeMinute(hours, candidate) !== candidate) continue;
    if (candidate % 60 === 0) return candidate;
    lastFree ??= candidate;
  }
  return lastFree;
}

function readMinute(time: string): number {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time);
  if (!match) throw new RangeError(`Not a time of day (HH:MM): ${time}`);
  return Number(match[1]) * 60 + Number(match[2]);
}

function formatMinute(minute: number): string {
  const twoDigits = (n: number) => String(n).padStart(2, '0');
  return `${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}`;
}
