import type { Temporal } from 'temporal-polyfill';
import type { WorkingCalendar } from './working-calendar.ts';

/**
 * The first year without confirmed data that a count of working days from one day to another runs through; null
 * where all of them have such data, so that the later day stands.
 */
export function provisionalYearBetween(
  calendar: WorkingCalendar,
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
): number | null {
  for (let { year } = from; year <= to.year; year += 1) if (calendar.isProvisional(year)) return year;
  return null;
}
