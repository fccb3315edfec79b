import { Temporal } from 'temporal-polyfill';

/** The longest absence, in days. */
export const longestAbsence = 90;

export type AbsenceState =
  /** The deputy has not answered yet. */
  | 'asked'
  | 'declined'
  /** Accepted, and its first day has not come. */
  | 'planned'
  | 'inForce'
  /** Its last day is over. */
  | 'over'
  /** Taken back, or ended before its last day. */
  | 'ended';

/** An absence with a deputy; `overAt` is the first instant after its last day. */
export interface AbsenceTimes {
  beginsAt: Date;
  overAt: Date;
  acceptedAt: Date | null;
  declinedAt: Date | null;
  endedAt: Date | null;
}

/** Where an absence stands at an instant. Only while it is `inForce` the deputy stands in. */
export function absenceState(absence: AbsenceTimes, now: Date): AbsenceState {
  const { beginsAt, overAt, acceptedAt, declinedAt, endedAt } = absence;
  if (endedAt !== null) return 'ended';
  if (declinedAt !== null) return 'declined';
  if (now >= overAt) return 'over';
  if (acceptedAt === null) return 'asked';
  return now < beginsAt ? 'planned' : 'inForce';
}

export type AbsenceDays =
  | { kind: 'ok' }
  /** The last day is before the first. */
  | { kind: 'backwards' }
  /** The first day is over. */
  | { kind: 'past' }
  | { kind: 'tooLong'; most: number };

/** Whether somebody may be away from one day to another, both counted in. */
export function checkAbsenceDays(
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
  today: Temporal.PlainDate,
): AbsenceDays {
  if (Temporal.PlainDate.compare(from, today) < 0) return { kind: 'past' };
  if (Temporal.PlainDate.compare(to, from) < 0) return { kind: 'backwards' };
  const days = from.until(to, { largestUnit: 'days' }).days + 1;
  return days > longestAbsence ? { kind: 'tooLong', most: longestAbsence } : { kind: 'ok' };
}
