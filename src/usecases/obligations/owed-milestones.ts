import { Temporal } from 'temporal-polyfill';
import { milestoneKey, type Obligation } from '../../domain/reminders/obligation.ts';
import { dueAtOf, type ObligationScope, ownersInGroup } from './obligation-scope.ts';

/** States of an initiative in which its planned end is not reached. */
const goingOn = ['planned', 'in_progress', 'late'] as const;

/**
 * Initiatives of the roadmaps that are to be completed by their planned end: owed by whoever is responsible and of the
 * group, else by one coordinator of it, the head first.
 */
export async function readOwedMilestones(scope: ObligationScope): Promise<Obligation[]> {
  const rows = await scope.tx.initiative.findMany({
    where: {
      state: { in: [...goingOn] },
      ...(scope.groups === 'country' ? {} : { city: { workingGroupId: { in: [...scope.groups] } } }),
    },
    select: {
      id: true,
      cityId: true,
      responsibleId: true,
      startsOn: true,
      dueOn: true,
      city: { select: { workingGroupId: true } },
    },
    orderBy: [{ dueOn: 'asc' }, { id: 'asc' }],
  });
  return rows.flatMap(({ id, cityId, responsibleId, startsOn, city: { workingGroupId }, ...row }) => {
    const dueOn = Temporal.PlainDate.from(row.dueOn);
    const days = { kind: 'milestone' as const, dueOn, opensOn: Temporal.PlainDate.from(startsOn) };
    if (!scope.matters(days)) return [];
    return ownersInGroup(scope, workingGroupId, responsibleId).map((owner) => ({
      ...days,
      ...owner,
      key: milestoneKey(id, row.dueOn),
      toldAs: 'owner' as const,
      count: 1,
      dueAt: dueAtOf(scope, dueOn),
      doneAt: null,
      subject: { cityId, initiativeId: id, workingGroupId },
    }));
  });
}
