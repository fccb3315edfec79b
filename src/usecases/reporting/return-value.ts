import type { Deps } from '../deps.ts';
import { type DecideInput, type DecideOutcome, decideValue } from './decide-value.ts';
import { type ReadReason, readReason, readStoredReason } from './reason.ts';

export type ReturnOutcome =
  | DecideOutcome
  | { kind: 'badReason'; problem: Exclude<ReadReason, { kind: 'ok' }> };

/**
 * Returns a submitted value with a reason, a ready one or 3 to 500 characters of the reviewer's own.
 * Outcomes: those of approving (`decided` then means returned), and `badReason`.
 */
export async function returnValue(
  deps: Deps,
  input: DecideInput & { reason: string },
): Promise<ReturnOutcome> {
  const read = readReason(input.reason);
  const isReady = readStoredReason(input.reason).kind === 'returnReason';
  if (!isReady && read.kind !== 'ok') return { kind: 'badReason', problem: read };
  const reason = read.kind === 'ok' ? read.text : input.reason;
  return decideValue(deps, input, { action: 'return', reason });
}
