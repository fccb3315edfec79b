import type { Deps } from '../deps.ts';
import { advanceDialogue, type DialogueStep } from '../dialogue/dialogue-state.ts';
import { transact } from '../transaction.ts';

export type ChooseRegionOutcome = { kind: 'chosen' } | { kind: 'unknownRegion' } | { kind: 'stale' };

/** Sets the oblast of a person whose settlement is not in the list; they have no city then. */
export async function chooseRegion(
  deps: Deps,
  input: { personId: number; regionId: string; at: DialogueStep },
): Promise<ChooseRegionOutcome> {
  const { personId, regionId } = input;
  return transact(deps, async ({ tx, now }) => {
    const region = await tx.region.findUnique({ where: { id: regionId }, select: { id: true } });
    if (region === null) return { kind: 'unknownRegion' };
    const next = { step: 'chosenRegion', fields: { regionId }, isActive: false, now };
    if (!(await advanceDialogue(tx, input.at, next))) return { kind: 'stale' };
    await tx.person.update({ where: { id: personId }, data: { cityId: null, regionId } });
    return { kind: 'chosen' };
  });
}
