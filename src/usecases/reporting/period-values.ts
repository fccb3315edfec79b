import type { Tx } from '../../storage/database.ts';
import { Prisma } from '../../storage/generated/client.ts';
import type { CityCategory, PeriodKind, ValueKind, ValueState } from '../../storage/generated/enums.ts';

/** The version of a value that stands: the newest one that was not returned. */
export interface StandingVersion {
  kind: ValueKind;
  state: ValueState;
  isOnTime: boolean;
  /** Plain decimal text; null where there is no number. */
  value: string | null;
  receipt: string;
  submittedAt: Date;
  decidedAt: Date | null;
  verifiedAt: Date | null;
}

/** One value that the methodology in force expects of a city for a period, and what came of it. */
export interface PeriodValue {
  workingGroupId: string;
  cityId: string;
  kpiCode: string;
  sphereId: string;
  standing: StandingVersion | null;
  /** Whether the newest version was returned and nothing came since. */
  isReturned: boolean;
}

/**
 * Every value expected of the rated cities (of the named groups, else of the country) for one period, by city and
 * place in the catalogue. Three queries, whatever the number of cities.
 */
export async function readPeriodValues(
  tx: Tx,
  period: { id: number; kind: PeriodKind },
  workingGroupIds: readonly string[] | 'country',
): Promise<PeriodValue[]> {
  const cities = await tx.city.findMany({
    where: {
      isRated: true,
      ...(workingGroupIds === 'country' ? {} : { workingGroupId: { in: [...workingGroupIds] } }),
    },
    select: { id: true, category: true, workingGroupId: true },
    orderBy: [{ workingGroupId: 'asc' }, { id: 'asc' }],
  });
  if (cities.length === 0) return [];
  const definitions = await tx.kpiDefinition.findMany({
    where: { version: { active: true }, period: period.kind },
    select: { kpiCode: true, sphereId: true, categories: true },
    orderBy: { position: 'asc' },
  });
  const came = await readStanding(
    tx,
    period.id,
    cities.map(({ id }) => id),
  );
  return cities.flatMap(({ id: cityId, category, workingGroupId }) =>
    definitions
      .filter(({ categories }) => categories.includes(category as CityCategory))
      .map(({ kpiCode, sphereId }) => ({
        workingGroupId,
        cityId,
        kpiCode,
        sphereId,
        ...(came.get(`${cityId}|${kpiCode}`) ?? { standing: null, isReturned: false }),
      })),
  );
}

type StandingRow = StandingVersion & {
  cityId: string;
  kpiCode: string;
  number: number | null;
  newest: number;
};

async function readStanding(tx: Tx, periodId: number, cityIds: readonly string[]) {
  const rows = await tx.$queryRaw<StandingRow[]>`
    SELECT s."cityId", s."kpiCode", s."newest", v."number", v."kind"::text AS "kind",
      v."state"::text AS "state", v."isOnTime", trim_scale(v."value")::text AS "value", v."receipt",
      v."submittedAt", v."decidedAt", v."verifiedAt"
    FROM "Submission" s
    LEFT JOIN LATERAL (
      SELECT * FROM "SubmissionVersion" one
      WHERE one."submissionId" = s."id" AND one."state" <> 'returned'
      ORDER BY one."number" DESC LIMIT 1) v ON true
    WHERE s."periodId" = ${periodId} AND s."newest" > 0 AND s."cityId" IN (${Prisma.join([...cityIds])})`;
  return new Map(
    rows.map(({ cityId, kpiCode, number, newest, ...version }) => [
      `${cityId}|${kpiCode}`,
      { standing: number === null ? null : version, isReturned: number !== newest },
    ]),
  );
}
