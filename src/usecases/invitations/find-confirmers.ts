import { rolesThatMay } from '../../domain/people/permissions.ts';
import { isGroupRole } from '../../domain/people/roles.ts';
import type { Tx } from '../../storage/database.ts';
import type { RoleName } from '../../storage/generated/enums.ts';
import { inForce } from '../people/in-force.ts';

/** Everybody who may confirm who came by an invitation that has no inviter, by id. */
export async function findConfirmers(
  tx: Tx,
  invitation: { role: RoleName; workingGroupId: string | null },
  now: Date,
): Promise<number[]> {
  const roles = rolesThatMay(`confirmInvitation:${invitation.role}`).filter((role) => role !== 'citizen');
  const grants = await tx.roleGrant.findMany({
    where: {
      ...inForce(now),
      AND: {
        OR: roles.map((role) => ({
          role,
          ...(isGroupRole(role) ? { workingGroupId: invitation.workingGroupId } : {}),
        })),
      },
    },
    select: { personId: true },
    distinct: ['personId'],
    orderBy: { personId: 'asc' },
  });
  return grants.map(({ personId }) => personId);
}
