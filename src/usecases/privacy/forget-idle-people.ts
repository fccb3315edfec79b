import type { Deps } from '../deps.ts';
import { transact } from '../transaction.ts';
import { erasePerson } from './erase-person.ts';

/** Days without a word after which what is kept of somebody who consented to nothing is deleted. */
export const idleDays = 30;

/**
 * Deletes what is kept of people who never gave a consent, hold no role and have been silent for 30 days. One
 * transaction a person, so that an interruption loses nothing. Answers how many were forgotten.
 */
export async function forgetIdlePeople(deps: Deps): Promise<number> {
  const now = deps.clock.now();
  const idleSince = new Date(now.getTime() - idleDays * 86_400_000);
  const isIdle = {
    deletedAt: null,
    seenAt: { lt: idleSince },
    consents: { none: { withdrawnAt: null } },
    grants: { none: { OR: [{ endsAt: null }, { endsAt: { gt: now } }] } },
  };
  const idle = await deps.db.person.findMany({
    where: isIdle,
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  let forgotten = 0;
  for (const { id } of idle) {
    forgotten += await transact(deps, async (work) => {
      // They may have written in the meantime.
      const stillIdle = await work.tx.person.updateMany({ where: { id, ...isIdle }, data: { seenAt: now } });
      if (stillIdle.count === 0) return 0;
      await erasePerson(work, id, { keepTexts: true });
      return 1;
    });
  }
  return forgotten;
}
