import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  isWeekend,
  kurbanAitDays,
  lawfulDaysOff,
  weekdaysOffByLaw,
} from '../../../src/domain/calendar/law.ts';
import { DAYS_OFF_2027, YEAR_2025, YEAR_2026 } from './calendar-facts.ts';

describe('weekdaysOffByLaw', () => {
  it('gives the days off of 2027 that the rules imply', () => {
    expect(weekdaysOffByLaw(2027)).toEqual(DAYS_OFF_2027);
  });

  it('gives the published days off of 2026, which had no transfers', () => {
    expect(weekdaysOffByLaw(2026)).toEqual(YEAR_2026.daysOff);
  });

  it('gives 2025 but for the day off that the ministry moved to 3 January', () => {
    expect(weekdaysOffByLaw(2025)).toEqual(YEAR_2025.daysOff.filter((day) => day !== '2025-01-03'));
  });

  it('gives no substitute for 7 January and Kurban Ait on a weekend', () => {
    // 7 January 2029 is a Sunday; Kurban Ait of 2027 is a Sunday.
    expect(weekdaysOffByLaw(2029)).not.toContain('2029-01-08');
    expect(weekdaysOffByLaw(2027)).not.toContain('2027-05-17');
  });

  it('gives each holiday on a weekend a working day of its own', () => {
    // Nauryz of 2026 is Saturday to Monday: Tuesday and Wednesday make up for the first two days.
    expect(weekdaysOffByLaw(2026)).toEqual(expect.arrayContaining(['2026-03-24', '2026-03-25']));
  });

  it('gives one day off where Kurban Ait falls on a holiday', () => {
    // 2032 has Kurban Ait on Nauryz Monday; only Nauryz Sunday gets a substitute, after both.
    expect(kurbanAitDays(2032).map(String)).toEqual(['2032-03-22']);
    expect(weekdaysOffByLaw(2032).filter((day) => day.startsWith('2032-03'))).toEqual([
      '2032-03-08',
      '2032-03-15',
      '2032-03-22',
      '2032-03-23',
      '2032-03-24',
    ]);
  });
});

describe('every year up to 2100 that is computed by law', () => {
  const years = Array.from({ length: 2100 - 2022 }, (_, index) => {
    const year = 2023 + index;
    return { year, days: lawfulDaysOff(year), off: weekdaysOffByLaw(year) };
  });
  const isOff = (off: readonly string[], day: Temporal.PlainDate) =>
    isWeekend(day) || off.includes(String(day));

  it('has as many weekdays off as days of the law on weekdays and holidays on weekends', () => {
    for (const { year, days, off } of years) {
      const onWeekdays = new Set(days.filter(({ date }) => !isWeekend(date)).map(({ date }) => String(date)));
      const onWeekends = days.filter(({ date, isHoliday }) => isHoliday && isWeekend(date));
      expect(off, String(year)).toHaveLength(onWeekdays.size + onWeekends.length);
    }
  });

  it('gives each substitute after its holiday, with nothing worked between the two', () => {
    for (const { year, days, off } of years) {
      const lawful = new Set(days.map(({ date }) => String(date)));
      const holidays = days.filter(({ date, isHoliday }) => isHoliday && isWeekend(date));
      for (const substitute of off.filter((day) => !lawful.has(day))) {
        const passed: string[] = [];
        for (
          let day = Temporal.PlainDate.from(substitute).subtract({ days: 1 });
          day.year === year && isOff(off, day);
          day = day.subtract({ days: 1 })
        )
          passed.push(String(day));
        expect(
          holidays.some(({ date }) => passed.includes(String(date))),
          substitute,
        ).toBe(true);
      }
    }
  });

  it('gives none for 7 January', () => {
    for (const { year, off } of years) {
      const christmas = Temporal.PlainDate.from({ year, month: 1, day: 7 });
      if (!isWeekend(christmas)) expect(off).toContain(String(christmas));
      else {
        const monday = christmas.add({ days: 8 - christmas.dayOfWeek });
        const isKurban = kurbanAitDays(year).some((day) => day.equals(monday));
        expect(off.includes(String(monday)), String(year)).toBe(isKurban);
      }
    }
  });
});

describe('lawfulDaysOff', () => {
  it('has Constitution Day on 30 August to 2025, none in 2026, on 15 March from 2027', () => {
    const constitution = (year: number) =>
      lawfulDaysOff(year)
        .filter(({ key }) => key === 'constitution')
        .map(({ date }) => date.toString());
    expect(constitution(2025)).toEqual(['2025-08-30']);
    expect(constitution(2026)).toEqual([]);
    expect(constitution(2027)).toEqual(['2027-03-15']);
    expect(constitution(2040)).toEqual(['2040-03-15']);
  });
});

describe('kurbanAitDays', () => {
  it.each([
    [2025, ['2025-06-06']],
    [2026, ['2026-05-27']],
    [2027, ['2027-05-16']],
    [2039, ['2039-01-05', '2039-12-26']],
  ])('finds the first day in %i', (year, days) => {
    expect(kurbanAitDays(year).map(String)).toEqual(days);
  });
});
