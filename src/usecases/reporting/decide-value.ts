import { decideReview, type ReviewAction, type ValueState } from '../../domain/kpi/submission-state.ts';
import type { Tx } from '../../storage/database.ts';
import type { Deps } from '../deps.ts';
import { advanceDialogue, type DialogueStep } from '../dialogue/dialogue-state.ts';
import { type Actor, holds, loadActingActor } from '../people/actor.ts';
import { inForce } from '../people/in-force.ts';
import { transact } from '../transaction.ts';

export type DecideOutcome =
  | { kind: 'decided'; state: ValueState }
  /** The dialogue has moved on. */
  | { kind: 'stale' }
  | { kind: 'noRight' }
  | { kind: 'notFound' }
  /** The reviewer submitted it, or stands in for whoever did. */
  | { kind: 'ownValue' }
  /** A coordinator is there who may decide, so the authority does not. */
  | { kind: 'coordinatorDecides' }
  /** A newer version took its place. */
  | { kind: 'superseded' }
  /** `byOther` is false where the same person decided it before, as with a doubled tap. */
  | { kind: 'alreadyDecided'; state: ValueState; byOther: boolean; at: Date };

export interface DecideInput {
  personId: number;
  versionId: number;
  at: DialogueStep;
  /** Where the dialogue goes once it is decided. */
  next: { step: string; fields: object };
}

/**
 * Approves or returns a version, tells its submitter, and moves the dialogue on: all or nothing. The row of
 * the value is locked first, so of two reviewers at once, or of a reviewer and a correction, one comes first
 * and the other sees what it did.
 */
export function decideValue(
  deps: Deps,
  input: DecideInput,
  decision: { action: Exclude<ReviewAction, 'verify'>; reason?: string },
): Promise<DecideOutcome> {
  return transact(deps, async ({ tx, now, audit, owe }): Promise<DecideOutcome> => {
    const actor = await loadActingActor(tx, input.personId, deps.clock);
    const locked = await lockVersion(tx, input.versionId);
    if (locked === null) {
      return holds(actor, ['coordinator', 'authority']) ? { kind: 'notFound' } : { kind: 'noRight' };
    }
    const { version, newest, workingGroupId } = locked;
    const role = reviewerRole(actor, workingGroupId);
    if (role === null) return { kind: 'noRight' };
    const verdict = decideReview({
      ...decision,
      version,
      newestNumber: newest,
      reviewer: { personId: actor.id, role, standsInForIds: [] },
      coordinatorIds: await readCoordinators(tx, now, workingGroupId),
    });
    switch (verdict.kind) {
      case 'ok':
        break;
      case 'ownValue':
      case 'deputyOfSubmitter':
        return { kind: 'ownValue' };
      case 'coordinatorDecides':
      case 'superseded':
        return { kind: verdict.kind };
      case 'wrongState': {
        const { decidedAt, decidedById } = version;
        if (decidedAt === null) throw new Error(`Version ${version.id} is ${version.state} but undecided`);
        const byOther = decidedById !== actor.id;
        return { kind: 'alreadyDecided', state: verdict.state, byOther, at: decidedAt };
      }
      case 'authorityDecides':
      case 'reasonMissing':
        throw new Error(`Not to be answered to ${decision.action}: ${verdict.kind}`);
    }

    if (!(await advanceDialogue(tx, input.at, { ...input.next, now }))) return { kind: 'stale' };
    const reason = decision.reason ?? null;
    await tx.submissionVersion.update({
      where: { id: version.id },
      data: { state: verdict.next, decidedById: actor.id, decidedAt: now, decisionReason: reason },
    });
    audit({
      chain: workingGroupId,
      kind: `value.${verdict.next}`,
      actor: actor.ref,
      subject: `version:${version.id}`,
      payload: { number: version.number, role, ...(reason === null ? {} : { reason }) },
    });
    if (version.submittedById !== null) {
      owe({
        kind: 'value.decided',
        params: { versionId: version.id },
        recipientId: version.submittedById,
        uniqueKey: `value.decided:${version.id}:${verdict.next}:${version.submittedById}`,
      });
    }
    return { kind: 'decided', state: verdict.next };
  });
}

/** In which role somebody decides on the values of a group; null where in none. */
export function reviewerRole(actor: Actor, workingGroupId: string): 'coordinator' | 'authority' | null {
  if (holds(actor, ['coordinator'], workingGroupId)) return 'coordinator';
  return holds(actor, ['authority']) ? 'authority' : null;
}

async function lockVersion(tx: Tx, versionId: number) {
  const [row] = await tx.$queryRaw<{ newest: number; cityId: string }[]>`
    SELECT s."newest", s."cityId" FROM "Submission" s
    JOIN "SubmissionVersion" v ON v."submissionId" = s."id"
    WHERE v."id" = ${versionId}
    FOR UPDATE OF s`;
  if (row === undefined) return null;
  const version = await tx.submissionVersion.findUniqueOrThrow({ where: { id: versionId } });
  const { workingGroupId } = await tx.city.findUniqueOrThrow({ where: { id: row.cityId } });
  return { version, newest: row.newest, workingGroupId };
}

async function readCoordinators(tx: Tx, now: Date, workingGroupId: string): Promise<number[]> {
  const grants = await tx.roleGrant.findMany({
    where: {
      role: 'coordinator',
      workingGroupId,
      ...inForce(now),
    },
    select: { personId: true },
  });
  return grants.map(({ personId }) => personId);
}
