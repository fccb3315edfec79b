import type { Temporal } from 'temporal-polyfill';
import { instantAt, localDateTime } from '../calendar/time-zone.ts';
import type { WorkingCalendar } from '../calendar/working-calendar.ts';
import { isOnTime, periodBounds, reportingSchedule } from './period.ts';

/** The deadlines of a period as they stand, and by how many working days they were computed. */
export interface StandingDeadlines {
  key: string;
  dueAt: Date;
  locksAt: Date;
  dueWorkingDays: number;
  graceWorkingDays: number;
}

export interface MovedDeadlines {
  dueOn: Temporal.PlainDate;
  dueAt: Date;
  locksAt: Date;
  /** What became later, or both. */
  isDueMoved: boolean;
  isLockMoved: boolean;
}

/**
 * The deadlines of a period by a calendar that was changed; null where nothing becomes later. They move only
 * later, because people have been told: a day that became a working one brings nothing forward. What has passed
 * stays: after the due day only the lock moves, after the lock nothing.
 */
export function moveDeadlines(question: {
  standing: StandingDeadlines;
  calendar: WorkingCalendar;
  now: Date;
  zone: string;
}): MovedDeadlines | null {
  const { standing, calendar, now, zone } = question;
  const { key, dueAt, locksAt, dueWorkingDays, graceWorkingDays } = standing;
  if (now >= locksAt) return null;
  const { kind } = periodBounds(key);
  const due = localDateTime(dueAt, zone);
  const wanted = reportingSchedule({
    key,
    calendar,
    rules: {
      dueWorkingDays: { month: 0, quarter: 0, year: 0, [kind]: dueWorkingDays },
      dueTime: due.toPlainTime().toString({ smallestUnit: 'minute' }),
      graceWorkingDays,
    },
    zone,
  });
  const isDueMoved = isOnTime(now, dueAt) && wanted.dueAt > dueAt;
  const isLockMoved = wanted.locksAt > locksAt;
  if (!isDueMoved && !isLockMoved) return null;
  return {
    dueOn: isDueMoved ? wanted.dueOn : due.toPlainDate(),
    dueAt: isDueMoved ? wanted.dueAt : dueAt,
    locksAt: isLockMoved ? wanted.locksAt : locksAt,
    isDueMoved,
    isLockMoved,
  };
}

/**
 * The last instant of a reopening by a calendar that was changed: where its last day is not worked any more, the
 * same hour of the next working day. Null where it stays, or is over.
 */
export function moveReopening(question: {
  until: Date;
  calendar: WorkingCalendar;
  now: Date;
  zone: string;
}): Date | null {
  const { until, calendar, now, zone } = question;
  if (now > until) return null;
  const last = localDateTime(until, zone);
  const day = calendar.nextWorkingDay(last.toPlainDate());
  if (day.equals(last.toPlainDate())) return null;
  return instantAt(day, last.toPlainTime().toString({ smallestUnit: 'minute' }), zone);
}
