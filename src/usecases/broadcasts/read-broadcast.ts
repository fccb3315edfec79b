import { readStoredAudience, speakerTo } from '../../domain/broadcast/audience.ts';
import type { Tx } from '../../storage/database.ts';
import type { BroadcastState } from '../../storage/generated/enums.ts';
import type { Deps } from '../deps.ts';
import { loadActor } from '../people/actor.ts';
import { type NamedAudience, nameAudience } from './audience-name.ts';
import { progressKey } from './broadcast-rows.ts';

/** How far a broadcast is. */
export interface BroadcastProgress {
  id: number;
  audience: NamedAudience;
  state: BroadcastState;
  startedAt: Date;
  total: number;
  sent: number;
  /** It did not reach them and never will: they blocked the bot, left, took a consent back, or it was stopped. */
  missed: number;
  left: number;
  /** When the next one goes, where that is more than a minute ahead: nobody who is left may be disturbed now. */
  nextAt: Date | null;
  /** The author's message that shows all this and is edited; null where it is not known yet. */
  shownIn: number | null;
}

export type ReadBroadcastOutcome =
  | { kind: 'broadcast'; broadcast: BroadcastProgress }
  | { kind: 'noRight' }
  | { kind: 'notFound' };

const soon = 60_000;

/** How far a broadcast is, for whoever might begin one to that audience. */
export async function readBroadcast(
  deps: Deps,
  input: { personId: number; broadcastId: number },
): Promise<ReadBroadcastOutcome> {
  const { db, clock } = deps;
  const { personId, broadcastId } = input;
  const now = clock.now();
  const found = await db.broadcast.findUnique({ where: { id: broadcastId } });
  if (found === null) return { kind: 'notFound' };
  const audience = readStoredAudience(found);
  if (speakerTo(audience, await loadActor(db, personId, now), now) === null) return { kind: 'noRight' };
  const { state, startedAt, total } = found;
  const { sent, left, next } = await countMessages(db, broadcastId);
  const live = await db.outboxMessage.findUnique({
    where: { uniqueKey: progressKey(broadcastId) },
    select: { messageRef: true },
  });
  return {
    kind: 'broadcast',
    broadcast: {
      id: broadcastId,
      audience: (await nameAudience(db, audience)) ?? { to: audience.kind, name: null },
      state,
      startedAt,
      total,
      sent,
      missed: total - sent - left,
      left,
      nextAt: state === 'sending' && next !== null && next.getTime() > now.getTime() + soon ? next : null,
      shownIn: live?.messageRef == null ? null : Number(live.messageRef),
    },
  };
}

async function countMessages(tx: Tx, broadcastId: number) {
  const counts = await tx.outboxMessage.groupBy({
    by: ['state'],
    where: { broadcastId },
    _count: true,
    _min: { notBefore: true },
  });
  const of = (state: string) => counts.find((count) => count.state === state);
  const [waiting, claimed] = [of('waiting'), of('claimed')];
  return {
    sent: of('sent')?._count ?? 0,
    left: (waiting?._count ?? 0) + (claimed?._count ?? 0),
    next: claimed === undefined ? (waiting?._min.notBefore ?? null) : null,
  };
}
