import { isOnTime } from '../../domain/kpi/period.ts';
import type { Tx } from '../../storage/database.ts';
import type { ValueKind } from '../../storage/generated/enums.ts';
import { readStandIns } from '../absences/stand-ins.ts';
import type { Actor } from '../people/actor.ts';
import type { Work } from '../transaction.ts';
import type { CheckedEvidence } from './evidence.ts';
import { readResponsibilities } from './responsible-people.ts';
import { type Reviewers, readReviewers } from './reviewers.ts';
import type { SlotFacts, ValueSlot } from './value-slot.ts';

/** A version that has been read, checked and explained, and only needs to be written. */
export interface NewVersion {
  actor: Pick<Actor, 'id' | 'ref'>;
  facts: SlotFacts;
  /** As `lockSubmission` answered it in the same transaction. */
  submission: { id: number; newest: number };
  receipt: string;
  actionKey: string;
  kind: ValueKind;
  /** Plain decimal text; null where the kind is not `value`. */
  value: string | null;
  explanation?: string | null;
  /** Why there is no data, or why the KPI does not apply. */
  reason?: string | null;
  /** Kinds of the soft checks that found it odd. */
  flags?: readonly string[];
  /** The batch that it came with. */
  batchId?: number | null;
  /** What it rests on; nothing, if absent. */
  evidence?: CheckedEvidence | null;
  /** Where that was read already in the same transaction. */
  concerned?: Concerned;
}

/** Who else has to do with a version. */
export interface Concerned {
  /** For whom it is submitted, where whoever submits it only stands in. */
  deputyForId: number | null;
  /** Who decides on it. */
  reviewers: Reviewers;
}

/** Locks the row of a value until the transaction ends; makes it where nothing was submitted before. */
export async function lockSubmission(tx: Tx, slot: ValueSlot): Promise<{ id: number; newest: number }> {
  const { cityId, kpiCode, periodId } = slot;
  await tx.submission.createMany({ data: { cityId, kpiCode, periodId }, skipDuplicates: true });
  const [row] = await tx.$queryRaw<{ id: number; newest: number }[]>`
    SELECT "id", "newest" FROM "Submission"
    WHERE "cityId" = ${cityId} AND "kpiCode" = ${kpiCode} AND "periodId" = ${periodId}
    FOR UPDATE`;
  if (row === undefined) throw new Error(`No submission of ${kpiCode} for ${cityId}`);
  return row;
}

/** Writes the next version of a locked submission, its audit event, and what its reviewers are told. */
export async function recordVersion(
  { tx, now, audit, owe }: Work,
  input: NewVersion,
): Promise<{ versionId: number; number: number; isOnTime: boolean }> {
  const { actor, facts, submission, receipt, kind, value } = input;
  const { explanation = null, reason = null, flags = [], batchId = null } = input;
  const { files = [], link = null, comment = null, grade = null } = input.evidence ?? {};
  const { workingGroupId } = facts.city;
  const { deputyForId, reviewers } = input.concerned ?? (await readConcerned(tx, now, actor, facts));
  const number = submission.newest + 1;
  const onTime = isOnTime(now, facts.period.dueAt);
  const version = await tx.submissionVersion.create({
    data: {
      submissionId: submission.id,
      number,
      kind,
      value,
      explanation,
      reason,
      flags: [...flags],
      batchId,
      grade,
      comment,
      link,
      evidence: { create: files.map(({ id }) => ({ fileId: id })) },
      receipt,
      actionKey: input.actionKey,
      isOnTime: onTime,
      submittedById: actor.id,
      deputyForId,
      submittedAt: now,
    },
  });
  await tx.submission.update({ where: { id: submission.id }, data: { newest: number } });
  audit({
    chain: workingGroupId,
    kind: 'value.submitted',
    actor: actor.ref,
    subject: `version:${version.id}`,
    payload: {
      city: facts.city.id,
      kpi: facts.kpi.code,
      period: facts.period.key,
      number,
      kind,
      value,
      isOnTime: onTime,
      receipt,
      explanation,
      reason,
      grade,
      comment,
      link,
      files: files.map(({ sha256 }) => sha256),
    },
  });
  for (const recipientId of reviewers.personIds) {
    owe({
      kind: 'value.toReview',
      params: { versionId: version.id },
      recipientId,
      uniqueKey: `value.toReview:${version.id}:${recipientId}`,
    });
  }
  return { versionId: version.id, number, isOnTime: onTime };
}

async function readConcerned(
  tx: Tx,
  now: Date,
  actor: Pick<Actor, 'id'>,
  facts: SlotFacts,
): Promise<Concerned> {
  const { workingGroupId } = facts.city;
  const deputyForId = await readDeputyFor(tx, now, actor, facts);
  const submitterIds = deputyForId === null ? [actor.id] : [actor.id, deputyForId];
  return { deputyForId, reviewers: await readReviewers(tx, now, { workingGroupId, submitterIds }) };
}

/** For whom the value is submitted, where whoever submits it only stands in. */
async function readDeputyFor(
  tx: Tx,
  now: Date,
  actor: Pick<Actor, 'id'>,
  { city, kpi }: SlotFacts,
): Promise<number | null> {
  if ((await readStandIns(tx, now)).of(actor.id).length === 0) return null;
  const { workingGroupId } = city;
  const responsibilities = await readResponsibilities(tx, now, [workingGroupId]);
  const duty = { workingGroupId, cityId: city.id, sphereId: kpi.sphereId, kpiCode: kpi.code };
  return responsibilities.standsInFor(duty, actor.id);
}
