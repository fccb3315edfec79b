import { Temporal } from 'temporal-polyfill';
import { type Obligation, publicationKey } from '../../domain/reminders/obligation.ts';
import { dueAtOf, type ObligationScope, ownersInGroup } from './obligation-scope.ts';

/**
 * Approved documents of the cities that are not published yet: owed by one coordinator of the group, the head first,
 * so many working days after the approval.
 */
export async function readOwedPublications(scope: ObligationScope): Promise<Obligation[]> {
  const rows = await scope.tx.strategy.findMany({
    where: {
      state: 'approved',
      approvedOn: { not: null },
      ...(scope.groups === 'country' ? {} : { city: { workingGroupId: { in: [...scope.groups] } } }),
    },
    select: { id: true, cityId: true, approvedOn: true, city: { select: { workingGroupId: true } } },
    orderBy: [{ approvedOn: 'asc' }, { id: 'asc' }],
  });
  return rows.flatMap(({ id, cityId, approvedOn, city: { workingGroupId } }) => {
    if (approvedOn === null) return [];
    const opensOn = Temporal.PlainDate.from(approvedOn);
    const dueOn = scope.calendar.addWorkingDays(opensOn, scope.terms.publicationWorkingDays);
    const days = { kind: 'publication' as const, dueOn, opensOn };
    if (!scope.matters(days)) return [];
    return ownersInGroup(scope, workingGroupId, null).map((owner) => ({
      ...days,
      ...owner,
      key: publicationKey(id, approvedOn),
      toldAs: 'owner' as const,
      count: 1,
      dueAt: dueAtOf(scope, dueOn),
      doneAt: null,
      subject: { cityId, strategyId: id, workingGroupId },
    }));
  });
}
