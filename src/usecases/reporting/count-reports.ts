import type { Tx } from '../../storage/database.ts';
import { Prisma } from '../../storage/generated/client.ts';
import type { PeriodKind } from '../../storage/generated/enums.ts';

/** How many of the values expected in a period came, and when: the last three add up to `total`. */
export interface ReportCounts {
  total: number;
  /** What came by the deadline, also where it was corrected since. The newest version that was not returned counts. */
  onTime: number;
  /** What came after it, also by a reopening. */
  late: number;
  /** What never came, or was returned and has no other version that stands. */
  missing: number;
}

/** On time, late and missing in each of the periods, of all rated cities, by the methodology in force. */
export async function countReports(
  tx: Tx,
  periods: readonly { id: number; kind: PeriodKind }[],
): Promise<Map<number, ReportCounts>> {
  if (periods.length === 0) return new Map();
  const cities = await tx.city.groupBy({ by: ['category'], where: { isRated: true }, _count: true });
  const definitions = await tx.kpiDefinition.findMany({
    where: { version: { active: true } },
    select: { period: true, categories: true },
  });
  const came = await countWhatCame(
    tx,
    periods.map(({ id }) => id),
  );
  return new Map(
    periods.map(({ id, kind }) => {
      const total = definitions
        .filter(({ period }) => period === kind)
        .flatMap(({ categories }) => cities.filter(({ category }) => categories.includes(category)))
        .reduce((sum, { _count }) => sum + _count, 0);
      const { onTime, late } = came.get(id) ?? { onTime: 0, late: 0 };
      return [id, { total, onTime, late, missing: total - onTime - late }];
    }),
  );
}

async function countWhatCame(
  tx: Tx,
  periodIds: readonly number[],
): Promise<Map<number, Pick<ReportCounts, 'onTime' | 'late'>>> {
  const rows = await tx.$queryRaw<{ periodId: number; onTime: number; late: number }[]>`
    WITH came AS (
      SELECT s."periodId", standing."isOnTime" AS "onTime"
      FROM "Submission" s
      JOIN LATERAL (
        SELECT v."isOnTime" FROM "SubmissionVersion" v
        WHERE v."submissionId" = s."id" AND v."state" <> 'returned'
        ORDER BY v."number" DESC LIMIT 1
      ) standing ON true
      JOIN "Period" p ON p."id" = s."periodId"
      JOIN "City" c ON c."id" = s."cityId" AND c."isRated"
      JOIN "KpiDefinition" d
        ON d."kpiCode" = s."kpiCode" AND d."period" = p."kind" AND c."category" = ANY (d."categories")
      JOIN "MethodologyVersion" m ON m."id" = d."versionId" AND m."active"
      WHERE s."periodId" IN (${Prisma.join([...periodIds])})
    )
    SELECT "periodId",
           (COUNT(*) FILTER (WHERE "onTime"))::int AS "onTime",
           (COUNT(*) FILTER (WHERE NOT "onTime"))::int AS "late"
    FROM came GROUP BY "periodId"`;
  return new Map(rows.map(({ periodId, onTime, late }) => [periodId, { onTime, late }]));
}
