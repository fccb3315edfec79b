import { localDateTime } from '../../domain/calendar/time-zone.ts';
import { maySomewhere } from '../../domain/people/permissions.ts';
import type { Deps } from '../deps.ts';
import type { OutboxParams } from '../outbox/outbox-kinds.ts';
import { loadActor } from '../people/actor.ts';
import { listOwed } from '../reporting/list-owed.ts';

/** A deadline that became later, as it stands for one person. */
export interface MovedDeadline {
  what: OutboxParams['deadline.moved']['what'];
  periodKey: string;
  /** The last day as it was, ISO. */
  from: string;
  /** The last instant as it is. */
  until: Date;
  /** Values of that period that the person owes. */
  owed: number;
}

/**
 * What became of moved deadlines, in the same order, for somebody who reports. Null where it is not true any more
 * (the new day is over, the reopening was ended) or the person reports nothing.
 */
export async function readMovedDeadlines(
  deps: Deps,
  input: { personId: number; moves: readonly OutboxParams['deadline.moved'][] },
): Promise<(MovedDeadline | null)[]> {
  const { db, settings } = deps;
  const now = deps.clock.now();
  const actor = await loadActor(db, input.personId, now);
  if (!maySomewhere('submitValue', actor, now)) return input.moves.map(() => null);
  const owed = await listOwed(db, now, { personId: input.personId });
  return Promise.all(
    input.moves.map(async ({ what, id, from }) => {
      const found = await find(what, id);
      if (found === null || now > found.until) return null;
      const { periodId, periodKey, until } = found;
      if (localDateTime(until, settings.timeZone).toPlainDate().toString() <= from) return null;
      return { what, periodKey, from, until, owed: owed.filter((one) => one.periodId === periodId).length };
    }),
  );

  async function find(
    what: MovedDeadline['what'],
    id: number,
  ): Promise<{ periodId: number; periodKey: string; until: Date } | null> {
    if (what === 'reopening') {
      const reopening = await db.periodReopening.findUnique({
        where: { id },
        include: { period: { select: { key: true } } },
      });
      if (reopening === null || reopening.endedAt !== null) return null;
      const { periodId, period, until } = reopening;
      return { periodId, periodKey: period.key, until };
    }
    const period = await db.period.findUnique({ where: { id } });
    if (period === null) return null;
    const until = what === 'due' ? period.dueAt : new Date(period.locksAt.getTime() - 1);
    return { periodId: id, periodKey: period.key, until };
  }
}
