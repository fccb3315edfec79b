import { monthsOfQuarter, type PeriodKind, periodBounds } from '../../domain/kpi/period.ts';
import type { RatingMethod } from '../../domain/methodology/methodology.ts';
import type { CategoryInput } from '../../domain/rating/rate-category.ts';
import type { RatingKpi } from '../../domain/rating/score.ts';
import { ratedKpis } from '../../domain/rating/score-city.ts';
import { planQuarter, type QuarterPlan, whatCounts } from '../../domain/rating/what-counts.ts';
import type { Tx } from '../../storage/database.ts';
import type { CityCategory } from '../../storage/generated/enums.ts';
import { type EffectiveValues, readEffectiveValues } from './read-effective-values.ts';

/** All that a rating of one category in one quarter follows from, and where it came from. */
export interface RatingInputs {
  /** The version of the methodology that it was read by. */
  readonly versionId: number;
  readonly input: CategoryInput;
  readonly plan: QuarterPlan;
  /** How often a KPI is reported; undefined where it is not rated in this category. */
  kindOf(kpiCode: string): PeriodKind | undefined;
  readonly reported: EffectiveValues;
}

/**
 * Reads the inputs of a rating by the methodology in force, as they are at `now`. A city is connected when
 * its working group got a coordinator no later than the deadline of the quarter's reporting, so that whoever
 * joins in time to report is ranked; that the coordinator left later changes nothing. Null where there is no
 * methodology, or none of its methods rates this category. Six queries, whatever the number of cities.
 */
export async function loadRatingInputs(
  tx: Tx,
  question: {
    category: CityCategory;
    quarter: string;
    mode: 'preliminary' | 'published';
    now: Date;
  },
): Promise<RatingInputs | null> {
  const { category, quarter, mode, now } = question;
  const version = await tx.methodologyVersion.findFirst({
    where: { active: true },
    include: { methods: { orderBy: [{ isDefault: 'desc' }, { id: 'asc' }] } },
    orderBy: { id: 'desc' },
  });
  const method = version?.methods
    .map(({ definition }) => definition as unknown as RatingMethod)
    .find(({ categories }) => categories.includes(category));
  if (version == null || method === undefined) return null;

  const definitions = await readDefinitions(tx, version.id);
  const kpis = ratedKpis(method, definitions, category);
  const dueAt = await readDeadlines(tx, quarter, now);
  const plan = planQuarter({ quarter, mode, now, dueAt });
  const reported = await readEffectiveValues(tx, {
    versionId: version.id,
    category,
    kpiCodes: kpis.map(({ code }) => code),
    periodKeys: Object.values(plan.periods).flatMap((periods) => periods.map(({ key }) => key)),
    firstDay: periodBounds(quarter).firstDay.toString(),
    mode,
  });
  const quarterDue = dueAt.get(quarter);
  const cities = await readCities(
    tx,
    category,
    quarterDue !== undefined && quarterDue < now ? quarterDue : now,
  );
  const inputs = cities
    .filter(({ connected }) => connected)
    .map(({ id }) => {
      const counted = kpis.map(
        ({ code, period }) => [code, whatCounts(plan, period, reported.of(id, code))] as const,
      );
      return [id, new Map(counted)] as const;
    });
  const kinds = new Map(kpis.map(({ code, period }) => [code, period]));
  return {
    versionId: version.id,
    input: {
      category,
      quarter,
      mode,
      method,
      kpis: kpis.map(({ period: _, ...kpi }) => kpi),
      cities,
      inputs: new Map(inputs),
    },
    plan,
    kindOf: (code) => kinds.get(code),
    reported,
  };
}

async function readDefinitions(tx: Tx, versionId: number): Promise<(RatingKpi & { period: PeriodKind })[]> {
  const rows = await tx.kpiDefinition.findMany({ where: { versionId }, orderBy: { kpiCode: 'asc' } });
  return rows.map((row) => ({
    code: row.kpiCode,
    sphere: row.sphereId,
    direction: row.direction === 'lower' ? 'lower' : 'higher',
    min: row.min.toFixed(),
    max: row.max.toFixed(),
    target: row.targets as RatingKpi['target'],
    weight: row.weight.toFixed(),
    period: row.period,
  }));
}

/** The deadlines of the quarter, of its months, and of the years that are due by now. */
async function readDeadlines(tx: Tx, quarter: string, now: Date): Promise<Map<string, Date>> {
  const rows = await tx.period.findMany({
    where: {
      OR: [{ key: { in: [quarter, ...monthsOfQuarter(quarter)] } }, { kind: 'year', dueAt: { lte: now } }],
    },
    select: { key: true, dueAt: true },
  });
  return new Map(rows.map(({ key, dueAt }) => [key, dueAt]));
}

async function readCities(
  tx: Tx,
  category: CityCategory,
  joinedBy: Date,
): Promise<{ id: string; connected: boolean }[]> {
  const cities = await tx.city.findMany({
    where: { category, isRated: true },
    select: { id: true, workingGroupId: true },
    orderBy: { id: 'asc' },
  });
  const grants = await tx.roleGrant.findMany({
    where: { role: 'coordinator', startsAt: { lte: joinedBy }, workingGroupId: { not: null } },
    select: { workingGroupId: true },
    distinct: ['workingGroupId'],
  });
  const connected = new Set(grants.map(({ workingGroupId }) => workingGroupId));
  return cities.map(({ id, workingGroupId }) => ({ id, connected: connected.has(workingGroupId) }));
}
