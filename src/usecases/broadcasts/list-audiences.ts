import { maySomewhere, whereMay } from '../../domain/people/permissions.ts';
import type { Deps } from '../deps.ts';
import { loadActor } from '../people/actor.ts';
import { readNames } from '../reporting/read-names.ts';
import type { Names } from '../reporting/value-slot.ts';

export type ListAudiencesOutcome =
  | {
      kind: 'audiences';
      /** Working groups that the person may write to; the oblasts and cities that they are for. */
      groups: { id: string; name: Names }[];
      /** Whether they may write to citizens, followers and all. */
      toPeople: boolean;
      /** Initiatives that somebody follows, those with the most followers first. */
      initiatives: { id: number; title: Names; followers: number }[];
    }
  | { kind: 'noRight' };

/** Whom a person may broadcast to. */
export async function listAudiences(deps: Deps, input: { personId: number }): Promise<ListAudiencesOutcome> {
  const { db, clock } = deps;
  const now = clock.now();
  const actor = await loadActor(db, input.personId, now);
  if (!maySomewhere('broadcastToGroup', actor, now)) return { kind: 'noRight' };
  const where = whereMay('broadcastToGroup', actor, now);
  const ids = (
    await db.workingGroup.findMany({
      where: where === 'country' ? {} : { id: { in: where } },
      select: { id: true },
      orderBy: { id: 'asc' },
    })
  ).map(({ id }) => id);
  const names = await readNames(db, { cityIds: [], workingGroupIds: ids });
  const groups = ids.map((id) => ({ id, name: names.workingGroup(id) }));
  const toPeople = maySomewhere('broadcastToPeople', actor, now);
  if (!toPeople) return { kind: 'audiences', groups, toPeople, initiatives: [] };
  const followed = await db.initiative.findMany({
    where: { follows: { some: {} } },
    select: { id: true, titleKk: true, titleRu: true, _count: { select: { follows: true } } },
    orderBy: [{ follows: { _count: 'desc' } }, { id: 'asc' }],
  });
  const initiatives = followed.map(({ id, titleKk, titleRu, _count }) => ({
    id,
    title: { kk: titleKk, ru: titleRu },
    followers: _count.follows,
  }));
  return { kind: 'audiences', groups, toPeople, initiatives };
}
