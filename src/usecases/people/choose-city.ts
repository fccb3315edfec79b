import type { Deps } from '../deps.ts';
import { advanceDialogue, type DialogueStep } from '../dialogue/dialogue-state.ts';
import { transact } from '../transaction.ts';

export type ChooseCityOutcome =
  /** The city is theirs. One that is not rated keeps the dialogue open, for a rated one of its oblast. */
  { kind: 'chosen'; isRated: boolean } | { kind: 'unknownCity' } | { kind: 'stale' };

/** Sets the city whose rating and initiatives a person is shown first. Anybody may choose any settlement. */
export async function chooseCity(
  deps: Deps,
  input: { personId: number; cityId: string; at: DialogueStep },
): Promise<ChooseCityOutcome> {
  const { personId, cityId } = input;
  return transact(deps, async ({ tx, now }) => {
    const city = await tx.city.findUnique({
      where: { id: cityId },
      select: { isRated: true, regionId: true },
    });
    if (city === null) return { kind: 'unknownCity' };
    const next = city.isRated
      ? { step: 'chosen', fields: { cityId }, isActive: false, now }
      : { step: 'unrated', fields: { cityId, page: 0 }, isActive: true, now };
    if (!(await advanceDialogue(tx, input.at, next))) return { kind: 'stale' };
    await tx.person.update({ where: { id: personId }, data: { cityId, regionId: city.regionId } });
    return { kind: 'chosen', isRated: city.isRated };
  });
}
