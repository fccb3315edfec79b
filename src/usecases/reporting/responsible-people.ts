import type { Tx } from '../../storage/database.ts';
import { readStandIns } from '../absences/stand-ins.ts';
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
   * nobody is, one coordinator of the group; and whoever stands in for one of them. Empty where the group has
   * none.
   */
  of(duty: Duty): readonly number[];
  /** Whether somebody is assigned to it, so that coordinators need not step in. */
  isAssigned(duty: Duty): boolean;
  /** Coordinators of a group in office: its head first, next by the length of service. */
  coordinatorsOf(workingGroupId: string): readonly number[];
  /** Those of them who are marked as head: one, as a rule. */
  headsOf(workingGroupId: string): readonly number[];
  /** Whether a person is a member or coordinator of a group. */
  isOfGroup(workingGroupId: string, personId: number): boolean;
  /** Who of the group stands in for a person. */
  deputiesOf(workingGroupId: string, personId: number): readonly number[];
  /** For whom a person answers for a value, where it is none of their own; null where it is, or is nothing to them. */
  standsInFor(duty: Duty, personId: number): number | null;
  /** Whether a person is away and somebody of the group stands in. */
  isCovered(workingGroupId: string, personId: number): boolean;
}

/**
 * Who answers for what at an instant, in the named groups or in the whole country. An assignment counts only
 * while its holder is a member or coordinator of the group, and so does standing in. Three queries.
 */
export async function readResponsibilities(
  tx: Tx,
  now: Date,
  workingGroupIds: readonly string[] | 'country',
): Promise<Responsibilities> {
  const inGroups = workingGroupIds === 'country' ? {} : { workingGroupId: { in: [...workingGroupIds] } };
  const grants = await tx.roleGrant.findMany({
    where: { ...inForce(now), ...inGroups, role: { in: ['member', 'coordinator'] } },
    select: { personId: true, role: true, workingGroupId: true, isHead: true },
    orderBy: [{ isHead: 'desc' }, { startsAt: 'asc' }, { id: 'asc' }],
  });
  const assignments = await tx.assignment.findMany({
    where: { ...inForce(now), ...inGroups },
    select: { personId: true, workingGroupId: true, cityId: true, sphereId: true, kpiCode: true },
    orderBy: { id: 'asc' },
  });

  const standIns = await readStandIns(tx, now);

  const members = new Set<string>();
  const coordinators = new Map<string, number[]>();
  const heads = new Map<string, number[]>();
  for (const { personId, role, workingGroupId, isHead } of grants) {
    if (workingGroupId === null) continue;
    members.add(`${workingGroupId}|${personId}`);
    if (role !== 'coordinator') continue;
    addTo(coordinators, workingGroupId, personId);
    if (isHead) addTo(heads, workingGroupId, personId);
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
  const ownersOf = (duty: Duty) => assignedTo(duty) ?? coordinatorsOf(duty.workingGroupId).slice(0, 1);
  const deputiesOf = (workingGroupId: string, personId: number) =>
    standIns.for(personId).filter((deputyId) => members.has(`${workingGroupId}|${deputyId}`));
  return {
    of(duty) {
      const owners = ownersOf(duty);
      const deputies = owners.flatMap((personId) => deputiesOf(duty.workingGroupId, personId));
      return deputies.length === 0 ? owners : [...new Set([...owners, ...deputies])];
    },
    isAssigned: (duty) => assignedTo(duty) !== undefined,
    coordinatorsOf,
    headsOf: (workingGroupId) => heads.get(workingGroupId) ?? [],
    isOfGroup: (workingGroupId, personId) => members.has(`${workingGroupId}|${personId}`),
    deputiesOf,
    standsInFor(duty, personId) {
      const owners = ownersOf(duty);
      if (owners.includes(personId)) return null;
      return standIns.of(personId).find((id) => owners.includes(id)) ?? null;
    },
    isCovered: (workingGroupId, personId) => deputiesOf(workingGroupId, personId).length > 0,
  };
}

function addTo(map: Map<string, number[]>, key: string, personId: number): void {
  const people = map.get(key);
  if (people === undefined) map.set(key, [personId]);
  else if (!people.includes(personId)) people.push(personId);
}
