import { readStoredAudience } from '../../domain/broadcast/audience.ts';
import { maySomewhere, whereMay } from '../../domain/people/permissions.ts';
import type { BroadcastState } from '../../storage/generated/enums.ts';
import type { Deps } from '../deps.ts';
import { loadActor } from '../people/actor.ts';
import { type NamedAudience, nameAudience } from './audience-name.ts';

/** As many of the newest ones are listed. */
const mostListed = 5;

export interface ListedBroadcast {
  id: number;
  audience: NamedAudience;
  state: BroadcastState;
  startedAt: Date;
  total: number;
}

export type ListBroadcastsOutcome =
  /** The newest first. */
  { kind: 'broadcasts'; broadcasts: ListedBroadcast[] } | { kind: 'noRight' };

/** The newest broadcasts to those whom a person might write to themselves. */
export async function listBroadcasts(
  deps: Deps,
  input: { personId: number },
): Promise<ListBroadcastsOutcome> {
  const { db, clock } = deps;
  const now = clock.now();
  const actor = await loadActor(db, input.personId, now);
  if (!maySomewhere('broadcastToGroup', actor, now)) return { kind: 'noRight' };
  const groups = whereMay('broadcastToGroup', actor, now);
  const found = await db.broadcast.findMany({
    where: groups === 'country' ? {} : { audience: 'group', audienceId: { in: groups } },
    orderBy: { id: 'desc' },
    take: mostListed,
  });
  const broadcasts: ListedBroadcast[] = [];
  for (const { id, state, startedAt, total, ...stored } of found) {
    const audience = readStoredAudience(stored);
    const named = (await nameAudience(db, audience)) ?? { to: audience.kind, name: null };
    broadcasts.push({ id, audience: named, state, startedAt, total });
  }
  return { kind: 'broadcasts', broadcasts };
}
