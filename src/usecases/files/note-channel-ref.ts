import type { Deps } from '../deps.ts';

/** Notes under which id of its own the messenger knows a file now: only a cache, so the last one wins. */
export async function noteChannelRef(
  deps: Deps,
  { fileId, channelRef }: { fileId: number; channelRef: string },
): Promise<void> {
  await deps.db.storedFile.updateMany({ where: { id: fileId }, data: { channelRef } });
}
