import { readFileSync } from 'node:fs';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { isWeekend, lawfulDaysOff, weekdaysOffByLaw } from '../../../src/domain/calendar/law.ts';
import { type CalendarYear, createWorkingCalendar } from '../../../src/domain/calendar/working-calendar.ts';
import { monthsOfQuarter, periodBounds } from '../../../src/domain/kpi/period.ts';

interface FileYear {
  year: number;
  status: CalendarYear['status'];
  holidays: { date: string; key: string; kind: string; substitute: string | null }[];
  movedDays: { from: string; to: string }[];
  weekdayDaysOff: string[];
  extraWorkingDays: string[];
  counts: { calendarDays: number; daysOff: number; workingDays: number };
}

const file = new URL('../../../prisma/methodology/calendar.json', import.meta.url);
const years = JSON.parse(readFileSync(file, 'utf8')) as FileYear[];
const calendar = createWorkingCalendar(
  years.map(({ year, status, weekdayDaysOff, extraWorkingDays }) => ({
    year,
    status,
    daysOff: weekdayDaysOff,
    extraWorkingDays,
  })),
);
const byLaw = createWorkingCalendar([]);

/** Working days of a period, by counting between its bounds. */
function workingDaysOf(key: string, of = calendar): number {
  const { firstDay, lastDay } = periodBounds(key);
  return of.workingDaysBetween(firstDay.subtract({ days: 1 }), lastDay);
}

/** The same by asking for each day. */
function countOneByOne(key: string): number {
  const { firstDay, lastDay } = periodBounds(key);
  let count = 0;
  for (let day = firstDay; Temporal.PlainDate.compare(day, lastDay) <= 0; day = day.add({ days: 1 })) {
    if (calendar.isWorkingDay(day)) count += 1;
  }
  return count;
}

describe('the calendar that is delivered with the methodology', () => {
  it.each([
    [2025, 246, 119, false],
    [2026, 247, 118, false],
    [2027, 247, 118, true],
  ])('gives %i its %i working days and %i days off', (year, total, daysOff, provisional) => {
    expect(workingDaysOf(String(year))).toBe(total);
    expect(years.find((one) => one.year === year)?.counts).toEqual({
      calendarDays: total + daysOff,
      daysOff,
      workingDays: total,
    });
    expect(calendar.isProvisional(year)).toBe(provisional);
  });

  it.each([
    ['2025', [20, 20, 17, 22, 19, 20, 22, 21, 21, 22, 20, 22]],
    ['2026', [19, 20, 18, 22, 17, 22, 22, 21, 22, 21, 21, 22]],
    ['2027', [18, 20, 18, 22, 18, 22, 21, 22, 22, 20, 22, 22]],
  ])('gives the months of %s theirs, which add up to quarters and to the year', (year, expected) => {
    const quarters = [1, 2, 3, 4].map((quarter) => `${year}-Q${quarter}`);
    const months = quarters.flatMap((quarter) => monthsOfQuarter(quarter));
    expect(months.map((month) => workingDaysOf(month))).toEqual(expected);
    for (const key of [...months, ...quarters]) expect(workingDaysOf(key), key).toBe(countOneByOne(key));
    const sum = (keys: readonly string[]) => keys.reduce((total, key) => total + workingDaysOf(key), 0);
    for (const quarter of quarters) expect(workingDaysOf(quarter)).toBe(sum(monthsOfQuarter(quarter)));
    expect(sum(quarters)).toBe(workingDaysOf(year));
  });

  it.each(years.map((year) => [year.year, year] as const))(
    'agrees with the law in %i, but for the days that were moved',
    (year, { holidays, movedDays, weekdayDaysOff, extraWorkingDays }) => {
      const moved = movedDays.map(({ to }) => to);
      expect(weekdayDaysOff.filter((day) => !moved.includes(day))).toEqual(weekdaysOffByLaw(year));
      expect(extraWorkingDays).toEqual(movedDays.map(({ from }) => from));
      // A day off that is moved costs a day of rest elsewhere: the total is the law's.
      expect(workingDaysOf(String(year))).toBe(workingDaysOf(String(year), byLaw));
      expect(holidays.map(({ date, key }) => `${date} ${key}`)).toEqual(
        lawfulDaysOff(year).map(({ date, key }) => `${date} ${key}`),
      );
    },
  );

  it('gives every holiday on a day off the next working day, and none to 7 January and Kurban Ait', () => {
    for (const { holidays, year } of years) {
      const off = new Set(weekdaysOffByLaw(year));
      for (const { date, kind, substitute } of holidays) {
        const isOnDayOff = isWeekend(Temporal.PlainDate.from(date));
        expect(substitute !== null, date).toBe(isOnDayOff && kind !== 'religious');
        if (substitute === null) continue;
        expect(off.has(substitute), substitute).toBe(true);
        // Nothing between the two is worked.
        let day = Temporal.PlainDate.from(date);
        for (; day.toString() !== substitute; day = day.add({ days: 1 })) {
          expect(calendar.isWorkingDay(day), day.toString()).toBe(false);
        }
      }
    }
  });
});
