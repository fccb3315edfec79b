import type { Clock } from '../../src/domain/clock.ts';

/** A clock that stands still until it is moved. */
export interface MovableClock extends Clock {
  moveTo(instant: string | Date): void;
  advance(milliseconds: number): void;
}

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** Starts at an instant given with its offset, such as `2026-10-05T10:00+05:00`. */
export function movableClock(start: string): MovableClock {
  let now = new Date(start).getTime();
  return {
    now: () => new Date(now),
    moveTo(instant) {
      now = new Date(instant).getTime();
    },
    advance(milliseconds) {
      now += milliseconds;
    },
  };
}
