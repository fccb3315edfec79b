import type { Deps } from '../deps.ts';
import type { FirstLevelOutcome } from './approve-value.ts';
import { type DecideInput, decideValue } from './decide-value.ts';
import { type ReadReason, readReason, readStoredReason } from './reason.ts';

export type ReturnOutcome =
  | FirstLevelOutcome
  | { kind: 'badReason'; problem: Exclude<ReadReason, { kind: 'ok' }> };

/**
 * Returns a value with a reason, a ready one or 3 to 500 characters of the reviewer's own: a coordinator what
 * was submitted, the authority what was approved. Outcomes: those of approving (`decided` then means returned), and `badReason`.
 */
export async function returnValue(
  deps: Deps,
  input: DecideInput & { reason: string },
): Promise<ReturnOutcome> {
  const read = readReason(input.reason);
  const isReady = readStoredReason(input.reason).kind === 'returnReason';
  if (!isReady && read.kind !== 'ok') return { kind: 'badReason', problem: read };
  const reason = read.kind === 'ok' ? read.text : input.reason;
  const outcome = await decideValue(deps, input, { action: 'return', reason });
  if (outcome.kind === 'notApproved') throw new Error('Returning asks for no approval before');
  return outcome;
}
