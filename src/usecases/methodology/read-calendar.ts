import { createWorkingCalendar, type WorkingCalendar } from '../../domain/calendar/working-calendar.ts';
import type { Tx } from '../../storage/database.ts';

/** Counting a thousand days takes milliseconds, many screens need them, and the data hardly ever change. */
let kept: { data: string; calendar: WorkingCalendar } | null = null;

/**
 * The working calendar from the years that are in the database now; others are computed by the law's rules.
 * The same data give the same calendar.
 */
export async function readCalendar(tx: Tx): Promise<WorkingCalendar> {
  const rows = await tx.calendarYear.findMany({ orderBy: { year: 'asc' } });
  const years = rows.map(({ year, status, daysOff, extraWorkingDays }) => ({
    year,
    status: status === 'official' ? ('official' as const) : ('provisional' as const),
    daysOff,
    extraWorkingDays,
  }));
  const data = JSON.stringify(years);
  if (kept?.data === data) return kept.calendar;
  const calendar = createWorkingCalendar(years);
  kept = { data, calendar };
  return calendar;
}
