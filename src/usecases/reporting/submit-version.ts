import { makeReceipt } from '../../domain/kpi/receipt.ts';
import type { ValueState } from '../../domain/kpi/submission-state.ts';
import type { Tx } from '../../storage/database.ts';
import type { ValueKind } from '../../storage/generated/enums.ts';
import type { Deps } from '../deps.ts';
import { advanceDialogue, type DialogueStep } from '../dialogue/dialogue-state.ts';
import { loadActingActor } from '../people/actor.ts';
import { transact } from '../transaction.ts';
import {
  type CheckedEvidence,
  checkEvidence,
  type EvidenceInput,
  type EvidenceProblem,
  evidenceFields,
  isSameEvidence,
  toEvidenceInput,
} from './evidence.ts';
import { refuseSubmission, type SlotRefusal } from './may-submit.ts';
import { lockSubmission, type NewVersion, recordVersion } from './record-version.ts';
import { readSlot, type SlotFacts, type ValueSlot } from './value-slot.ts';

/** What a person holds in hand after a submission. */
export interface AcceptedReport {
  versionId: number;
  receipt: string;
  reported: ValueKind;
  /** Plain decimal text; null where there is no number. */
  value: string | null;
  isOnTime: boolean;
}

export type VersionOutcome =
  /** Recorded; the reviewers are told. */
  | ({ kind: 'accepted' } & AcceptedReport)
  /** The same action was done before: this is what it led to; nothing was done again. */
  | ({ kind: 'duplicate' } & AcceptedReport)
  /** The dialogue has moved on. */
  | { kind: 'stale' }
  /** Somebody else submitted a version since this person was shown the newest one. */
  | { kind: 'overtaken' }
  /** The newest version says just the same, and was not returned: no new one is made. */
  | { kind: 'unchanged'; state: ValueState }
  | { kind: 'badEvidence'; problem: EvidenceProblem }
  | SlotRefusal;

export interface VersionInput {
  personId: number;
  /** The step that it was confirmed at; it makes the action key. */
  at: DialogueStep;
  /** Where the dialogue goes once it is recorded. */
  next: (receipt: string) => { step: string; fields: object };
  slot: ValueSlot;
  /** Number of the newest version that the person was shown; 0 where there was none. */
  newest: number;
  /** What it rests on. */
  evidence?: EvidenceInput | undefined;
}

/** What the new version is to say. */
export type NewReport = Pick<NewVersion, 'kind' | 'value' | 'explanation' | 'reason' | 'flags'>;

/**
 * Records a new version of a value, tells its reviewers, and moves the dialogue on: all or nothing. `judge` says
 * what the version is to hold, or why it may not. Done again with the same dialogue step, it changes nothing and
 * answers `duplicate`.
 */
export async function submitVersion<Refused extends { kind: string }>(
  deps: Deps,
  input: VersionInput,
  judge: (tx: Tx, facts: SlotFacts) => Promise<{ report: NewReport } | { refused: Refused }>,
): Promise<VersionOutcome | Refused> {
  const { slot, at } = input;
  const actionKey = `value.submit:${at.personId}:${at.kind}:${at.version}`;
  return transact(deps, async (work): Promise<VersionOutcome | Refused> => {
    const { tx, now } = work;
    const before = await findByKey(tx, actionKey);
    if (before !== null) return { kind: 'duplicate', ...before };
    const actor = await loadActingActor(tx, input.personId, deps.clock);
    const facts = await readSlot(tx, slot);
    const refusal = await refuseSubmission(tx, now, actor, facts, deps.settings.timeZone);
    if (refusal !== null || facts === null) return refusal ?? { kind: 'notFound' };

    const judged = await judge(tx, facts);
    if ('refused' in judged) return judged.refused;
    const { report } = judged;
    const checked = await checkGiven(tx, input);
    if (checked?.kind === 'badEvidence') return checked;

    const submission = await lockSubmission(tx, slot);
    // The same action may have been done by another handler while this one waited for the lock.
    const meanwhile = await findByKey(tx, actionKey);
    if (meanwhile !== null) return { kind: 'duplicate', ...meanwhile };
    if (submission.newest !== input.newest) return { kind: 'overtaken' };
    const same = await findSame(tx, submission, report, checked?.evidence ?? null);
    if (same !== null) return { kind: 'unchanged', state: same };

    const receipt = makeReceipt(deps.random);
    if (!(await advanceDialogue(tx, at, { ...input.next(receipt), now }))) return { kind: 'stale' };
    const recorded = await recordVersion(work, {
      actor,
      facts,
      submission,
      receipt,
      actionKey,
      evidence: checked?.evidence ?? null,
      ...report,
    });
    return { kind: 'accepted', receipt, reported: report.kind, value: report.value, ...recorded };
  });
}

/** The state of the newest version, where it says the same; a returned one may be sent again as it was. */
async function findSame(
  tx: Tx,
  { id, newest }: { id: number; newest: number },
  { kind, value, reason = null, explanation = null }: NewReport,
  evidence: CheckedEvidence | null,
): Promise<ValueState | null> {
  const version = await tx.submissionVersion.findUnique({
    where: { submissionId_number: { submissionId: id, number: newest } },
    select: { kind: true, value: true, reason: true, explanation: true, state: true, ...evidenceFields },
  });
  if (version === null || version.state === 'returned') return null;
  const { files, ...given } = evidence ?? { files: [], link: null, comment: null, grade: null };
  const fileIds = files.map((file) => file.id);
  const isSame =
    version.kind === kind &&
    (version.value === null || value === null ? version.value === value : version.value.equals(value)) &&
    version.reason === reason &&
    version.explanation === explanation &&
    isSameEvidence(toEvidenceInput(version), { ...given, fileIds });
  return isSame ? version.state : null;
}

async function checkGiven(tx: Tx, { personId, slot, evidence }: VersionInput) {
  return evidence === undefined ? null : checkEvidence(tx, { personId, slot, evidence });
}

async function findByKey(tx: Tx, actionKey: string): Promise<AcceptedReport | null> {
  const row = await tx.submissionVersion.findUnique({
    where: { actionKey },
    select: { id: true, receipt: true, kind: true, value: true, isOnTime: true },
  });
  if (row === null) return null;
  const { id, receipt, kind, value, isOnTime } = row;
  return { versionId: id, receipt, reported: kind, value: value?.toFixed() ?? null, isOnTime };
}
