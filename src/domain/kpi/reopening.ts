import { Temporal } from 'temporal-polyfill';
import { instantAt } from '../calendar/time-zone.ts';
import type { WorkingCalendar } from '../calendar/working-calendar.ts';

/** The authority's exception to a lock: for one working group, or (null) for the whole country. */
export interface Reopening {
  workingGroupId: string | null;
  /** Values are taken up to and including this instant. */
  until: Date;
  /** Set where it was ended before its day. */
  endedAt: Date | null;
}

/** The furthest day, counted from today, up to which a period may be reopened. */
export const furthestReopening = 60;

/**
 * The exception that counts for a group (with null: for the whole country, where those for single groups do
 * not count): of several the one that lasts longest. Null where there is none, or each was ended.
 */
export function reopeningFor<R extends Reopening>(
  reopenings: readonly R[],
  workingGroupId: string | null,
): R | null {
  return reopenings
    .filter((one) => one.workingGroupId === null || one.workingGroupId === workingGroupId)
    .reduce<R | null>(
      (so, one) => (one.endedAt === null && (so === null || one.until > so.until) ? one : so),
      null,
    );
}

/** Up to when values are taken again by {@link reopeningFor}; null where they are not. */
export function reopenedUntil(reopenings: readonly Reopening[], workingGroupId: string | null): Date | null {
  return reopeningFor(reopenings, workingGroupId)?.until ?? null;
}

export type ReopeningDay =
  | { kind: 'ok'; until: Date }
  /** Over already, or today after the hour. */
  | { kind: 'past' }
  /** `next` is the first working day after it. */
  | { kind: 'dayOff'; next: Temporal.PlainDate }
  /** `furthest` is the last day that may be chosen. */
  | { kind: 'tooFar'; furthest: Temporal.PlainDate };

/** Whether a period may be reopened up to a day, which ends for it at the hour at which reports are due. */
export function checkReopeningDay(question: {
  day: Temporal.PlainDate;
  now: Date;
  today: Temporal.PlainDate;
  /** 'HH:MM'. */
  dueTime: string;
  zone: string;
  calendar: WorkingCalendar;
}): ReopeningDay {
  const { day, now, today, dueTime, zone, calendar } = question;
  const until = instantAt(day, dueTime, zone);
  if (until <= now) return { kind: 'past' };
  const furthest = today.add({ days: furthestReopening });
  if (Temporal.PlainDate.compare(day, furthest) > 0) return { kind: 'tooFar', furthest };
  if (!calendar.isWorkingDay(day)) return { kind: 'dayOff', next: calendar.nextWorkingDay(day) };
  return { kind: 'ok', until };
}
