import type { Db } from '../../storage/database.ts';

export interface ClaimedUpdate {
  id: number;
  chatKey: string;
  body: unknown;
  receivedAt: Date;
  /** How often it was claimed; those that an outage cut short are not counted. */
  attempts: number;
  /** Whether it was in somebody's hands before: it may have taken effect, and only its answer have failed. */
  isRepeated: boolean;
}

/** How long a claim holds without being renewed, in seconds of the database's clock. */
export const claimSeconds = 15;

/**
 * Claims the oldest unfinished update of up to `limit` chats. While one update of a chat is unfinished, no
 * later one of that chat is handed out, whichever replica asks: order and one-at-a-time hold per chat. Nor is
 * an earlier one while a later one is in hand: of two that webhooks store at once, the later may show first.
 */
export async function claimUpdates(db: Db, holder: string, limit: number): Promise<ClaimedUpdate[]> {
  return db.$queryRaw<ClaimedUpdate[]>`
    UPDATE "InboxUpdate" AS claimed
    SET "claimedBy" = ${holder}, "attempts" = claimed."attempts" + 1,
        "claimedUntil" = clock_timestamp() + make_interval(secs => ${claimSeconds})
    WHERE claimed."id" IN (
      SELECT head."id" FROM "InboxUpdate" AS head
      WHERE head."doneAt" IS NULL
        AND (head."claimedUntil" IS NULL OR head."claimedUntil" < clock_timestamp())
        AND (head."retryAt" IS NULL OR head."retryAt" <= clock_timestamp())
        AND NOT EXISTS (
          SELECT 1 FROM "InboxUpdate" AS other
          WHERE other."doneAt" IS NULL AND other."chatKey" = head."chatKey"
            AND (other."id" < head."id"
              OR (other."id" > head."id" AND other."claimedUntil" >= clock_timestamp())))
      ORDER BY head."id" LIMIT ${limit} FOR UPDATE SKIP LOCKED)
    RETURNING claimed."id", claimed."chatKey", claimed."body", claimed."receivedAt", claimed."attempts",
      (claimed."attempts" > 1 OR claimed."retryAt" IS NOT NULL) AS "isRepeated"`;
}

/** Keeps the claims on the updates that a living holder has in hand from running out. */
export async function renewClaims(db: Db, holder: string, ids: readonly number[]): Promise<void> {
  await db.$executeRaw`
    UPDATE "InboxUpdate" SET "claimedUntil" = clock_timestamp() + make_interval(secs => ${claimSeconds})
    WHERE "id" = ANY(${[...ids]}::int[]) AND "claimedBy" = ${holder} AND "doneAt" IS NULL`;
}

/**
 * Ends the claims of processes that are gone, so that nobody waits for them to run out. Holders are named as
 * their connections to the database are: one that bears no connection any more is dead.
 */
export async function releaseClaimsOfTheDead(db: Db, holder: string): Promise<number> {
  return db.$executeRaw`
    UPDATE "InboxUpdate" SET "claimedBy" = NULL, "claimedUntil" = NULL
    WHERE "doneAt" IS NULL AND "claimedBy" IS NOT NULL AND "claimedBy" <> ${holder}
      AND NOT EXISTS (SELECT 1 FROM pg_stat_activity WHERE "application_name" = "claimedBy")`;
}

/**
 * Notes what a text is meant for (a dialogue's step) when it is handled for the first time. Answers what was
 * noted then: handled again after it took effect, it must not be taken for the answer to the next question.
 */
export async function noteMeaning(db: Db, id: number, meantFor: string): Promise<string> {
  const [row] = await db.$queryRaw<{ meantFor: string }[]>`
    UPDATE "InboxUpdate" SET "meantFor" = COALESCE("meantFor", ${meantFor}) WHERE "id" = ${id}
    RETURNING "meantFor"`;
  return row?.meantFor ?? meantFor;
}

/**
 * Hands an update back, to be tried again after a pause, in milliseconds. `counts`: whether the attempt is one
 * of those after which it is given up.
 */
export async function releaseUpdate(
  db: Db,
  input: { id: number; holder: string; pause: number; counts: boolean },
): Promise<void> {
  await db.$executeRaw`
    UPDATE "InboxUpdate" SET "claimedBy" = NULL, "claimedUntil" = NULL,
      "attempts" = "attempts" - ${input.counts ? 0 : 1},
      "retryAt" = clock_timestamp() + make_interval(secs => ${input.pause / 1000})
    WHERE "id" = ${input.id} AND "claimedBy" = ${input.holder} AND "doneAt" IS NULL`;
}

/** Marks an update as handled and blanks what it said and who sent it. `failure` names why it was given up. */
export async function finishUpdate(db: Db, id: number, at: Date, failure?: string): Promise<void> {
  await db.$executeRaw`
    UPDATE "InboxUpdate" SET "doneAt" = ${at}, "body" = NULL, "chatKey" = '',
      "claimedBy" = NULL, "claimedUntil" = NULL, "failure" = ${failure ?? null}
    WHERE "id" = ${id}`;
}
