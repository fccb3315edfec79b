import { rolesThatMay } from '../../domain/people/permissions.ts';
import type { Tx } from '../../storage/database.ts';
import type { Actor } from '../people/actor.ts';
import { inForce } from '../people/in-force.ts';

/** The working groups whose feedback the person answers; none for everybody but coordinators. */
export function answeringGroups(actor: Actor): string[] {
  const roles = rolesThatMay('answerFeedback');
  const groups = actor.grants
    .filter(({ role }) => roles.includes(role))
    .flatMap(({ workingGroupId }) => workingGroupId ?? []);
  return [...new Set(groups)];
}

/** Who answers the feedback of a group at an instant: ids of people, each once. */
export async function listCoordinators(tx: Tx, workingGroupId: string, now: Date): Promise<number[]> {
  const grants = await tx.roleGrant.findMany({
    where: {
      workingGroupId,
      role: { in: [...rolesThatMay('answerFeedback')].filter((role) => role !== 'citizen') },
      ...inForce(now),
      person: { deletedAt: null },
    },
    select: { personId: true },
    distinct: ['personId'],
    orderBy: { personId: 'asc' },
  });
  return grants.map(({ personId }) => personId);
}
