import { periodState } from '../../domain/kpi/period.ts';
import type { Tx } from '../../storage/database.ts';
import { Prisma } from '../../storage/generated/client.ts';
import type { CityCategory, PeriodKind, ValueKind, ValueState } from '../../storage/generated/enums.ts';

/** One value that the methodology expects: a KPI of a city in a period that takes values now. */
export interface ExpectedValue {
  workingGroupId: string;
  cityId: string;
  kpiCode: string;
  sphereId: string;
  /** Place of the KPI in the catalogue. */
  position: number;
  period: TakingPeriod;
  /** State and kind of the newest version; null where nothing was ever submitted. */
  newest: { state: ValueState; kind: ValueKind } | null;
}

/** A period that takes values now. */
export interface TakingPeriod {
  id: number;
  kind: PeriodKind;
  key: string;
  state: 'open' | 'closing';
  opensAt: Date;
  dueOn: string;
  dueAt: Date;
  /** From this instant nothing is taken any more, a reopening counted in. */
  locksAt: Date;
}

/** Periods that are open, in their days of grace, or reopened; the earliest deadline first. */
export async function readTakingPeriods(tx: Tx, now: Date): Promise<TakingPeriod[]> {
  const rows = await tx.period.findMany({
    where: { opensAt: { lte: now }, OR: [{ locksAt: { gt: now } }, { reopenedUntil: { gte: now } }] },
    orderBy: [{ dueAt: 'asc' }, { key: 'asc' }],
  });
  return rows.flatMap((row) => {
    const state = periodState(row, now);
    if (state !== 'open' && state !== 'closing') return [];
    const { id, kind, key, opensAt, dueOn, dueAt, locksAt, reopenedUntil } = row;
    const ends = reopenedUntil !== null && reopenedUntil > locksAt ? reopenedUntil : locksAt;
    return [{ id, kind, key, state, opensAt, dueOn, dueAt, locksAt: ends }];
  });
}

/**
 * Every value expected of the rated cities (of the named groups, else of the country) in the periods that take
 * values now: each KPI of the methodology in force that applies to the city's category. By deadline, next
 * city, next place in the catalogue. Four queries, whatever the number of cities.
 */
export async function readExpectedValues(
  tx: Tx,
  now: Date,
  workingGroupIds: readonly string[] | 'country',
): Promise<ExpectedValue[]> {
  const periods = await readTakingPeriods(tx, now);
  if (periods.length === 0) return [];
  const cities = await tx.city.findMany({
    where: {
      isRated: true,
      ...(workingGroupIds === 'country' ? {} : { workingGroupId: { in: [...workingGroupIds] } }),
    },
    select: { id: true, category: true, workingGroupId: true },
    orderBy: { id: 'asc' },
  });
  const definitions = await readDefinitions(tx);
  const newest = await readNewestStates(
    tx,
    periods.map(({ id }) => id),
    cities.map(({ id }) => id),
  );
  const expected: ExpectedValue[] = [];
  for (const period of periods) {
    const ofPeriod = definitions.filter((definition) => definition.period === period.kind);
    for (const { id: cityId, category, workingGroupId } of cities) {
      for (const { kpiCode, sphereId, position, categories } of ofPeriod) {
        if (!categories.includes(category)) continue;
        const state = newest.get(slotKey(cityId, kpiCode, period.id)) ?? null;
        expected.push({ workingGroupId, cityId, kpiCode, sphereId, position, period, newest: state });
      }
    }
  }
  return expected;
}

interface Definition {
  kpiCode: string;
  sphereId: string;
  position: number;
  period: PeriodKind;
  categories: CityCategory[];
}

function readDefinitions(tx: Tx): Promise<Definition[]> {
  return tx.kpiDefinition.findMany({
    where: { version: { active: true } },
    select: { kpiCode: true, sphereId: true, position: true, period: true, categories: true },
    orderBy: { position: 'asc' },
  });
}

async function readNewestStates(
  tx: Tx,
  periodIds: readonly number[],
  cityIds: readonly string[],
): Promise<Map<string, { state: ValueState; kind: ValueKind }>> {
  if (cityIds.length === 0) return new Map();
  const rows = await tx.$queryRaw<
    { cityId: string; kpiCode: string; periodId: number; state: ValueState; kind: ValueKind }[]
  >`
    SELECT s."cityId", s."kpiCode", s."periodId", v."state"::text AS "state", v."kind"::text AS "kind"
    FROM "Submission" s
    JOIN "SubmissionVersion" v ON v."submissionId" = s."id" AND v."number" = s."newest"
    WHERE s."periodId" IN (${Prisma.join([...periodIds])}) AND s."cityId" IN (${Prisma.join([...cityIds])})`;
  return new Map(
    rows.map(({ cityId, kpiCode, periodId, state, kind }) => [
      slotKey(cityId, kpiCode, periodId),
      { state, kind },
    ]),
  );
}

function slotKey(cityId: string, kpiCode: string, periodId: number): string {
  return `${cityId}|${kpiCode}|${periodId}`;
}
