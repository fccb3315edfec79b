import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { createWorkingCalendar } from '../../../src/domain/calendar/working-calendar.ts';
import {
  checkReopeningDay,
  type Reopening,
  reopenedUntil,
  reopeningFor,
} from '../../../src/domain/kpi/reopening.ts';

const late = new Date('2026-11-10T13:00:00Z');
const later = new Date('2026-11-20T13:00:00Z');
const one = (workingGroupId: string | null, until: Date, endedAt: Date | null = null): Reopening => ({
  workingGroupId,
  until,
  endedAt,
});

describe('the reopening that counts for a group', () => {
  it.each<[string, Reopening[], Date | null]>([
    ['none', [], null],
    ['that of the group', [one('oral', late)], late],
    ['not that of another group', [one('taraz', late)], null],
    ['that of the country', [one(null, late)], late],
    ['the longer one of several', [one('oral', late), one(null, later), one('taraz', later)], later],
    ['not one that was ended', [one('oral', later, late), one('oral', late)], late],
  ])('is %s', (_, reopenings, until) => {
    expect(reopenedUntil(reopenings, 'oral')).toEqual(until);
  });

  it('for the country is none of a single group', () => {
    expect(reopeningFor([one('oral', later), one(null, late)], null)?.until).toBe(late);
    expect(reopeningFor([one('oral', later)], null)).toBeNull();
  });
});

describe('the last day of a reopening', () => {
  // Friday; the Monday after it stands in for Republic Day, 16 December is Independence Day.
  const today = Temporal.PlainDate.from('2026-10-23');
  const check = (day: string, now = '2026-10-23T10:00+05:00') =>
    checkReopeningDay({
      day: Temporal.PlainDate.from(day),
      now: new Date(now),
      today,
      dueTime: '18:00',
      zone: 'Asia/Almaty',
      calendar: createWorkingCalendar([]),
    });

  it('ends at the hour at which reports are due', () => {
    expect(check('2026-10-27')).toEqual({ kind: 'ok', until: new Date('2026-10-27T18:00+05:00') });
  });

  it('may be today until that hour, and never lies in the past', () => {
    expect(check('2026-10-23', '2026-10-23T17:59:59+05:00').kind).toBe('ok');
    expect(check('2026-10-23', '2026-10-23T18:00+05:00')).toEqual({ kind: 'past' });
    expect(check('2026-10-22')).toEqual({ kind: 'past' });
  });

  it('is a working day; the next one is named', () => {
    expect(check('2026-10-24')).toEqual({ kind: 'dayOff', next: Temporal.PlainDate.from('2026-10-27') });
    expect(check('2026-12-16')).toEqual({ kind: 'dayOff', next: Temporal.PlainDate.from('2026-12-17') });
  });

  it('is at most 60 days ahead', () => {
    expect(check('2026-12-22').kind).toBe('ok');
    expect(check('2026-12-23')).toEqual({ kind: 'tooFar', furthest: Temporal.PlainDate.from('2026-12-22') });
    expect(check('2099-01-01').kind).toBe('tooFar');
  });
});
