import type { Tx } from '../../storage/database.ts';

/** As many as the soft checks look at. */
const mostValues = 12;

/**
 * The effective values (newest approved or verified version) of a city's KPI in the periods of the same kind
 * before a day, newest first, as plain decimal text. Periods without a number are left out.
 */
export async function readPreviousValues(
  tx: Tx,
  about: { cityId: string; kpiCode: string; periodKind: 'month' | 'quarter' | 'year'; before: string },
): Promise<string[]> {
  const { cityId, kpiCode, periodKind, before } = about;
  const isEffective = { state: { in: ['approved' as const, 'verified' as const] } };
  const submissions = await tx.submission.findMany({
    where: {
      cityId,
      kpiCode,
      period: { kind: periodKind, startsOn: { lt: before } },
      versions: { some: isEffective },
    },
    select: {
      versions: {
        where: isEffective,
        select: { value: true },
        orderBy: { number: 'desc' },
        take: 1,
      },
    },
    orderBy: { period: { startsOn: 'desc' } },
    take: mostValues,
  });
  return submissions.flatMap(({ versions }) => versions[0]?.value?.toFixed() ?? []);
}
