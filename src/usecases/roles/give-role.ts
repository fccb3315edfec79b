import type { Tx } from '../../storage/database.ts';
import type { RoleName } from '../../storage/generated/enums.ts';
import type { Work } from '../transaction.ts';

export interface NewRole {
  personId: number;
  role: RoleName;
  workingGroupId: string | null;
  isHead: boolean;
  source: 'configuration' | 'invitation' | 'cli';
  /** Null where the configuration or the command line gave it. */
  givenById: number | null;
  /** Who stands as the actor in the audit event. */
  actor: string;
}

/**
 * Gives a role within a unit of work, and records it. Whoever holds it in that group already keeps the one
 * they have. A group has one head: a new one makes deputies of the others. Answers the grant's id.
 */
export async function giveRole({ tx, now, audit }: Work, given: NewRole): Promise<number> {
  const { personId, role, workingGroupId, isHead } = given;
  await lockPerson(tx, personId);
  if (workingGroupId !== null) await lockGroup(tx, workingGroupId);
  const chain = workingGroupId ?? 'country';
  if (isHead) {
    const deputies = await tx.roleGrant.updateManyAndReturn({
      where: { workingGroupId, role, isHead: true, endsAt: null, personId: { not: personId } },
      data: { isHead: false },
      select: { id: true, source: true, person: { select: { ref: true } } },
    });
    for (const { id, source, person } of deputies) {
      audit({
        chain,
        kind: 'role.headChanged',
        actor: given.actor,
        subject: `grant:${id}`,
        payload: { person: person.ref, role, workingGroupId, isHead: false, source },
      });
    }
  }
  const held = await tx.roleGrant.findFirst({
    where: { personId, role, workingGroupId, startsAt: { lte: now }, endsAt: null },
    select: { id: true, isHead: true },
  });
  if (held !== null && held.isHead === isHead) return held.id;
  const grant =
    held === null
      ? await tx.roleGrant.create({
          data: {
            personId,
            role,
            workingGroupId,
            isHead,
            startsAt: now,
            givenById: given.givenById,
            source: given.source,
          },
          select: { id: true, person: { select: { ref: true } } },
        })
      : await tx.roleGrant.update({
          where: { id: held.id },
          data: { isHead },
          select: { id: true, person: { select: { ref: true } } },
        });
  audit({
    chain,
    kind: held === null ? 'role.given' : 'role.headChanged',
    actor: given.actor,
    subject: `grant:${grant.id}`,
    payload: { person: grant.person.ref, role, workingGroupId, isHead, source: given.source },
  });
  return grant.id;
}

/** Makes changes to the roles of one person wait for each other. */
export async function lockPerson(tx: Tx, personId: number): Promise<void> {
  await tx.$queryRaw`SELECT "id" FROM "Person" WHERE "id" = ${personId} FOR NO KEY UPDATE`;
}

/** Makes appointments in one group wait for each other: two heads at once would both stay. */
async function lockGroup(tx: Tx, workingGroupId: string): Promise<void> {
  await tx.$queryRaw`SELECT "id" FROM "WorkingGroup" WHERE "id" = ${workingGroupId} FOR NO KEY UPDATE`;
}
