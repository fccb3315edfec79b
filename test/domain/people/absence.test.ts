import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { absenceState, checkAbsenceDays } from '../../../src/domain/people/absence.ts';

const at = (day: string) => new Date(`${day}T00:00+05:00`);
const absence = (change: object = {}) => ({
  beginsAt: at('2026-10-06'),
  overAt: at('2026-10-10'),
  acceptedAt: at('2026-10-02'),
  declinedAt: null,
  endedAt: null,
  ...change,
});

describe('an absence', () => {
  it.each([
    ['2026-10-05T23:59:59.999+05:00', 'planned'],
    ['2026-10-06T00:00+05:00', 'inForce'],
    ['2026-10-09T23:59:59.999+05:00', 'inForce'],
    ['2026-10-10T00:00+05:00', 'over'],
  ])('that was accepted is, at %s, %s', (now, state) => {
    expect(absenceState(absence(), new Date(now))).toBe(state);
  });

  it.each([
    [{ acceptedAt: null }, '2026-10-07', 'asked'],
    [{ acceptedAt: null }, '2026-10-10', 'over'],
    [{ acceptedAt: null, declinedAt: at('2026-10-03') }, '2026-10-07', 'declined'],
    [{ endedAt: at('2026-10-07') }, '2026-10-08', 'ended'],
    [{ acceptedAt: null, endedAt: at('2026-10-03') }, '2026-10-08', 'ended'],
  ])('with %j is, on %s, %s', (change, day, state) => {
    expect(absenceState(absence(change), at(day))).toBe(state);
  });

  it.each([
    ['2026-10-05', '2026-10-05', 'ok'],
    ['2026-10-05', '2027-01-02', 'ok'],
    ['2026-10-05', '2027-01-03', 'tooLong'],
    ['2026-10-04', '2026-10-06', 'past'],
    ['2026-10-08', '2026-10-07', 'backwards'],
  ])('from %s to %s, asked for on 5 October: %s', (from, to, kind) => {
    const today = Temporal.PlainDate.from('2026-10-05');
    const days = checkAbsenceDays(Temporal.PlainDate.from(from), Temporal.PlainDate.from(to), today);
    expect(days.kind).toBe(kind);
  });
});
