import { makeReceipt } from '../../src/domain/kpi/receipt.ts';
import type { Random } from '../../src/domain/random.ts';
import type { Db } from '../../src/storage/database.ts';
import type { Prisma } from '../../src/storage/generated/client.ts';
import { demoCity, demoGroup } from './people.ts';

type Definition = Prisma.KpiDefinitionGetPayload<object>;
type City = Prisma.CityGetPayload<object>;
type Period = Prisma.PeriodGetPayload<object>;

/** What Oral's people have not done yet on the first day of the demo. */
const owedInOral = ['UTL-01', 'UTL-04', 'UTL-07', 'ECO-03', 'ECO-04'];
const waitingInOral = ['SAF-01', 'SAF-04', 'TRN-01', 'TRN-03'];
const shareReported = 0.8;
const hour = 3_600_000;

/**
 * Two years of plausible values: each city has a level of its own that rises slowly, each KPI scatters around
 * it. All periods before the newest are verified; of the newest, most cities have reported. Answers the number
 * of values.
 */
export async function seedValues(
  db: Db,
  random: Random,
  ids: Record<string, number>,
  now: Date,
): Promise<number> {
  const [definitions, cities, periods] = await Promise.all([
    db.kpiDefinition.findMany({ where: { version: { active: true } }, orderBy: { position: 'asc' } }),
    seededCities(db),
    db.period.findMany({ where: { opensAt: { lte: now } }, orderBy: { dueAt: 'asc' } }),
  ]);
  const open = new Set(periods.filter((period) => period.locksAt > now).map(({ id }) => id));
  const submissions: Prisma.SubmissionCreateManyInput[] = [];
  const versions: Prisma.SubmissionVersionCreateManyInput[] = [];
  for (const city of cities) {
    const level = 0.5 + random.below(40) / 100;
    const submittedById = submitterOf(city, ids);
    for (const definition of definitions) {
      if (!definition.categories.includes(city.category)) continue;
      const own = level + (random.below(30) - 15) / 100;
      const ofKind = periods.filter((period) => period.kind === definition.period);
      for (const [index, period] of ofKind.entries()) {
        const isOpen = open.has(period.id);
        const plan = isOpen ? planOpen(city, definition, random) : 'verified';
        if (plan === 'owed') continue;
        const id = submissions.length + 1;
        const quality = own + index * (0.12 / ofKind.length) + (random.below(9) - 4) / 100;
        submissions.push({
          id,
          cityId: city.id,
          kpiCode: definition.kpiCode,
          periodId: period.id,
          newest: 1,
        });
        versions.push({
          submissionId: id,
          number: 1,
          value: valueAt(quality, definition, city),
          state: plan,
          grade: ['measured', 'register', 'register', 'sample'][random.below(4)] ?? 'register',
          receipt: makeReceipt(random),
          actionKey: `demo:${id}`,
          isOnTime: true,
          submittedById,
          submittedAt: submittedAt(period, now, random),
          ...decisions(plan, city, ids, submittedAt(period, now, random)),
        });
      }
    }
  }
  await db.submission.createMany({ data: submissions });
  await db.submissionVersion.createMany({ data: versions });
  await db.$executeRaw`SELECT setval(pg_get_serial_sequence('"Submission"', 'id'), ${submissions.length})`;
  return versions.length;
}

/** The 41 larger cities, the raion centres of one oblast, and the second city of the group that is played. */
async function seededCities(db: Db): Promise<City[]> {
  return db.city.findMany({
    where: {
      isRated: true,
      OR: [
        { category: { in: ['republican', 'oblast'] } },
        { regionId: 'akmola' },
        { workingGroupId: demoGroup },
      ],
    },
    orderBy: { id: 'asc' },
  });
}

function planOpen(city: City, { kpiCode }: Definition, random: Random): 'owed' | 'submitted' | 'approved' {
  if (city.id === demoCity) {
    if (owedInOral.includes(kpiCode)) return 'owed';
    return waitingInOral.includes(kpiCode) ? 'submitted' : 'approved';
  }
  if (city.workingGroupId === demoGroup) return 'approved';
  return random.below(100) < shareReported * 100 ? 'approved' : 'owed';
}

/** A value of that quality: 0 is the worst limit of the KPI, 1 its target for the city's category. */
function valueAt(quality: number, definition: Definition, city: City): string {
  const targets = definition.targets as Record<string, string>;
  const target = Number(targets[city.category]);
  const min = Number(definition.min);
  const max = Number(definition.max);
  const reached = Math.min(Math.max(quality, 0.05), 1.05);
  const worst = definition.direction === 'higher' ? min : max;
  const value = worst + (target - worst) * reached;
  return Math.min(Math.max(value, min), max).toFixed(definition.decimals);
}

function submitterOf(city: City, ids: Record<string, number>): number | null {
  if (city.workingGroupId !== demoGroup) return ids[city.workingGroupId] ?? null;
  return ids.colleague ?? null;
}

function submittedAt(period: Period, now: Date, random: Random): Date {
  const at = period.dueAt.getTime() - (2 + random.below(60)) * hour;
  return new Date(Math.min(Math.max(at, period.opensAt.getTime() + hour), now.getTime() - 2 * hour));
}

function decisions(
  plan: 'submitted' | 'approved' | 'verified',
  city: City,
  ids: Record<string, number>,
  at: Date,
) {
  if (plan === 'submitted') return {};
  const decidedById = (city.workingGroupId === demoGroup ? ids.coordinatorRu : ids.authority) ?? null;
  const approval = { decidedById, decidedAt: new Date(at.getTime() + hour) };
  if (plan === 'approved') return approval;
  return { ...approval, verifiedById: ids.authority ?? null, verifiedAt: new Date(at.getTime() + 48 * hour) };
}
