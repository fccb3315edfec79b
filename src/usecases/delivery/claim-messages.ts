import type { Db } from '../../storage/database.ts';
import { Prisma } from '../../storage/generated/client.ts';
import type { ClaimedMessage } from './delivery-outcome.ts';

/** Any constant will do, as long as every replica uses the same one: "OUTBOX" in digits of a keypad. */
const claimingLock = 688_269;

/**
 * Claims up to `limit` due messages, the most urgent first, and no more than one of a recipient (a person or a
 * chat): while a message is with a worker, the recipient's others wait, whichever replica asks. Workers claim one after
 * the other (the lock is held for this one statement), so neither can miss what the other just took. Those
 * that are told in another message are never claimed: they share its fate. While one that was tried waits to
 * be tried again, nothing overtakes it: a chat hears things in their order, and is left alone as long as the
 * messenger asked.
 */
export async function claimMessages(
  db: Db,
  input: { holder: string; now: Date; limit: number },
): Promise<ClaimedMessage[]> {
  const { holder, now, limit } = input;
  const [, claimed] = await db.$transaction([
    db.$executeRaw`SELECT pg_advisory_xact_lock(${claimingLock})`,
    db.$queryRaw<(ClaimedMessage & { priority: number })[]>`
      UPDATE "OutboxMessage" AS claimed
      SET "state" = 'claimed', "claimedBy" = ${holder}, "claimedAt" = clock_timestamp()
      WHERE claimed."id" IN (
        SELECT head."id" FROM "OutboxMessage" AS head
        WHERE head."state" = 'waiting' AND head."notBefore" <= ${now} AND head."joinedIntoId" IS NULL
          AND ${noneToTheSame(
            Prisma.sql`(other."state" = 'claimed' OR ${isRetried(now)}
              OR (other."state" = 'waiting' AND other."notBefore" <= ${now} AND other."joinedIntoId" IS NULL
                AND (other."priority", other."id") < (head."priority", head."id")))`,
          )}
        ORDER BY head."priority", head."id" LIMIT ${limit} FOR UPDATE SKIP LOCKED)
      RETURNING claimed."id", claimed."kind", claimed."params", claimed."recipientId", claimed."chatId",
        claimed."attempts", claimed."priority"`,
  ]);
  return claimed.toSorted((a, b) => a.priority - b.priority || a.id - b.id);
}

/**
 * The condition that no other message (`other`) of which something holds is for whom a message (`head`) is for.
 * Several links may lead into one chat, with a topic each: what counts is the chat. `OFFSET 0` has the few of
 * the same recipient found first, by their index: by state, thousands would be compared with each other.
 */
function noneToTheSame(holds: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(head."recipientId" IS NULL OR NOT EXISTS (
      SELECT 1 FROM (
        SELECT * FROM "OutboxMessage" AS own WHERE own."recipientId" = head."recipientId" OFFSET 0) AS other
      WHERE ${holds}))
    AND (head."chatId" IS NULL OR NOT EXISTS (
      SELECT 1 FROM (
        SELECT own.* FROM "OutboxMessage" AS own
        JOIN "LinkedChat" AS link ON link."id" = own."chatId"
        JOIN "LinkedChat" AS mine ON mine."channel" = link."channel" AND mine."externalId" = link."externalId"
        WHERE mine."id" = head."chatId" OFFSET 0) AS other
      WHERE ${holds}))`;
}

/** The condition that another message was tried and waits to be tried again later. */
function isRetried(now: Date): Prisma.Sql {
  return Prisma.sql`(other."state" = 'waiting' AND other."attempts" > 0 AND other."notBefore" > ${now}
    AND other."joinedIntoId" IS NULL)`;
}

/** Hands back claimed messages of which no send was tried. */
export async function releaseMessages(db: Db, holder: string, ids: readonly number[]): Promise<void> {
  await db.outboxMessage.updateMany({
    where: { id: { in: [...ids] }, state: 'claimed', claimedBy: holder },
    data: { state: 'waiting', claimedBy: null, claimedAt: null },
  });
}

/** How many messages are due at an instant and neither with a worker nor behind one that is tried again later. */
export async function countDueMessages(db: Db, now: Date): Promise<number> {
  const [row] = await db.$queryRaw<{ due: number }[]>`
    SELECT count(*)::int AS "due" FROM "OutboxMessage" AS head
    WHERE head."state" = 'waiting' AND head."notBefore" <= ${now} AND head."joinedIntoId" IS NULL
      AND ${noneToTheSame(isRetried(now))}`;
  return row?.due ?? 0;
}
