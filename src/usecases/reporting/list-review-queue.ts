import type { Tx } from '../../storage/database.ts';
import { Prisma } from '../../storage/generated/client.ts';
import { type Actor, holds, loadActor } from '../people/actor.ts';
import { inForce } from '../people/in-force.ts';

/** A submitted version that a person may decide on. */
export interface WaitingValue {
  versionId: number;
  workingGroupId: string;
  dueAt: Date;
  submittedAt: Date;
}

/**
 * The values that wait for this person's decision, the earliest deadline first, next by the time of
 * submission: of the groups they coordinate, all but their own; for the authority, those that no coordinator
 * of the group may decide on. Empty for everybody else. Two or three queries.
 */
export async function listReviewQueue(tx: Tx, now: Date, personId: number): Promise<WaitingValue[]> {
  const actor = await loadActor(tx, personId, now);
  const groups = coordinatedGroups(actor);
  const isAuthority = holds(actor, ['authority']);
  if (groups.length === 0 && !isAuthority) return [];
  const waiting = await readWaiting(tx, isAuthority ? 'country' : groups);
  const coordinators = isAuthority ? await readCoordinatorsByGroup(tx, now) : new Map<string, number[]>();
  return waiting
    .filter(({ workingGroupId, submitters }) => {
      if (submitters.includes(personId)) return false;
      if (groups.includes(workingGroupId)) return true;
      const free = (coordinators.get(workingGroupId) ?? []).filter((id) => !submitters.includes(id));
      return isAuthority && free.length === 0;
    })
    .map(({ versionId, workingGroupId, dueAt, submittedAt }) => ({
      versionId,
      workingGroupId,
      dueAt,
      submittedAt,
    }));
}

/** How many values wait for this person's decision. */
export async function countReviewQueue(tx: Tx, now: Date, personId: number): Promise<number> {
  return (await listReviewQueue(tx, now, personId)).length;
}

function coordinatedGroups(actor: Actor): string[] {
  return actor.grants.flatMap(({ role, workingGroupId }) =>
    role === 'coordinator' && workingGroupId !== null ? [workingGroupId] : [],
  );
}

async function readWaiting(tx: Tx, groups: readonly string[] | 'country') {
  const within =
    groups === 'country' ? Prisma.empty : Prisma.sql`AND c."workingGroupId" IN (${Prisma.join([...groups])})`;
  const rows = await tx.$queryRaw<
    {
      versionId: number;
      submittedById: number | null;
      deputyForId: number | null;
      submittedAt: Date;
      dueAt: Date;
      workingGroupId: string;
    }[]
  >`
    SELECT v."id" AS "versionId", v."submittedById", v."deputyForId", v."submittedAt", p."dueAt",
           c."workingGroupId"
    FROM "SubmissionVersion" v
    JOIN "Submission" s ON s."id" = v."submissionId" AND s."newest" = v."number"
    JOIN "City" c ON c."id" = s."cityId"
    JOIN "Period" p ON p."id" = s."periodId"
    WHERE v."state" = 'submitted' ${within}
    ORDER BY p."dueAt", v."submittedAt", v."id"`;
  return rows.map(({ submittedById, deputyForId, ...row }) => ({
    ...row,
    submitters: [submittedById, deputyForId].filter((id) => id !== null),
  }));
}

async function readCoordinatorsByGroup(tx: Tx, now: Date): Promise<Map<string, number[]>> {
  const grants = await tx.roleGrant.findMany({
    where: { role: 'coordinator', ...inForce(now) },
    select: { personId: true, workingGroupId: true },
  });
  const byGroup = new Map<string, number[]>();
  for (const { personId, workingGroupId } of grants) {
    if (workingGroupId === null) continue;
    byGroup.set(workingGroupId, [...(byGroup.get(workingGroupId) ?? []), personId]);
  }
  return byGroup;
}
