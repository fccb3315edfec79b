import type { Tx } from '../../storage/database.ts';
import type { Invitation, RoleGrant } from '../../storage/generated/client.ts';

type Group = { workingGroup: { nameKk: string; nameRu: string } | null };

/** An invitation as its guest is told of it; null where it is another's. */
export async function readGuestInvitation(
  tx: Tx,
  { invitationId, guestId }: { invitationId: number; guestId: number },
): Promise<(Invitation & Group) | null> {
  return tx.invitation.findFirst({
    where: { id: invitationId, guestId },
    include: { workingGroup: { select: { nameKk: true, nameRu: true } } },
  });
}

/** A role as its holder is told of it; null where it is another's. */
export async function readGivenRole(
  tx: Tx,
  { grantId, personId }: { grantId: number; personId: number },
): Promise<(RoleGrant & Group) | null> {
  return tx.roleGrant.findFirst({
    where: { id: grantId, personId },
    include: { workingGroup: { select: { nameKk: true, nameRu: true } } },
  });
}
