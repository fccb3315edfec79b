import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { createWorkingCalendar } from '../../../src/domain/calendar/working-calendar.ts';
import {
  dayOfStage,
  dueStage,
  formatStage,
  parseStage,
  REMINDER_STAGES,
  type ReminderProfile,
  type Stage,
  workingDaysLeft,
} from '../../../src/domain/reminders/stages.ts';
import { YEAR_2025, YEAR_2026 } from '../calendar/calendar-facts.ts';

const calendar = createWorkingCalendar([YEAR_2025, YEAR_2026]);
const date = (text: string) => Temporal.PlainDate.from(text);

/** The third quarter of 2026: opens on Thursday, 1 October, due on Wednesday, 14 October. */
const REPORT = {
  kind: 'report',
  toldAs: 'owner',
  dueOn: date('2026-10-14'),
  opensOn: date('2026-10-01'),
  doneAt: null,
} as const;

function ask(today: string, profile: ReminderProfile, alreadySent: Stage[] = [], changes = {}) {
  return dueStage({
    obligation: { ...REPORT, ...changes },
    profile,
    today: date(today),
    calendar,
    alreadySent,
  });
}

describe('dueStage', () => {
  it.each([
    ['2026-10-01', null],
    ['2026-10-05', 7],
    ['2026-10-09', 3],
    ['2026-10-13', 1],
    ['2026-10-14', 0],
    ['2026-10-15', -1],
    ['2026-10-19', -3],
  ])('of the standard profile, told every time so far, on %s is %s', (today, stage) => {
    const before = REMINDER_STAGES.standard.filter((earlier) => stage !== null && earlier > stage);
    expect(ask(today, 'standard', before)).toBe(stage);
  });

  it.each([
    ['light', [1, 0, -1, -3]],
    ['standard', [7, 3, 1, 0, -1, -3]],
    ['active', [7, 6, 5, 4, 3, 2, 1, 0, -1, -3]],
  ] as const)('of the %s profile comes at %j, day by day', (profile, expected) => {
    const told: Stage[] = [];
    for (let day = date('2026-09-25'); !day.equals(date('2026-11-20')); day = day.add({ days: 1 })) {
      const stage = ask(day.toString(), profile, told);
      if (stage === null) continue;
      expect(day.toString()).toBe(dayOfStage(stage, REPORT.dueOn, calendar).toString());
      told.push(stage);
    }
    expect(told).toEqual(expected);
  });

  it('is nothing on a day off', () => {
    expect(ask('2026-10-10', 'standard', [7])).toBeNull();
    expect(ask('2026-10-17', 'standard', [])).toBeNull();
  });

  it('is nothing when the thing is done', () => {
    expect(ask('2026-10-13', 'standard', [], { doneAt: new Date(0) })).toBeNull();
  });

  it('is the latest one only after an outage', () => {
    expect(ask('2026-10-14', 'standard', [])).toBe(0);
    expect(ask('2026-10-26', 'standard', [7])).toBeNull();
    expect(ask('2026-10-27', 'standard', [7])).toBe(-3);
  });

  it('is made up for on the following day', () => {
    expect(ask('2026-10-12', 'standard', [7])).toBe(3);
    expect(ask('2026-10-12', 'standard', [7, 3])).toBeNull();
  });

  it('leaves out stages from before the opening', () => {
    // A month: opens on 1 October, due on 7 October; its seventh working day before lies in September.
    const month = { dueOn: date('2026-10-07'), opensOn: date('2026-10-01') };
    expect(ask('2026-10-01', 'standard', [], month)).toBeNull();
    expect(ask('2026-10-02', 'standard', [], month)).toBe(3);
    expect(ask('2026-10-01', 'active', [], month)).toBe(4);
  });

  it('does not go back when a deadline moves later', () => {
    expect(ask('2026-10-14', 'standard', [7, 1], { dueOn: date('2026-10-16') })).toBeNull();
    expect(ask('2026-10-14', 'standard', [3, 1, 0], { dueOn: date('2026-10-16') })).toBeNull();
    expect(ask('2026-10-19', 'standard', [3, 1, 0], { dueOn: date('2026-10-16') })).toBe(-1);
  });

  it.each([
    ['coordinator', [-3]],
    ['head', [-5]],
    ['onlyCoordinator', [-3, -5]],
  ] as const)('tells a %s of what others are late with at %j, whatever their profile', (toldAs, expected) => {
    for (const profile of ['light', 'standard', 'active'] as const) {
      const told: Stage[] = [];
      for (let day = date('2026-10-01'); !day.equals(date('2026-11-20')); day = day.add({ days: 1 })) {
        const stage = ask(day.toString(), profile, told, { toldAs });
        if (stage !== null) told.push(stage);
      }
      expect(told).toEqual(expected);
    }
  });

  it('tells of a calendar that is missing from November on', () => {
    const calendarData = { kind: 'calendarData', dueOn: date('2026-12-31'), opensOn: date('2026-11-01') };
    expect(ask('2026-11-02', 'light', [], calendarData)).toBeNull();
    expect(ask('2026-11-05', 'light', [], calendarData)).toBe(40);
    expect(ask('2026-12-03', 'light', [40], calendarData)).toBe(20);
    expect(ask('2026-12-30', 'light', [40, 20], calendarData)).toBe(1);
  });

  it('tells nothing any more of what is overdue for more than 20 working days', () => {
    const long = { dueOn: date('2026-10-14') };
    expect(ask('2026-11-12', 'standard', [], long)).toBe(-3);
    expect(ask('2026-11-13', 'standard', [], long)).toBeNull();
  });

  it('treats a deadline on a day off as the last working day before it', () => {
    const sunday = { dueOn: date('2026-10-11') };
    expect(ask('2026-10-09', 'light', [], sunday)).toBe(0);
    expect(ask('2026-10-08', 'light', [], sunday)).toBe(1);
    expect(ask('2026-10-12', 'light', [1, 0], sunday)).toBe(-1);
  });

  it('is never told twice and never an earlier one after a later one', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<ReminderProfile>('light', 'standard', 'active'),
        fc.integer({ min: 0, max: 1000 }),
        fc.integer({ min: 0, max: 15 }),
        fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }),
        (profile, offset, daysOpen, isUp) => {
          const dueOn = date('2025-02-01').add({ days: offset });
          const obligation = { ...REPORT, dueOn, opensOn: dueOn.subtract({ days: daysOpen }) };
          const told: Stage[] = [];
          for (const [i, up] of isUp.entries()) {
            const today = obligation.opensOn.add({ days: i });
            const stage = dueStage({ obligation, profile, today, calendar, alreadySent: told });
            if (stage === null || !up) continue;
            expect(calendar.isWorkingDay(today)).toBe(true);
            expect(stage).toBeGreaterThanOrEqual(workingDaysLeft(dueOn, today, calendar));
            if (told.length > 0) expect(stage).toBeLessThan(told.at(-1)!);
            told.push(stage);
          }
        },
      ),
    );
  });
});

describe('formatStage', () => {
  it('is read back by parseStage', () => {
    for (const stage of REMINDER_STAGES.active) expect(parseStage(formatStage(stage))).toBe(stage);
    expect(REMINDER_STAGES.standard.map(formatStage)).toEqual([
      'before-7',
      'before-3',
      'before-1',
      'day',
      'overdue-1',
      'overdue-3',
    ]);
  });

  it.each(['', 'before-0', 'overdue', 'day-1', 'before--1', 'before-1 '])('%j is no stage', (text) => {
    expect(parseStage(text)).toBeNull();
  });
});
