import type { Temporal } from 'temporal-polyfill';
import { localDateTime } from '../calendar/time-zone.ts';
import type { WorkingCalendar } from '../calendar/working-calendar.ts';
import { groupBy } from '../group-by.ts';
import { freeInstantToday, type ReminderHours } from './hours.ts';
import type { Obligation } from './obligation.ts';
import { dueStage, type ReminderProfile, type Stage } from './stages.ts';

/** When a person wants to be reminded. */
export interface ReminderWishes extends ReminderHours {
  personId: number;
  profile: ReminderProfile;
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
 * come: what falls due for the person until then still joins it. Whoever is away and covered hears nothing of what
 * their deputy does.
 */
export function planDigests(question: DigestQuestion): Digest[] {
  const { now, zone, calendar, people, obligations, sent } = question;
  const today = localDateTime(now, zone).toPlainDate();
  if (!calendar.isWorkingDay(today)) return [];

  const owedBy = groupBy(obligations, ({ personId }) => personId);
  const sentTo = groupBy(sent, ({ personId }) => personId);
  return people.flatMap((person) => {
    const told = sentTo.get(person.personId) ?? [];
    const owed = owedBy.get(person.personId);
    if (!owed || told.some(({ sentOn }) => sentOn.equals(today))) return [];
    const notBefore = freeInstantToday(person, now, zone);
    if (notBefore === null) return [];

    const toldOf = groupBy(told, ({ obligationKey }) => obligationKey);
    const items = owed
      .toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime() || (a.key < b.key ? -1 : 1))
      .flatMap((obligation) => {
        const alreadySent = (toldOf.get(obligation.key) ?? []).map(({ stage }) => stage);
        const { profile } = person;
        if (obligation.isCovered) return [];
        const stage = dueStage({ obligation, profile, today, calendar, alreadySent });
        // "Due today" is no longer true once the time is over; the overdue stage follows tomorrow.
        const isStale = stage !== null && stage >= 0 && notBefore > obligation.dueAt;
        return stage === null || isStale ? [] : [{ obligationKey: obligation.key, stage }];
      });
    return items.length === 0 ? [] : [{ personId: person.personId, date: today, items, notBefore }];
  });
}
