import type { Tx } from '../../storage/database.ts';

/** What people have put off and is not to be told at an instant. */
export interface SnoozedKeys {
  has(personId: number, obligationKey: string): boolean;
}

/** What of these people is put off at an instant. */
export async function readSnoozedKeys(tx: Tx, now: Date, personIds: readonly number[]): Promise<SnoozedKeys> {
  const rows = await tx.snooze.findMany({
    where: { personId: { in: [...personIds] }, endedAt: null, until: { gt: now } },
    select: { personId: true, obligationKeys: true },
  });
  const keys = new Set(rows.flatMap((row) => row.obligationKeys.map((key) => `${row.personId} ${key}`)));
  return { has: (personId, obligationKey) => keys.has(`${personId} ${obligationKey}`) };
}
