import type { Tx } from '../../storage/database.ts';
import { readStandIns } from '../absences/stand-ins.ts';
import { inForce } from '../people/in-force.ts';

/** Who decides on a value. */
export interface Reviewers {
  role: 'coordinator' | 'authority';
  personIds: readonly number[];
}

/**
 * Who decides on a value that these people submitted: the coordinators of the group but they and whoever stands
 * in for them, and where none is left, the authority.
 */
export async function readReviewers(
  tx: Tx,
  now: Date,
  about: { workingGroupId: string; submitterIds: readonly number[] },
): Promise<Reviewers> {
  const grants = await tx.roleGrant.findMany({
    where: {
      ...inForce(now),
      AND: [{ OR: [{ role: 'coordinator', workingGroupId: about.workingGroupId }, { role: 'authority' }] }],
    },
    select: { personId: true, role: true },
    orderBy: [{ isHead: 'desc' }, { id: 'asc' }],
  });
  const standIns = await readStandIns(tx, now);
  const isFree = (personId: number) =>
    ![personId, ...standIns.of(personId)].some((id) => about.submitterIds.includes(id));
  const holders = (role: 'coordinator' | 'authority') => [
    ...new Set(
      grants.filter((grant) => grant.role === role && isFree(grant.personId)).map(({ personId }) => personId),
    ),
  ];
  const coordinators = holders('coordinator');
  return coordinators.length > 0
    ? { role: 'coordinator', personIds: coordinators }
    : { role: 'authority', personIds: holders('authority') };
}
