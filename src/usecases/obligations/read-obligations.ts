import { localDateTime } from '../../domain/calendar/time-zone.ts';
import type { Obligation, ObligationKind } from '../../domain/reminders/obligation.ts';
import type { Tx } from '../../storage/database.ts';
import type { RoleName } from '../../storage/generated/enums.ts';
import { readCalendar } from '../methodology/read-calendar.ts';
import { inForce } from '../people/in-force.ts';
import { readResponsibilities } from '../reporting/responsible-people.ts';
import { lateOfOthers } from './late-of-others.ts';
import { type ObligationFilter, type ObligationScope, readTerms } from './obligation-scope.ts';
import { readOwedAnswers } from './owed-answers.ts';
import { readOwedCalendarData } from './owed-calendar-data.ts';
import { readOwedDecisions } from './owed-decisions.ts';
import { readOwedMilestones } from './owed-milestones.ts';
import { readOwedPublications } from './owed-publications.ts';
import { readOwedReports } from './owed-reports.ts';

export const kindsBesideReports: readonly ObligationKind[] = [
  'review',
  'verification',
  'milestone',
  'publication',
  'answer',
  'calendarData',
];
const everyKind: readonly ObligationKind[] = ['report', ...kindsBesideReports];

/** Kinds that concern people of a working group only. */
const ofGroups: readonly ObligationKind[] = ['report', 'milestone', 'publication', 'answer'];

/**
 * Everything that is owed at an instant, by everybody or by those asked for, the earliest deadline first. This is the
 * one definition: lists of deadlines, the menu's counts, reminders and lateness all ask here. What is done is not in
 * it; what several may do is owed by each of them until one did it.
 */
export async function readObligations(
  tx: Tx,
  now: Date,
  zone: string,
  filter: ObligationFilter = {},
): Promise<Obligation[]> {
  const { personId, withLateOfOthers = false } = filter;
  const person = personId === undefined ? null : await readRoles(tx, now, personId);
  const groups = person === null ? (filter.workingGroupIds ?? 'country') : person.groups;
  const scope: ObligationScope = {
    tx,
    now,
    zone,
    today: localDateTime(now, zone).toPlainDate(),
    calendar: await readCalendar(tx),
    terms: await readTerms(tx),
    groups,
    responsibilities: await readResponsibilities(tx, now, groups),
    matters: filter.matters ?? (() => true),
  };
  const kinds = (filter.kinds ?? everyKind).filter((kind) => groups.length > 0 || !ofGroups.includes(kind));
  const wants = (kind: ObligationKind) => kinds.includes(kind);
  const may = (role: RoleName) => person?.roles.has(role) ?? true;

  const owed: Obligation[] = [];
  // Of others, all of a group's reports are wanted; else those of one person will do.
  if (wants('report')) owed.push(...(await readOwedReports(scope, withLateOfOthers ? undefined : personId)));
  const decisions = (['review', 'verification'] as const).filter(wants);
  if (decisions.length > 0 && (may('coordinator') || may('authority'))) {
    const everywhere = may('authority') ? { ...scope, groups: 'country' as const } : scope;
    owed.push(...(await readOwedDecisions(everywhere, decisions)));
  }
  if (wants('milestone')) owed.push(...(await readOwedMilestones(scope)));
  if (wants('publication')) owed.push(...(await readOwedPublications(scope)));
  if (wants('answer') && may('coordinator')) owed.push(...(await readOwedAnswers(scope)));
  if (wants('calendarData') && may('administrator')) owed.push(...(await readOwedCalendarData(scope)));

  const all = withLateOfOthers ? [...owed, ...lateOfOthers(scope, owed)] : owed;
  return all
    .filter((obligation) => personId === undefined || obligation.personId === personId)
    .toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime());
}

async function readRoles(
  tx: Tx,
  now: Date,
  personId: number,
): Promise<{ roles: ReadonlySet<RoleName>; groups: readonly string[] }> {
  const grants = await tx.roleGrant.findMany({
    where: { personId, ...inForce(now) },
    select: { role: true, workingGroupId: true },
  });
  const ofGroup = grants.filter(({ role }) => role === 'member' || role === 'coordinator');
  return {
    roles: new Set(grants.map(({ role }) => role)),
    groups: [...new Set(ofGroup.flatMap(({ workingGroupId }) => workingGroupId ?? []))],
  };
}
