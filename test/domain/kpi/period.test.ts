import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { createWorkingCalendar } from '../../../src/domain/calendar/working-calendar.ts';
import {
  countsAsOnTime,
  formatPeriodKey,
  isOnTime,
  monthsOfQuarter,
  parsePeriodKey,
  periodBounds,
  periodKeyOf,
  periodState,
  periodsEndingBetween,
  previousPeriod,
  quarterOf,
  reportingSchedule,
} from '../../../src/domain/kpi/period.ts';
import { YEAR_2026 } from '../calendar/calendar-facts.ts';

const date = (text: string) => Temporal.PlainDate.from(text);
const calendar = createWorkingCalendar([YEAR_2026]);
const rules = {
  dueWorkingDays: { month: 5, quarter: 10, year: 20 },
  dueTime: '18:00',
  graceWorkingDays: 5,
};
const scheduleOf = (key: string) => reportingSchedule({ key, calendar, rules, zone: 'Asia/Almaty' });

const anyKind = fc.constantFrom('month' as const, 'quarter' as const, 'year' as const);
const anyDate = fc.integer({ min: 0, max: 6000 }).map((days) => date('2020-01-01').add({ days }));

describe('period keys', () => {
  it.each([
    ['2026-10', { kind: 'month', year: 2026, index: 10 }],
    ['2026-Q3', { kind: 'quarter', year: 2026, index: 3 }],
    ['2026', { kind: 'year', year: 2026, index: 1 }],
  ])('reads %s', (key, period) => {
    expect(parsePeriodKey(key)).toEqual(period);
  });

  it.each(['2026-13', '2026-00', '2026-1', '2026-Q5', '2026-q3', '26', '2026-10-01', '', ' 2026'])(
    'refuses %j',
    (key) => {
      expect(parsePeriodKey(key)).toBeNull();
      expect(() => periodBounds(key)).toThrow(RangeError);
    },
  );

  it('round trip, and hold the date they were made of', () => {
    fc.assert(
      fc.property(anyKind, anyDate, (kind, day) => {
        const key = periodKeyOf(kind, day);
        expect(formatPeriodKey(parsePeriodKey(key)!)).toBe(key);
        const { firstDay, lastDay } = periodBounds(key);
        expect(Temporal.PlainDate.compare(firstDay, day)).toBeLessThanOrEqual(0);
        expect(Temporal.PlainDate.compare(day, lastDay)).toBeLessThanOrEqual(0);
      }),
    );
  });
});

describe('periodBounds', () => {
  it.each([
    ['2028-02', '2028-02-01', '2028-02-29'],
    ['2026-Q3', '2026-07-01', '2026-09-30'],
    ['2026', '2026-01-01', '2026-12-31'],
  ])('of %s are %s and %s', (key, first, last) => {
    const { firstDay, lastDay } = periodBounds(key);
    expect([firstDay.toString(), lastDay.toString()]).toEqual([first, last]);
  });
});

describe('previousPeriod', () => {
  it.each([
    ['2026-01', 1, '2025-12'],
    ['2026-Q1', 1, '2025-Q4'],
    ['2026-Q1', 5, '2024-Q4'],
    ['2026', 2, '2024'],
    ['2025-12', -1, '2026-01'],
  ])('of %s, %i back, is %s', (key, n, expected) => {
    expect(previousPeriod(key, n)).toBe(expected);
  });

  it('ends the day before its follower begins', () => {
    fc.assert(
      fc.property(anyKind, anyDate, (kind, day) => {
        const key = periodKeyOf(kind, day);
        const before = periodBounds(previousPeriod(key)).lastDay.add({ days: 1 });
        expect(before.toString()).toBe(periodBounds(key).firstDay.toString());
      }),
    );
  });
});

describe('quarterOf and monthsOfQuarter', () => {
  it.each([
    ['2026-01', '2026-Q1'],
    ['2026-09', '2026-Q3'],
    ['2026-10', '2026-Q4'],
    ['2026-Q2', '2026-Q2'],
    ['2026', '2026-Q4'],
  ])('%s belongs to %s', (key, quarter) => {
    expect(quarterOf(key)).toBe(quarter);
  });

  it('agree with each other', () => {
    expect(monthsOfQuarter('2026-Q3')).toEqual(['2026-07', '2026-08', '2026-09']);
    expect(monthsOfQuarter('2026-Q3').map(quarterOf)).toEqual(['2026-Q3', '2026-Q3', '2026-Q3']);
    expect(() => monthsOfQuarter('2026-07')).toThrow(RangeError);
  });
});

describe('periodsEndingBetween', () => {
  it.each([
    ['month', '2026-08-31', '2026-11-22', ['2026-09', '2026-10']],
    ['month', '2026-08-30', '2026-08-31', ['2026-08']],
    ['month', '2026-08-31', '2026-09-29', []],
    ['quarter', '2025-12-31', '2026-12-30', ['2026-Q1', '2026-Q2', '2026-Q3']],
    ['year', '2024-12-30', '2026-12-31', ['2024', '2025', '2026']],
    ['month', '2026-11-22', '2026-08-31', []],
  ] as const)('%s after %s up to %s', (kind, from, to, keys) => {
    expect(periodsEndingBetween(kind, date(from), date(to))).toEqual(keys);
  });

  it('loses and repeats nothing when a span is cut in two', () => {
    fc.assert(
      fc.property(anyKind, fc.tuple(anyDate, anyDate, anyDate), (kind, days) => {
        const [a, b, c] = [...days].sort(Temporal.PlainDate.compare) as typeof days;
        const halves = [...periodsEndingBetween(kind, a, b), ...periodsEndingBetween(kind, b, c)];
        expect(halves).toEqual(periodsEndingBetween(kind, a, c));
      }),
    );
  });
});

describe('reportingSchedule', () => {
  it('gives the third quarter of 2026 until 14 October, 18:00, and locks it after 21 October', () => {
    const schedule = scheduleOf('2026-Q3');
    expect(schedule.opensAt.toISOString()).toBe('2026-09-30T19:00:00.000Z');
    expect(schedule.dueOn.toString()).toBe('2026-10-14');
    expect(schedule.dueAt.toISOString()).toBe('2026-10-14T13:00:00.000Z');
    expect(schedule.locksOn.toString()).toBe('2026-10-21');
    expect(schedule.locksAt.toISOString()).toBe('2026-10-21T19:00:00.000Z');
  });

  it('counts five working days after a month that ends before holidays', () => {
    // April 2026: 1 May (Friday) and 7 May are holidays; 4, 5, 6, 8 and 12 May are worked (11 May is not).
    expect(scheduleOf('2026-04').dueOn.toString()).toBe('2026-05-12');
  });

  it('counts twenty working days after a year', () => {
    expect(scheduleOf('2025').dueOn.toString()).toBe('2026-02-02');
  });

  it('is in order, and due and locked on working days', () => {
    fc.assert(
      fc.property(anyKind, anyDate, (kind, day) => {
        const schedule = scheduleOf(periodKeyOf(kind, day));
        expect(schedule.opensAt < schedule.dueAt && schedule.dueAt < schedule.locksAt).toBe(true);
        expect(calendar.isWorkingDay(schedule.dueOn)).toBe(true);
        expect(calendar.isWorkingDay(schedule.locksOn)).toBe(true);
      }),
    );
  });
});

describe('countsAsOnTime', () => {
  const due = new Date('2026-10-14T13:00:00Z');
  const after = new Date('2026-10-15T05:00:00Z');
  const came = (kind: 'value' | 'no_data' | 'not_applicable', isOnTime: boolean) => ({ kind, isOnTime });

  it('holds for what meets the deadline, whatever came before', () => {
    expect(countsAsOnTime({ kind: 'value', submittedAt: due }, due, [])).toBe(true);
    expect(countsAsOnTime({ kind: 'value', submittedAt: after }, due, [])).toBe(false);
  });

  it.each([
    ['value', [came('value', true)], true],
    ['value', [came('value', false)], false],
    ['value', [came('value', false), came('value', true)], true],
    ['not_applicable', [came('value', true)], true],
    ['value', [came('not_applicable', true)], true],
    // Else «no data» would be said in time, and the number come whenever it pleases.
    ['value', [came('no_data', true)], false],
    ['not_applicable', [came('no_data', true)], false],
    ['no_data', [came('no_data', true)], true],
    ['no_data', [came('value', true)], true],
  ] as const)('of a later %s after %j is %s', (kind, earlier, expected) => {
    expect(countsAsOnTime({ kind, submittedAt: after }, due, earlier)).toBe(expected);
  });
});

describe('periodState and isOnTime', () => {
  const schedule = scheduleOf('2026-Q3');
  it.each([
    ['2026-09-30T18:59:59.999Z', 'upcoming'],
    ['2026-09-30T19:00:00.000Z', 'open'],
    ['2026-10-14T13:00:00.000Z', 'open'],
    ['2026-10-14T13:00:00.001Z', 'closing'],
    ['2026-10-21T18:59:59.999Z', 'closing'],
    ['2026-10-21T19:00:00.000Z', 'locked'],
  ])('at %s it is %s', (now, state) => {
    expect(periodState(schedule, new Date(now))).toBe(state);
  });

  it('is closing again while reopened, and locked after', () => {
    const reopened = { ...schedule, reopenedUntil: new Date('2026-11-01T13:00:00Z') };
    expect(periodState(reopened, new Date('2026-11-01T13:00:00Z'))).toBe('closing');
    expect(periodState(reopened, new Date('2026-11-01T13:00:01Z'))).toBe('locked');
  });

  it('takes 18:00:00 itself as on time', () => {
    expect(isOnTime(new Date('2026-10-14T13:00:00.000Z'), schedule.dueAt)).toBe(true);
    expect(isOnTime(new Date('2026-10-14T13:00:00.001Z'), schedule.dueAt)).toBe(false);
  });
});
