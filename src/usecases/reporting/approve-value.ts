import type { Deps } from '../deps.ts';
import { type DecideInput, type DecideOutcome, decideValue } from './decide-value.ts';

export type FirstLevelOutcome = Exclude<DecideOutcome, { kind: 'notApproved' }>;

/**
 * Approves a submitted value. Outcomes: `decided` (now approved, the submitter is told), `stale`, `noRight`,
 * `notFound`, `ownValue`, `coordinatorDecides`, `superseded`, `alreadyDecided`; see `DecideOutcome`.
 */
export async function approveValue(deps: Deps, input: DecideInput): Promise<FirstLevelOutcome> {
  const outcome = await decideValue(deps, input, { action: 'approve' });
  if (outcome.kind === 'notApproved') throw new Error('Approving asks for no approval before');
  return outcome;
}
