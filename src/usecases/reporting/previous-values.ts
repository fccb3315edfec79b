import type { Tx } from '../../storage/database.ts';

/** As many as the soft checks look at. */
export const mostPreviousValues = 12;

export interface PreviousValue {
  periodKey: string;
  /** Plain decimal text. */
  value: string;
}

interface About {
  cityId: string;
  kpiCode: string;
  periodKind: 'month' | 'quarter' | 'year';
  /** A day, ISO. */
  before: string;
}

/**
 * The effective values (newest approved or verified version) of a city's KPI in the periods of the same kind
 * before a day, newest first, with their periods. Periods without a number are left out.
 */
export async function readPreviousReports(tx: Tx, about: About): Promise<PreviousValue[]> {
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
      period: { select: { key: true } },
      versions: {
        where: isEffective,
        select: { value: true },
        orderBy: { number: 'desc' },
        take: 1,
      },
    },
    orderBy: { period: { startsOn: 'desc' } },
    take: mostPreviousValues,
  });
  return submissions.flatMap(({ period, versions }) => {
    const value = versions[0]?.value?.toFixed();
    return value === undefined ? [] : [{ periodKey: period.key, value }];
  });
}

/** The same as plain decimal texts, newest first. */
export async function readPreviousValues(tx: Tx, about: About): Promise<string[]> {
  return (await readPreviousReports(tx, about)).map(({ value }) => value);
}
