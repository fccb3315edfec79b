import { Temporal } from 'temporal-polyfill';
import { isWeekend, weekdaysOffByLaw } from './law.ts';

/** One year of the calendar as data: what differs from "Monday to Friday are worked". */
export interface CalendarYear {
  year: number;
  status: 'official' | 'provisional';
  /** All weekdays (Monday to Friday) that are not worked, as ISO dates. */
  daysOff: readonly string[];
  /** Saturdays and Sundays that are worked because their day off was moved, as ISO dates. */
  extraWorkingDays: readonly string[];
}

export interface WorkingCalendar {
  isWorkingDay(date: Temporal.PlainDate): boolean;
  /**
   * The n-th working day strictly after the date (before it when n is negative); the date itself for 0,
   * worked or not.
   */
  addWorkingDays(date: Temporal.PlainDate, n: number): Temporal.PlainDate;
  /** The date itself when it is worked, otherwise the first working day after it. */
  nextWorkingDay(date: Temporal.PlainDate): Temporal.PlainDate;
  /** Working days after `a` up to and including `b`; with `b` before `a`, minus the count from `b` to `a`. */
  workingDaysBetween(a: Temporal.PlainDate, b: Temporal.PlainDate): number;
  /** True when the year's days are computed by law or its data are not yet confirmed. */
  isProvisional(year: number): boolean;
}

interface YearCount {
  provisional: boolean;
  /** At the place of each day of the year (1 to 366): how many of the days up to and including it are worked. */
  workedUpTo: Uint16Array;
}

/**
 * A calendar from yearly data. A year without data is computed by the law's rules and provisional.
 * Throws RangeError when a year is given twice or holds a date that is malformed, of another year, or of
 * the wrong kind (a weekend among days off, a weekday among extra working days).
 */
export function createWorkingCalendar(years: readonly CalendarYear[]): WorkingCalendar {
  const counts = new Map<number, YearCount>();
  for (const data of years) {
    if (counts.has(data.year)) throw new RangeError(`Calendar year ${data.year} is given twice`);
    counts.set(data.year, countYear(data));
  }

  function countOf(year: number): YearCount {
    let count = counts.get(year);
    if (!count) {
      const daysOff = weekdaysOffByLaw(year);
      count = countYear({ year, status: 'provisional', daysOff, extraWorkingDays: [] });
      counts.set(year, count);
    }
    return count;
  }

  function workedUpTo(date: Temporal.PlainDate): number {
    return countOf(date.year).workedUpTo[date.dayOfYear] ?? 0;
  }

  function isWorkingDay(date: Temporal.PlainDate): boolean {
    const { workedUpTo: upTo } = countOf(date.year);
    return upTo[date.dayOfYear] !== upTo[date.dayOfYear - 1];
  }

  function addWorkingDays(date: Temporal.PlainDate, n: number): Temporal.PlainDate {
    if (!Number.isSafeInteger(n)) throw new RangeError(`Working days must be a whole number, not ${n}`);
    const step = { days: Math.sign(n) };
    let left = Math.abs(n);
    let result = date;
    while (left > 0) {
      result = result.add(step);
      if (isWorkingDay(result)) left -= 1;
    }
    return result;
  }

  function nextWorkingDay(date: Temporal.PlainDate): Temporal.PlainDate {
    return isWorkingDay(date) ? date : addWorkingDays(date, 1);
  }

  function workingDaysBetween(a: Temporal.PlainDate, b: Temporal.PlainDate): number {
    if (Temporal.PlainDate.compare(a, b) > 0) return 0 - workingDaysBetween(b, a);
    let count = workedUpTo(b) - workedUpTo(a);
    for (let year = a.year; year < b.year; year += 1) count += countOf(year).workedUpTo.at(-1) ?? 0;
    return count;
  }

  return {
    isWorkingDay,
    addWorkingDays,
    nextWorkingDay,
    workingDaysBetween,
    isProvisional: (year) => countOf(year).provisional,
  };
}

function countYear({ year, status, daysOff, extraWorkingDays }: CalendarYear): YearCount {
  const off = readDates(year, daysOff, 'day off', (date) => !isWeekend(date));
  const extra = readDates(year, extraWorkingDays, 'extra working day', isWeekend);
  let date = Temporal.PlainDate.from({ year, month: 1, day: 1 });
  const workedUpTo = new Uint16Array(date.daysInYear + 1);
  for (let day = 1; day < workedUpTo.length; day += 1) {
    const isWorked = isWeekend(date) ? extra.has(date.toString()) : !off.has(date.toString());
    workedUpTo[day] = (workedUpTo[day - 1] ?? 0) + (isWorked ? 1 : 0);
    date = date.add({ days: 1 });
  }
  return { provisional: status === 'provisional', workedUpTo };
}

function readDates(
  year: number,
  dates: readonly string[],
  what: string,
  belongs: (date: Temporal.PlainDate) => boolean,
): ReadonlySet<string> {
  for (const text of dates) {
    const date = Temporal.PlainDate.from(text);
    if (date.year !== year || date.toString() !== text || !belongs(date)) {
      throw new RangeError(`${text} cannot be a ${what} of the calendar year ${year}`);
    }
  }
  return new Set(dates);
}
