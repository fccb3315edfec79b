import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { instantAt, localDateTime } from '../../../src/domain/calendar/time-zone.ts';
import { createWorkingCalendar } from '../../../src/domain/calendar/working-calendar.ts';
import {
  type Digest,
  planDigests,
  type ReminderWishes,
  type SentStage,
} from '../../../src/domain/reminders/digest.ts';
import { type Obligation, reportKey } from '../../../src/domain/reminders/obligation.ts';
import type { ReminderProfile } from '../../../src/domain/reminders/stages.ts';
import { YEAR_2025, YEAR_2026 } from '../calendar/calendar-facts.ts';

const ZONE = 'Asia/Almaty';
const calendar = createWorkingCalendar([YEAR_2025, YEAR_2026]);
const date = (text: string) => Temporal.PlainDate.from(text);
const at = (day: string, time: string) => instantAt(date(day), time, ZONE);

const person = (changes: Partial<ReminderWishes> = {}): ReminderWishes => ({
  personId: 1,
  profile: 'standard',
  hoursFrom: '09:00',
  hoursTo: '18:00',
  ...changes,
});

function report(kpiCode: string, dueOn: string, changes: Partial<Obligation> = {}): Obligation {
  return {
    key: reportKey('oral', kpiCode, '2026-Q3'),
    kind: 'report',
    personId: 1,
    toldAs: 'owner',
    isCovered: false,
    count: 1,
    dueAt: at(dueOn, '18:00'),
    dueOn: date(dueOn),
    opensOn: date('2026-10-01'),
    doneAt: null,
    subject: { cityId: 'oral', kpiCode, periodKey: '2026-Q3' },
    ...changes,
  };
}

function plan(now: Date, obligations: Obligation[], people = [person()], sent: SentStage[] = []): Digest[] {
  return planDigests({ now, zone: ZONE, calendar, people, obligations, sent });
}

/** What a digest leaves in the database when its message is committed. */
const recorded = (digests: Digest[]): SentStage[] =>
  digests.flatMap(({ personId, items, date: sentOn }) =>
    items.map((item) => ({ personId, sentOn, ...item })),
  );

describe('planDigests', () => {
  const water = report('UTL-04', '2026-10-14');
  const data = report('GOV-04', '2026-10-14');
  const air = report('ECO-01', '2026-10-09');

  it('joins what a person has to hear today, the nearest deadline first', () => {
    const digests = plan(at('2026-10-09', '10:15'), [water, data, air]);
    expect(digests).toEqual([
      {
        personId: 1,
        date: date('2026-10-09'),
        notBefore: at('2026-10-09', '10:15'),
        items: [
          { obligationKey: 'report:oral:ECO-01:2026-Q3', stage: 0 },
          { obligationKey: 'report:oral:GOV-04:2026-Q3', stage: 3 },
          { obligationKey: 'report:oral:UTL-04:2026-Q3', stage: 3 },
        ],
      },
    ]);
  });

  it('leaves out what somebody does who stands in', () => {
    const covered = { ...water, isCovered: true };
    expect(plan(at('2026-10-09', '10:00'), [covered])).toEqual([]);
    const [digest] = plan(at('2026-10-09', '10:00'), [covered, data]);
    expect(digest?.items.map(({ obligationKey }) => obligationKey)).toEqual([data.key]);
  });

  it('writes to each person apart', () => {
    const theirs = { ...water, personId: 2 };
    const digests = plan(at('2026-10-09', '10:00'), [water, theirs], [person(), person({ personId: 2 })]);
    expect(digests.map(({ personId, items }) => [personId, items.length])).toEqual([
      [1, 1],
      [2, 1],
    ]);
  });

  it('writes nothing to somebody who owes nothing, or on a day without a stage', () => {
    expect(plan(at('2026-10-09', '10:00'), [], [person()])).toEqual([]);
    expect(plan(at('2026-10-02', '10:00'), [water])).toEqual([]);
  });

  it.each([
    ['before the hours', '03:00', {}, '09:00'],
    ['within the hours', '11:30', {}, '11:30'],
    ['at their last minute', '17:59', {}, '17:59'],
    ['in quiet hours at noon', '13:10', { quiet: { from: '13:00', to: '14:00' } }, '14:00'],
    ['in quiet hours over midnight', '03:00', { quiet: { from: '17:00', to: '10:00' } }, '10:00'],
    ['between quiet hours', '12:00', { quiet: { from: '17:00', to: '10:00' } }, '12:00'],
    ['with own hours', '08:00', { hoursFrom: '07:30', hoursTo: '12:00' }, '08:00'],
  ])('%s, waits until the person may be disturbed', (_what, now, wishes, notBefore) => {
    const [digest] = plan(at('2026-10-09', now), [water], [person(wishes)]);
    expect(digest?.notBefore).toEqual(at('2026-10-09', notBefore));
  });

  it.each([
    ['after the hours', '18:00', {}],
    ['in quiet hours to their end', '16:30', { quiet: { from: '16:00', to: '20:00' } }],
    ['in quiet hours until the night', '17:00', { quiet: { from: '17:00', to: '08:00' } }],
  ])('%s, leaves it for the next working day', (_what, now, wishes) => {
    expect(plan(at('2026-10-09', now), [water], [person(wishes)])).toEqual([]);
    const [monday] = plan(at('2026-10-12', '09:00'), [water], [person(wishes)]);
    expect(monday?.items.map(({ stage }) => stage)).toEqual([3]);
  });

  it('does not call a thing due today once its hour is over', () => {
    const evening = person({ hoursFrom: '18:30', hoursTo: '21:00' });
    expect(plan(at('2026-10-14', '10:00'), [water], [evening])).toEqual([]);
    const [next] = plan(at('2026-10-15', '10:00'), [water], [evening]);
    expect(next?.items.map(({ stage }) => stage)).toEqual([-1]);
  });

  it('writes once a day, even when something new falls due', () => {
    const now = at('2026-10-09', '10:00');
    const sent = recorded(plan(now, [air]));
    expect(sent).toHaveLength(1);
    expect(plan(at('2026-10-09', '11:00'), [air, water], [person()], sent)).toEqual([]);
    const [monday] = plan(at('2026-10-12', '09:00'), [air, water], [person()], sent);
    expect(monday?.items).toEqual([
      { obligationKey: air.key, stage: -1 },
      { obligationKey: water.key, stage: 3 },
    ]);
  });

  it('gives the same plan when asked again', () => {
    const now = at('2026-10-09', '10:00');
    expect(plan(now, [water, air, data])).toEqual(plan(now, [data, water, air]));
  });

  it.each([
    { hoursFrom: '18:00', hoursTo: '09:00' },
    { hoursFrom: '9:00' },
    { quiet: { from: '25:00', to: '01:00' } },
  ])('refuses wishes that are no hours: %j', (wishes) => {
    expect(() => plan(at('2026-10-09', '10:00'), [water], [person(wishes)])).toThrow(RangeError);
  });
});

describe('half a year of ticks', () => {
  const START = date('2026-01-05');
  const anyObligation = fc.record({
    opens: fc.integer({ min: 0, max: 150 }),
    open: fc.integer({ min: 1, max: 30 }),
    doneAfter: fc.option(fc.integer({ min: 0, max: 45 })),
  });
  const anyWorld = fc.record({
    obligations: fc.array(anyObligation, { minLength: 1, maxLength: 5 }),
    profile: fc.constantFrom<ReminderProfile>('light', 'standard', 'active'),
    from: fc.integer({ min: 6, max: 12 }),
    hours: fc.integer({ min: 3, max: 8 }),
    quiet: fc.option(fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 23 }))),
    /** Days after the start on which the bot is down, as spans. */
    outages: fc.array(fc.tuple(fc.integer({ min: 0, max: 180 }), fc.integer({ min: 1, max: 20 })), {
      maxLength: 3,
    }),
  });
  type World = typeof anyWorld extends fc.Arbitrary<infer T> ? T : never;
  const hour = (n: number) => `${String(n % 24).padStart(2, '0')}:00`;

  function obligationsOf({ obligations }: World) {
    return obligations.map(({ opens, open, doneAfter }, i) => {
      const opensOn = START.add({ days: opens });
      const dueOn = calendar.addWorkingDays(opensOn, open);
      const doneOn = doneAfter === null ? null : opensOn.add({ days: doneAfter });
      const base = report(`K-${i}`, dueOn.toString(), { opensOn });
      return { base, doneAt: doneOn && instantAt(doneOn, '12:00', ZONE) };
    });
  }

  function live(world: World) {
    const wishes = person({
      profile: world.profile,
      hoursFrom: hour(world.from),
      hoursTo: hour(world.from + world.hours),
      quiet: world.quiet && { from: hour(world.quiet[0]), to: hour(world.quiet[1]) },
    });
    const owed = obligationsOf(world);
    const isDown = (day: number) => world.outages.some(([from, days]) => day >= from && day < from + days);
    const digests: (Digest & { day: number })[] = [];
    const sent: SentStage[] = [];
    for (let day = 0; day < 200; day += 1) {
      if (isDown(day)) continue;
      for (let clock = 0; clock < 24; clock += 1) {
        const now = instantAt(START.add({ days: day }), hour(clock), ZONE);
        const obligations = owed.map(({ base, doneAt }) => ({
          ...base,
          doneAt: doneAt && doneAt <= now ? doneAt : null,
        }));
        const planned = plan(now, obligations, [wishes], sent).filter(({ notBefore }) => notBefore <= now);
        sent.push(...recorded(planned));
        digests.push(...planned.map((digest) => ({ ...digest, day })));
      }
    }
    return { wishes, owed, digests, sent, isDown };
  }

  it('never disturbs on a day off, outside the hours or in quiet hours', () => {
    fc.assert(
      fc.property(anyWorld, (world) => {
        for (const { notBefore } of live(world).digests) {
          const local = localDateTime(notBefore, ZONE);
          expect(calendar.isWorkingDay(local.toPlainDate())).toBe(true);
          expect(local.hour).toBeGreaterThanOrEqual(world.from);
          expect(local.hour).toBeLessThan(world.from + world.hours);
          if (!world.quiet) continue;
          const [from, to] = world.quiet;
          const isQuiet =
            from <= to ? local.hour >= from && local.hour < to : local.hour >= from || local.hour < to;
          expect(isQuiet).toBe(false);
        }
      }),
      { numRuns: 12 },
    );
  });

  it('tells no stage twice, no day twice, and nothing that is done', () => {
    fc.assert(
      fc.property(anyWorld, (world) => {
        const { digests, sent, owed } = live(world);
        expect(new Set(digests.map(({ date: day }) => day.toString())).size).toBe(digests.length);
        const told = sent.map(({ obligationKey, stage }) => `${obligationKey} ${stage}`);
        expect(new Set(told).size).toBe(told.length);
        const doneAt = new Map(owed.map(({ base, doneAt: done }) => [base.key, done]));
        for (const { items, notBefore } of digests) {
          for (const { obligationKey } of items) {
            const done = doneAt.get(obligationKey);
            if (done) expect(notBefore < done).toBe(true);
          }
        }
      }),
      { numRuns: 12 },
    );
  });

  it('ends each outage in one message for the day, with one stage for each thing owed', () => {
    fc.assert(
      fc.property(anyWorld, (world) => {
        const { digests, isDown } = live(world);
        for (const { day, items } of digests) {
          if (isDown(day - 1)) expect(digests.filter((other) => other.day === day)).toHaveLength(1);
          expect(new Set(items.map(({ obligationKey }) => obligationKey)).size).toBe(items.length);
        }
      }),
      { numRuns: 12 },
    );
  });

  it('misses nothing when the bot is up and the person is not silent', () => {
    // Recounted by hand: walk the working days and note when 7, 3, 1, 0, -1 or -3 of them are left.
    const stages = { light: [1, 0, -1, -3], standard: [7, 3, 1, 0, -1, -3] };
    fc.assert(
      fc.property(anyWorld, fc.constantFrom('light' as const, 'standard' as const), (drawn, profile) => {
        const world = { ...drawn, profile, from: 9, hours: 8, quiet: null, outages: [] };
        const { sent, owed } = live(world);
        const expected: string[] = [];
        for (const { base, doneAt } of owed) {
          const opensAt = instantAt(base.opensOn, '00:00', ZONE);
          for (let day = 0; day < 200; day += 1) {
            const today = START.add({ days: day });
            const morning = instantAt(today, '09:00', ZONE);
            if (!calendar.isWorkingDay(today) || morning < opensAt || (doneAt && doneAt <= morning)) continue;
            const isBefore = Temporal.PlainDate.compare(today, base.dueOn) <= 0;
            let left = 0;
            for (let d = today; !d.equals(base.dueOn); d = d.add({ days: isBefore ? 1 : -1 })) {
              const counted = isBefore ? d.add({ days: 1 }) : d;
              if (calendar.isWorkingDay(counted)) left += isBefore ? 1 : -1;
            }
            if (stages[profile].includes(left)) expected.push(`${base.key} ${left} ${today}`);
          }
        }
        const told = sent.map(({ obligationKey, stage, sentOn }) => `${obligationKey} ${stage} ${sentOn}`);
        expect(told.sort()).toEqual(expected.sort());
      }),
      { numRuns: 12 },
    );
  });
});
