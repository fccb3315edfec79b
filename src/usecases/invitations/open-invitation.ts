import { decideOpen } from '../../domain/people/invitation.ts';
import type { RoleName } from '../../storage/generated/enums.ts';
import type { Deps } from '../deps.ts';
import { loadActor } from '../people/actor.ts';
import { hasConsent } from '../privacy/consent.ts';
import { transact } from '../transaction.ts';
import { acceptGuest } from './accept-guest.ts';
import { findConfirmers } from './find-confirmers.ts';
import { pending } from './invitation-rows.ts';

export interface InvitedTo {
  role: RoleName;
  isHead: boolean;
  workingGroup: { nameKk: string; nameRu: string } | null;
}

export type OpenInvitationOutcome =
  /** The inviter was asked to confirm; asked once, however often the link is opened by the same person. */
  | ({ kind: 'waitsForInviter' } & InvitedTo)
  /** Confirmed beforehand at the command line: the role is theirs already. */
  | ({ kind: 'accepted' } & InvitedTo)
  /** Nothing was done: the person has to consent to the processing of what a role needs. */
  | ({ kind: 'consentNeeded' } & InvitedTo)
  | { kind: 'alreadyUsed' }
  | { kind: 'ownInvitation' }
  | { kind: 'expired' }
  | { kind: 'revoked' }
  | { kind: 'unknown' };

/**
 * Takes an invitation for the person who came by its link, found by the hash of its token. Of two people who
 * open it at once one gets it. `guestName` is what they call themselves in the messenger: the inviter sees it
 * and it is blanked when the inviter has decided.
 */
export async function openInvitation(
  deps: Deps,
  input: { personId: number; tokenHash: string; guestName: string },
): Promise<OpenInvitationOutcome> {
  const { personId, tokenHash } = input;
  return transact(deps, async (work) => {
    const { tx, now, audit, owe } = work;
    const invitation = await tx.invitation.findUnique({
      where: { tokenHash },
      include: { workingGroup: { select: { nameKk: true, nameRu: true } } },
    });
    if (invitation === null) return { kind: 'unknown' };
    const { id, role, isHead, workingGroup, workingGroupId } = invitation;
    const invitedTo: InvitedTo = { role, isHead, workingGroup };
    if (invitation.confirmedAhead && invitation.guestId === personId)
      return { kind: 'accepted', ...invitedTo };
    const decision = decideOpen(invitation, personId, now);
    if (decision.kind === 'waitsForInviter') return { kind: 'waitsForInviter', ...invitedTo };
    if (decision.kind !== 'ok') return decision;
    if (!(await hasConsent(tx, personId, 'role'))) return { kind: 'consentNeeded', ...invitedTo };

    const isAhead = invitation.confirmedAhead;
    const taken = await tx.invitation.updateMany({
      where: { id, tokenHash, guestId: null, ...pending },
      data: {
        guestId: personId,
        openedAt: now,
        ...(isAhead ? { confirmedAt: now } : { guestName: input.guestName }),
      },
    });
    if (taken.count === 0) return { kind: 'alreadyUsed' };
    const guest = await loadActor(tx, personId, now);
    const chain = workingGroupId ?? 'country';
    audit({
      chain,
      kind: 'invitation.opened',
      actor: guest.ref,
      subject: `invitation:${id}`,
      payload: { guest: guest.ref, role },
    });
    if (isAhead) {
      await acceptGuest(work, invitation, { id: personId, actor: 'cli', givenById: null });
      return { kind: 'accepted', ...invitedTo };
    }
    const asked =
      invitation.invitedById === null
        ? await findConfirmers(tx, { role, workingGroupId }, now)
        : [invitation.invitedById];
    for (const recipientId of asked) {
      owe({
        kind: 'invitation.opened',
        params: { invitationId: id },
        recipientId,
        uniqueKey: `invitation.opened:${id}:${recipientId}`,
      });
    }
    return { kind: 'waitsForInviter', ...invitedTo };
  });
}
