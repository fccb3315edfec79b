import { wantsALook } from '../../domain/kpi/review-look.ts';
import { isFreeToDecide } from '../../domain/kpi/submission-state.ts';
import type { Tx } from '../../storage/database.ts';
import { Prisma } from '../../storage/generated/client.ts';
import type { ValueKind } from '../../storage/generated/enums.ts';
import { readStandIns } from '../absences/stand-ins.ts';
import { type Actor, holds, loadActor } from '../people/actor.ts';
import { inForce } from '../people/in-force.ts';
import { readSphereOfKpis } from './sphere-of-kpis.ts';

/** A version that a person may decide on. */
export interface WaitingValue {
  versionId: number;
  workingGroupId: string;
  cityId: string;
  sphereId: string;
  dueAt: Date;
  submittedAt: Date;
  /** A check found it odd, or it is no number. */
  wantsALook: boolean;
}

/**
 * The values that wait for this person's decision, the earliest deadline first, next by the time of
 * submission: of the groups they coordinate, all but their own; for the authority, those that no coordinator
 * of the group may decide on. Empty for everybody else. A few queries.
 */
export async function listReviewQueue(tx: Tx, now: Date, personId: number): Promise<WaitingValue[]> {
  const actor = await loadActor(tx, personId, now);
  const groups = coordinatedGroups(actor);
  const isAuthority = holds(actor, ['authority']);
  if (groups.length === 0 && !isAuthority) return [];
  const waiting = await readWaiting(tx, 'submitted', isAuthority ? 'country' : groups);
  const coordinators = isAuthority ? await readCoordinatorsByGroup(tx, now) : new Map<string, number[]>();
  const standIns = await readStandIns(tx, now);
  const isFree = (id: number, version: Submitters) => isFreeToDecide(version, id, standIns.of(id));
  return waiting
    .filter(({ value: { workingGroupId }, version }) => {
      if (!isFree(personId, version)) return false;
      if (groups.includes(workingGroupId)) return true;
      const free = (coordinators.get(workingGroupId) ?? []).filter((id) => isFree(id, version));
      return isAuthority && free.length === 0;
    })
    .map(({ value }) => value);
}

/**
 * The values that wait for the authority's second level: newest versions that are approved, all but the
 * person's own and those of whoever they stand in for in a group, in the same order; of one city, or of the whole
 * country. Empty for everybody else.
 */
export async function listVerificationQueue(
  tx: Tx,
  now: Date,
  personId: number,
  cityId?: string,
): Promise<WaitingValue[]> {
  const actor = await loadActor(tx, personId, now);
  if (!holds(actor, ['authority'])) return [];
  const waiting = await readWaiting(tx, 'approved', 'country', cityId);
  const standsInFor = (await readStandIns(tx, now)).of(personId);
  return waiting
    .filter(({ version }) => isFreeToDecide(version, personId, standsInFor))
    .map(({ value }) => value);
}

/** At which level a version waits for this person's decision; null where it does not. */
export async function levelOfWaiting(
  tx: Tx,
  now: Date,
  personId: number,
  versionId: number,
): Promise<'review' | 'verify' | null> {
  const has = (queue: readonly WaitingValue[]) => queue.some((waiting) => waiting.versionId === versionId);
  if (has(await listReviewQueue(tx, now, personId))) return 'review';
  const version = await tx.submissionVersion.findUnique({
    where: { id: versionId },
    select: { submission: { select: { cityId: true } } },
  });
  if (version === null) return null;
  const { cityId } = version.submission;
  return has(await listVerificationQueue(tx, now, personId, cityId)) ? 'verify' : null;
}

function coordinatedGroups(actor: Actor): string[] {
  return actor.grants.flatMap(({ role, workingGroupId }) =>
    role === 'coordinator' && workingGroupId !== null ? [workingGroupId] : [],
  );
}

type Submitters = Pick<Row, 'submittedById' | 'deputyForId'>;

interface Row {
  versionId: number;
  submittedById: number | null;
  deputyForId: number | null;
  submittedAt: Date;
  dueAt: Date;
  workingGroupId: string;
  cityId: string;
  kpiCode: string;
  kind: ValueKind;
  flags: string[];
}

async function readWaiting(
  tx: Tx,
  state: 'submitted' | 'approved',
  groups: readonly string[] | 'country',
  cityId?: string,
): Promise<{ value: WaitingValue; version: Submitters }[]> {
  const within =
    groups === 'country' ? Prisma.empty : Prisma.sql`AND c."workingGroupId" IN (${Prisma.join([...groups])})`;
  const inCity = cityId === undefined ? Prisma.empty : Prisma.sql`AND s."cityId" = ${cityId}`;
  const rows = await tx.$queryRaw<Row[]>`
    SELECT v."id" AS "versionId", v."submittedById", v."deputyForId", v."submittedAt", p."dueAt",
           c."workingGroupId", s."cityId", s."kpiCode", v."kind"::text AS "kind",
           COALESCE(v."flags", '{}') AS "flags"
    FROM "SubmissionVersion" v
    JOIN "Submission" s ON s."id" = v."submissionId" AND s."newest" = v."number"
    JOIN "City" c ON c."id" = s."cityId"
    JOIN "Period" p ON p."id" = s."periodId"
    WHERE v."state" = ${state}::"ValueState" ${within} ${inCity}
    ORDER BY p."dueAt", v."submittedAt", v."id"`;
  const sphereOf = await readSphereOfKpis(tx, [...new Set(rows.map(({ kpiCode }) => kpiCode))]);
  return rows.map(({ submittedById, deputyForId, kpiCode, kind, flags, ...row }) => ({
    value: { ...row, sphereId: sphereOf(kpiCode), wantsALook: wantsALook({ kind, flags }) },
    version: { submittedById, deputyForId },
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
