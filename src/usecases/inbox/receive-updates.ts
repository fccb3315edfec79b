import type { Prisma } from '../../storage/generated/client.ts';
import type { Deps } from '../deps.ts';

export interface RawUpdate {
  /** The messenger's own id of the update: the same one twice is stored once. */
  externalId: string;
  /** Updates of one chat are handled one at a time, in order. */
  chatKey: string;
  body: Prisma.InputJsonObject;
}

/**
 * Stores raw updates before they are acknowledged to the messenger; those already known are passed over.
 * Answers how many were new.
 */
export async function receiveUpdates(
  deps: Pick<Deps, 'db' | 'clock'>,
  channel: string,
  updates: readonly RawUpdate[],
): Promise<number> {
  const receivedAt = deps.clock.now();
  const stored = await deps.db.inboxUpdate.createMany({
    data: updates.map((update) => ({ channel, receivedAt, ...update })),
    skipDuplicates: true,
  });
  return stored.count;
}
