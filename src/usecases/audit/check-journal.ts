import type { Deps } from '../deps.ts';
import { readNames } from '../reporting/read-names.ts';
import { readSubmission } from '../reporting/read-submission.ts';
import type { Names } from '../reporting/value-slot.ts';
import { verifyAudit } from './verify-audit.ts';

export type JournalOutcome =
  /** `head` is that of the chain, to be noted and compared later. */
  | { kind: 'whole'; group: Names; chain: string; length: number; head: string }
  | { kind: 'broken'; group: Names; number: number }
  /** Not of that group, nor of the authority. */
  | { kind: 'noRight' }
  | { kind: 'notFound' };

/** Recomputes the audit chain that a value's history stands in, for whoever may see the value. */
export async function checkJournal(
  deps: Deps,
  input: { personId: number; receipt: string },
): Promise<JournalOutcome> {
  const { personId, receipt } = input;
  const outcome = await readSubmission(deps, { personId, which: { receipt } });
  if (outcome.kind !== 'card') return outcome;
  const chain = outcome.card.city.workingGroupId;
  const names = await readNames(deps.db, { cityIds: [], workingGroupIds: [chain] });
  const group = names.workingGroup(chain);
  const [verdict] = await verifyAudit(deps.db, { only: chain });
  // A group in which nothing has happened yet has no chain.
  if (verdict === undefined) return { kind: 'notFound' };
  if (verdict.kind === 'broken') return { kind: 'broken', group, number: verdict.number };
  return { kind: 'whole', group, chain, length: verdict.length, head: verdict.head };
}
