import type { Clock } from '../src/domain/clock.ts';

/** A clock that runs at its ordinary pace from a chosen instant, and can be set forward. */
export interface DemoClock extends Clock {
  moveTo(instant: Date): void;
}

/** Starts at `start`, in the pace of real time; a frozen one moves only when it is told to. */
export function createDemoClock(start: Date, options: { frozen?: boolean } = {}): DemoClock {
  let base = start.getTime();
  let real = Date.now();
  return {
    now: () => new Date(base + (options.frozen ? 0 : Date.now() - real)),
    moveTo(instant) {
      base = instant.getTime();
      real = Date.now();
    },
  };
}
