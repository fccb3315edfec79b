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

interface YearRules {
  provisional: boolean;
  daysOff: ReadonlySet<string>;
  extraWorkingDays: ReadonlySet<string>;
}

/**
 * A calendar from yearly data. A year without data is computed by the law's rules and provisional.
 * Throws RangeError when a year is given twice or holds a date that is malformed, of another year, or of
 * the wrong kind (a weekend among days off, a weekday among extra working days).
 */
export function createWorkingCalendar(years: readonly CalendarYear[]): WorkingCalendar {
  const rules = new Map<number, YearRules>();
  for (const data of years) {
    if (rules.has(data.year)) throw new RangeError(`Calendar year ${data.year} is given twice`);
    rules.set(data.year, {
      provisional: data.status === 'provisional',
      daysOff: readDates(data.year, data.daysOff, 'day off', (date) => !isWeekend(date)),
      extraWorkingDays: readDates(data.year, data.extraWorkingDays, 'extra working day', isWeekend),
    });
  }

  function rulesOf(year: number): YearRules {
    const known = rules.get(year);
    if (known) return known;
    const computed: YearRules = {
      provisional: true,
      daysOff: new Set(weekdaysOffByLaw(year)),
      extraWorkingDays: new Set(),
    };
    rules.set(year, computed);
    return computed;
  }

  function isWorkingDay(date: Temporal.PlainDate): boolean {
    const { daysOff, extraWorkingDays } = rulesOf(date.year);
    return isWeekend(date) ? extraWorkingDays.has(date.toString()) : !daysOff.has(date.toString());
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
    let count = 0;
    for (let date = a; Temporal.PlainDate.compare(date, b) < 0; ) {
      date = date.add({ days: 1 });
      if (isWorkingDay(date)) count += 1;
    }
    return count;
  }

  return {
    isWorkingDay,
    addWorkingDays,
    nextWorkingDay,
    workingDaysBetween,
    isProvisional: (year) => rulesOf(year).provisional,
  };
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
