import { createWorkingCalendar, type WorkingCalendar } from '../../domain/calendar/working-calendar.ts';
import type { Tx } from '../../storage/database.ts';

/** The working calendar from the years that are in the database; others are computed by the law's rules. */
export async function readCalendar(tx: Tx): Promise<WorkingCalendar> {
  const years = await tx.calendarYear.findMany({ orderBy: { year: 'asc' } });
  return createWorkingCalendar(
    years.map(({ year, status, daysOff, extraWorkingDays }) => ({
      year,
      status: status === 'official' ? 'official' : 'provisional',
      daysOff,
      extraWorkingDays,
    })),
  );
}
