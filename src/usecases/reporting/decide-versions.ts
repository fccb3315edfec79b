import {
  decideReview,
  isFreeToDecide,
  type ReviewAction,
  type ReviewDecision,
  type ValueState,
} from '../../domain/kpi/submission-state.ts';
import { maySomewhere } from '../../domain/people/permissions.ts';
import type { Tx } from '../../storage/database.ts';
import type { SubmissionVersion } from '../../storage/generated/client.ts';
import { readStandIns, type StandIns } from '../absences/stand-ins.ts';
import { type Actor, holds } from '../people/actor.ts';
import { inForce } from '../people/in-force.ts';
import type { Work } from '../transaction.ts';

export interface Decision {
  action: ReviewAction;
  /** Asked for by `return` only. */
  reason?: string;
}

/** Why somebody may not decide on a version, or not any more. */
export type VersionRefusal =
  | { kind: 'noRight' }
  | { kind: 'notFound' }
  /** The reviewer submitted it, or stands in for whoever did. */
  | { kind: 'ownValue' }
  /** A coordinator is there who may decide, so the authority does not. */
  | { kind: 'coordinatorDecides' }
  /** No coordinator has approved it yet, so the authority cannot verify it. */
  | { kind: 'notApproved' }
  /** A newer version took its place. */
  | { kind: 'superseded' }
  /** `byOther` is false where the same person decided it before, as with a doubled tap. */
  | { kind: 'alreadyDecided'; state: ValueState; byOther: boolean; at: Date };

/** A version that may be decided on, and what the decision makes of it. */
export interface Decidable {
  kind: 'ok';
  version: SubmissionVersion;
  next: ValueState;
  role: 'coordinator' | 'authority';
  workingGroupId: string;
}

/**
 * What would come of deciding on each of these versions, by id. The rows of the values are locked first, always
 * in the same order, so of two reviewers at once, or of a reviewer and a correction, one comes first and the
 * other sees what it did.
 */
export async function judgeVersions(
  tx: Tx,
  now: Date,
  actor: Actor,
  versionIds: readonly number[],
  decision: Decision,
): Promise<Map<number, Decidable | VersionRefusal>> {
  const locked = await lockVersions(tx, versionIds);
  const groups = [...new Set([...locked.values()].map(({ workingGroupId }) => workingGroupId))];
  const coordinators = await readCoordinators(tx, now, groups);
  const standIns = await readStandIns(tx, now);
  return new Map(
    versionIds.map((id) => {
      const one = locked.get(id);
      if (one !== undefined) return [id, judge(actor, one, coordinators, standIns, decision)];
      // Whoever decides on nothing learns not even what exists.
      return [id, { kind: maySomewhere('reviewValue', actor, now) ? 'notFound' : 'noRight' }];
    }),
  );
}

/** Writes decisions: the versions, an audit event for each, and what those concerned are told. */
export async function recordDecisions(
  { tx, now, audit, owe }: Work,
  actor: Actor,
  decided: readonly Decidable[],
  { reason = null }: { reason?: string | null | undefined },
): Promise<void> {
  const isSecondLevel = ({ version }: Decidable) => version.state === 'approved';
  for (const next of new Set(decided.map((one) => one.next))) {
    const ofState = decided.filter((one) => one.next === next);
    const [first, second] = [ofState.filter((one) => !isSecondLevel(one)), ofState.filter(isSecondLevel)];
    if (first.length > 0) {
      await tx.submissionVersion.updateMany({
        where: { id: { in: idsOf(first) } },
        data: { state: next, decidedById: actor.id, decidedAt: now, decisionReason: reason },
      });
    }
    if (second.length > 0) {
      await tx.submissionVersion.updateMany({
        where: { id: { in: idsOf(second) } },
        data: { state: next, verifiedById: actor.id, verifiedAt: now, verifyReason: reason },
      });
    }
  }
  for (const one of decided) {
    const { version, next, role, workingGroupId } = one;
    audit({
      chain: workingGroupId,
      kind: `value.${next}`,
      actor: actor.ref,
      subject: `version:${version.id}`,
      payload: { number: version.number, role, ...(reason === null ? {} : { reason }) },
    });
    const kind = isSecondLevel(one) ? 'value.verified' : 'value.decided';
    for (const recipientId of toldOf(one, actor.id)) {
      owe({
        kind,
        params: { versionId: version.id },
        recipientId,
        uniqueKey: `${kind}:${version.id}:${next}:${recipientId}`,
      });
    }
  }
}

function idsOf(decided: readonly Decidable[]): number[] {
  return decided.map(({ version }) => version.id);
}

/** The submitter; and where the authority returns what a coordinator approved, that coordinator. */
function toldOf({ version, next }: Decidable, actorId: number): number[] {
  const isTakenBack = version.state === 'approved' && next === 'returned';
  const concerned = [version.submittedById, ...(isTakenBack ? [version.decidedById] : [])];
  return [...new Set(concerned.filter((id) => id !== null))].filter((id) => id !== actorId);
}

function judge(
  actor: Actor,
  { version, newest, workingGroupId }: { version: SubmissionVersion; newest: number; workingGroupId: string },
  coordinators: ReadonlyMap<string, number[]>,
  standIns: StandIns,
  decision: Decision,
): Decidable | VersionRefusal {
  const role = reviewerRole(actor, workingGroupId, version.state, decision.action);
  if (role === null) return { kind: 'noRight' };
  const verdict = decideReview({
    ...decision,
    version,
    newestNumber: newest,
    reviewer: { personId: actor.id, role, standsInForIds: standIns.of(actor.id) },
    coordinatorIds: (coordinators.get(workingGroupId) ?? []).filter((id) =>
      isFreeToDecide(version, id, standIns.of(id)),
    ),
  });
  if (verdict.kind === 'ok') return { ...verdict, version, role, workingGroupId };
  return refusalOf(verdict, actor, version);
}

function refusalOf(
  verdict: Exclude<ReviewDecision, { kind: 'ok' }>,
  actor: Actor,
  version: SubmissionVersion,
): VersionRefusal {
  switch (verdict.kind) {
    case 'ownValue':
    case 'deputyOfSubmitter':
      return { kind: 'ownValue' };
    case 'coordinatorDecides':
    case 'superseded':
      return { kind: verdict.kind };
    case 'authorityDecides':
      return { kind: 'noRight' };
    case 'wrongState': {
      if (verdict.state === 'submitted') return { kind: 'notApproved' };
      const at = version.verifiedAt ?? version.decidedAt;
      if (at === null) throw new Error(`Version ${version.id} is ${version.state} but undecided`);
      const by = version.verifiedAt === null ? version.decidedById : version.verifiedById;
      return { kind: 'alreadyDecided', state: verdict.state, byOther: by !== actor.id, at };
    }
    case 'reasonMissing':
      throw new Error('A value is returned without a reason');
  }
}

/**
 * In which role somebody decides on a value of a group; null where in none. Whoever is both acts as coordinator
 * on what was submitted, and as the authority on what was approved.
 */
function reviewerRole(
  actor: Actor,
  workingGroupId: string,
  state: ValueState,
  action: ReviewAction,
): 'coordinator' | 'authority' | null {
  const isAuthority = holds(actor, ['authority']);
  const isFirstLevel = state === 'submitted' && action !== 'verify';
  if (holds(actor, ['coordinator'], workingGroupId) && (isFirstLevel || !isAuthority)) return 'coordinator';
  return isAuthority ? 'authority' : null;
}

async function lockVersions(tx: Tx, versionIds: readonly number[]) {
  const rows = await tx.$queryRaw<{ versionId: number; newest: number; cityId: string }[]>`
    SELECT v."id" AS "versionId", s."newest", s."cityId" FROM "Submission" s
    JOIN "SubmissionVersion" v ON v."submissionId" = s."id"
    WHERE v."id" = ANY(${[...versionIds]}::int[])
    ORDER BY s."id", v."id"
    FOR UPDATE OF s`;
  const versions = await tx.submissionVersion.findMany({
    where: { id: { in: rows.map(({ versionId }) => versionId) } },
  });
  const cities = await tx.city.findMany({
    where: { id: { in: rows.map(({ cityId }) => cityId) } },
    select: { id: true, workingGroupId: true },
  });
  const groupOf = new Map(cities.map(({ id, workingGroupId }) => [id, workingGroupId]));
  const newest = new Map(rows.map((row) => [row.versionId, row]));
  return new Map(
    versions.flatMap((version) => {
      const row = newest.get(version.id);
      const workingGroupId = groupOf.get(row?.cityId ?? '');
      if (row === undefined || workingGroupId === undefined) return [];
      return [[version.id, { version, newest: row.newest, workingGroupId }] as const];
    }),
  );
}

async function readCoordinators(
  tx: Tx,
  now: Date,
  groups: readonly string[],
): Promise<Map<string, number[]>> {
  const grants = await tx.roleGrant.findMany({
    where: { role: 'coordinator', workingGroupId: { in: [...groups] }, ...inForce(now) },
    select: { personId: true, workingGroupId: true },
  });
  const byGroup = new Map<string, number[]>();
  for (const { personId, workingGroupId } of grants) {
    if (workingGroupId === null) continue;
    byGroup.set(workingGroupId, [...(byGroup.get(workingGroupId) ?? []), personId]);
  }
  return byGroup;
}
