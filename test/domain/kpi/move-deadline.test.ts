import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { weekdaysOffByLaw } from '../../../src/domain/calendar/law.ts';
import { createWorkingCalendar } from '../../../src/domain/calendar/working-calendar.ts';
import { moveDeadlines, moveReopening } from '../../../src/domain/kpi/move-deadline.ts';
import { reportingSchedule } from '../../../src/domain/kpi/period.ts';

const zone = 'Asia/Almaty';
const byLaw = createWorkingCalendar([]);
/** 2027 with further days off, on top of those that the law gives. */
const with2027 = (...daysOff: string[]) =>
  createWorkingCalendar([
    {
      year: 2027,
      status: 'official',
      daysOff: [...weekdaysOffByLaw(2027), ...daysOff],
      extraWorkingDays: [],
    },
  ]);
/** The same without days that the law gives. */
const without2027 = (...days: string[]) =>
  createWorkingCalendar([
    {
      year: 2027,
      status: 'official',
      daysOff: weekdaysOffByLaw(2027).filter((day) => !days.includes(day)),
      extraWorkingDays: [],
    },
  ]);

const quarterRules = { dueWorkingDays: 10, graceWorkingDays: 5 };
const rules = {
  dueWorkingDays: { month: 10, quarter: 10, year: 10 },
  dueTime: '18:00',
  graceWorkingDays: 5,
};
/** The fourth quarter of 2026 as it was created: due on 19 January, taken to the 26th. */
const created = reportingSchedule({ key: '2026-Q4', calendar: byLaw, rules, zone });
const standing = {
  key: '2026-Q4',
  dueAt: created.dueAt,
  locksAt: created.locksAt,
  ...quarterRules,
};
const move = (calendar: ReturnType<typeof with2027>, now: string, from = standing) => {
  const moved = moveDeadlines({ standing: from, calendar, now: new Date(now), zone });
  return moved && { dueAt: moved.dueAt.toISOString(), locksAt: moved.locksAt.toISOString(), ...flags(moved) };
};
const flags = ({ isDueMoved, isLockMoved }: { isDueMoved: boolean; isLockMoved: boolean }) => ({
  isDueMoved,
  isLockMoved,
});

describe('the deadlines of a period when the calendar changes', () => {
  it('stand as they were created', () => {
    expect([created.dueOn.toString(), created.locksOn.toString()]).toEqual(['2027-01-19', '2027-01-26']);
  });

  it('move later by a day off before them, and keep their hour', () => {
    expect(move(with2027('2027-01-08'), '2027-01-06T10:00+05:00')).toEqual({
      dueAt: '2027-01-20T13:00:00.000Z',
      locksAt: '2027-01-27T19:00:00.000Z',
      isDueMoved: true,
      isLockMoved: true,
    });
  });

  it('move the lock alone by a day off between the two', () => {
    expect(move(with2027('2027-01-21'), '2027-01-06T10:00+05:00')).toEqual({
      dueAt: '2027-01-19T13:00:00.000Z',
      locksAt: '2027-01-27T19:00:00.000Z',
      isDueMoved: false,
      isLockMoved: true,
    });
  });

  it('are not brought forward by a day that is worked after all', () => {
    expect(move(without2027('2027-01-04'), '2027-01-06T10:00+05:00')).toBeNull();
  });

  it('do not move by the calendar by which they were made, or by days after them', () => {
    expect(move(byLaw, '2027-01-06T10:00+05:00')).toBeNull();
    expect(move(with2027('2027-02-10'), '2027-01-06T10:00+05:00')).toBeNull();
  });

  it('keep a due day that has passed, and still move the lock', () => {
    const calendar = with2027('2027-01-08');
    expect(move(calendar, '2027-01-19T18:00:00+05:00')?.isDueMoved).toBe(true);
    expect(move(calendar, '2027-01-19T18:00:00.001+05:00')).toEqual({
      dueAt: '2027-01-19T13:00:00.000Z',
      locksAt: '2027-01-27T19:00:00.000Z',
      isDueMoved: false,
      isLockMoved: true,
    });
  });

  it('keep a lock that has come', () => {
    expect(move(with2027('2027-01-08'), '2027-01-26T23:59:59.999+05:00')).not.toBeNull();
    expect(move(with2027('2027-01-08'), '2027-01-27T00:00+05:00')).toBeNull();
  });

  it('never move earlier, and not again by the same calendar, whatever the calendars and the moment', () => {
    const anyCalendar = fc
      .uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 12 })
      .map((days) => days.map((n) => Temporal.PlainDate.from('2027-01-01').add({ days: n })))
      .map((days) => days.filter((day) => day.dayOfWeek < 6).map(String))
      .map((daysOff) =>
        createWorkingCalendar([{ year: 2027, status: 'official', daysOff, extraWorkingDays: [] }]),
      );
    fc.assert(
      fc.property(
        fc.array(anyCalendar, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 0, max: 60 * 24 }),
        (calendars, hours) => {
          const now = new Date(created.opensAt.getTime() + hours * 3_600_000);
          let at = standing;
          for (const calendar of calendars) {
            const moved = moveDeadlines({ standing: at, calendar, now, zone });
            if (moved === null) continue;
            expect(moved.dueAt.getTime()).toBeGreaterThanOrEqual(at.dueAt.getTime());
            expect(moved.locksAt.getTime()).toBeGreaterThanOrEqual(at.locksAt.getTime());
            expect(moved.locksAt.getTime()).toBeGreaterThan(moved.dueAt.getTime());
            at = { ...at, dueAt: moved.dueAt, locksAt: moved.locksAt };
            expect(moveDeadlines({ standing: at, calendar, now, zone })).toBeNull();
          }
          // However often calendars take turns, nothing drifts: no day is later than one of them asks.
          const furthest = calendars.map((calendar) =>
            reportingSchedule({ key: '2026-Q4', calendar, rules, zone }).locksAt.getTime(),
          );
          expect(at.locksAt.getTime()).toBeLessThanOrEqual(Math.max(standing.locksAt.getTime(), ...furthest));
        },
      ),
    );
  });
});

describe('the last day of a reopening when the calendar changes', () => {
  const until = new Date('2027-02-10T18:00+05:00');
  const moved = (calendar: ReturnType<typeof with2027>, now = '2027-02-01T10:00+05:00') =>
    moveReopening({ until, calendar, now: new Date(now), zone })?.toISOString() ?? null;

  it('goes to the next working day where it became a day off, and keeps its hour', () => {
    expect(moved(with2027('2027-02-10'))).toBe('2027-02-11T13:00:00.000Z');
    expect(moved(with2027('2027-02-10', '2027-02-11', '2027-02-12'))).toBe('2027-02-15T13:00:00.000Z');
  });

  it('stays where it is worked, or is over', () => {
    expect(moved(with2027('2027-02-09'))).toBeNull();
    expect(moved(with2027('2027-02-10'), '2027-02-10T18:00:00.001+05:00')).toBeNull();
  });
});
