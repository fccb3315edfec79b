import type { Deps } from '../deps.ts';
import { type DecideInput, type DecideOutcome, decideValue } from './decide-value.ts';

/**
 * Approves a submitted value. Outcomes: `decided` (now approved, the submitter is told), `stale`, `noRight`,
 * `notFound`, `ownValue`, `coordinatorDecides`, `superseded`, `alreadyDecided`; see `DecideOutcome`.
 */
export function approveValue(deps: Deps, input: DecideInput): Promise<DecideOutcome> {
  return decideValue(deps, input, { action: 'approve' });
}
