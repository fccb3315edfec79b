import { type AbsenceState, absenceState } from '../../domain/people/absence.ts';
import { maySomewhere } from '../../domain/people/permissions.ts';
import type { Tx } from '../../storage/database.ts';
import type { Deps } from '../deps.ts';
import { type Actor, loadActor } from '../people/actor.ts';
import { inForce } from '../people/in-force.ts';

/** An absence that is not over yet, with the other of the two: the deputy, or whom one stands in for. */
export interface AbsenceCard {
  id: number;
  from: string;
  to: string;
  state: AbsenceState;
  otherName: string | null;
}

export type AbsencesOutcome =
  | {
      kind: 'absences';
      /** The person's own, the earliest first. */
      own: readonly AbsenceCard[];
      /** Those during which the person stands in, or is asked to. */
      standing: readonly AbsenceCard[];
      /** Who can be asked to stand in. */
      colleagues: readonly { id: number; fullName: string | null }[];
    }
  /** Neither a member nor a coordinator anywhere. */
  | { kind: 'noRight' };

/** When a person is away, whom they stand in for, and whom they may ask. */
export async function readAbsences(deps: Deps, input: { personId: number }): Promise<AbsencesOutcome> {
  const { db } = deps;
  const now = deps.clock.now();
  const actor = await loadActor(db, input.personId, now);
  if (!maySomewhere('submitValue', actor, now)) return { kind: 'noRight' };
  const rows = await db.absence.findMany({
    where: {
      OR: [{ personId: actor.id }, { deputyId: actor.id }],
      overAt: { gt: now },
      endedAt: null,
      declinedAt: null,
    },
    include: { person: { select: { fullName: true } }, deputy: { select: { fullName: true } } },
    orderBy: [{ from: 'asc' }, { id: 'asc' }],
  });
  const card = (row: (typeof rows)[number], otherName: string | null): AbsenceCard => ({
    ...{ id: row.id, from: row.from, to: row.to, otherName },
    state: absenceState(row, now),
  });
  return {
    kind: 'absences',
    own: rows.filter(({ personId }) => personId === actor.id).map((row) => card(row, row.deputy.fullName)),
    standing: rows
      .filter(({ deputyId }) => deputyId === actor.id)
      .map((row) => card(row, row.person.fullName)),
    colleagues: await readColleagues(db, now, actor),
  };
}

/** Groups in which a person submits values. */
export function groupsOf(actor: Pick<Actor, 'grants'>): string[] {
  return actor.grants.flatMap(({ role, workingGroupId }) =>
    (role === 'member' || role === 'coordinator') && workingGroupId !== null ? [workingGroupId] : [],
  );
}

/** The others who submit values in a group of the person: members first. */
export async function readColleagues(
  tx: Tx,
  now: Date,
  actor: Pick<Actor, 'id' | 'grants'>,
): Promise<{ id: number; fullName: string | null; workingGroupIds: string[] }[]> {
  const grants = await tx.roleGrant.findMany({
    where: {
      workingGroupId: { in: groupsOf(actor) },
      role: { in: ['member', 'coordinator'] },
      personId: { not: actor.id },
      ...inForce(now),
    },
    select: { personId: true, workingGroupId: true, role: true, person: { select: { fullName: true } } },
    orderBy: { id: 'asc' },
  });
  const colleagues = new Map<number, { id: number; fullName: string | null; workingGroupIds: string[] }>();
  for (const { personId, workingGroupId, person } of grants.sort(
    (a, b) => Number(a.role === 'coordinator') - Number(b.role === 'coordinator'),
  )) {
    const known = colleagues.get(personId) ?? { id: personId, ...person, workingGroupIds: [] };
    colleagues.set(personId, known);
    if (workingGroupId !== null && !known.workingGroupIds.includes(workingGroupId)) {
      known.workingGroupIds.push(workingGroupId);
    }
  }
  return [...colleagues.values()];
}
