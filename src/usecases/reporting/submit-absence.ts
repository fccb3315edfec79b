import type { Deps } from '../deps.ts';
import { type AbsenceKind, type ReadReason, readReason, readStoredReason } from './reason.ts';
import { submitVersion, type VersionInput, type VersionOutcome } from './submit-version.ts';

type AbsenceRefusal = { kind: 'badReason'; problem: Exclude<ReadReason, { kind: 'ok' }> };

export type AbsenceOutcome = VersionOutcome | AbsenceRefusal;

export interface AbsenceInput extends VersionInput {
  absence: AbsenceKind;
  /** A ready reason as it is stored, or 3 to 500 characters of the person's own. */
  reason: string;
}

/**
 * Says with a reason that there is no number: «no data» counts as missing, «not applicable» leaves the KPI out
 * once the authority has verified it; neither is owed any more. Outcomes: those of `submitVersion` (`accepted`,
 * `duplicate`, `stale`, `overtaken`, `unchanged`, the refusals of a slot), and `badReason`.
 */
export async function submitAbsence(deps: Deps, input: AbsenceInput): Promise<AbsenceOutcome> {
  return submitVersion<AbsenceRefusal>(deps, input, async () => {
    const reason = readAbsenceReason(input.absence, input.reason);
    if (reason.kind !== 'ok') return { refused: { kind: 'badReason', problem: reason } };
    return { report: { kind: input.absence, value: null, reason: reason.text } };
  });
}

/** Reads the reason for an absence: a ready one of its kind stays as it is, other words are a person's own. */
export function readAbsenceReason(absence: AbsenceKind, reason: string): ReadReason {
  const stored = readStoredReason(reason);
  if (stored.kind === 'absence' && stored.of === absence) return { kind: 'ok', text: reason };
  return stored.kind === 'words' ? readReason(reason) : { kind: 'tooShort' };
}
