import { decideConfirm, invitationState } from '../../domain/people/invitation.ts';
import { may, whereMay } from '../../domain/people/permissions.ts';
import { GIVEN_ROLES } from '../../domain/people/roles.ts';
import type { Tx } from '../../storage/database.ts';
import type { Prisma } from '../../storage/generated/client.ts';
import type { RoleName } from '../../storage/generated/enums.ts';
import type { Deps } from '../deps.ts';
import { type Actor, loadActor } from '../people/actor.ts';
import { pending } from './invitation-rows.ts';

/** An invitation that still waits for its guest, or for the inviter to say whether the right one came. */
export interface PendingInvitation {
  id: number;
  state: 'open' | 'opened';
  role: RoleName;
  isHead: boolean;
  workingGroup: { id: string; nameKk: string; nameRu: string } | null;
  fullName: string;
  post: string;
  expiresAt: Date;
  /** As the guest calls themselves in the messenger; null until somebody came. */
  guestName: string | null;
  /** Whether this person is the one who confirms or rejects. */
  isTheirsToDecide: boolean;
  /** Whether this person can have a new link made. */
  isTheirsToRenew: boolean;
}

const columns = {
  workingGroup: { select: { id: true, nameKk: true, nameRu: true } },
} satisfies Prisma.InvitationInclude;

/** Pending invitations to roles that the person may invite to, the newest first. */
export async function listInvitations(deps: Deps, personId: number): Promise<PendingInvitation[]> {
  const now = deps.clock.now();
  const actor = await loadActor(deps.db, personId, now);
  return findPending(deps.db, actor, now);
}

/** One of them; null where it is not pending (any more), or not the person's to see. */
export async function readInvitation(
  deps: Deps,
  input: { personId: number; invitationId: number },
): Promise<PendingInvitation | null> {
  const now = deps.clock.now();
  const actor = await loadActor(deps.db, input.personId, now);
  return (await findPending(deps.db, actor, now, input.invitationId))[0] ?? null;
}

/** How many invitations the person has to confirm or reject. */
export async function countGuests(tx: Tx, personId: number, now: Date): Promise<number> {
  const found = await findPending(tx, await loadActor(tx, personId, now), now);
  return found.filter(({ isTheirsToDecide }) => isTheirsToDecide).length;
}

async function findPending(
  tx: Tx,
  actor: Actor,
  now: Date,
  invitationId?: number,
): Promise<PendingInvitation[]> {
  const scopes = GIVEN_ROLES.flatMap((role): Prisma.InvitationWhereInput[] => {
    const where = whereMay(`invite:${role}`, actor, now);
    if (where === 'country') return [{ role }];
    return where.length === 0 ? [] : [{ role, workingGroupId: { in: where } }];
  });
  if (scopes.length === 0) return [];
  const rows = await tx.invitation.findMany({
    where: { ...pending, ...(invitationId === undefined ? {} : { id: invitationId }), OR: scopes },
    include: columns,
    orderBy: { id: 'desc' },
  });
  return rows.flatMap((row) => {
    const state = invitationState(row, now);
    if (state !== 'open' && state !== 'opened') return [];
    const { id, role, isHead, workingGroup, workingGroupId, fullName, post, expiresAt, guestName } = row;
    const mayConfirm = may(`confirmInvitation:${role}`, actor, { workingGroupId }, now);
    return [
      {
        id,
        state,
        role,
        isHead,
        workingGroup,
        fullName,
        post,
        expiresAt,
        guestName,
        isTheirsToDecide: mayConfirm && decideConfirm(row, actor.id, now).kind === 'ok',
        isTheirsToRenew: state === 'open' && (row.invitedById === null || row.invitedById === actor.id),
      },
    ];
  });
}
