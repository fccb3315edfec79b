import { Temporal } from 'temporal-polyfill';
import { instantAt, localDateTime } from '../calendar/time-zone.ts';
import type { WorkingCalendar } from '../calendar/working-calendar.ts';
import { freeInstantToday, lastFreeInstant, nextFreeInstant, type ReminderHours } from './hours.ts';

/** When a person wants to hear of a message again. `latest`: as late as the deadline allows. */
export type SnoozeWish = { kind: ReadyWish } | { kind: 'latest' } | { kind: 'day'; day: Temporal.PlainDate };

/** The wishes that stand ready on buttons. */
export const readyWishes = ['hour', 'evening', 'tomorrow'] as const;
export type ReadyWish = (typeof readyWishes)[number];

/** What a message is about when somebody puts it off. */
export interface SnoozeQuestion {
  now: Date;
  zone: string;
  calendar: WorkingCalendar;
  hours: ReminderHours;
  /** The deadlines of all that is still owed of the message. */
  dueAts: readonly Date[];
}

export type SnoozeVerdict =
  /** `dueAt`: the earliest deadline that is ahead. */
  | { kind: 'until'; until: Date; dueAt: Date }
  /** Every deadline of the message is over: nothing of it can be put off any more. */
  | { kind: 'overdue' }
  /** The day has come or is over. */
  | { kind: 'past' }
  /** The earliest deadline that is ahead is `dueAt`; `latest` is the last moment that can be offered, null where none is left. */
  | { kind: 'tooLate'; dueAt: Date; latest: Date | null };

/** The evening begins at this hour, and before it where the person's hours end earlier. */
const evening = '18:00';
/** So much time is left to do what is owed: before the end of the hours, and before the deadline. */
const timeToAct = 3_600_000;

/**
 * When a message is told again: what of it is not overdue. Never after its earliest deadline that is ahead, nor in quiet hours or outside the person's
 * hours; on a day off only where the person picked that very day. What a wish names is moved on to the next
 * moment at which the person may be disturbed.
 */
export function decideSnooze(question: SnoozeQuestion, wish: SnoozeWish): SnoozeVerdict {
  const { now, zone } = question;
  const dueAt = earliestAhead(question.dueAts, now);
  if (dueAt === null) return { kind: 'overdue' };
  const today = localDateTime(now, zone).toPlainDate();
  if (wish.kind === 'day' && Temporal.PlainDate.compare(wish.day, today) <= 0) return { kind: 'past' };
  const latest = latestMoment(question, dueAt);
  const until = wish.kind === 'latest' ? latest : momentOf(question, wish);
  if (until !== null && until > now && until < dueAt) return { kind: 'until', until, dueAt };
  return { kind: 'tooLate', dueAt, latest };
}

/** The moments that stand ready, each once and as the wish says it: what would be moved to another day is left out. */
export function readyMoments(question: SnoozeQuestion): { wish: ReadyWish; until: Date }[] {
  const day = (instant: Date) => localDateTime(instant, question.zone).toPlainDate().toString();
  const found = readyWishes.flatMap((wish) => {
    const verdict = decideSnooze(question, { kind: wish });
    if (verdict.kind !== 'until') return [];
    const isOtherDay = wish !== 'tomorrow' && day(verdict.until) !== day(question.now);
    return isOtherDay ? [] : [{ wish, until: verdict.until }];
  });
  return found.filter(
    ({ until }, index) => found.findIndex((other) => other.until.getTime() === until.getTime()) === index,
  );
}

/** The days that a calendar offers: from tomorrow to the last deadline of the message; null where there is none. */
export function pickableDays(
  question: Pick<SnoozeQuestion, 'now' | 'zone' | 'dueAts'>,
): { first: Temporal.PlainDate; last: Temporal.PlainDate } | null {
  const day = (instant: Date) => localDateTime(instant, question.zone).toPlainDate();
  const first = day(question.now).add({ days: 1 });
  const last = day(new Date(Math.max(...question.dueAts.map((dueAt) => dueAt.getTime()))));
  return Temporal.PlainDate.compare(first, last) > 0 ? null : { first, last };
}

/**
 * Whether a message that was put off may be told at an instant: its time has come, and the person may be
 * disturbed. On a day off that is so only where it was put off to that day.
 */
export function mayReturn(
  snooze: { until: Date },
  question: Pick<SnoozeQuestion, 'now' | 'zone' | 'calendar' | 'hours'>,
): boolean {
  const { now, zone, calendar, hours } = question;
  if (now < snooze.until || freeInstantToday(hours, now, zone)?.getTime() !== now.getTime()) return false;
  const today = localDateTime(now, zone).toPlainDate();
  return calendar.isWorkingDay(today) || localDateTime(snooze.until, zone).toPlainDate().equals(today);
}

function momentOf(question: SnoozeQuestion, wish: Exclude<SnoozeWish, { kind: 'latest' }>): Date | null {
  const { now, zone, calendar, hours } = question;
  const today = localDateTime(now, zone).toPlainDate();
  switch (wish.kind) {
    case 'hour':
      return nextFreeInstant({ hours, zone, calendar, now: new Date(now.getTime() + timeToAct) });
    case 'evening': {
      const end = instantAt(today, hours.hoursTo, zone).getTime() - timeToAct;
      const moment = new Date(Math.min(instantAt(today, evening, zone).getTime(), end));
      if (moment > now) return nextFreeInstant({ hours, zone, calendar, now: moment });
      return momentOf(question, { kind: 'tomorrow' });
    }
    case 'tomorrow':
      return firstMomentOf(calendar.addWorkingDays(today, 1), question);
    case 'day':
      return firstMomentOf(wish.day, question);
  }
}

function firstMomentOf(day: Temporal.PlainDate, { hours, zone }: SnoozeQuestion): Date | null {
  return freeInstantToday(hours, instantAt(day, '00:00', zone), zone);
}

/** An hour before the deadline, or the last whole hour before that at which the person may be disturbed. */
function latestMoment(question: SnoozeQuestion, dueAt: Date): Date | null {
  const { now, hours, zone, calendar } = question;
  const before = new Date(dueAt.getTime() - timeToAct);
  const latest = lastFreeInstant({ hours, before, notBefore: now, zone, calendar });
  return latest !== null && latest > now ? latest : null;
}

/** The earliest deadline that is still ahead; null for none. */
export function earliestAhead(dueAts: readonly Date[], now: Date): Date | null {
  const ahead = dueAts.filter((dueAt) => dueAt > now).map((dueAt) => dueAt.getTime());
  return ahead.length === 0 ? null : new Date(Math.min(...ahead));
}
