import type { Tx } from '../../storage/database.ts';

/**
 * How many rated cities have submitted everything that the newest quarter wants of them, and how many have
 * not. A returned value is not submitted. Null before the first quarter.
 */
export async function readCountryProgress(
  tx: Tx,
  now: Date,
): Promise<{ periodKey: string; submitted: number; owing: number } | null> {
  const period = await tx.period.findFirst({
    where: { kind: 'quarter', opensAt: { lte: now } },
    select: { id: true, key: true },
    orderBy: { opensAt: 'desc' },
  });
  if (period === null) return null;
  const definitions = await tx.kpiDefinition.findMany({
    where: { version: { active: true }, period: 'quarter' },
    select: { categories: true },
  });
  const cities = await tx.city.findMany({
    where: { isRated: true },
    select: { id: true, category: true },
  });
  const rows = await tx.$queryRaw<{ cityId: string; count: number }[]>`
    SELECT s."cityId", count(*)::int AS "count"
    FROM "Submission" s
    JOIN "SubmissionVersion" v ON v."submissionId" = s."id" AND v."number" = s."newest"
    WHERE s."periodId" = ${period.id} AND v."state" <> 'returned'
    GROUP BY s."cityId"`;
  const counts = new Map(rows.map(({ cityId, count }) => [cityId, count]));
  const submitted = cities.filter(({ id, category }) => {
    const wanted = definitions.filter(({ categories }) => categories.includes(category)).length;
    return (counts.get(id) ?? 0) >= wanted;
  }).length;
  return { periodKey: period.key, submitted, owing: cities.length - submitted };
}
