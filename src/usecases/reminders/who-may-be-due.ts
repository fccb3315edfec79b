import { localDateTime } from '../../domain/calendar/time-zone.ts';
import type { WorkingCalendar } from '../../domain/calendar/working-calendar.ts';
import type { ReminderWishes } from '../../domain/reminders/digest.ts';
import { dueStage } from '../../domain/reminders/stages.ts';
import type { Tx } from '../../storage/database.ts';
import { inForce } from '../people/in-force.ts';
import { hoursOfPerson, toReminderHours } from '../people/reminder-hours.ts';
import { readTakingPeriods } from '../reporting/expected-values.ts';
import { obligationDays } from './owed-obligations.ts';
import { reportStages } from './reminder-stages.ts';

/** Somebody who may be disturbed at this moment. */
export interface PersonToWriteTo extends ReminderWishes {
  workingGroupIds: string[];
}

/** Everybody who may owe something, is in their hours, can be reached, and had no message today; one query. */
export async function readPeopleToWriteTo(tx: Tx, now: Date, zone: string): Promise<PersonToWriteTo[]> {
  const local = localDateTime(now, zone);
  const time = local.toPlainTime().toString({ smallestUnit: 'minute' });
  const reporting = { ...inForce(now), role: { in: ['member' as const, 'coordinator' as const] } };
  const people = await tx.person.findMany({
    where: {
      deletedAt: null,
      blockedAt: null,
      hoursFrom: { lte: time },
      hoursTo: { gt: time },
      grants: { some: reporting },
      reminders: { none: { sentOn: local.toPlainDate().toString() } },
    },
    select: {
      id: true,
      reminderProfile: true,
      ...hoursOfPerson,
      grants: { where: reporting, select: { workingGroupId: true } },
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

/** The groups of these people, and the periods of which a stage may have to be told to one of them today. */
export async function readWhatMayBeDue(
  tx: Tx,
  question: { now: Date; zone: string; calendar: WorkingCalendar; people: readonly PersonToWriteTo[] },
): Promise<{ workingGroupIds: string[]; periodIds: number[] }> {
  const { now, zone, calendar, people } = question;
  const today = localDateTime(now, zone).toPlainDate();
  const workingGroupIds = [...new Set(people.flatMap((person) => person.workingGroupIds))];
  const profiles = [...new Set(people.map(({ profile }) => profile))];
  const periods = await readTakingPeriods(tx, now);
  const due = periods.filter((period) =>
    workingGroupIds.some((workingGroupId) => {
      const taking = period.of(workingGroupId);
      if (taking === null) return false;
      const obligation = { ...obligationDays(taking, zone), doneAt: null };
      return profiles.some((profile) => {
        const asked = { obligation, profile, stages: reportStages[profile], today, calendar };
        return dueStage({ ...asked, alreadySent: [] }) !== null;
      });
    }),
  );
  return { workingGroupIds, periodIds: due.map(({ id }) => id) };
}
