import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { isWeekend } from '../../../src/domain/calendar/law.ts';
import {
  type CalendarYear,
  createWorkingCalendar,
  type WorkingCalendar,
} from '../../../src/domain/calendar/working-calendar.ts';
import { YEAR_2025, YEAR_2026 } from './calendar-facts.ts';

const firstDay = Temporal.PlainDate.from('2024-01-01');
/** From 2024 to 2029: years before the data, with data, and computed by law. */
const anyDate = fc.integer({ min: 0, max: 6 * 365 }).map((days) => firstDay.add({ days }));
const anyCount = fc.integer({ min: -80, max: 80 });

/** A year as no ministry would make it: any weekdays off, any weekends worked. */
const anyYear = (year: number): fc.Arbitrary<CalendarYear> =>
  fc
    .uniqueArray(fc.integer({ min: 0, max: 364 }), { maxLength: 90 })
    .map((days) => days.map((n) => Temporal.PlainDate.from(`${year}-01-01`).add({ days: n })))
    .map((dates) => ({
      year,
      status: 'official' as const,
      daysOff: dates.filter((date) => !isWeekend(date)).map(String),
      extraWorkingDays: dates.filter(isWeekend).map(String),
    }));

const published = createWorkingCalendar([YEAR_2025, YEAR_2026]);
const anyCalendar: fc.Arbitrary<WorkingCalendar> = fc.oneof(
  fc.constant(published),
  fc.tuple(anyYear(2026), anyYear(2027)).map((years) => createWorkingCalendar(years)),
);
const compare = Temporal.PlainDate.compare;

// The published calendar and calendars made at random, each with years computed by law around.
describe('whatever the calendar', () => {
  it('adding is undone by the opposite number, seen from a worked day', () => {
    fc.assert(
      fc.property(anyCalendar, anyDate, anyCount, (calendar, date, n) => {
        const start = calendar.nextWorkingDay(date);
        const back = calendar.addWorkingDays(calendar.addWorkingDays(start, n), -n);
        expect(back.toString()).toBe(start.toString());
      }),
    );
  });

  it('adding in two steps is adding at once, from a worked day in any direction', () => {
    fc.assert(
      fc.property(anyCalendar, anyDate, anyCount, anyCount, (calendar, date, m, n) => {
        const start = calendar.nextWorkingDay(date);
        const inSteps = calendar.addWorkingDays(calendar.addWorkingDays(start, m), n);
        expect(inSteps.toString()).toBe(calendar.addWorkingDays(start, m + n).toString());
      }),
    );
  });

  it('adding in two steps of one direction is adding at once, from any day', () => {
    const some = fc.integer({ min: 0, max: 80 });
    fc.assert(
      fc.property(anyCalendar, anyDate, some, some, fc.boolean(), (calendar, date, m, n, isBack) => {
        const sign = isBack ? -1 : 1;
        const inSteps = calendar.addWorkingDays(calendar.addWorkingDays(date, sign * m), sign * n);
        expect(inSteps.toString()).toBe(calendar.addWorkingDays(date, sign * (m + n)).toString());
      }),
    );
  });

  it('a later day never leads to an earlier one, and one more working day always to a later one', () => {
    fc.assert(
      fc.property(anyCalendar, anyDate, anyDate, anyCount, (calendar, a, b, n) => {
        const [early, late] = [a, b].sort(compare) as [Temporal.PlainDate, Temporal.PlainDate];
        // With 0 a day off stays itself, before the worked day that 1 leads to.
        expect(compare(calendar.addWorkingDays(early, n), calendar.addWorkingDays(late, n))).toBeLessThan(1);
        expect(compare(calendar.addWorkingDays(a, n), calendar.addWorkingDays(a, n + 1))).toBe(-1);
        const next = [early, late].map((day) => calendar.nextWorkingDay(day));
        expect(compare(next[0] ?? early, next[1] ?? late)).toBeLessThan(1);
      }),
    );
  });

  it('as many working days as lie between lead from one day to the other, where that one is worked', () => {
    fc.assert(
      fc.property(anyCalendar, anyDate, anyDate, (calendar, a, b) => {
        const [early, late] = [a, calendar.nextWorkingDay(b)].sort(compare) as [
          Temporal.PlainDate,
          Temporal.PlainDate,
        ];
        if (!calendar.isWorkingDay(late)) return;
        const between = calendar.workingDaysBetween(early, late);
        expect(calendar.addWorkingDays(early, between).toString()).toBe(
          (between === 0 ? early : late).toString(),
        );
      }),
    );
  });

  it('one more day adds one working day where it is worked, and none otherwise', () => {
    fc.assert(
      fc.property(anyCalendar, anyDate, anyDate, (calendar, a, b) => {
        const next = b.add({ days: 1 });
        const step = calendar.workingDaysBetween(a, next) - calendar.workingDaysBetween(a, b);
        expect(step).toBe(calendar.isWorkingDay(next) ? 1 : 0);
      }),
    );
  });

  it('the next working day is the nearest one that is not before, and its own next', () => {
    fc.assert(
      fc.property(anyCalendar, anyDate, (calendar, date) => {
        const next = calendar.nextWorkingDay(date);
        expect(calendar.isWorkingDay(next)).toBe(true);
        expect(calendar.nextWorkingDay(next).toString()).toBe(next.toString());
        // From the day before, the first working day after it.
        const yesterday = date.subtract({ days: 1 });
        expect(calendar.addWorkingDays(yesterday, 1).toString()).toBe(next.toString());
      }),
    );
  });
});
