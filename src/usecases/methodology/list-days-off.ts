import { Temporal } from 'temporal-polyfill';
import type { Deps } from '../deps.ts';
import { readCalendar } from './read-calendar.ts';

/** The days of a month (`2026-10`) that are not worked, ISO, weekends included. */
export async function listDaysOff(deps: Deps, month: string): Promise<Set<string>> {
  const calendar = await readCalendar(deps.db);
  const { year, month: number, daysInMonth } = Temporal.PlainYearMonth.from(month);
  const days = Array.from({ length: daysInMonth }, (_, index) =>
    Temporal.PlainDate.from({ year, month: number, day: index + 1 }),
  );
  return new Set(days.filter((day) => !calendar.isWorkingDay(day)).map((day) => day.toString()));
}
