import type { Tx } from '../../storage/database.ts';
import { inForce } from '../people/in-force.ts';

/** What somebody may be responsible for. */
export interface Duty {
  workingGroupId: string;
  cityId: string;
  sphereId: string;
  kpiCode: string;
}

export interface Responsibilities {
  /**
   * Who answers for a value: everybody assigned to the KPI, else to its sphere, else to the whole city; where
   * nobody is, one coordinator of the group. Empty where the group has none.
   */
  of(duty: Duty): readonly number[];
  /** Whether somebody is assigned to it, so that coordinators need not step in. */
  isAssigned(duty: Duty): boolean;
  /** Coordinators of a group in office: its head first, next by the length of service. */
  coordinatorsOf(workingGroupId: string): readonly number[];
}

/**
 * Who answers for what at an instant, in the named groups or in the whole country. An assignment counts only
 * while its holder is a member or coordinator of the group. Two queries.
 */
export async function readResponsibilities(
  tx: Tx,
  now: Date,
  workingGroupIds: readonly string[] | 'country',
): Promise<Responsibilities> {
  const inGroups = workingGroupIds === 'country' ? {} : { workingGroupId: { in: [...workingGroupIds] } };
  const grants = await tx.roleGrant.findMany({
    where: { ...inForce(now), ...inGroups, role: { in: ['member', 'coordinator'] } },
    select: { personId: true, role: true, workingGroupId: true },
    orderBy: [{ isHead: 'desc' }, { startsAt: 'asc' }, { id: 'asc' }],
  });
  const assignments = await tx.assignment.findMany({
    where: { ...inForce(now), ...inGroups },
    select: { personId: true, workingGroupId: true, cityId: true, sphereId: true, kpiCode: true },
    orderBy: { id: 'asc' },
  });

  const members = new Set<string>();
  const coordinators = new Map<string, number[]>();
  for (const { personId, role, workingGroupId } of grants) {
    if (workingGroupId === null) continue;
    members.add(`${workingGroupId}|${personId}`);
    if (role === 'coordinator') addTo(coordinators, workingGroupId, personId);
  }
  const assigned = new Map<string, number[]>();
  for (const { personId, workingGroupId, cityId, sphereId, kpiCode } of assignments) {
    if (!members.has(`${workingGroupId}|${personId}`)) continue;
    const what = kpiCode !== null ? `kpi:${kpiCode}` : sphereId !== null ? `sphere:${sphereId}` : 'all';
    addTo(assigned, `${workingGroupId}|${cityId}|${what}`, personId);
  }

  function assignedTo({ workingGroupId, cityId, sphereId, kpiCode }: Duty): readonly number[] | undefined {
    const city = `${workingGroupId}|${cityId}`;
    return (
      assigned.get(`${city}|kpi:${kpiCode}`) ??
      assigned.get(`${city}|sphere:${sphereId}`) ??
      assigned.get(`${city}|all`)
    );
  }
  const coordinatorsOf = (workingGroupId: string) => coordinators.get(workingGroupId) ?? [];
  return {
    of: (duty) => assignedTo(duty) ?? coordinatorsOf(duty.workingGroupId).slice(0, 1),
    isAssigned: (duty) => assignedTo(duty) !== undefined,
    coordinatorsOf,
  };
}

function addTo(map: Map<string, number[]>, key: string, personId: number): void {
  const people = map.get(key);
  if (people === undefined) map.set(key, [personId]);
  else if (!people.includes(personId)) people.push(personId);
}
