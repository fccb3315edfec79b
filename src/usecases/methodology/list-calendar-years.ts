import { Temporal } from 'temporal-polyfill';
import { localDateTime } from '../../domain/calendar/time-zone.ts';
import { maySomewhere } from '../../domain/people/permissions.ts';
import type { Deps } from '../deps.ts';
import { loadActor } from '../people/actor.ts';
import { calendarYearsMissing } from './calendar-years-missing.ts';
import { readCalendar } from './read-calendar.ts';

/** A year of the working calendar. */
export interface CalendarYearSummary {
  year: number;
  workingDays: number;
  /** Computed by the law's rules, or data that are not confirmed. */
  isProvisional: boolean;
}

export type ListCalendarYearsOutcome =
  | {
      kind: 'years';
      years: readonly CalendarYearSummary[];
      /** Years whose official calendar should have been brought by now. */
      missing: readonly number[];
    }
  | { kind: 'noRight' };

/** The working calendar of last year, of this one, of the next, and of later ones that have data. */
export async function listCalendarYears(
  deps: Deps,
  input: { personId: number },
): Promise<ListCalendarYearsOutcome> {
  const { db, settings } = deps;
  const now = deps.clock.now();
  const actor = await loadActor(db, input.personId, now);
  if (!maySomewhere('viewPeriods', actor, now)) return { kind: 'noRight' };
  const today = localDateTime(now, settings.timeZone).toPlainDate();
  const calendar = await readCalendar(db);
  const rows = await db.calendarYear.findMany({
    where: { year: { gt: today.year + 1 } },
    select: { year: true },
    orderBy: { year: 'asc' },
  });
  const years = [today.year - 1, today.year, today.year + 1, ...rows.map(({ year }) => year)];
  const lastDayOf = (year: number) => Temporal.PlainDate.from({ year, month: 12, day: 31 });
  return {
    kind: 'years',
    years: years.map((year) => ({
      year,
      workingDays: calendar.workingDaysBetween(lastDayOf(year - 1), lastDayOf(year)),
      isProvisional: calendar.isProvisional(year),
    })),
    missing: (await calendarYearsMissing(db, today)).map(({ year }) => year),
  };
}
