import type { Temporal } from 'temporal-polyfill';
import { type MissingYear, missingYears } from '../../domain/calendar/missing-years.ts';
import type { Tx } from '../../storage/database.ts';

/**
 * The years whose official calendar should have been imported by a local day and was not, the earliest first:
 * the present year, and from 1 November on the next one. Empty where nothing is missing.
 */
export async function calendarYearsMissing(tx: Tx, today: Temporal.PlainDate): Promise<MissingYear[]> {
  const rows = await tx.calendarYear.findMany({ where: { status: 'official' }, select: { year: true } });
  return missingYears(new Set(rows.map(({ year }) => year)), today);
}
