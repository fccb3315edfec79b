import { groupBy } from '../../domain/group-by.ts';
import { countsAsOnTime, isOnTime } from '../../domain/kpi/period.ts';
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

export interface RecordedVersion {
  versionId: number;
  number: number;
  isOnTime: boolean;
}

/** Writes the next version of a locked submission, its audit event, and what its reviewers are told. */
export async function recordVersion(work: Work, input: NewVersion): Promise<RecordedVersion> {
  const [recorded] = await recordVersions(work, [input]);
  if (recorded === undefined) throw new Error('No version was recorded');
  return recorded;
}

/** As many rows as one statement writes: its parameters are limited. */
const rowsAtOnce = 500;

/** The same for many locked submissions, each another one, in a few statements; in the order given. */
export async function recordVersions(
  { tx, now, audit, owe }: Work,
  inputs: readonly NewVersion[],
): Promise<RecordedVersion[]> {
  const drafts = [];
  const earlier = await readOnTime(tx, now, inputs);
  for (const input of inputs) {
    const concerned = input.concerned ?? (await readConcerned(tx, now, input.actor, input.facts));
    const { files = [], link = null, comment = null, grade = null } = input.evidence ?? {};
    const onTime = countsAsOnTime(
      { kind: input.kind, submittedAt: now },
      input.facts.period.dueAt,
      earlier.get(input.submission.id) ?? [],
    );
    const row = toRow(input, concerned, { submittedAt: now, isOnTime: onTime, link, comment, grade });
    drafts.push({ input, concerned, files, row });
  }
  const idOf = new Map<string, number>();
  for (let at = 0; at < drafts.length; at += rowsAtOnce) {
    const part = drafts.slice(at, at + rowsAtOnce);
    const written = await tx.submissionVersion.createManyAndReturn({
      data: part.map(({ row }) => row),
      select: { id: true, actionKey: true },
    });
    for (const { id, actionKey } of written) idOf.set(actionKey, id);
  }
  const submissionIds = drafts.map(({ row }) => row.submissionId);
  await tx.submission.updateMany({
    where: { id: { in: submissionIds } },
    data: { newest: { increment: 1 } },
  });
  const recorded = drafts.map((draft) => {
    const versionId = idOf.get(draft.row.actionKey);
    if (versionId === undefined) throw new Error(`Version ${draft.row.actionKey} was not written`);
    return { ...draft, versionId };
  });
  const evidence = recorded.flatMap(({ versionId, files }) =>
    files.map(({ id }) => ({ versionId, fileId: id })),
  );
  if (evidence.length > 0) await tx.evidence.createMany({ data: evidence });
  const refOf = await readRefs(tx, recorded);
  for (const { input, concerned, files, row, versionId } of recorded) {
    const { city, kpi, period } = input.facts;
    const { number, kind, value, isOnTime: onTime, receipt, explanation, reason } = row;
    const { grade, comment, link } = row;
    audit({
      chain: city.workingGroupId,
      kind: 'value.submitted',
      actor: input.actor.ref,
      subject: `version:${versionId}`,
      payload: {
        city: city.id,
        kpi: kpi.code,
        period: period.key,
        number,
        kind,
        value,
        isOnTime: onTime,
        deputyFor: refOf(concerned.deputyForId),
        receipt,
        explanation,
        reason,
        grade,
        comment,
        link,
        files: files.map(({ sha256 }) => sha256),
      },
    });
    for (const recipientId of concerned.reviewers.personIds) {
      owe({
        kind: 'value.toReview',
        params: { versionId },
        recipientId,
        uniqueKey: `value.toReview:${versionId}:${recipientId}`,
      });
    }
  }
  return recorded.map(({ versionId, row }) => ({ versionId, number: row.number, isOnTime: row.isOnTime }));
}

function toRow(
  input: NewVersion,
  { deputyForId }: Concerned,
  given: Pick<CheckedEvidence, 'link' | 'comment' | 'grade'> & { submittedAt: Date; isOnTime: boolean },
) {
  const { actor, submission, receipt, actionKey, kind, value } = input;
  const { explanation = null, reason = null, flags = [], batchId = null } = input;
  return {
    submissionId: submission.id,
    number: submission.newest + 1,
    kind,
    value,
    explanation,
    reason,
    flags: [...flags],
    batchId,
    ...given,
    receipt,
    actionKey,
    submittedById: actor.id,
    deputyForId,
  };
}

/** The references of those in whose name versions were submitted; nothing is asked where there is nobody. */
async function readRefs(tx: Tx, recorded: readonly { concerned: Concerned }[]) {
  const ids = [...new Set(recorded.flatMap(({ concerned }) => concerned.deputyForId ?? []))];
  const people =
    ids.length === 0
      ? []
      : await tx.person.findMany({ where: { id: { in: ids } }, select: { id: true, ref: true } });
  const refs = new Map(people.map(({ id, ref }) => [id, ref]));
  return (personId: number | null) => (personId === null ? null : (refs.get(personId) ?? null));
}

/** The versions of each value that came on time, where that bears on what is late by now. */
async function readOnTime(
  tx: Tx,
  now: Date,
  inputs: readonly NewVersion[],
): Promise<ReadonlyMap<number, { kind: ValueKind; isOnTime: boolean }[]>> {
  const corrected = inputs.filter(
    ({ submission, facts }) => submission.newest > 0 && !isOnTime(now, facts.period.dueAt),
  );
  if (corrected.length === 0) return new Map();
  const versions = await tx.submissionVersion.findMany({
    where: { submissionId: { in: corrected.map(({ submission }) => submission.id) }, isOnTime: true },
    select: { submissionId: true, kind: true, isOnTime: true },
  });
  return groupBy(versions, ({ submissionId }) => submissionId);
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
