import { may } from '../../domain/people/permissions.ts';
import type { Tx } from '../../storage/database.ts';
import { blankGuest, pending } from '../invitations/invitation-rows.ts';
import { loadActor } from '../people/actor.ts';
import { inForce } from '../people/in-force.ts';
import type { Work } from '../transaction.ts';

/**
 * Ends a role within a unit of work, from this instant on: what the person answered for in the group falls to
 * its coordinators, invitations that they may not give any more are revoked, and they are told. Answers false
 * where it had ended already.
 */
export async function endGrant(
  work: Work,
  input: { grantId: number; endedById: number | null; actor: string },
): Promise<boolean> {
  const { tx, now, audit, owe } = work;
  const { grantId, endedById } = input;
  const ended = await tx.roleGrant.updateMany({
    where: { id: grantId, OR: [{ endsAt: null }, { endsAt: { gt: now } }] },
    data: { endsAt: now, endedById },
  });
  if (ended.count === 0) return false;
  const grant = await tx.roleGrant.findUniqueOrThrow({
    where: { id: grantId },
    select: { personId: true, role: true, workingGroupId: true, person: { select: { ref: true } } },
  });
  if (grant.workingGroupId !== null) await endAssignments(tx, grant.personId, grant.workingGroupId, now);
  await revokeInvitations(work, grant.personId, input.actor);
  audit({
    chain: grant.workingGroupId ?? 'country',
    kind: 'role.ended',
    actor: input.actor,
    subject: `grant:${grantId}`,
    payload: { person: grant.person.ref, role: grant.role, workingGroupId: grant.workingGroupId },
  });
  owe({
    kind: 'role.ended',
    params: { grantId },
    recipientId: grant.personId,
    uniqueKey: `role.ended:${grantId}`,
  });
  return true;
}

/** Ends what a person answers for in a group, unless another role in force there still lets them submit. */
async function endAssignments(tx: Tx, personId: number, workingGroupId: string, now: Date): Promise<void> {
  const submitting = await tx.roleGrant.count({
    where: {
      personId,
      workingGroupId,
      role: { in: ['member', 'coordinator'] },
      ...inForce(now),
    },
  });
  if (submitting > 0) return;
  await tx.assignment.updateMany({
    where: { personId, workingGroupId, OR: [{ endsAt: null }, { endsAt: { gt: now } }] },
    data: { endsAt: now },
  });
}

/** Nobody comes in by the invitation of somebody who may not invite any more. */
async function revokeInvitations(work: Work, inviterId: number, actor: string): Promise<void> {
  const { tx, now, audit, owe } = work;
  const inviter = await loadActor(tx, inviterId, now);
  const made = await tx.invitation.findMany({
    where: { invitedById: inviterId, ...pending },
    select: { id: true, role: true, workingGroupId: true, guestId: true },
    orderBy: { id: 'asc' },
  });
  for (const { id, role, workingGroupId, guestId } of made) {
    if (may(`invite:${role}`, inviter, { workingGroupId }, now)) continue;
    const revoked = await tx.invitation.updateMany({
      where: { id, ...pending },
      data: { revokedAt: now, ...blankGuest },
    });
    if (revoked.count === 0) continue;
    audit({
      chain: workingGroupId ?? 'country',
      kind: 'invitation.revoked',
      actor,
      subject: `invitation:${id}`,
      payload: { role, because: 'inviter' },
    });
    if (guestId !== null) {
      owe({
        kind: 'invitation.decided',
        params: { invitationId: id },
        recipientId: guestId,
        uniqueKey: `invitation.decided:${id}`,
      });
    }
  }
}
