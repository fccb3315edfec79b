import { describe, expect, it } from 'vitest';
import { sendingTime, spreadOut } from '../../../src/domain/broadcast/sending-time.ts';
import { createWorkingCalendar } from '../../../src/domain/calendar/working-calendar.ts';

const calendar = createWorkingCalendar([]);
const at = (now: string, officialHours: { hoursFrom: string; hoursTo: string } | null = null) =>
  sendingTime({ officialHours, now: new Date(now), zone: 'Asia/Almaty', calendar }).toISOString();
const utc = (local: string) => new Date(`${local}+05:00`).toISOString();

describe('when a broadcast may reach somebody', () => {
  it.each([
    ['2026-10-05T08:59', '2026-10-05T09:00'],
    ['2026-10-05T09:00', '2026-10-05T09:00'],
    ['2026-10-05T19:59', '2026-10-05T19:59'],
    ['2026-10-05T20:00', '2026-10-06T09:00'],
    ['2026-10-05T23:30', '2026-10-06T09:00'],
    // A Saturday is a day like any other to a citizen.
    ['2026-10-10T10:00', '2026-10-10T10:00'],
    ['2026-12-31T21:00', '2027-01-01T09:00'],
  ])('reaches a citizen at %s not before %s', (now, from) => {
    expect(at(`${now}+05:00`)).toBe(utc(from));
  });

  it.each([
    ['2026-10-05T09:30', '2026-10-05T10:00'],
    ['2026-10-05T16:00', '2026-10-06T10:00'],
    ['2026-10-09T17:00', '2026-10-12T10:00'],
    ['2026-10-10T12:00', '2026-10-12T10:00'],
  ])('reaches an official at %s in their own hours, on a working day: %s', (now, from) => {
    expect(at(`${now}+05:00`, { hoursFrom: '10:00', hoursTo: '16:00' })).toBe(utc(from));
  });
});

describe('many at once', () => {
  it('fall due no faster than they can be sent, in their order, each start by itself', () => {
    const [today, tomorrow] = [new Date('2026-10-05T04:00Z'), new Date('2026-10-06T04:00Z')];
    const starts = [today, today, tomorrow, today, today, tomorrow, today];
    const spread = spreadOut(
      starts.map((from, id) => ({ id, from })),
      2,
    );
    const second = (from: Date, more: number) => new Date(from.getTime() + more * 1_000);
    expect(spread.map(({ from }) => from)).toEqual([
      today,
      today,
      tomorrow,
      second(today, 1),
      second(today, 1),
      tomorrow,
      second(today, 2),
    ]);
    expect(spread.map(({ id }) => id)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });
});
