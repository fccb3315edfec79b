import { Temporal } from 'temporal-polyfill';

/** A year whose calendar should be data by now, and is not. */
export interface MissingYear {
  year: number;
  /** The first day on which its absence is told: 1 November of the year before. */
  warnFrom: Temporal.PlainDate;
  /** The last day on which its data come in time: 31 December of the year before. */
  neededBy: Temporal.PlainDate;
}

/**
 * The years whose official calendar is missing on a day: this one, and from 1 November on the next one, because
 * the calendar of a year is published in autumn. `officialYears` are those with confirmed data; a provisional
 * year counts as missing.
 */
export function missingYears(officialYears: ReadonlySet<number>, today: Temporal.PlainDate): MissingYear[] {
  return [today.year, today.year + 1]
    .map((year) => ({
      year,
      warnFrom: Temporal.PlainDate.from({ year: year - 1, month: 11, day: 1 }),
      neededBy: Temporal.PlainDate.from({ year: year - 1, month: 12, day: 31 }),
    }))
    .filter(
      ({ year, warnFrom }) => !officialYears.has(year) && Temporal.PlainDate.compare(today, warnFrom) >= 0,
    );
}
