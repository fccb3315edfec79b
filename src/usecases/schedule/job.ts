import { localDateTime } from '../../domain/calendar/time-zone.ts';
import type { Deps } from '../deps.ts';

/** Something that is done once for each key that falls due: once a day, say. */
export interface Job {
  name: string;
  /** The newest key that has fallen due at an instant. Keys that an outage passed over fall away. */
  dueKey(now: Date, timeZone: string): string;
  /** Must bear being done again: a process may die in the middle of it. */
  run(deps: Deps, dueKey: string): Promise<void>;
}

/** A due key for each local day, from a time of day on ('03:00'): the date of that day. */
export function dailyAt(time: string): Job['dueKey'] {
  return (now, timeZone) => {
    const local = localDateTime(now, timeZone);
    const isOver = local.toPlainTime().toString({ smallestUnit: 'minute' }) >= time;
    return local
      .toPlainDate()
      .subtract({ days: isOver ? 0 : 1 })
      .toString();
  };
}
