import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { createWorkingCalendar } from '../../../src/domain/calendar/working-calendar.ts';
import { YEAR_2025, YEAR_2026 } from './calendar-facts.ts';

const calendar = createWorkingCalendar([YEAR_2025, YEAR_2026]);
const date = (text: string) => Temporal.PlainDate.from(text);

/** Any date from 2025 to 2028: years with data and years computed by law. */
const anyDate = fc.integer({ min: 0, max: 4 * 365 }).map((days) => date('2025-01-01').add({ days }));

describe('working days of a year', () => {
  it.each([
    [2025, 246],
    [2026, 247],
    [2027, 247],
  ])('%i has %i', (year, total) => {
    expect(calendar.workingDaysBetween(date(`${year - 1}-12-31`), date(`${year}-12-31`))).toBe(total);
  });
});

describe('isWorkingDay', () => {
  it.each([
    ['2025-01-05', true, 'a Sunday made a working day'],
    ['2025-01-03', false, 'the Friday that took its day off'],
    ['2026-08-31', true, '30 August 2026 is no holiday any more'],
    ['2026-10-26', false, 'the substitute of Republic Day'],
    ['2026-11-21', false, 'a Saturday'],
    ['2026-11-20', true, 'an ordinary Friday'],
    ['2027-03-15', false, 'Constitution Day of a computed year'],
  ])('%s is %s: %s', (day, expected) => {
    expect(calendar.isWorkingDay(date(day))).toBe(expected);
  });
});

describe('addWorkingDays', () => {
  it.each([
    ['2026-09-30', 10, '2026-10-14'],
    ['2026-10-23', 1, '2026-10-27'],
    ['2026-10-27', -1, '2026-10-23'],
    ['2026-10-25', 0, '2026-10-25'],
    ['2025-01-04', 1, '2025-01-05'],
    ['2026-12-31', 1, '2027-01-05'],
  ])('%s and %i give %s', (day, n, expected) => {
    expect(calendar.addWorkingDays(date(day), n).toString()).toBe(expected);
  });

  it('refuses half a day', () => {
    expect(() => calendar.addWorkingDays(date('2026-10-01'), 0.5)).toThrow(RangeError);
  });

  it('lands on a working day and is counted back by workingDaysBetween', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 1, max: 60 }), (start, n) => {
        const end = calendar.addWorkingDays(start, n);
        expect(calendar.isWorkingDay(end)).toBe(true);
        expect(calendar.workingDaysBetween(start, end)).toBe(n);
      }),
    );
  });

  it('is undone by the opposite number from a working day', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -60, max: 60 }), (start, n) => {
        const worked = calendar.nextWorkingDay(start);
        const there = calendar.addWorkingDays(worked, n);
        expect(calendar.addWorkingDays(there, -n).toString()).toBe(worked.toString());
      }),
    );
  });
});

describe('nextWorkingDay', () => {
  it('stays on a working day and otherwise moves over days off only', () => {
    fc.assert(
      fc.property(anyDate, (start) => {
        const next = calendar.nextWorkingDay(start);
        expect(calendar.isWorkingDay(next)).toBe(true);
        for (let day = start; Temporal.PlainDate.compare(day, next) < 0; day = day.add({ days: 1 })) {
          expect(calendar.isWorkingDay(day)).toBe(false);
        }
      }),
    );
  });
});

describe('workingDaysBetween', () => {
  it('counts the worked days one by one', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 0, max: 500 }), (start, days) => {
        const span = Array.from({ length: days }, (_, i) => start.add({ days: i + 1 }));
        const worked = span.filter((day) => calendar.isWorkingDay(day)).length;
        expect(calendar.workingDaysBetween(start, start.add({ days }))).toBe(worked);
      }),
    );
  });

  it('adds up over any middle day and changes its sign with the order', () => {
    fc.assert(
      fc.property(anyDate, anyDate, anyDate, (a, b, c) => {
        const direct = calendar.workingDaysBetween(a, c);
        expect(calendar.workingDaysBetween(a, b) + calendar.workingDaysBetween(b, c)).toBe(direct);
        expect(calendar.workingDaysBetween(c, a) + direct).toBe(0);
      }),
    );
  });
});

describe('isProvisional', () => {
  it('is true for years without data and for data not yet confirmed', () => {
    expect(calendar.isProvisional(2026)).toBe(false);
    expect(calendar.isProvisional(2027)).toBe(true);
    const draft = createWorkingCalendar([
      { year: 2028, status: 'provisional', daysOff: ['2028-01-03'], extraWorkingDays: [] },
    ]);
    expect(draft.isProvisional(2028)).toBe(true);
    expect(draft.isWorkingDay(date('2028-01-03'))).toBe(false);
  });
});

describe('createWorkingCalendar', () => {
  const year = { year: 2026, status: 'official' as const, daysOff: [], extraWorkingDays: [] };
  it.each([
    ['a year given twice', [year, year]],
    ['a day off on a Saturday', [{ ...year, daysOff: ['2026-11-21'] }]],
    ['a day off of another year', [{ ...year, daysOff: ['2027-01-04'] }]],
    ['an extra working day on a Monday', [{ ...year, extraWorkingDays: ['2026-11-23'] }]],
    ['a date that is none', [{ ...year, daysOff: ['2026-02-30'] }]],
    ['a date with a time', [{ ...year, daysOff: ['2026-11-23T00:00'] }]],
  ])('refuses %s', (_what, years) => {
    expect(() => createWorkingCalendar(years)).toThrow(RangeError);
  });
});
