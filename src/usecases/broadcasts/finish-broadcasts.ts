import type { Deps } from '../deps.ts';

/** Notes of every broadcast that has nothing left to be sent that it is over. Answers how many. */
export async function finishBroadcasts(deps: Deps): Promise<number> {
  const finished = await deps.db.broadcast.updateMany({
    where: {
      state: { in: ['sending', 'paused'] },
      messages: { none: { state: { in: ['waiting', 'claimed'] } } },
    },
    data: { state: 'done', finishedAt: deps.clock.now() },
  });
  return finished.count;
}
