import { inForce } from '../people/in-force.ts';
import { endGrant } from '../roles/end-grant.ts';
import type { Work } from '../transaction.ts';

/**
 * Ends every role of a person who leaves of their own will, with what they answered for. They are told of it
 * where they did it, so no message is owed to them; where a group has no coordinator now, every administrator
 * is owed one. Answers how many roles ended.
 */
export async function leaveRoles(work: Work, person: { id: number; ref: string }): Promise<number> {
  const { tx, now } = work;
  const grants = await tx.roleGrant.findMany({
    where: { personId: person.id, OR: [{ endsAt: null }, { endsAt: { gt: now } }] },
    select: { id: true, role: true, workingGroupId: true },
    orderBy: { id: 'asc' },
  });
  const quiet: Work = {
    ...work,
    owe: (entry) => {
      if (entry.recipientId !== person.id) work.owe(entry);
    },
  };
  for (const { id } of grants) {
    await endGrant(quiet, { grantId: id, endedById: person.id, actor: person.ref });
  }
  for (const { id, role, workingGroupId } of grants) {
    if (role === 'coordinator' && workingGroupId !== null) {
      await tellAdministratorsOfEmptyGroup(work, { grantId: id, workingGroupId, leaverId: person.id });
    }
  }
  return grants.length;
}

async function tellAdministratorsOfEmptyGroup(
  { tx, now, owe }: Work,
  left: { grantId: number; workingGroupId: string; leaverId: number },
): Promise<void> {
  const { workingGroupId } = left;
  const remaining = await tx.roleGrant.count({
    where: { role: 'coordinator', workingGroupId, ...inForce(now) },
  });
  if (remaining > 0) return;
  const administrators = await tx.roleGrant.findMany({
    where: { role: 'administrator', personId: { not: left.leaverId }, ...inForce(now) },
    select: { personId: true },
    distinct: ['personId'],
    orderBy: { personId: 'asc' },
  });
  for (const { personId } of administrators) {
    owe({
      kind: 'people.groupWithoutCoordinator',
      params: { workingGroupId },
      recipientId: personId,
      uniqueKey: `people.groupWithoutCoordinator:${left.grantId}:${personId}`,
    });
  }
}
