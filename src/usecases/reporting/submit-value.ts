import type { ValueWarning } from '../../domain/kpi/check-value.ts';
import { makeReceipt } from '../../domain/kpi/receipt.ts';
import type { Tx } from '../../storage/database.ts';
import type { Deps } from '../deps.ts';
import { advanceDialogue, type DialogueStep } from '../dialogue/dialogue-state.ts';
import { loadActingActor } from '../people/actor.ts';
import { transact } from '../transaction.ts';
import { checkEvidence, type EvidenceInput, type EvidenceProblem } from './evidence.ts';
import { judgeValue, type Unreadable } from './judge-value.ts';
import { refuseSubmission, type SlotRefusal } from './may-submit.ts';
import { readPreviousValues } from './previous-values.ts';
import { type ReadReason, readReason, readStoredReason } from './reason.ts';
import { lockSubmission, recordVersion } from './record-version.ts';
import { readSlot, type SlotFacts, type ValueSlot } from './value-slot.ts';

/** What a person holds in hand after a submission. */
export interface AcceptedValue {
  versionId: number;
  receipt: string;
  value: string;
  isOnTime: boolean;
}

export type SubmitOutcome =
  /** Recorded; the reviewers are told. */
  | ({ kind: 'accepted' } & AcceptedValue)
  /** The same action was done before: this is what it led to; nothing was done again. */
  | ({ kind: 'duplicate' } & AcceptedValue)
  /** The dialogue has moved on. */
  | { kind: 'stale' }
  /** Somebody else submitted a version since this person was shown the newest one. */
  | { kind: 'overtaken' }
  | { kind: 'ambiguous'; readings: [string, string] }
  | { kind: 'unreadable'; problem: Unreadable }
  /** Something is odd about it: to be confirmed with a word of explanation. */
  | { kind: 'needsConfirmation'; value: string; warnings: ValueWarning[] }
  | { kind: 'badExplanation'; problem: Exclude<ReadReason, { kind: 'ok' }> }
  | { kind: 'badEvidence'; problem: EvidenceProblem }
  | SlotRefusal;

export interface SubmitInput {
  personId: number;
  /** The step that the value was confirmed at; it makes the action key. */
  at: DialogueStep;
  /** Where the dialogue goes once the value is recorded. */
  next: (receipt: string) => { step: string; fields: object };
  slot: ValueSlot;
  /** Number of the newest version that the person was shown; 0 where there was none. */
  newest: number;
  /** As it was typed. */
  text: string;
  /** Which of two possible readings is meant. */
  reading?: string | undefined;
  /** The person was shown what is odd, and stands by the value. */
  explanation?: string | undefined;
  /** What the value rests on. */
  evidence?: EvidenceInput | undefined;
}

/**
 * Records a value as a new version, tells its reviewers, and moves the dialogue on: all or nothing. Done
 * again with the same dialogue step, it changes nothing and answers `duplicate`.
 */
export async function submitValue(deps: Deps, input: SubmitInput): Promise<SubmitOutcome> {
  const { slot, at } = input;
  const actionKey = `value.submit:${at.personId}:${at.kind}:${at.version}`;
  return transact(deps, async (work): Promise<SubmitOutcome> => {
    const { tx, now } = work;
    const before = await findByKey(tx, actionKey);
    if (before !== null) return { kind: 'duplicate', ...before };
    const actor = await loadActingActor(tx, input.personId, deps.clock);
    const facts = await readSlot(tx, slot);
    const refusal = await refuseSubmission(tx, now, actor, facts, deps.settings.timeZone);
    if (refusal !== null || facts === null) return refusal ?? { kind: 'notFound' };

    const judged = await judge(tx, facts, input);
    if (judged.kind !== 'value') return judged;
    const { value } = judged;
    const checked = await checkGiven(tx, input);
    if (checked?.kind === 'badEvidence') return checked;

    const submission = await lockSubmission(tx, slot);
    // The same action may have been done by another handler while this one waited for the lock.
    const meanwhile = await findByKey(tx, actionKey);
    if (meanwhile !== null) return { kind: 'duplicate', ...meanwhile };
    if (submission.newest !== input.newest) return { kind: 'overtaken' };

    const receipt = makeReceipt(deps.random);
    if (!(await advanceDialogue(tx, at, { ...input.next(receipt), now }))) return { kind: 'stale' };
    const recorded = await recordVersion(work, {
      actor,
      facts,
      submission,
      receipt,
      actionKey,
      kind: 'value',
      value,
      explanation: judged.explanation,
      flags: judged.flags,
      evidence: checked?.evidence ?? null,
    });
    return { kind: 'accepted', receipt, value, ...recorded };
  });
}

async function checkGiven(tx: Tx, { personId, slot, evidence }: SubmitInput) {
  return evidence === undefined ? null : checkEvidence(tx, { personId, slot, evidence });
}

type Judged = { kind: 'value'; value: string; explanation: string | null; flags: string[] };

async function judge(
  tx: Tx,
  { city, kpi, period }: SlotFacts,
  { text, reading, explanation }: SubmitInput,
): Promise<Judged | Exclude<SubmitOutcome, { kind: 'accepted' | 'duplicate' }>> {
  const previous = await readPreviousValues(tx, {
    cityId: city.id,
    kpiCode: kpi.code,
    periodKind: period.kind,
    before: period.startsOn,
  });
  const judged = judgeValue({ text, reading, kpi, previous });
  if (judged.kind !== 'value') return judged;
  const { value, warnings } = judged;
  const flags = warnings.map(({ kind }) => kind);
  if (warnings.length === 0) return { kind: 'value', value, explanation: null, flags };
  if (explanation === undefined) return { kind: 'needsConfirmation', value, warnings };
  if (readStoredReason(explanation).kind === 'explanation')
    return { kind: 'value', value, explanation, flags };
  const read = readReason(explanation);
  return read.kind === 'ok'
    ? { kind: 'value', value, explanation: read.text, flags }
    : { kind: 'badExplanation', problem: read };
}

async function findByKey(tx: Tx, actionKey: string): Promise<AcceptedValue | null> {
  const row = await tx.submissionVersion.findUnique({
    where: { actionKey },
    select: { id: true, receipt: true, value: true, isOnTime: true },
  });
  if (row === null || row.value === null) return null;
  return { versionId: row.id, receipt: row.receipt, value: row.value.toFixed(), isOnTime: row.isOnTime };
}
