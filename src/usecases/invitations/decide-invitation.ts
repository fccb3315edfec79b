import { type ConfirmDecision, decideConfirm } from '../../domain/people/invitation.ts';
import { may } from '../../domain/people/permissions.ts';
import type { Deps } from '../deps.ts';
import { loadActor } from '../people/actor.ts';
import { transact } from '../transaction.ts';
import { acceptGuest } from './accept-guest.ts';
import { blankGuest, pending } from './invitation-rows.ts';

export type DecideInvitationOutcome =
  /** The guest has the role now, and is told. */
  | { kind: 'confirmed'; fullName: string; workingGroupId: string | null }
  /** The guest has nothing, and is told. */
  | { kind: 'rejected'; fullName: string; workingGroupId: string | null }
  /** Not theirs to confirm (any more). */
  | { kind: 'noRight' }
  | { kind: 'notFound' }
  | Exclude<ConfirmDecision, { kind: 'ok' | 'notInviter' }>;

/** The inviter says whether the right person came. Decided once; a second decision is answered by the first. */
export async function decideInvitation(
  deps: Deps,
  input: { personId: number; invitationId: number; decision: 'confirm' | 'reject' },
): Promise<DecideInvitationOutcome> {
  const { personId, invitationId } = input;
  return transact(deps, async (work) => {
    const { tx, now, audit, owe } = work;
    const invitation = await tx.invitation.findUnique({ where: { id: invitationId } });
    if (invitation === null) return { kind: 'notFound' };
    const { role, workingGroupId, fullName, guestId } = invitation;
    const inviter = await loadActor(tx, personId, now);
    if (!may(`confirmInvitation:${role}`, inviter, { workingGroupId }, now)) return { kind: 'noRight' };
    const allowed = decideConfirm(invitation, personId, now);
    if (allowed.kind === 'notInviter') return { kind: 'noRight' };
    if (allowed.kind !== 'ok') return allowed;
    if (guestId === null) return { kind: 'notOpenedYet' };

    const isConfirmed = input.decision === 'confirm';
    const decided = await tx.invitation.updateMany({
      where: { id: invitationId, guestId, ...pending },
      data: { ...(isConfirmed ? { confirmedAt: now } : { rejectedAt: now }), ...blankGuest },
    });
    if (decided.count === 0) {
      const latest = await tx.invitation.findUniqueOrThrow({ where: { id: invitationId } });
      const why = decideConfirm(latest, personId, now);
      return why.kind === 'ok' || why.kind === 'notInviter' ? { kind: 'noRight' } : why;
    }
    if (isConfirmed) {
      await acceptGuest(work, invitation, { id: guestId, actor: inviter.ref, givenById: inviter.id });
    }
    const { ref } = await tx.person.findUniqueOrThrow({ where: { id: guestId }, select: { ref: true } });
    audit({
      chain: workingGroupId ?? 'country',
      kind: isConfirmed ? 'invitation.confirmed' : 'invitation.rejected',
      actor: inviter.ref,
      subject: `invitation:${invitationId}`,
      payload: { guest: ref, role },
    });
    owe({
      kind: 'invitation.decided',
      params: { invitationId },
      recipientId: guestId,
      uniqueKey: `invitation.decided:${invitationId}`,
    });
    return { kind: isConfirmed ? 'confirmed' : 'rejected', fullName, workingGroupId };
  });
}
