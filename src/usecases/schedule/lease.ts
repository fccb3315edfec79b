import type { Db } from '../../storage/database.ts';

/** How long a lease holds without being renewed, in seconds of the database's clock. */
export const leaseSeconds = 5;

/**
 * Takes or renews a lease: it is the holder's already, or nobody's any more. Answers its fencing number,
 * which rises with each change of holder; null while somebody else has it. Its end is stored to the millisecond, and
 * cut, not rounded: a lease never holds longer than it says.
 */
export async function takeLease(db: Db, input: { name: string; holder: string }): Promise<number | null> {
  const rows = await db.$queryRaw<{ fencing: number }[]>`
    INSERT INTO "Lease" AS lease ("name", "holder", "fencing", "until")
    VALUES (${input.name}, ${input.holder}, 1,
      date_trunc('milliseconds', clock_timestamp()) + make_interval(secs => ${leaseSeconds}))
    ON CONFLICT ("name") DO UPDATE SET
      "fencing" = lease."fencing" + CASE WHEN lease."holder" = EXCLUDED."holder" THEN 0 ELSE 1 END,
      "holder" = EXCLUDED."holder",
      "until" = EXCLUDED."until"
    WHERE lease."holder" = EXCLUDED."holder" OR lease."until" < clock_timestamp()
    RETURNING lease."fencing"`;
  return rows[0]?.fencing ?? null;
}

/** Gives a lease up, so that another replica need not wait for its end. */
export async function giveUpLease(db: Db, input: { name: string; holder: string }): Promise<void> {
  await db.$executeRaw`
    UPDATE "Lease" SET "until" = clock_timestamp() - interval '1 second'
    WHERE "name" = ${input.name} AND "holder" = ${input.holder}`;
}
