import { makeReceipt } from '../../src/domain/kpi/receipt.ts';
import type { Random } from '../../src/domain/random.ts';
import type { Db } from '../../src/storage/database.ts';
import type { Prisma } from '../../src/storage/generated/client.ts';
import { inForce } from '../../src/usecases/people/in-force.ts';
import { writeReports } from './bulk-reports.ts';
import { demoCity, demoGroup } from './people.ts';
import { plausibleValue, wavering } from './plausible-values.ts';
import { isOfStories } from './stories.ts';

type Definition = Prisma.KpiDefinitionGetPayload<object>;
type City = Prisma.CityGetPayload<object>;
type Period = Prisma.PeriodGetPayload<object>;

/** One value with what came of it, as it is written. */
export interface Report {
  cityId: string;
  kpiCode: string;
  periodId: number;
  value: string;
  state: 'approved' | 'verified';
  grade: string;
  receipt: string;
  actionKey: string;
  submittedById: number | null;
  submittedAt: Date;
  decidedById: number | null;
  decidedAt: Date | null;
  verifiedById: number | null;
  verifiedAt: Date | null;
}

/** What Oral's people have not done yet on the first day of the demo. */
const owedInOral = ['UTL-01', 'UTL-04', 'UTL-07', 'ECO-03', 'ECO-04'];
const grades = ['measured', 'register', 'register', 'sample'] as const;
/** The other raion centres report the end of last year and what came after it. */
const firstReported = '2025-12-31';
const hour = 3_600_000;

/**
 * Two years of plausible values for the larger cities and for the raion centres of one oblast, this year's for
 * the others. What fell due before `now` is verified; of what is open, most cities have reported. Answers the
 * number of values.
 */
export async function seedValues(db: Db, random: Random, now: Date): Promise<number> {
  const periods = await db.period.findMany({
    where: { opensAt: { lte: now } },
    orderBy: [{ startsOn: 'asc' }, { key: 'asc' }],
  });
  return reportPeriods(db, random, periods, now, (kpiCode) => owedInOral.includes(kpiCode));
}

/**
 * Lets the country report some periods: everybody but the people who can be played, who owe what `isLeft`
 * says of what they answer for, and of what `stories.ts` tells. A few cities leave something out, as in reality. What was reported before
 * stays. Answers the number of new values.
 */
export async function reportPeriods(
  db: Db,
  random: Random,
  periods: readonly Period[],
  now: Date,
  isLeft: (kpiCode: string) => boolean,
): Promise<number> {
  const definitions = await db.kpiDefinition.findMany({
    where: { version: { active: true } },
    orderBy: { position: 'asc' },
  });
  const cities = await db.city.findMany({ where: { isRated: true }, orderBy: { id: 'asc' } });
  const people = await readPeople(db, now);
  const reports: Report[] = [];
  for (const city of cities) {
    for (const period of periods) {
      if (isBeforeJoining(city, period)) continue;
      for (const definition of definitions) {
        if (definition.period !== period.kind || !definition.categories.includes(city.category)) continue;
        if (isOfStories({ city: city.id, kpi: definition.kpiCode, period: period.key })) continue;
        const isOwed = isLeft(definition.kpiCode) && people.isPlayed(city, definition);
        const state = stateOf(city, definition, period, isOwed, now);
        if (state === null) continue;
        const submittedAt = submissionTime(city, definition, period, now);
        reports.push({
          cityId: city.id,
          kpiCode: definition.kpiCode,
          periodId: period.id,
          value: plausibleValue(definition, city, period.key),
          state,
          grade: grades[random.below(grades.length)] ?? 'register',
          receipt: makeReceipt(random),
          actionKey: `demo:${city.id}:${definition.kpiCode}:${period.key}`,
          submittedById: people.submitter(city, definition),
          submittedAt,
          ...decisions(state, city, people, submittedAt, now),
        });
      }
    }
  }
  return writeReports(db, reports);
}

interface People {
  submitter(city: City, definition: Definition): number | null;
  approver(city: City): number | null;
  verifier: number | null;
  /** Whether somebody who can be played answers for the KPI. */
  isPlayed(city: City, definition: Definition): boolean;
}

async function readPeople(db: Db, now: Date): Promise<People> {
  const grants = await db.roleGrant.findMany({
    where: { ...inForce(now), source: 'demo' },
    orderBy: { id: 'asc' },
    include: { person: { select: { identity: { select: { id: true } } } } },
  });
  const duties = await db.assignment.findMany({
    where: inForce(now),
    orderBy: { id: 'asc' },
    include: { person: { select: { identity: { select: { id: true } } } } },
  });
  const verifier = grants.find(({ role }) => role === 'authority')?.personId ?? null;
  const deputy = grants.find(({ role, isHead }) => role === 'coordinator' && !isHead);
  const heads = new Map(
    grants
      .filter(({ role, isHead }) => role === 'coordinator' && isHead)
      .map(({ workingGroupId, personId }) => [workingGroupId, personId]),
  );
  return {
    verifier,
    submitter: (city, definition) =>
      duties.find((duty) => isAbout(duty, city, definition))?.personId ??
      heads.get(city.workingGroupId) ??
      null,
    approver: ({ workingGroupId }) => (workingGroupId === demoGroup ? (deputy?.personId ?? null) : verifier),
    isPlayed: (city, definition) =>
      duties.some((duty) => duty.person.identity !== null && isAbout(duty, city, definition)),
  };
}

function isAbout(
  duty: { cityId: string; sphereId: string | null; kpiCode: string | null },
  city: City,
  { kpiCode, sphereId }: Definition,
): boolean {
  return (
    duty.cityId === city.id &&
    (duty.kpiCode === null || duty.kpiCode === kpiCode) &&
    (duty.sphereId === null || duty.sphereId === sphereId)
  );
}

function isBeforeJoining(city: City, period: Period): boolean {
  return city.category === 'raion' && city.regionId !== 'akmola' && period.endsOn < firstReported;
}

/** How far a value has come by `now`; null: it was not reported. */
function stateOf(
  city: City,
  { kpiCode }: Definition,
  period: Period,
  isOwed: boolean,
  now: Date,
): Report['state'] | null {
  if (period.locksAt <= now) return 'verified';
  if (period.dueAt <= now) return 'approved';
  if (isOwed) return null;
  if (city.id === demoCity) return 'approved';
  const isLate = wavering(`missed ${city.id} ${period.key}`) > 0.72;
  return isLate && wavering(`owed ${city.id} ${kpiCode} ${period.key}`) > 0.75 ? null : 'approved';
}

/** In office hours of the last days before the deadline, and at least some days before now. */
function submissionTime(city: City, { kpiCode }: Definition, period: Period, now: Date): Date {
  const days = Math.floor(2 * (1 + wavering(`day ${city.id} ${kpiCode} ${period.key}`)));
  const hours = 3.5 * (1 + wavering(`hour ${city.id} ${kpiCode} ${period.key}`));
  const beforeDue = period.dueAt.getTime() - (24 * days + 1 + hours) * hour;
  const beforeNow = now.getTime() - (65 + hours * 0.8) * hour;
  return new Date(Math.max(Math.min(beforeDue, beforeNow), period.opensAt.getTime() + (9 + hours) * hour));
}

function decisions(state: Report['state'], city: City, people: People, at: Date, now: Date) {
  const nothing = { decidedById: null, decidedAt: null, verifiedById: null, verifiedAt: null };
  const decidedAt = new Date(Math.min(at.getTime() + hour, now.getTime()));
  const approval = { ...nothing, decidedById: people.approver(city), decidedAt };
  if (state === 'approved') return approval;
  return {
    ...approval,
    verifiedById: people.verifier,
    verifiedAt: new Date(Math.min(at.getTime() + 48 * hour, now.getTime())),
  };
}
