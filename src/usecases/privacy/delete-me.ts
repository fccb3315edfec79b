import type { Deps } from '../deps.ts';
import { advanceDialogue, type DialogueStep } from '../dialogue/dialogue-state.ts';
import { transact } from '../transaction.ts';
import { erasePerson, type Remains } from './erase-person.ts';

export type DeleteMeOutcome =
  | { kind: 'deleted'; remains: Remains }
  /** Asked at a step that is not the current one: nothing was deleted. */
  | { kind: 'stale' };

/**
 * Deletes a person's data at their own, confirmed demand (Law on personal data, art. 24). Their next message
 * meets somebody new.
 */
export async function deleteMe(
  deps: Deps,
  input: { personId: number; keepTexts: boolean; at: DialogueStep },
): Promise<DeleteMeOutcome> {
  return transact(deps, async (work) => {
    const moved = await advanceDialogue(work.tx, input.at, { step: 'deleted', now: work.now });
    if (moved === null) return { kind: 'stale' };
    return {
      kind: 'deleted',
      remains: await erasePerson(work, input.personId, { keepTexts: input.keepTexts }),
    };
  });
}
