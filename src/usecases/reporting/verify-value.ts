import type { Deps } from '../deps.ts';
import { type DecideInput, type DecideOutcome, decideValue } from './decide-value.ts';

export type SecondLevelOutcome = Exclude<DecideOutcome, { kind: 'coordinatorDecides' }>;

/**
 * Verifies an approved value for the authority: only then does «not applicable» count, and may the value be
 * published. Outcomes: `decided` (now verified, the submitter is told), `stale`, `noRight`, `notFound`,
 * `ownValue`, `notApproved`, `superseded`, `alreadyDecided`; see `DecideOutcome`.
 */
export async function verifyValue(deps: Deps, input: DecideInput): Promise<SecondLevelOutcome> {
  const outcome = await decideValue(deps, input, { action: 'verify' });
  if (outcome.kind === 'coordinatorDecides') throw new Error('Verifying is never the coordinators’');
  return outcome;
}
