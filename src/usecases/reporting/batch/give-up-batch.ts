import type { Tx } from '../../../storage/database.ts';
import type { Deps } from '../../deps.ts';

/** Gives up what a person brought at once and did not send: its rows are forgotten. Done again it changes nothing. */
export async function giveUpBatch(deps: Deps, { personId }: { personId: number }): Promise<void> {
  await blankUnsent(deps.db, personId);
}

export async function blankUnsent(tx: Tx, personId: number): Promise<void> {
  await tx.valueBatch.updateMany({
    where: { personId, sentAt: null },
    data: { rows: [], fileName: null },
  });
}
