import type { Tx } from '../../storage/database.ts';
import { inForce } from '../people/in-force.ts';
import { type ExpectedValue, readExpectedValues } from './expected-values.ts';
import { readResponsibilities } from './responsible-people.ts';

/** A value that somebody has to submit: nothing came yet, or what came was returned. */
export interface Owed {
  personId: number;
  workingGroupId: string;
  cityId: string;
  kpiCode: string;
  sphereId: string;
  periodId: number;
  periodKey: string;
  opensAt: Date;
  dueAt: Date;
  /** The local day of `dueAt`, ISO. */
  dueOn: string;
  /** From this instant nothing is taken any more, a reopening counted in. */
  locksAt: Date;
  /** Set where the period is locked, and the authority takes the group's values all the same. */
  reopened: { since: Date; until: Date } | null;
  reason: 'missing' | 'returned';
  /** The colleague who is away and for whom the person stands in; null for what is their own. */
  standsInFor: number | null;
  /** The person is away, and somebody stands in: they may still submit it, and are not reminded. */
  isCovered: boolean;
}

/** What is asked of all that is owed; nothing named: everything. */
export interface OwedFilter {
  personId?: number;
  workingGroupIds?: readonly string[];
  periodIds?: readonly number[];
}

/**
 * Who owes what at an instant: of each value expected in a period that takes values, whose newest version is
 * missing or returned, one row for each person who answers for it or stands in. By deadline, next city, next place in the
 * catalogue. A fixed number of queries, whatever the number of cities.
 */
export async function listOwed(tx: Tx, now: Date, filter: OwedFilter = {}): Promise<Owed[]> {
  const groups = await groupsToRead(tx, now, filter);
  if (groups !== 'country' && groups.length === 0) return [];
  const expected = (await readExpectedValues(tx, now, groups, filter.periodIds)).filter(isOwed);
  if (expected.length === 0) return [];
  const responsibilities = await readResponsibilities(tx, now, groups);
  return expected.flatMap((value) =>
    responsibilities
      .of(value)
      .filter((personId) => filter.personId === undefined || filter.personId === personId)
      .map((personId) => ({
        ...toOwed(value, personId),
        standsInFor: responsibilities.standsInFor(value, personId),
        isCovered: responsibilities.isCovered(value.workingGroupId, personId),
      })),
  );
}

/** How many values a person owes at an instant. */
export async function countOwed(tx: Tx, now: Date, personId: number): Promise<number> {
  return (await listOwed(tx, now, { personId })).length;
}

/** Whether a value still has to be submitted; «no data» and «not applicable» are answers too. */
export function isOwed({ newest }: Pick<ExpectedValue, 'newest'>): boolean {
  return newest === null || newest.state === 'returned';
}

async function groupsToRead(
  tx: Tx,
  now: Date,
  { personId, workingGroupIds }: OwedFilter,
): Promise<readonly string[] | 'country'> {
  if (personId === undefined) return workingGroupIds ?? 'country';
  const grants = await tx.roleGrant.findMany({
    where: {
      personId,
      role: { in: ['member', 'coordinator'] },
      ...inForce(now),
      ...(workingGroupIds === undefined ? {} : { workingGroupId: { in: [...workingGroupIds] } }),
    },
    select: { workingGroupId: true },
  });
  return [...new Set(grants.flatMap((grant) => grant.workingGroupId ?? []))];
}

function toOwed(value: ExpectedValue, personId: number): Omit<Owed, 'standsInFor' | 'isCovered'> {
  const { workingGroupId, cityId, kpiCode, sphereId, period, newest } = value;
  return {
    personId,
    workingGroupId,
    cityId,
    kpiCode,
    sphereId,
    periodId: period.id,
    periodKey: period.key,
    opensAt: period.opensAt,
    dueAt: period.dueAt,
    dueOn: period.dueOn,
    locksAt: period.locksAt,
    reopened: period.reopened,
    reason: newest === null ? 'missing' : 'returned',
  };
}
