import { makeReceipt } from '../../../domain/kpi/receipt.ts';
import { maySomewhere } from '../../../domain/people/permissions.ts';
import type { Tx } from '../../../storage/database.ts';
import type { Prisma, ValueBatch } from '../../../storage/generated/client.ts';
import type { Deps } from '../../deps.ts';
import { advanceDialogue, type DialogueStep } from '../../dialogue/dialogue-state.ts';
import { loadActingActor } from '../../people/actor.ts';
import { transact, type Work } from '../../transaction.ts';
import { type Concerned, type NewVersion, recordVersions } from '../record-version.ts';
import { readResponsibilities } from '../responsible-people.ts';
import { type Reviewers, readReviewers } from '../reviewers.ts';
import type { NewReport } from '../submit-version.ts';
import type { SlotFacts } from '../value-slot.ts';
import { type BatchRow, type JudgedRow, rowsOf } from './batch-row.ts';
import { judgeRows, toSlot } from './judge-rows.ts';
import { readSent, restKey } from './read-batch.ts';

/** What came of sending a batch. */
export interface SentBatch {
  /** Values that were recorded. */
  count: number;
  /** The new batch that holds the rows that were not; null where all were. */
  restId: number | null;
}

export type SendBatchOutcome =
  /** Recorded in one transaction; the reviewers are told. */
  | ({ kind: 'sent' } & SentBatch)
  /** It was sent before: this is what came of it; nothing was done again. */
  | ({ kind: 'duplicate' } & SentBatch)
  /** No row of it can be recorded (any more): nothing was changed. */
  | { kind: 'nothingToSend' }
  /** The dialogue has moved on. */
  | { kind: 'stale' }
  /** No such batch, somebody else's, or one that was given up. */
  | { kind: 'notFound' }
  | { kind: 'noRight' };

export interface SendBatchInput {
  personId: number;
  batchId: number;
  /** For every odd value that has none of its own: a ready one as stored, or 3 to 500 characters. */
  explanation: string | null;
  at: DialogueStep;
  /** Where the dialogue goes once it is sent. */
  next: (sent: SentBatch) => { step: string; fields: object };
}

interface Acceptable {
  row: BatchRow;
  facts: SlotFacts;
  report: NewReport;
}

/**
 * Judges every row anew, and records what is accepted, each as a version of its own, all in one transaction; the
 * rows that are not stay in a new batch, to be corrected and sent again. The rows of the values are locked in the
 * same order as for decisions, so a submission by somebody else comes wholly before or wholly after.
 */
export function sendBatch(deps: Deps, input: SendBatchInput): Promise<SendBatchOutcome> {
  const { personId, batchId, explanation } = input;
  return transact(deps, async (work): Promise<SendBatchOutcome> => {
    const { tx, now } = work;
    const actor = await loadActingActor(tx, personId, deps.clock);
    if (!maySomewhere('submitValue', actor, now)) return { kind: 'noRight' };
    await tx.$queryRaw`SELECT "id" FROM "ValueBatch" WHERE "id" = ${batchId} FOR UPDATE`;
    const batch = await tx.valueBatch.findUnique({ where: { id: batchId } });
    if (batch === null || batch.personId !== actor.id) return { kind: 'notFound' };
    if (batch.sentAt !== null) return { kind: 'duplicate', ...(await readSent(tx, batchId)) };
    const rows = rowsOf(batch);
    if (rows.length === 0) return { kind: 'notFound' };

    const { timeZone } = deps.settings;
    const judged = await judgeRows(tx, { now, actor, timeZone, rows, explanation });
    const candidates = judged.flatMap(toAcceptable);
    const locked = await lockSubmissions(tx, candidates);
    // What somebody else submitted while this waited for the lock is seen here.
    const accepted = candidates.flatMap((one) => {
      const submission = locked.get(keyOf(toSlot(one.facts)));
      return submission?.newest === one.facts.newest ? [{ ...one, submission }] : [];
    });
    if (accepted.length === 0) return { kind: 'nothingToSend' };

    const sentRows = new Set(accepted.map(({ row }) => row));
    const rest = rows.filter((row) => !sentRows.has(row));
    const restId = rest.length === 0 ? null : await keepRest(work, batch, rest);
    const sent = { count: accepted.length, restId };
    if (!(await advanceDialogue(tx, input.at, { ...input.next(sent), now }))) {
      if (restId !== null) await tx.valueBatch.delete({ where: { id: restId } });
      return { kind: 'stale' };
    }
    await tx.valueBatch.update({ where: { id: batchId }, data: { sentAt: now, rows: [], fileName: null } });
    const concernedBy = await readConcernedBy(work, actor.id, accepted);
    const versions: NewVersion[] = [];
    for (const { row, facts, report, submission } of accepted) {
      versions.push({
        actor,
        facts,
        submission,
        receipt: makeReceipt(deps.random),
        actionKey: `value.submit:batch:${batchId}:${row.number}`,
        batchId,
        concerned: await concernedBy(facts),
        ...report,
      });
    }
    await recordVersions(work, versions);
    return { kind: 'sent', ...sent };
  });
}

function toAcceptable({ row, facts, verdict }: JudgedRow): Acceptable[] {
  return verdict.kind === 'accepted' && facts !== null ? [{ row, facts, report: verdict.report }] : [];
}

async function keepRest({ tx, now }: Work, batch: ValueBatch, rows: readonly BatchRow[]): Promise<number> {
  const { id } = await tx.valueBatch.create({
    data: {
      personId: batch.personId,
      source: batch.source,
      fileName: batch.fileName,
      rows: rows as unknown as Prisma.InputJsonArray,
      createdAt: now,
      actionKey: restKey(batch.id),
    },
  });
  return id;
}

/** Locks the rows of the values, by their ids as for decisions, and makes those that are not there yet. */
async function lockSubmissions(
  tx: Tx,
  candidates: readonly Acceptable[],
): Promise<ReadonlyMap<string, { id: number; newest: number }>> {
  const slots = candidates
    .map(({ facts }) => toSlot(facts))
    .sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
  if (slots.length === 0) return new Map();
  await tx.submission.createMany({ data: slots, skipDuplicates: true });
  const rows = await tx.$queryRaw<
    { id: number; newest: number; cityId: string; kpiCode: string; periodId: number }[]
  >`
    SELECT "id", "newest", "cityId", "kpiCode", "periodId" FROM "Submission"
    WHERE ("cityId", "kpiCode", "periodId") IN (
      SELECT * FROM unnest(
        ${slots.map(({ cityId }) => cityId)}::text[],
        ${slots.map(({ kpiCode }) => kpiCode)}::text[],
        ${slots.map(({ periodId }) => periodId)}::int[]
      )
    )
    ORDER BY "id" FOR UPDATE`;
  return new Map(rows.map((row) => [keyOf(row), { id: row.id, newest: row.newest }]));
}

/** Who has to do with each of the values: a few queries for each working group. */
async function readConcernedBy(
  { tx, now }: Work,
  actorId: number,
  accepted: readonly Acceptable[],
): Promise<(facts: SlotFacts) => Promise<Concerned>> {
  const groups = [...new Set(accepted.map(({ facts }) => facts.city.workingGroupId))];
  const responsibilities = await readResponsibilities(tx, now, groups);
  const known = new Map<string, Reviewers>();
  return async ({ city, kpi }) => {
    const { workingGroupId } = city;
    const duty = { workingGroupId, cityId: city.id, sphereId: kpi.sphereId, kpiCode: kpi.code };
    const deputyForId = responsibilities.standsInFor(duty, actorId);
    const submitterIds = deputyForId === null ? [actorId] : [actorId, deputyForId];
    const key = `${workingGroupId}|${deputyForId}`;
    const reviewers = known.get(key) ?? (await readReviewers(tx, now, { workingGroupId, submitterIds }));
    known.set(key, reviewers);
    return { deputyForId, reviewers };
  };
}

function keyOf(slot: { cityId: string; kpiCode: string; periodId: number }): string {
  return `${slot.cityId}|${slot.kpiCode}|${slot.periodId}`;
}
