import { may } from '../../domain/people/permissions.ts';
import type { Deps } from '../deps.ts';
import { advanceDialogue, type DialogueStep } from '../dialogue/dialogue-state.ts';
import { loadActor } from '../people/actor.ts';
import { inForce } from '../people/in-force.ts';
import { lockPerson } from '../roles/give-role.ts';
import { transact } from '../transaction.ts';

export type SetAssignmentsOutcome =
  | { kind: 'saved'; fullName: string | null; city: { kk: string; ru: string } }
  /** Somebody changed it to the very same before: nothing was written. */
  | { kind: 'unchanged'; fullName: string | null; city: { kk: string; ru: string } }
  /** The role ended meanwhile, or is none that submits values. */
  | { kind: 'notMember' }
  | { kind: 'noRight' }
  /** No such grant, or a city or sphere that is none of the group's. */
  | { kind: 'notFound' }
  | { kind: 'stale' };

/**
 * Says what the holder of a role answers for in one city, in place of what it was: the whole city, or spheres
 * of it, or (no sphere) nothing. Single KPIs assigned before stay unless the whole city, their sphere or
 * nothing was chosen.
 */
export async function setAssignments(
  deps: Deps,
  input: {
    personId: number;
    grantId: number;
    cityId: string;
    spheres: 'whole' | readonly string[];
    at: DialogueStep;
  },
): Promise<SetAssignmentsOutcome> {
  const { grantId, cityId, spheres } = input;
  return transact(deps, async ({ tx, now, audit }) => {
    if (!(await advanceDialogue(tx, input.at, { step: 'done', isActive: false, now })))
      return { kind: 'stale' };
    const grant = await tx.roleGrant.findUnique({
      where: { id: grantId },
      include: { person: { select: { ref: true, fullName: true } } },
    });
    if (grant === null || grant.workingGroupId === null) return { kind: 'notFound' };
    const { workingGroupId, personId } = grant;
    const coordinator = await loadActor(tx, input.personId, now);
    if (!may('assignKpi', coordinator, { workingGroupId }, now)) return { kind: 'noRight' };
    const isInForce = grant.endsAt === null || grant.endsAt > now;
    if (!isInForce || (grant.role !== 'member' && grant.role !== 'coordinator')) return { kind: 'notMember' };
    const city = await tx.city.findFirst({ where: { id: cityId, workingGroupId, isRated: true } });
    const chosen = spheres === 'whole' ? [] : [...new Set(spheres)];
    const known = await tx.sphere.findMany({ where: { id: { in: chosen } }, select: { id: true } });
    if (city === null || known.length < chosen.length) return { kind: 'notFound' };

    const about = { fullName: grant.person.fullName, city: { kk: city.shortKk, ru: city.shortRu } };

    await lockPerson(tx, personId);
    const held = await tx.assignment.findMany({
      where: { personId, cityId, ...inForce(now) },
      include: { kpi: { select: { definitions: { where: { version: { active: true } } } } } },
    });
    const wanted: (string | null)[] = spheres === 'whole' ? [null] : chosen;
    const outdated = held.filter(({ kpiCode, sphereId, kpi }) => {
      if (kpiCode === null) return !wanted.includes(sphereId);
      const sphere = kpi?.definitions[0]?.sphereId;
      return (
        wanted.length === 0 || wanted.includes(null) || (sphere !== undefined && wanted.includes(sphere))
      );
    });
    const fresh = wanted.filter(
      (sphereId) => !held.some((one) => one.kpiCode === null && one.sphereId === sphereId),
    );
    if (outdated.length === 0 && fresh.length === 0) return { kind: 'unchanged', ...about };
    await tx.assignment.updateMany({
      where: { id: { in: outdated.map(({ id }) => id) } },
      data: { endsAt: now },
    });
    await tx.assignment.createMany({
      data: fresh.map((sphereId) => ({
        personId,
        workingGroupId,
        cityId,
        sphereId,
        givenById: coordinator.id,
        startsAt: now,
      })),
    });
    audit({
      chain: workingGroupId,
      kind: 'assignment.changed',
      actor: coordinator.ref,
      subject: `grant:${grantId}`,
      payload: { person: grant.person.ref, cityId, spheres: spheres === 'whole' ? 'whole' : chosen },
    });
    return { kind: 'saved', ...about };
  });
}
