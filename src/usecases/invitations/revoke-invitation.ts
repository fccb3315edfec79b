import { decideRevokeInvitation } from '../../domain/people/invitation.ts';
import { may } from '../../domain/people/permissions.ts';
import type { Deps } from '../deps.ts';
import { loadActor } from '../people/actor.ts';
import { transact } from '../transaction.ts';
import { blankGuest, pending } from './invitation-rows.ts';

export type RevokeInvitationOutcome =
  /** The link does not work any more; a guest who waited is told. */
  | { kind: 'revoked'; fullName: string }
  /** The person is in already: the role itself has to be ended. */
  | { kind: 'alreadyConfirmed' }
  /** Revoked, rejected or expired before. */
  | { kind: 'alreadyEnded' }
  | { kind: 'noRight' }
  | { kind: 'notFound' };

/** Takes an invitation back; anybody who may invite to that role in that group may do it. */
export async function revokeInvitation(
  deps: Deps,
  input: { personId: number; invitationId: number },
): Promise<RevokeInvitationOutcome> {
  const { personId, invitationId } = input;
  return transact(deps, async ({ tx, now, audit, owe }) => {
    const invitation = await tx.invitation.findUnique({ where: { id: invitationId } });
    if (invitation === null) return { kind: 'notFound' };
    const { role, workingGroupId, guestId, fullName } = invitation;
    const actor = await loadActor(tx, personId, now);
    if (!may(`invite:${role}`, actor, { workingGroupId }, now)) return { kind: 'noRight' };
    const allowed = decideRevokeInvitation(invitation, now);
    if (allowed.kind !== 'ok') return allowed;
    const revoked = await tx.invitation.updateMany({
      where: { id: invitationId, guestId, ...pending },
      data: { revokedAt: now, ...blankGuest },
    });
    if (revoked.count === 0) {
      const latest = await tx.invitation.findUniqueOrThrow({ where: { id: invitationId } });
      return latest.confirmedAt === null ? { kind: 'alreadyEnded' } : { kind: 'alreadyConfirmed' };
    }
    audit({
      chain: workingGroupId ?? 'country',
      kind: 'invitation.revoked',
      actor: actor.ref,
      subject: `invitation:${invitationId}`,
      payload: { role, because: 'decision' },
    });
    if (guestId !== null) {
      owe({
        kind: 'invitation.decided',
        params: { invitationId },
        recipientId: guestId,
        uniqueKey: `invitation.decided:${invitationId}`,
      });
    }
    return { kind: 'revoked', fullName };
  });
}
