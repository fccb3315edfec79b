import { Temporal } from 'temporal-polyfill';
import { isWeekend as isWeekendDay } from '../calendar/law.ts';
import type { CalendarYear } from './methodology.ts';
import type { Report, Row } from './problem.ts';

const FILE = 'calendar.json';

/**
 * Reports calendar years that contradict themselves: dates of another year or listed twice, a weekday day
 * off that nothing explains, a holiday or substitute that is no day off, moved days without their pair,
 * and totals that differ from what the dates give. Years must follow one another without a gap.
 */
export function checkCalendar(rows: readonly Row<CalendarYear>[], report: Report): void {
  const years = rows.map((row) => row.value.year).sort((a, b) => a - b);
  for (const row of rows) {
    checkYear(row, report);
    const first = years[0];
    if (row.value.year !== first && !years.includes(row.value.year - 1)) {
      report(FILE, row, 'year', `the year before, ${row.value.year - 1}, is missing`);
    }
  }
}

function checkYear(row: Row<CalendarYear>, report: Report): void {
  const year = row.value;
  const daysOff = new Set(year.weekdayDaysOff);
  const extra = new Set(year.extraWorkingDays);
  const tell = (field: string, message: string) => report(FILE, row, field, message);

  const lists = { weekdayDaysOff: year.weekdayDaysOff, extraWorkingDays: year.extraWorkingDays };
  for (const [field, dates] of Object.entries(lists)) {
    dates.forEach((date, index) => {
      if (!inYear(date, year.year)) tell(`${field}.${index}`, `${date} is not in ${year.year}`);
      if (dates.indexOf(date) < index) tell(`${field}.${index}`, `${date} is listed twice`);
      if ((field === 'weekdayDaysOff') === isWeekend(date)) {
        tell(`${field}.${index}`, `${date} is ${isWeekend(date) ? 'a Saturday or Sunday' : 'a weekday'}`);
      }
    });
  }

  const explained = new Set<string>();
  year.holidays.forEach((holiday, index) => {
    const at = `holidays.${index}`;
    if (!inYear(holiday.date, year.year)) tell(`${at}.date`, `${holiday.date} is not in ${year.year}`);
    explained.add(holiday.date);
    if (!isWeekend(holiday.date) && !daysOff.has(holiday.date) && !extra.has(holiday.date)) {
      tell(`${at}.date`, `${holiday.date} is a holiday on a weekday, but not among weekdayDaysOff`);
    }
    if (holiday.substitute === null) return;
    explained.add(holiday.substitute);
    // A religious day off is no holiday in the sense of the law, and gets no substitute.
    if (holiday.kind === 'religious') tell(`${at}.substitute`, 'a religious day off has no substitute');
    if (holiday.substitute <= holiday.date) tell(`${at}.substitute`, 'must follow the holiday');
    if (!isWeekend(holiday.date)) tell(`${at}.substitute`, `${holiday.date} is no Saturday or Sunday`);
    if (inYear(holiday.substitute, year.year) && !daysOff.has(holiday.substitute)) {
      tell(`${at}.substitute`, `${holiday.substitute} is not among weekdayDaysOff`);
    }
  });

  year.movedDays.forEach((moved, index) => {
    explained.add(moved.to);
    if (inYear(moved.from, year.year) && !extra.has(moved.from)) {
      tell(`movedDays.${index}.from`, `${moved.from} is not among extraWorkingDays`);
    }
    if (inYear(moved.to, year.year) && !daysOff.has(moved.to)) {
      tell(`movedDays.${index}.to`, `${moved.to} is not among weekdayDaysOff`);
    }
  });

  year.weekdayDaysOff.forEach((date, index) => {
    if (explained.has(date)) return;
    tell(`weekdayDaysOff.${index}`, `${date} is neither a holiday, nor a substitute, nor a moved day off`);
  });

  const found = countDays(year);
  for (const field of ['calendarDays', 'daysOff', 'workingDays'] as const) {
    if (found[field] !== year.counts[field]) {
      tell(`counts.${field}`, `says ${year.counts[field]}, the dates give ${found[field]}`);
    }
  }
}

/** Counts a year's days, days off and working days of a five-day week from its lists of dates. */
function countDays(year: CalendarYear): CalendarYear['counts'] {
  const daysOff = new Set(year.weekdayDaysOff);
  const extra = new Set(year.extraWorkingDays);
  const firstDay = Temporal.PlainDate.from({ year: year.year, month: 1, day: 1 });
  const calendarDays = firstDay.daysInYear;
  let workingDays = 0;
  for (let day = 0; day < calendarDays; day += 1) {
    const date = firstDay.add({ days: day });
    const text = date.toString();
    if (extra.has(text) || (!isWeekendDay(date) && !daysOff.has(text))) workingDays += 1;
  }
  return { calendarDays, daysOff: calendarDays - workingDays, workingDays };
}

function inYear(date: string, year: number): boolean {
  return date.startsWith(`${year}-`);
}

function isWeekend(date: string): boolean {
  return isWeekendDay(Temporal.PlainDate.from(date));
}
