import type { Deps } from '../deps.ts';
import { type ClaimedMessage, toSame } from './delivery-outcome.ts';

/** After a message of a kind that is joined, the next ones to the same person or chat gather for so long. */
export const gatherMilliseconds = 10 * 60_000;
/** As many as one message tells of; what is left over is told in the next one. */
const mostJoined = 500;

/** A message that waits to be told together with another one. */
export interface GatheredMessage {
  id: number;
  params: unknown;
}

export type Gathered =
  /** To be told now, together with the others (maybe none), oldest first. */
  | { kind: 'now'; others: GatheredMessage[] }
  /** One of the kind was sent a moment ago: they all wait until then, to be told at once. */
  | { kind: 'hold'; until: Date };

/**
 * What waits to be told to the recipient of a claimed message of the same kind. While the claim holds, nobody
 * else sends to that person or chat, so what is gathered stays until it is bound. A message that was tried before is
 * repeated with what it was bound to then, and with nothing more: only that may have arrived already.
 */
export async function gatherMessages(deps: Deps, message: ClaimedMessage): Promise<Gathered> {
  const { id, kind } = message;
  const now = deps.clock.now();
  const { outboxMessage } = deps.db;
  const ofTheKind = { ...toSame(message), kind, state: 'waiting' as const, id: { not: id } };
  const select = { id: true, params: true };
  if (message.attempts > 0) {
    const bound = await outboxMessage.findMany({
      where: { ...ofTheKind, joinedIntoId: id },
      select,
      orderBy: { id: 'asc' },
    });
    return { kind: 'now', others: bound };
  }
  const since = new Date(now.getTime() - gatherMilliseconds);
  const last = await outboxMessage.findFirst({
    where: { ...toSame(message), kind, state: 'sent', finishedAt: { gt: since } },
    select: { finishedAt: true },
    orderBy: { finishedAt: 'desc' },
  });
  if (last?.finishedAt != null) {
    const until = new Date(last.finishedAt.getTime() + gatherMilliseconds);
    await outboxMessage.updateMany({
      where: { ...ofTheKind, attempts: 0, joinedIntoId: null, notBefore: { lt: until } },
      data: { notBefore: until },
    });
    return { kind: 'hold', until };
  }
  const others = await outboxMessage.findMany({
    where: { ...ofTheKind, attempts: 0 },
    select,
    orderBy: { id: 'asc' },
    take: mostJoined,
  });
  return { kind: 'now', others };
}

/**
 * Writes down, before anything is sent, which messages a claimed one tells of, and drops those that are not
 * true any more. Bound ones are never sent by themselves: whatever comes of the one they are bound to comes of
 * them. Answers false where the claim is lost meanwhile; then nothing must be sent.
 */
export async function bindMessages(
  deps: Deps,
  input: { message: ClaimedMessage; joined: readonly number[]; untrue: readonly number[] },
): Promise<boolean> {
  const { message, joined, untrue } = input;
  if (joined.length === 0 && untrue.length === 0) return true;
  return deps.db.$transaction(async (tx) => {
    const now = deps.clock.now();
    const [head] = await tx.$queryRaw<{ state: string }[]>`
      SELECT "state"::text FROM "OutboxMessage" WHERE "id" = ${message.id} FOR UPDATE`;
    if (head?.state !== 'claimed') return false;
    await tx.outboxMessage.updateMany({
      where: { id: { in: [...joined] }, state: 'waiting' },
      data: { joinedIntoId: message.id },
    });
    const dropped = await tx.outboxMessage.updateManyAndReturn({
      where: { id: { in: [...untrue] }, state: 'waiting' },
      data: { state: 'dropped', reason: 'untrue', finishedAt: now, joinedIntoId: null },
      select: { id: true },
    });
    await tx.outboxAttempt.createMany({
      data: dropped.map(({ id }) => ({ messageId: id, at: now, outcome: 'dropped', reason: 'untrue' })),
    });
    return true;
  });
}
