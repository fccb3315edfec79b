import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { holdsUntil, paceFor, stepsBetween, type Timetable } from '../../sandbox/clock-steps.ts';
import { createDemoClock } from '../../sandbox/demo-clock.ts';
import { localDateTime } from '../../src/domain/calendar/time-zone.ts';
import { createWorkingCalendar } from '../../src/domain/calendar/working-calendar.ts';

const zone = 'Asia/Almaty';
const at = (text: string) => new Date(`${text}+05:00`);
const timetable: Timetable = {
  zone,
  calendar: createWorkingCalendar([]),
  hours: ['09:00', '14:00'],
  returns: [],
  stages: [3, 1, 0, -1],
  periods: [
    {
      dueOn: '2026-10-14',
      opensAt: at('2026-10-01T00:00'),
      dueAt: at('2026-10-14T18:00'),
      locksAt: at('2026-10-22T00:00'),
    },
  ],
};

function walk(from: string, to: string): string[] {
  const steps = stepsBetween(at(from), at(to), paceFor(at(from), at(to)), timetable);
  return steps.map((step) => localDateTime(step, zone).toString({ smallestUnit: 'second' }).slice(5));
}

describe('the steps of the clock', () => {
  it('go straight there when nothing can fall due', () => {
    expect(walk('2026-10-12T09:50', '2026-10-12T10:50')).toEqual(['10-12T10:50:00']);
  });

  it('stop for nights, hours of reminders and deadlines on a short way', () => {
    expect(walk('2026-10-13T20:00', '2026-10-14T20:00')).toEqual([
      '10-14T00:01:00',
      '10-14T02:00:00',
      '10-14T09:00:00',
      '10-14T14:00:00',
      '10-14T18:00:01',
      '10-14T20:00:00',
    ]);
  });

  it('pass over days off', () => {
    expect(walk('2026-10-17T03:00', '2026-10-17T20:00')).toEqual(['10-17T20:00:00']);
  });

  it('stop for the days of reminders on a longer way', () => {
    const days = new Set(walk('2026-10-05T10:00', '2026-10-20T10:00').map((step) => step.slice(0, 5)));
    expect([...days]).toEqual(['10-09', '10-13', '10-14', '10-15', '10-20']);
  });

  it('stop for the days of deadlines alone on a way of months', () => {
    expect(walk('2026-10-05T10:00', '2026-12-20T10:00')).toEqual([
      '10-14T09:00:00',
      '10-14T14:00:00',
      '12-20T10:00:00',
    ]);
  });

  it('are planned up to the beginning of the next month, when new periods come', () => {
    expect(holdsUntil(at('2026-10-12T10:00'), at('2026-12-20T10:00'), zone)).toEqual(at('2026-11-01T00:01'));
    expect(holdsUntil(at('2026-11-01T00:01'), at('2026-12-20T10:00'), zone)).toEqual(at('2026-12-01T00:01'));
    expect(holdsUntil(at('2026-12-01T00:01'), at('2026-12-20T10:00'), zone)).toEqual(at('2026-12-20T10:00'));
  });
});

describe('the demo clock', () => {
  it('stands still when frozen, until it is moved', () => {
    const clock = createDemoClock(at('2026-10-12T09:50'), { frozen: true });
    expect(clock.now()).toEqual(at('2026-10-12T09:50'));
    clock.moveTo(at('2026-10-13T09:50'));
    expect(clock.now()).toEqual(at('2026-10-13T09:50'));
  });

  it('else goes on from where it was moved, at the pace of real time', () => {
    const clock = createDemoClock(at('2026-10-12T09:50'));
    const later = Temporal.Instant.from('2027-01-01T00:00:00Z');
    clock.moveTo(new Date(later.epochMilliseconds));
    const now = clock.now().getTime();
    expect(now).toBeGreaterThanOrEqual(later.epochMilliseconds);
    expect(now).toBeLessThan(later.epochMilliseconds + 60_000);
  });
});
