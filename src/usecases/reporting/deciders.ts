import type { Tx } from '../../storage/database.ts';
import { readStandIns } from '../absences/stand-ins.ts';
import { inForce } from '../people/in-force.ts';

/** Who may decide on values that somebody submitted (or that were submitted in their name). */
export interface Deciders {
  /**
   * The coordinators of the group but the submitters and whoever stands in for them; where none is left, those of the
   * authority of whom the same is true.
   */
  ofReview(workingGroupId: string, submitterIds: readonly number[]): readonly number[];
  /** Those of the authority of whom the same is true. */
  ofVerification(submitterIds: readonly number[]): readonly number[];
}

/** Who may decide on what at an instant, in the whole country; two queries. */
export async function readDeciders(tx: Tx, now: Date): Promise<Deciders> {
  const grants = await tx.roleGrant.findMany({
    where: { role: { in: ['coordinator', 'authority'] }, ...inForce(now) },
    select: { personId: true, role: true, workingGroupId: true },
    orderBy: [{ isHead: 'desc' }, { id: 'asc' }],
  });
  const standIns = await readStandIns(tx, now);
  const coordinators = new Map<string, number[]>();
  const authority = new Set<number>();
  for (const { personId, role, workingGroupId } of grants) {
    if (role === 'authority') authority.add(personId);
    else if (workingGroupId !== null) {
      const known = coordinators.get(workingGroupId) ?? [];
      if (!known.includes(personId)) coordinators.set(workingGroupId, [...known, personId]);
    }
  }
  const free = (people: Iterable<number>, submitterIds: readonly number[]) =>
    [...people].filter((id) => ![id, ...standIns.of(id)].some((one) => submitterIds.includes(one)));
  return {
    ofReview(workingGroupId, submitterIds) {
      const ofGroup = free(coordinators.get(workingGroupId) ?? [], submitterIds);
      return ofGroup.length > 0 ? ofGroup : free(authority, submitterIds);
    },
    ofVerification: (submitterIds) => free(authority, submitterIds),
  };
}
