import type { Tx } from '../../storage/database.ts';
import { inForce } from '../people/in-force.ts';
import { readExpectedValues } from '../reporting/expected-values.ts';
import { readResponsibilities } from '../reporting/responsible-people.ts';

/**
 * Whom a reopening concerns while it is in force: the coordinators of the group (of every group, where none is
 * named), and the members who answer for something in that period.
 */
export async function readConcernedPeople(
  tx: Tx,
  now: Date,
  about: { periodId: number; workingGroupId: string | null },
): Promise<number[]> {
  const { periodId, workingGroupId } = about;
  const groups = workingGroupId === null ? 'country' : [workingGroupId];
  const coordinators = await tx.roleGrant.findMany({
    where: { role: 'coordinator', ...inForce(now), ...(workingGroupId === null ? {} : { workingGroupId }) },
    select: { personId: true },
  });
  const responsibilities = await readResponsibilities(tx, now, groups);
  const values = (await readExpectedValues(tx, now, groups)).filter(({ period }) => period.id === periodId);
  const answering = values.flatMap((value) => responsibilities.of(value));
  return [...new Set([...coordinators.map(({ personId }) => personId), ...answering])].sort((a, b) => a - b);
}
