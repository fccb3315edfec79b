import type { Temporal } from 'temporal-polyfill';
import { localDateTime } from '../../domain/calendar/time-zone.ts';
import type { WorkingCalendar } from '../../domain/calendar/working-calendar.ts';
import type { ReminderWishes } from '../../domain/reminders/digest.ts';
import type { Audience } from '../../domain/reminders/obligation.ts';
import { dueStage } from '../../domain/reminders/stages.ts';
import type { Tx } from '../../storage/database.ts';
import type { ObligationDays } from '../obligations/obligation-scope.ts';
import { inForce } from '../people/in-force.ts';
import { hoursOfPerson, toReminderHours } from '../people/reminder-hours.ts';

/** Roles that may owe something. */
const owing = ['member', 'coordinator', 'authority', 'administrator'] as const;

const everybody: readonly Audience[] = ['owner', 'coordinator', 'head', 'onlyCoordinator'];

/** Somebody who may be disturbed at this moment. */
export interface PersonToWriteTo extends ReminderWishes {
  workingGroupIds: string[];
}

/** Everybody who may owe something, is in their hours, can be reached, and had no message today; one query. */
export async function readPeopleToWriteTo(tx: Tx, now: Date, zone: string): Promise<PersonToWriteTo[]> {
  const local = localDateTime(now, zone);
  const time = local.toPlainTime().toString({ smallestUnit: 'minute' });
  const held = { ...inForce(now), role: { in: [...owing] } };
  const people = await tx.person.findMany({
    where: {
      deletedAt: null,
      blockedAt: null,
      hoursFrom: { lte: time },
      hoursTo: { gt: time },
      grants: { some: held },
      reminders: { none: { sentOn: local.toPlainDate().toString() } },
    },
    select: {
      id: true,
      reminderProfile: true,
      ...hoursOfPerson,
      grants: { where: held, select: { role: true, workingGroupId: true } },
    },
    orderBy: { id: 'asc' },
  });
  return people.map(({ id, reminderProfile, grants, ...hours }) => ({
    personId: id,
    profile: reminderProfile,
    ...toReminderHours(hours),
    workingGroupIds: grants.flatMap(({ workingGroupId }) => workingGroupId ?? []),
  }));
}

/**
 * Whether what is due by certain days may have a stage to be told today to one of these people, whatever they were
 * told before. Most days of most things have none, and then the things need not be looked at.
 */
export function mayBeTold(question: {
  today: Temporal.PlainDate;
  calendar: WorkingCalendar;
  people: readonly PersonToWriteTo[];
}): (days: ObligationDays) => boolean {
  const { today, calendar, people } = question;
  const profiles = [...new Set(people.map(({ profile }) => profile))];
  const known = new Map<string, boolean>();
  return (days) => {
    const key = `${days.kind}|${days.dueOn}|${days.opensOn}`;
    const answer =
      known.get(key) ??
      profiles.some((profile) =>
        everybody.some((toldAs) => {
          const obligation = { ...days, toldAs, doneAt: null };
          return dueStage({ obligation, profile, today, calendar, alreadySent: [] }) !== null;
        }),
      );
    known.set(key, answer);
    return answer;
  };
}
