import { Temporal } from 'temporal-polyfill';
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

/**
 * The instants at which something may fall due on the way from one to another: each full hour of the day, the
 * hour after midnight in which periods open, the one of the nightly rating; and the target itself.
 */
export function* stepsBetween(from: Date, to: Date, timeZone: string): Generator<Date> {
  let hour = Temporal.Instant.fromEpochMilliseconds(from.getTime())
    .toZonedDateTimeISO(timeZone)
    .round({ smallestUnit: 'hour', roundingMode: 'floor' })
    .add({ hours: 1 });
  while (hour.epochMilliseconds < to.getTime()) {
    if (hour.hour === 0 || hour.hour === 2 || (hour.hour >= 8 && hour.hour <= 19)) {
      yield new Date(hour.epochMilliseconds);
    }
    hour = hour.add({ hours: 1 });
  }
  yield to;
}
