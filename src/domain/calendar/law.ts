import { Temporal } from 'temporal-polyfill';

/** A day that the law frees from work, before any ministerial transfer. */
export interface LawfulDayOff {
  date: Temporal.PlainDate;
  key: LawfulDayOffKey;
  /** A holiday on a weekend gives the next working day off; a plain day off does not. */
  isHoliday: boolean;
}

export type LawfulDayOffKey =
  | 'new_year'
  | 'christmas'
  | 'women'
  | 'constitution'
  | 'nauryz'
  | 'unity'
  | 'defender'
  | 'victory'
  | 'kurban'
  | 'capital'
  | 'republic'
  | 'independence';

interface FixedDay {
  month: number;
  day: number;
  key: LawfulDayOffKey;
  isHoliday: boolean;
  firstYear?: number;
  lastYear?: number;
}

/**
 * Law of 13.12.2001 No. 267-II "On holidays", art. 2-3, and Labour Code art. 84(5) for 7 January.
 * Constitution Day left 30 August after 2025 and returns on 15 March from 2027.
 */
const FIXED_DAYS: readonly FixedDay[] = [
  { month: 1, day: 1, key: 'new_year', isHoliday: true },
  { month: 1, day: 2, key: 'new_year', isHoliday: true },
  { month: 1, day: 7, key: 'christmas', isHoliday: false },
  { month: 3, day: 8, key: 'women', isHoliday: true },
  { month: 3, day: 15, key: 'constitution', isHoliday: true, firstYear: 2027 },
  { month: 3, day: 21, key: 'nauryz', isHoliday: true },
  { month: 3, day: 22, key: 'nauryz', isHoliday: true },
  { month: 3, day: 23, key: 'nauryz', isHoliday: true },
  { month: 5, day: 1, key: 'unity', isHoliday: true },
  { month: 5, day: 7, key: 'defender', isHoliday: true },
  { month: 5, day: 9, key: 'victory', isHoliday: true },
  { month: 7, day: 6, key: 'capital', isHoliday: true },
  { month: 8, day: 30, key: 'constitution', isHoliday: true, lastYear: 2025 },
  { month: 10, day: 25, key: 'republic', isHoliday: true },
  { month: 12, day: 16, key: 'independence', isHoliday: true },
];

const SATURDAY = 6;

/** True on Saturday and Sunday, the days off of the five-day week. */
export function isWeekend(date: Temporal.PlainDate): boolean {
  return date.dayOfWeek >= SATURDAY;
}

/**
 * The first days of Kurban Ait (10 Dhu al-Hijjah) that fall into a Gregorian year, by the Umm al-Qura
 * calendar. Some years have two (2039). The muftiate may announce a neighbouring day, so this is a forecast.
 */
export function kurbanAitDays(year: number): Temporal.PlainDate[] {
  const format = new Intl.DateTimeFormat('en-u-ca-islamic-umalqura-nu-latn', {
    month: 'numeric',
    day: 'numeric',
    timeZone: 'UTC',
  });
  if (format.resolvedOptions().calendar !== 'islamic-umalqura') {
    throw new Error('The runtime has no Umm al-Qura calendar (Node must be built with full ICU)');
  }
  const days: Temporal.PlainDate[] = [];
  for (let date = Temporal.PlainDate.from({ year, month: 1, day: 1 }); date.year === year; ) {
    const parts = format.formatToParts(date.toZonedDateTime('UTC').epochMilliseconds);
    const number = (type: 'month' | 'day') => Number(parts.find((part) => part.type === type)?.value);
    if (number('month') === 12 && number('day') === 10) days.push(date);
    date = date.add({ days: 1 });
  }
  return days;
}

/** The year's holidays and further days off by law, in order of date, weekends included. */
export function lawfulDaysOff(year: number): LawfulDayOff[] {
  const fixed = FIXED_DAYS.filter(
    (day) => year >= (day.firstYear ?? year) && year <= (day.lastYear ?? year),
  ).map(({ month, day, key, isHoliday }) => ({
    date: Temporal.PlainDate.from({ year, month, day }),
    key,
    isHoliday,
  }));
  const kurban = kurbanAitDays(year).map((date) => ({ date, key: 'kurban' as const, isHoliday: false }));
  return [...fixed, ...kurban].sort((a, b) => Temporal.PlainDate.compare(a.date, b.date));
}

/**
 * The weekdays of a year that are not worked, as ISO dates in order, by the law's rules alone: the days
 * of {@link lawfulDaysOff}, and for each holiday on a weekend the next working day after it (law "On
 * holidays", art. 5). 7 January and Kurban Ait are days off, not holidays, and give no substitute.
 * Reliable from 2023 on, when the present list of holidays came into force.
 */
export function weekdaysOffByLaw(year: number): string[] {
  const days = lawfulDaysOff(year);
  const off = new Set(days.filter(({ date }) => !isWeekend(date)).map(({ date }) => date.toString()));
  for (const { date, isHoliday } of days) {
    if (!isHoliday || !isWeekend(date)) continue;
    let substitute = date.add({ days: 1 });
    while (isWeekend(substitute) || off.has(substitute.toString())) substitute = substitute.add({ days: 1 });
    off.add(substitute.toString());
  }
  return [...off].sort();
}
