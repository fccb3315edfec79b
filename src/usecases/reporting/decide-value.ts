import type { ValueState } from '../../domain/kpi/submission-state.ts';
import type { Deps } from '../deps.ts';
import { advanceDialogue, type DialogueStep } from '../dialogue/dialogue-state.ts';
import { loadActingActor } from '../people/actor.ts';
import { transact } from '../transaction.ts';
import { type Decision, judgeVersions, recordDecisions, type VersionRefusal } from './decide-versions.ts';

export type DecideOutcome =
  | { kind: 'decided'; state: ValueState }
  /** The dialogue has moved on. */
  | { kind: 'stale' }
  | VersionRefusal;

export interface DecideInput {
  personId: number;
  versionId: number;
  at: DialogueStep;
  /** Where the dialogue goes once it is decided. */
  next: { step: string; fields: object };
}

/**
 * Approves, verifies or returns a version, tells those concerned, and moves the dialogue on: all or nothing.
 * Several at once: `decide-values.ts`.
 */
export function decideValue(deps: Deps, input: DecideInput, decision: Decision): Promise<DecideOutcome> {
  return transact(deps, async (work): Promise<DecideOutcome> => {
    const { tx, now } = work;
    const { versionId } = input;
    const actor = await loadActingActor(tx, input.personId, deps.clock);
    const verdict = (await judgeVersions(tx, now, actor, [versionId], decision)).get(versionId);
    if (verdict === undefined) throw new Error(`Nothing was said of version ${versionId}`);
    if (verdict.kind !== 'ok') return verdict;
    if (!(await advanceDialogue(tx, input.at, { ...input.next, now }))) return { kind: 'stale' };
    await recordDecisions(work, actor, [verdict], decision);
    return { kind: 'decided', state: verdict.next };
  });
}
