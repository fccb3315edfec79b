import type { Tx } from '../../storage/database.ts';
import { type DialogueState, notBlank } from './dialogue-state.ts';

/** The kind of the dialogue last touched that `hasUnsent` finds something in; null where there is none. */
export async function findUnsentDialogue(
  tx: Tx,
  personId: number,
  hasUnsent: (state: DialogueState) => boolean,
): Promise<string | null> {
  const rows = await tx.dialogue.findMany({
    where: { personId, ...notBlank },
    orderBy: { updatedAt: 'desc' },
  });
  return (rows as DialogueState[]).find(hasUnsent)?.kind ?? null;
}
