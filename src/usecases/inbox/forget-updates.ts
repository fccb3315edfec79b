import type { Deps } from '../deps.ts';

/** So long, in days, a handled update is known again; the messenger repeats one for a day at most. */
export const rememberedDays = 7;

/** Deletes the blanked rows of updates that were handled long ago. Answers how many there were. */
export async function forgetUpdates(deps: Pick<Deps, 'db' | 'clock'>): Promise<number> {
  const limit = new Date(deps.clock.now().getTime() - rememberedDays * 86_400_000);
  const gone = await deps.db.inboxUpdate.deleteMany({ where: { doneAt: { lt: limit } } });
  return gone.count;
}
