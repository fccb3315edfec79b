import type { Deps } from '../deps.ts';
import { type NoValueKind, type ReadReason, readReason, readStoredReason } from './reason.ts';
import { submitVersion, type VersionInput, type VersionOutcome } from './submit-version.ts';

type NoValueRefusal = { kind: 'badReason'; problem: Exclude<ReadReason, { kind: 'ok' }> };

export type NoValueOutcome = VersionOutcome | NoValueRefusal;

export interface NoValueInput extends VersionInput {
  noValue: NoValueKind;
  /** A ready reason as it is stored, or 3 to 500 characters of the person's own. */
  reason: string;
}

/**
 * Says with a reason that there is no number: «no data» counts as missing, «not applicable» leaves the KPI out
 * once the authority has verified it; neither is owed any more. Outcomes: those of `submitVersion` (`accepted`,
 * `duplicate`, `stale`, `overtaken`, `unchanged`, the refusals of a slot), and `badReason`.
 */
export async function submitNoValue(deps: Deps, input: NoValueInput): Promise<NoValueOutcome> {
  return submitVersion<NoValueRefusal>(deps, input, async () => {
    const reason = readNoValueReason(input.noValue, input.reason);
    if (reason.kind !== 'ok') return { refused: { kind: 'badReason', problem: reason } };
    return { report: { kind: input.noValue, value: null, reason: reason.text } };
  });
}

/** Reads the reason for a missing value: a ready one of its kind stays as it is, other words are a person's own. */
export function readNoValueReason(noValue: NoValueKind, reason: string): ReadReason {
  const stored = readStoredReason(reason);
  if (stored.kind === 'noValue' && stored.of === noValue) return { kind: 'ok', text: reason };
  return stored.kind === 'words' ? readReason(reason) : { kind: 'tooShort' };
}
