import { describe, expect, it } from 'vitest';
import { kurbanAitDays, lawfulDaysOff, weekdaysOffByLaw } from '../../../src/domain/calendar/law.ts';
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
