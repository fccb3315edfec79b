import { may } from '../../domain/people/permissions.ts';
import type { Deps } from '../deps.ts';
import { readObligations } from '../obligations/read-obligations.ts';
import type { Actor } from '../people/actor.ts';
import { readTakingPeriodIds } from '../reporting/expected-values.ts';

/** What somebody owes in the periods that take values now, and what of these came late. */
export interface Lateness {
  owed: number;
  /** Of what is owed: what is past its deadline. */
  overdue: number;
  /** Values that the person submitted after the deadline. */
  cameLate: number;
}

/**
 * Who of a group is late, by person, for those who may know it: its coordinators and the authority. Null for anybody
 * else. Whoever is not in the map owes nothing and was not late.
 */
export async function readLateness(
  { db: tx, settings }: Pick<Deps, 'db' | 'settings'>,
  now: Date,
  about: { actor: Actor; workingGroupId: string | null },
): Promise<ReadonlyMap<number, Lateness> | null> {
  const { actor, workingGroupId } = about;
  if (workingGroupId === null || !may('viewLateness', actor, { workingGroupId }, now)) return null;
  const people = new Map<number, Lateness>();
  const of = (personId: number) => {
    const known = people.get(personId) ?? { owed: 0, overdue: 0, cameLate: 0 };
    people.set(personId, known);
    return known;
  };
  const filter = { workingGroupIds: [workingGroupId], kinds: ['report' as const] };
  for (const { personId, dueAt } of await readObligations(tx, now, settings.timeZone, filter)) {
    const lateness = of(personId);
    lateness.owed += 1;
    if (dueAt < now) lateness.overdue += 1;
  }
  const late = await tx.submissionVersion.findMany({
    where: {
      isOnTime: false,
      submittedById: { not: null },
      submission: {
        periodId: { in: await readTakingPeriodIds(tx, now, workingGroupId) },
        city: { workingGroupId },
      },
    },
    select: { submittedById: true, submissionId: true },
    distinct: ['submittedById', 'submissionId'],
  });
  for (const { submittedById } of late) if (submittedById !== null) of(submittedById).cameLate += 1;
  return people;
}

/** What somebody is shown to owe who is not in the map. */
export const nothingLate: Lateness = { owed: 0, overdue: 0, cameLate: 0 };
