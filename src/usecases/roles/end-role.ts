import { may } from '../../domain/people/permissions.ts';
import type { Tx } from '../../storage/database.ts';
import type { RoleName } from '../../storage/generated/enums.ts';
import type { Deps } from '../deps.ts';
import { loadActor } from '../people/actor.ts';
import { transact } from '../transaction.ts';
import { endGrant } from './end-grant.ts';

export type EndRoleOutcome =
  | { kind: 'ended'; role: RoleName; workingGroupId: string | null; fullName: string | null; isOwn: boolean }
  /** It had ended before: nothing was done. */
  | { kind: 'alreadyEnded'; workingGroupId: string | null }
  /** Without this role nobody could appoint anybody; another administrator has to come first. */
  | { kind: 'lastAdministrator' }
  /** The configuration gave it and would give it again: its id has to leave ADMIN_IDS. */
  | { kind: 'configured' }
  | { kind: 'noRight' }
  | { kind: 'notFound' };

/**
 * Ends a role at once. `by` is the person who does it, or `cli` for the operator at the command line, who may
 * end any role but one given by the configuration.
 */
export async function endRole(
  deps: Deps,
  input: { by: number | 'cli'; grantId: number },
): Promise<EndRoleOutcome> {
  const { by, grantId } = input;
  return transact(deps, async (work) => {
    const { tx, now } = work;
    const grant = await tx.roleGrant.findUnique({
      where: { id: grantId },
      include: { person: { select: { fullName: true } } },
    });
    if (grant === null) return { kind: 'notFound' };
    const { role, workingGroupId, personId } = grant;
    const actor = by === 'cli' ? null : await loadActor(tx, by, now);
    if (actor !== null && !may(`revokeRole:${role}`, actor, { workingGroupId }, now))
      return { kind: 'noRight' };
    if (grant.endsAt !== null && grant.endsAt <= now) return { kind: 'alreadyEnded', workingGroupId };
    if (grant.source === 'configuration') return { kind: 'configured' };
    const isOwn = personId === by;
    if (role === 'administrator') {
      // Two administrators who leave, or relieve each other, at once wait here; the second sees the first gone.
      const administrators = await lockAdministrators(tx);
      if (actor !== null && !administrators.includes(actor.id)) return { kind: 'noRight' };
      if (isOwn && administrators.every((id) => id === personId)) return { kind: 'lastAdministrator' };
    }
    const done = await endGrant(work, {
      grantId,
      endedById: actor?.id ?? null,
      actor: actor?.ref ?? 'cli',
    });
    if (!done) return { kind: 'alreadyEnded', workingGroupId };
    return { kind: 'ended', role, workingGroupId, fullName: grant.person.fullName, isOwn };
  });
}

async function lockAdministrators(tx: Tx): Promise<number[]> {
  const rows = await tx.$queryRaw<{ personId: number }[]>`
    SELECT "personId" FROM "RoleGrant"
    WHERE "role" = 'administrator' AND "endsAt" IS NULL ORDER BY "id" FOR NO KEY UPDATE`;
  return rows.map(({ personId }) => personId);
}
