import { periodState } from '../../domain/kpi/period.ts';
import { reopeningFor } from '../../domain/kpi/reopening.ts';
import type { Tx } from '../../storage/database.ts';
import { Prisma } from '../../storage/generated/client.ts';
import type { CityCategory, PeriodKind, ValueKind, ValueState } from '../../storage/generated/enums.ts';
import { stillReopened } from '../periods/read-reopenings.ts';

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

/** A period that takes the values of a working group now. */
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
  /** Set where it is locked, and the authority takes the group's values all the same. */
  reopened: { since: Date; until: Date } | null;
}

/**
 * Periods that are open, in their days of grace, or reopened for at least one group, the earliest deadline
 * first: each as it is for a group, or null where it takes nothing from that one.
 */
export async function readTakingPeriods(
  tx: Tx,
  now: Date,
): Promise<{ id: number; kind: PeriodKind; of(workingGroupId: string): TakingPeriod | null }[]> {
  const rows = await tx.period.findMany({
    where: {
      opensAt: { lte: now },
      OR: [{ locksAt: { gt: now } }, { reopenings: { some: stillReopened(now) } }],
    },
    include: { reopenings: { where: stillReopened(now) } },
    orderBy: [{ dueAt: 'asc' }, { key: 'asc' }],
  });
  return rows.map(({ reopenings, ...row }) => {
    const known = new Map<string, TakingPeriod | null>();
    function asFor(workingGroupId: string): TakingPeriod | null {
      const reopening = reopeningFor(reopenings, workingGroupId);
      const state = periodState({ ...row, reopenedUntil: reopening?.until ?? null }, now);
      if (state !== 'open' && state !== 'closing') return null;
      const { id, kind, key, opensAt, dueOn, dueAt, locksAt } = row;
      const known = { id, kind, key, state, opensAt, dueOn, dueAt };
      if (reopening === null || now < locksAt) return { ...known, locksAt, reopened: null };
      const { at: since, until } = reopening;
      return { ...known, locksAt: until, reopened: { since, until } };
    }
    return {
      id: row.id,
      kind: row.kind,
      of(workingGroupId) {
        const period = known.get(workingGroupId) ?? asFor(workingGroupId);
        known.set(workingGroupId, period);
        return period;
      },
    };
  });
}

/** The periods that take values now from a group. */
export async function readTakingPeriodIds(tx: Tx, now: Date, workingGroupId: string): Promise<number[]> {
  const periods = await readTakingPeriods(tx, now);
  return periods.filter((period) => period.of(workingGroupId) !== null).map(({ id }) => id);
}

/**
 * Every value expected of the rated cities (of the named groups, else of the country) in the periods that take
 * values now: each KPI of the methodology in force that applies to the city's category. By deadline, next
 * city, next place in the catalogue. Five queries, whatever the number of cities. `periodIds`: only of these.
 */
export async function readExpectedValues(
  tx: Tx,
  now: Date,
  workingGroupIds: readonly string[] | 'country',
  periodIds?: readonly number[],
): Promise<ExpectedValue[]> {
  const taking = await readTakingPeriods(tx, now);
  const periods = periodIds === undefined ? taking : taking.filter(({ id }) => periodIds.includes(id));
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
      const taking = period.of(workingGroupId);
      if (taking === null) continue;
      for (const { kpiCode, sphereId, position, categories } of ofPeriod) {
        if (!categories.includes(category)) continue;
        const state = newest.get(slotKey(cityId, kpiCode, period.id)) ?? null;
        const about = { workingGroupId, cityId, kpiCode, sphereId, position };
        expected.push({ ...about, period: taking, newest: state });
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
