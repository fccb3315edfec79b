import { type Audience, readStoredAudience } from '../../domain/broadcast/audience.ts';
import type { Tx } from '../../storage/database.ts';
import type { Prisma } from '../../storage/generated/client.ts';
import { outboxPriority } from '../outbox/insert-outbox.ts';

/**
 * Messages of a paused broadcast wait for this instant, so that nobody looks at them: a pause may last for days
 * and costs the outbox nothing.
 */
const whileItIsPaused = new Date('9999-12-31T00:00:00Z');

/** Locks a broadcast: of two who act on it, the second sees what the first did. Null where there is none. */
export async function lockBroadcast(tx: Tx, broadcastId: number) {
  await tx.$queryRaw`SELECT "id" FROM "Broadcast" WHERE "id" = ${broadcastId} FOR UPDATE`;
  const found = await tx.broadcast.findUnique({ where: { id: broadcastId } });
  return found === null ? null : { ...found, audience: readStoredAudience(found) };
}

/** The key of the message that tells its author how far a broadcast is. */
export function progressKey(broadcastId: number): string {
  return `broadcast.progress:${broadcastId}`;
}

/** The audit chain that a broadcast belongs to. */
export function chainOf(audience: Audience): string {
  return audience.kind === 'group' ? audience.workingGroupId : 'country';
}

/** Owes everybody the message, in one statement however many they are. */
export async function oweMessages(
  tx: Tx,
  now: Date,
  about: { broadcastId: number; recipients: readonly { id: number; from: Date }[] },
): Promise<void> {
  const { broadcastId, recipients } = about;
  await tx.$executeRaw`
    INSERT INTO "OutboxMessage"
      ("kind", "params", "recipientId", "priority", "notBefore", "uniqueKey", "createdAt", "broadcastId")
    SELECT 'broadcast.message', jsonb_build_object('broadcastId', ${broadcastId}::int), person,
      ${outboxPriority.broadcast}::int, at::timestamptz, 'broadcast.message:' || ${broadcastId}::int || ':' || person,
      ${now}::timestamptz, ${broadcastId}::int
    FROM unnest(
      ${recipients.map(({ id }) => id)}::int[],
      ${recipients.map(({ from }) => from.toISOString())}::text[]
    ) WITH ORDINALITY AS recipient(person, at, position)
    ORDER BY position
    ON CONFLICT ("uniqueKey") DO NOTHING`;
}

/**
 * Holds back what was not begun to be sent. A message that was tried may have arrived already, or holds its
 * reader's others back until it is tried again: it is finished.
 */
export async function holdMessages(tx: Tx, broadcastId: number): Promise<void> {
  await tx.outboxMessage.updateMany({
    where: { broadcastId, state: 'waiting', attempts: 0 },
    data: { notBefore: whileItIsPaused },
  });
}

/** The condition, for Prisma, of somebody whose message waits for the end of a pause. */
export function isHeldBack(broadcastId: number): Prisma.PersonWhereInput {
  return { outbox: { some: { broadcastId, state: 'waiting', attempts: 0 } } };
}

/** Lets messages go that were held back, each from its reader's time on. */
export async function letMessagesGo(
  tx: Tx,
  broadcastId: number,
  times: readonly { id: number; from: Date }[],
): Promise<void> {
  await tx.$executeRaw`
    UPDATE "OutboxMessage" AS message SET "notBefore" = recipient.at::timestamptz
    FROM unnest(
      ${times.map(({ id }) => id)}::int[],
      ${times.map(({ from }) => from.toISOString())}::text[]
    ) AS recipient(person, at)
    WHERE message."broadcastId" = ${broadcastId} AND message."recipientId" = recipient.person
      AND message."state" = 'waiting' AND message."attempts" = 0`;
}

/** Drops what is left of a stopped broadcast, each on the record; answers how many. */
export async function dropMessages(tx: Tx, broadcastId: number, now: Date): Promise<number> {
  return tx.$executeRaw`
    WITH dropped AS (
      UPDATE "OutboxMessage" SET "state" = 'dropped', "reason" = 'stopped', "finishedAt" = ${now}
      WHERE "broadcastId" = ${broadcastId} AND "state" = 'waiting'
      RETURNING "id")
    INSERT INTO "OutboxAttempt" ("messageId", "at", "outcome", "reason")
    SELECT "id", ${now}, 'dropped', 'stopped' FROM dropped`;
}

/** Shows the author at once what became of it, not when it is looked at next. */
export async function hurryProgress(tx: Tx, broadcastId: number, now: Date): Promise<void> {
  await tx.outboxMessage.updateMany({
    where: { uniqueKey: progressKey(broadcastId), state: 'waiting' },
    data: { notBefore: now },
  });
}
