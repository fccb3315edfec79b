import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { instantAt, localDateTime } from '../../../src/domain/calendar/time-zone.ts';
import { createWorkingCalendar } from '../../../src/domain/calendar/working-calendar.ts';
import { freeInstantToday, hasFreeTime, type ReminderHours } from '../../../src/domain/reminders/hours.ts';
import {
  decideSnooze,
  mayReturn,
  pickableDays,
  readyMoments,
  type SnoozeQuestion,
  type SnoozeWish,
} from '../../../src/domain/reminders/snooze.ts';
import { YEAR_2025, YEAR_2026 } from '../calendar/calendar-facts.ts';

const zone = 'Asia/Almaty';
const calendar = createWorkingCalendar([YEAR_2025, YEAR_2026]);
const office: ReminderHours = { hoursFrom: '09:00', hoursTo: '18:00' };
const date = (text: string) => Temporal.PlainDate.from(text);
const at = (text: string): Date => instantAt(date(text.slice(0, 10)), text.slice(11), zone);
const local = (instant: Date) => localDateTime(instant, zone).toString({ smallestUnit: 'minute' });

/** Asked on a morning, about something due on Wednesday 14 October at 18:00. */
function question(now: string, changes: Partial<SnoozeQuestion> = {}): SnoozeQuestion {
  return { now: at(now), zone, calendar, hours: office, dueAts: [at('2026-10-14 18:00')], ...changes };
}

/** When it is told again, or why not. */
function told(asked: SnoozeQuestion, wish: SnoozeWish): string {
  const verdict = decideSnooze(asked, wish);
  if (verdict.kind === 'until') return local(verdict.until);
  if (verdict.kind !== 'tooLate') return verdict.kind;
  return `too late, ${verdict.latest === null ? 'nothing left' : local(verdict.latest)}`;
}

const on = (day: string): SnoozeWish => ({ kind: 'day', day: date(day) });

describe('putting off a message', () => {
  const friday = '2026-10-09 09:00';

  it.each([
    ['in an hour', { kind: 'hour' }, '2026-10-09T10:00'],
    ['this evening, an hour before the hours end', { kind: 'evening' }, '2026-10-09T17:00'],
    ['on the next working day', { kind: 'tomorrow' }, '2026-10-12T09:00'],
    ['on a day', on('2026-10-13'), '2026-10-13T09:00'],
    ['on a day off that was picked', on('2026-10-11'), '2026-10-11T09:00'],
    ['as late as may be', { kind: 'latest' }, '2026-10-14T17:00'],
    ['on the last day', on('2026-10-14'), '2026-10-14T09:00'],
    ['after the deadline', on('2026-10-15'), 'too late, 2026-10-14T17:00'],
    ['today', on('2026-10-09'), 'past'],
    ['on a day that is over', on('2026-09-30'), 'past'],
  ] as const)('%s', (_what, wish, expected) => {
    expect(told(question(friday), wish)).toBe(expected);
  });

  it.each([
    [
      'evenings begin at 18:00 for whoever may be disturbed then',
      { hours: { hoursFrom: '09:00', hoursTo: '22:00' } },
      '2026-10-09T18:00',
    ],
    [
      'quiet hours push on',
      { hours: { ...office, quiet: { from: '16:00', to: '17:30' } } },
      '2026-10-09T17:30',
    ],
    [
      'quiet hours until the night leave no evening',
      { hours: { ...office, quiet: { from: '16:00', to: '08:00' } } },
      '2026-10-12T09:00',
    ],
  ] as const)('%s', (_what, changes, expected) => {
    expect(told(question(friday, changes), { kind: 'evening' })).toBe(expected);
  });

  it('goes to the next morning where the hour or the evening is over', () => {
    expect(told(question('2026-10-09 17:30'), { kind: 'hour' })).toBe('2026-10-12T09:00');
    expect(told(question('2026-10-09 17:30'), { kind: 'evening' })).toBe('2026-10-12T09:00');
  });

  it('minds the earliest deadline of several, and offers days up to the last one', () => {
    const asked = question(friday, { dueAts: [at('2026-10-20 18:00'), at('2026-10-12 18:00')] });
    expect(told(asked, on('2026-10-13'))).toBe('too late, 2026-10-12T17:00');
    expect(pickableDays(asked)).toEqual({ first: date('2026-10-10'), last: date('2026-10-20') });
  });

  it('leaves what is overdue out of account', () => {
    const asked = question(friday, { dueAts: [at('2026-10-07 18:00'), at('2026-10-14 18:00')] });
    expect(told(asked, on('2026-10-13'))).toBe('2026-10-13T09:00');
    expect(told({ ...asked, dueAts: [at('2026-10-07 18:00')] }, { kind: 'hour' })).toBe('overdue');
  });

  it('is refused on the last day where no time is left, and once a deadline is over', () => {
    expect(told(question('2026-10-14 17:10'), { kind: 'hour' })).toBe('too late, nothing left');
    expect(told(question('2026-10-14 16:30'), { kind: 'hour' })).toBe('2026-10-14T17:30');
    expect(told(question('2026-10-14 18:00'), { kind: 'hour' })).toBe('overdue');
    expect(pickableDays(question('2026-10-14 10:00'))).toBeNull();
  });

  it('offers what is still of its day, and nothing twice', () => {
    const ready = (now: string) =>
      readyMoments(question(now)).map(({ wish, until }) => `${wish} ${local(until)}`);
    expect(ready('2026-10-09 10:15')).toEqual([
      'hour 2026-10-09T11:15',
      'evening 2026-10-09T17:00',
      'tomorrow 2026-10-12T09:00',
    ]);
    expect(ready('2026-10-09 16:00')).toEqual(['hour 2026-10-09T17:00', 'tomorrow 2026-10-12T09:00']);
    expect(ready('2026-10-09 17:30')).toEqual(['tomorrow 2026-10-12T09:00']);
    expect(ready('2026-10-14 10:00')).toEqual(['hour 2026-10-14T11:00', 'evening 2026-10-14T17:00']);
    expect(ready('2026-10-14 17:30')).toEqual([]);
  });

  it('returns in the hours of a working day, or on the very day off that was picked', () => {
    const may = (until: string, now: string, hours = office) =>
      mayReturn({ until: at(until) }, { now: at(now), zone, calendar, hours });
    expect(may('2026-10-12 09:00', '2026-10-12 08:59')).toBe(false);
    expect(may('2026-10-12 09:00', '2026-10-12 09:00')).toBe(true);
    expect(may('2026-10-09 17:00', '2026-10-09 18:00')).toBe(false);
    expect(may('2026-10-09 17:00', '2026-10-10 10:00')).toBe(false);
    expect(may('2026-10-10 09:00', '2026-10-10 10:00')).toBe(true);
    expect(may('2026-10-10 09:00', '2026-10-11 10:00')).toBe(false);
    expect(may('2026-10-09 17:00', '2026-10-12 09:00')).toBe(true);
    expect(
      may('2026-10-12 09:00', '2026-10-12 09:30', { ...office, quiet: { from: '09:00', to: '10:00' } }),
    ).toBe(false);
  });
});

describe('whatever is put off', () => {
  const hour = (from: number, to: number) =>
    fc.integer({ min: from, max: to }).map((n) => `${String(n).padStart(2, '0')}:00`);
  const hours = fc
    .record({
      hoursFrom: hour(0, 22),
      hoursTo: hour(1, 23),
      quiet: fc.option(fc.record({ from: hour(0, 23), to: hour(0, 23) })),
    })
    .filter(({ hoursFrom, hoursTo, quiet }) => hoursFrom < hoursTo && quiet?.from !== quiet?.to)
    .filter(hasFreeTime);
  const minutes = (most: number) => fc.integer({ min: 0, max: most });
  const wish: fc.Arbitrary<
    { kind: 'hour' | 'evening' | 'tomorrow' | 'latest' } | { kind: 'day'; in: number }
  > = fc.oneof(
    fc.constantFrom({ kind: 'hour' }, { kind: 'evening' }, { kind: 'tomorrow' }, { kind: 'latest' }),
    fc.record({ kind: fc.constant('day'), in: fc.integer({ min: -2, max: 30 }) }),
  ) as never;

  it('is told before its deadline, never in quiet hours, on a day off only where that day was picked', () => {
    const kinds = new Set<string>();
    fc.assert(
      fc.property(
        minutes(500_000),
        fc.array(fc.integer({ min: -2_000, max: 30_000 }), { minLength: 1, maxLength: 4 }),
        hours,
        wish,
        (start, dues, own, what) => {
          const now = new Date(at('2025-12-01 00:00').getTime() + start * 60_000);
          const dueAts = dues.map((minute) => new Date(now.getTime() + minute * 60_000));
          const asked = { now, zone, calendar, hours: own, dueAts };
          const today = localDateTime(now, zone).toPlainDate();
          const wished: SnoozeWish =
            what.kind === 'day' ? { kind: 'day', day: today.add({ days: what.in }) } : what;
          const verdict = decideSnooze(asked, wished);
          kinds.add(verdict.kind);
          const offered = [
            ...(verdict.kind === 'until' ? [{ until: verdict.until, picked: wished }] : []),
            ...(verdict.kind === 'tooLate' && verdict.latest
              ? [{ until: verdict.latest, picked: null }]
              : []),
            ...readyMoments(asked).map(({ until }) => ({ until, picked: null })),
          ];
          for (const { until, picked } of offered) {
            expect(until > now).toBe(true);
            expect(dueAts.every((dueAt) => until < dueAt || dueAt <= now)).toBe(true);
            expect(freeInstantToday(own, until, zone)).toEqual(until);
            const day = localDateTime(until, zone).toPlainDate();
            const wasPicked = picked?.kind === 'day' && picked.day.equals(day);
            expect(calendar.isWorkingDay(day) || wasPicked).toBe(true);
            expect(mayReturn({ until }, { ...asked, now: until })).toBe(true);
          }
        },
      ),
      { numRuns: 500 },
    );
    expect([...kinds].sort()).toEqual(['overdue', 'past', 'tooLate', 'until']);
  });
});
