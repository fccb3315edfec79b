import { wantsALook } from '../../domain/kpi/review-look.ts';
import type { ValueState } from '../../domain/kpi/submission-state.ts';
import { maySomewhere } from '../../domain/people/permissions.ts';
import type { Deps } from '../deps.ts';
import { advanceDialogue, type DialogueStep } from '../dialogue/dialogue-state.ts';
import { loadActingActor } from '../people/actor.ts';
import { transact } from '../transaction.ts';
import { type Decidable, judgeVersions, recordDecisions, type VersionRefusal } from './decide-versions.ts';

/** As many values as are decided on at once. */
export const mostAtOnce = 200;

/** A version that was not decided on, and why. */
export interface RefusedVersion {
  versionId: number;
  /** `wantsALook`: only those without remarks were meant. */
  why: VersionRefusal['kind'] | 'wantsALook';
}

/** What came of each value; it is kept in the dialogue as well, so that it can be shown again. */
export interface ManyDecided {
  state: ValueState;
  versionIds: number[];
  refused: RefusedVersion[];
}

export type DecideManyOutcome =
  /** At least one was decided on; the refused ones were left as they are. */
  | ({ kind: 'decided' } & ManyDecided)
  /** None of them could be decided on: nothing was changed. */
  | { kind: 'noneDecided'; refused: RefusedVersion[] }
  /** The dialogue has moved on. */
  | { kind: 'stale' }
  /** The person decides on nothing of the kind at all. */
  | { kind: 'noRight' };

export interface DecideManyInput {
  personId: number;
  action: 'approve' | 'verify';
  /** Those that the person was shown, at most `mostAtOnce`: nothing else is ever decided on. */
  versionIds: readonly number[];
  /** Leaves out what a check found odd, and what is no number. */
  onlyUnremarkable: boolean;
  at: DialogueStep;
  /** Where the dialogue goes once they are decided. */
  next: (done: ManyDecided) => { step: string; fields: object };
}

/**
 * Approves or verifies several values in one transaction: each is decided on or refused by itself, by the same
 * rules as a single one, with an audit event of its own. Those concerned are owed a message for each; the
 * messages are joined when they are sent.
 */
export function decideValues(deps: Deps, input: DecideManyInput): Promise<DecideManyOutcome> {
  const { action, onlyUnremarkable } = input;
  const versionIds = [...new Set(input.versionIds)];
  if (versionIds.length > mostAtOnce)
    throw new RangeError(`${versionIds.length} values at once are too many`);
  return transact(deps, async (work): Promise<DecideManyOutcome> => {
    const { tx, now } = work;
    const actor = await loadActingActor(tx, input.personId, deps.clock);
    const permission = action === 'approve' ? 'reviewValue' : 'verifyValue';
    if (!maySomewhere(permission, actor, now)) return { kind: 'noRight' };
    const ok: Decidable[] = [];
    const refused: RefusedVersion[] = [];
    for (const [versionId, verdict] of await judgeVersions(tx, now, actor, versionIds, { action })) {
      if (verdict.kind !== 'ok') refused.push({ versionId, why: verdict.kind });
      else if (onlyUnremarkable && wantsALook(verdict.version))
        refused.push({ versionId, why: 'wantsALook' });
      else ok.push(verdict);
    }
    if (ok.length === 0) return { kind: 'noneDecided', refused };
    const done: ManyDecided = {
      state: action === 'approve' ? 'approved' : 'verified',
      versionIds: ok.map(({ version }) => version.id),
      refused,
    };
    if (!(await advanceDialogue(tx, input.at, { ...input.next(done), now }))) return { kind: 'stale' };
    await recordDecisions(work, actor, ok, {});
    return { kind: 'decided', ...done };
  });
}
