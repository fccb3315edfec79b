import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cronEveryMinute } from '../../src/schedule/ticks.ts';

const minute = 60_000;

// The real thing, node-cron and all, on timers that are moved by hand.
describe('the minutes of the clock on the wall', () => {
  let runs = 0;
  let minutes: { stop(): void };
  beforeEach(() => {
    vi.useFakeTimers({ now: new Date('2026-10-05T10:00:30+05:00') });
    runs = 0;
    minutes = cronEveryMinute('Asia/Almaty', () => {
      runs += 1;
    });
  });
  afterEach(() => {
    minutes.stop();
    vi.useRealTimers();
  });

  it('come each once, until they are stopped', async () => {
    await vi.advanceTimersByTimeAsync(10 * minute);
    expect(runs).toBe(10);
    minutes.stop();
    await vi.advanceTimersByTimeAsync(10 * minute);
    expect(runs).toBe(10);
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each([
    ['a second', 1_000],
    ['an hour', 60 * minute],
    ['a week', 7 * 24 * 60 * minute],
    ['a year', 365 * 24 * 60 * minute],
  ])('go on when the clock is set %s forward', async (_, jump) => {
    await vi.advanceTimersByTimeAsync(2 * minute);
    vi.setSystemTime(Date.now() + jump);
    await vi.advanceTimersByTimeAsync(5 * minute);
    expect(runs).toBe(7);
  });

  it.each([
    ['a second', 1_000],
    ['an hour', 60 * minute],
    ['a week', 7 * 24 * 60 * minute],
    ['a year', 365 * 24 * 60 * minute],
  ])('go on when the clock is set %s back', async (_, jump) => {
    await vi.advanceTimersByTimeAsync(2 * minute);
    vi.setSystemTime(Date.now() - jump);
    await vi.advanceTimersByTimeAsync(5 * minute);
    expect(runs).toBe(7);
  });

  it('are not lost to a process that was held up', async () => {
    // As after a sleep of the machine: the wall has gone on, and the timer fires late.
    await vi.advanceTimersByTimeAsync(minute);
    vi.setSystemTime(Date.now() + 3 * minute + 10_000);
    await vi.advanceTimersByTimeAsync(minute);
    expect(runs).toBe(2);
  });
});
