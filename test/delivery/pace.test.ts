import { describe, expect, it } from 'vitest';
import { createPace } from '../../src/delivery/pace.ts';

/** Time that moves only by sleeping; timers fire late by what `lateness` answers, in milliseconds. */
function fakeTime(lateness: () => number = () => 0) {
  let now = 0;
  return {
    monotonic: () => now,
    sleep: async (milliseconds: number) => {
      now += milliseconds + lateness();
    },
    advance: (milliseconds: number) => {
      now += milliseconds;
    },
  };
}

const { signal } = new AbortController();

/** The most starts in any window of one second. */
function busiestSecond(starts: readonly number[]): number {
  return Math.max(
    ...starts.map((start) => starts.filter((other) => other >= start && other < start + 1_000).length),
  );
}

describe('the pace', () => {
  it.each([29, 29.4, 294])('of %d a second is kept in every second, and used up', async (rate) => {
    let late = 0;
    const time = fakeTime(() => {
      late = (late + 1) % 4;
      return late;
    });
    const pace = createPace({ rate, ...time });
    const starts: number[] = [];
    for (let count = 0; count < rate * 20; count += 1) {
      expect(await pace.take(signal)).toBe(true);
      starts.push(time.monotonic());
    }
    expect(busiestSecond(starts)).toBeLessThanOrEqual(Math.floor(rate) + Math.ceil(rate / 200));
    const seconds = ((starts.at(-1) ?? 0) - (starts[0] ?? 0)) / 1_000;
    expect((starts.length - 1) / seconds).toBeGreaterThan(rate * 0.98);
  });

  it('does not save up for later what was not used', async () => {
    const time = fakeTime();
    const pace = createPace({ rate: 10, ...time });
    await pace.take(signal);
    time.advance(60_000);
    expect(pace.wait()).toBe(0);
    const starts: number[] = [];
    for (let count = 0; count < 30; count += 1) {
      await pace.take(signal);
      starts.push(time.monotonic());
    }
    expect(busiestSecond(starts)).toBeLessThanOrEqual(11);
  });

  it('voids the places that were taken before a pause began', async () => {
    let now = 0;
    let fire: () => void = () => undefined;
    const pace = createPace({
      rate: 1,
      monotonic: () => now,
      sleep: () =>
        new Promise((resolve) => {
          fire = resolve;
        }),
    });
    expect(await pace.take(signal)).toBe(true);
    const second = pace.take(signal);
    pace.pause(30_000);
    now = 2_000;
    fire();
    expect(await second).toBe(false);
    expect(pace.wait()).toBe(28_000);
  });

  it('gives a place up when the worker stops', async () => {
    const stopping = new AbortController();
    const time = fakeTime();
    const pace = createPace({ rate: 1, ...time });
    await pace.take(stopping.signal);
    stopping.abort();
    expect(await pace.take(stopping.signal)).toBe(false);
  });
});
