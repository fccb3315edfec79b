import { invitationState, makeInvitationToken } from '../../domain/people/invitation.ts';
import { may } from '../../domain/people/permissions.ts';
import type { Deps } from '../deps.ts';
import { loadActor } from '../people/actor.ts';
import { transact } from '../transaction.ts';
import { hashToken, pending } from './invitation-rows.ts';

export type RenewLinkOutcome =
  /** The link given before does not work any more. */
  | { kind: 'renewed'; token: string; expiresAt: Date }
  /** Opened, decided, revoked or expired: there is nothing to give a link to. */
  | { kind: 'notOpen' }
  | { kind: 'noRight' }
  | { kind: 'notFound' };

/**
 * Gives an invitation that nobody opened a new link in place of the one that was lost: only its hash was kept,
 * so the old one cannot be shown again. The term stays.
 */
export async function renewLink(
  deps: Deps,
  input: { personId: number; invitationId: number },
): Promise<RenewLinkOutcome> {
  const { personId, invitationId } = input;
  return transact(deps, async ({ tx, now, audit }) => {
    const invitation = await tx.invitation.findUnique({ where: { id: invitationId } });
    if (invitation === null) return { kind: 'notFound' };
    const { role, workingGroupId, invitedById, expiresAt } = invitation;
    const actor = await loadActor(tx, personId, now);
    const isTheirs = invitedById === null || invitedById === personId;
    if (!isTheirs || !may(`invite:${role}`, actor, { workingGroupId }, now)) return { kind: 'noRight' };
    if (invitationState(invitation, now) !== 'open') return { kind: 'notOpen' };
    const token = makeInvitationToken(deps.random);
    const renewed = await tx.invitation.updateMany({
      where: { id: invitationId, guestId: null, ...pending },
      data: { tokenHash: hashToken(token) },
    });
    if (renewed.count === 0) return { kind: 'notOpen' };
    audit({
      chain: workingGroupId ?? 'country',
      kind: 'invitation.linkRenewed',
      actor: actor.ref,
      subject: `invitation:${invitationId}`,
      payload: { role },
    });
    return { kind: 'renewed', token, expiresAt };
  });
}
