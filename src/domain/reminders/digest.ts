import type { Temporal } from 'temporal-polyfill';
import { instantAt, localDateTime } from '../calendar/time-zone.ts';
import type { WorkingCalendar } from '../calendar/working-calendar.ts';
import type { Obligation } from './obligation.ts';
import { dueStage, type ReminderProfile, type Stage } from './stages.ts';

/** When a person wants to be reminded; times are local, 'HH:MM'. */
export interface ReminderWishes {
  personId: number;
  profile: ReminderProfile;
  /** Reminders come from this time on... */
  hoursFrom: string;
  /** ...and before this one, which must be later on the same day. */
  hoursTo: string;
  /** Silence within the hours; may run over midnight. */
  quiet?: { from: string; to: string } | null;
}

/** A stage that a person has been told, or is about to be: its message is in the outbox. */
export interface SentStage {
  personId: number;
  obligationKey: string;
  stage: Stage;
  sentOn: Temporal.PlainDate;
}

/** One message that names everything a person has to hear today. */
export interface Digest {
  personId: number;
  date: Temporal.PlainDate;
  /** By deadline, the earliest first. */
  items: { obligationKey: string; stage: Stage }[];
  /** The first instant of today, not before now, at which the person may be disturbed. */
  notBefore: Date;
}

export interface DigestQuestion {
  now: Date;
  zone: string;
  calendar: WorkingCalendar;
  people: readonly ReminderWishes[];
  obligations: readonly Obligation[];
  /** Stages told of these obligations, and all that was told today. */
  sent: readonly SentStage[];
}

/**
 * The reminders of the day: at most one message per person and day, each stage of an obligation once. A
 * person whose hours are over for today, or who had their message, gets nothing; what they missed comes on
 * the next working day with the stage that is true then. The plan depends on its inputs alone, so asking
 * again before a message is recorded gives the same one. It is best carried out once `notBefore` has
 * come: what falls due for the person until then still joins it.
 */
export function planDigests({ now, zone, calendar, people, obligations, sent }: DigestQuestion): Digest[] {
  const local = localDateTime(now, zone);
  const today = local.toPlainDate();
  if (!calendar.isWorkingDay(today)) return [];

  const owedBy = groupBy(obligations, ({ personId }) => personId);
  const sentTo = groupBy(sent, ({ personId }) => personId);
  return people.flatMap((person) => {
    const told = sentTo.get(person.personId) ?? [];
    const owed = owedBy.get(person.personId);
    if (!owed || told.some(({ sentOn }) => sentOn.equals(today))) return [];
    const minuteNow = local.hour * 60 + local.minute;
    const minute = firstFreeMinute(person, minuteNow);
    if (minute === null) return [];
    const notBefore = minute === minuteNow ? now : instantAt(today, formatMinute(minute), zone);

    const toldOf = groupBy(told, ({ obligationKey }) => obligationKey);
    const items = owed
      .toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime() || (a.key < b.key ? -1 : 1))
      .flatMap((obligation) => {
        const alreadySent = (toldOf.get(obligation.key) ?? []).map(({ stage }) => stage);
        const stage = dueStage({ obligation, profile: person.profile, today, calendar, alreadySent });
        // "Due today" is no longer true once the time is over; the overdue stage follows tomorrow.
        const isStale = stage !== null && stage >= 0 && notBefore > obligation.dueAt;
        return stage === null || isStale ? [] : [{ obligationKey: obligation.key, stage }];
      });
    return items.length === 0 ? [] : [{ personId: person.personId, date: today, items, notBefore }];
  });
}

/** The first minute of the day, not before a minute, in which a person may be disturbed; null for none. */
function firstFreeMinute({ hoursFrom, hoursTo, quiet }: ReminderWishes, minuteNow: number): number | null {
  const from = readMinute(hoursFrom);
  const to = readMinute(hoursTo);
  if (from >= to) throw new RangeError(`Reminder hours must end after they begin: ${hoursFrom}-${hoursTo}`);
  let minute = Math.max(from, minuteNow);
  if (quiet) {
    const silentFrom = readMinute(quiet.from);
    const silentTo = readMinute(quiet.to);
    const runsOverMidnight = silentFrom > silentTo;
    if (runsOverMidnight && minute >= silentFrom) return null;
    const isSilent = minute < silentTo && (runsOverMidnight || minute >= silentFrom);
    if (isSilent) minute = silentTo;
  }
  return minute < to ? minute : null;
}

function readMinute(time: string): number {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time);
  if (!match) throw new RangeError(`Not a time of day (HH:MM): ${time}`);
  return Number(match[1]) * 60 + Number(match[2]);
}

function formatMinute(minute: number): string {
  const twoDigits = (n: number) => String(n).padStart(2, '0');
  return `${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}`;
}

function groupBy<T, K>(rows: readonly T[], keyOf: (row: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
