import type { Tx } from '../../storage/database.ts';

/** Notes of every broadcast (or of one) that has nothing left to be sent that it is over. Answers how many. */
export async function finishBroadcasts(tx: Tx, now: Date, broadcastId?: number): Promise<number> {
  const finished = await tx.broadcast.updateMany({
    where: {
      ...(broadcastId === undefined ? {} : { id: broadcastId }),
      state: { in: ['sending', 'paused'] },
      messages: { none: { state: { in: ['waiting', 'claimed'] } } },
    },
    data: { state: 'done', finishedAt: now },
  });
  return finished.count;
}
