import { may } from '../../domain/people/permissions.ts';
import type { Tx } from '../../storage/database.ts';
import type { CityCategory } from '../../storage/generated/enums.ts';
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
  /** No such grant, a city that is none of the group's, no such sphere, or a KPI that does not apply there. */
  | { kind: 'notFound' }
  | { kind: 'stale' };

/** What somebody is to answer for in one city: all of it, or spheres and single KPIs, or (both empty) nothing. */
export type WantedDuties = 'whole' | { spheres: readonly string[]; kpiCodes: readonly string[] };

/**
 * Says what the holder of a role answers for in one city, in place of what it was. A single KPI of a sphere
 * that is named too is the same duty twice, and falls away. Whoever gets something new is told.
 */
export async function setAssignments(
  deps: Deps,
  input: { personId: number; grantId: number; cityId: string; duties: WantedDuties; at: DialogueStep },
): Promise<SetAssignmentsOutcome> {
  const { grantId, cityId } = input;
  return transact(deps, async ({ tx, now, audit, owe }) => {
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
    const wanted = city === null ? null : await readWanted(tx, city.category, input.duties);
    if (city === null || wanted === null) return { kind: 'notFound' };

    const about = { fullName: grant.person.fullName, city: { kk: city.shortKk, ru: city.shortRu } };

    await lockPerson(tx, personId);
    const held = await tx.assignment.findMany({ where: { personId, cityId, ...inForce(now) } });
    const isSame = (one: Duty) => (other: Duty) =>
      one.sphereId === other.sphereId && one.kpiCode === other.kpiCode;
    const outdated = held.filter((one) => !wanted.some(isSame(one)));
    const fresh = wanted.filter((one) => !held.some(isSame(one)));
    if (outdated.length === 0 && fresh.length === 0) return { kind: 'unchanged', ...about };
    await tx.assignment.updateMany({
      where: { id: { in: outdated.map(({ id }) => id) } },
      data: { endsAt: now },
    });
    const given = { personId, workingGroupId, cityId, givenById: coordinator.id, startsAt: now };
    await tx.assignment.createMany({ data: fresh.map((duty) => ({ ...given, ...duty })) });
    audit({
      chain: workingGroupId,
      kind: 'assignment.changed',
      actor: coordinator.ref,
      subject: `grant:${grantId}`,
      payload: {
        person: grant.person.ref,
        cityId,
        spheres: input.duties === 'whole' ? 'whole' : wanted.flatMap(({ sphereId }) => sphereId ?? []),
        kpis: wanted.flatMap(({ kpiCode }) => kpiCode ?? []),
      },
    });
    if (fresh.length > 0 && personId !== coordinator.id) {
      owe({
        kind: 'assignment.given',
        params: { grantId, cityId },
        recipientId: personId,
        uniqueKey: `assignment.given:${input.at.personId}:${input.at.version}`,
      });
    }
    return { kind: 'saved', ...about };
  });
}

interface Duty {
  sphereId: string | null;
  kpiCode: string | null;
}

/** The duties as rows; null where a sphere does not exist or a KPI does not apply to such cities. */
async function readWanted(tx: Tx, category: CityCategory, duties: WantedDuties): Promise<Duty[] | null> {
  if (duties === 'whole') return [{ sphereId: null, kpiCode: null }];
  const spheres = [...new Set(duties.spheres)];
  const kpiCodes = [...new Set(duties.kpiCodes)];
  const known = await tx.sphere.count({ where: { id: { in: spheres } } });
  const kpis = await tx.kpiDefinition.findMany({
    where: { kpiCode: { in: kpiCodes }, version: { active: true }, categories: { has: category } },
    select: { kpiCode: true, sphereId: true },
    orderBy: { position: 'asc' },
  });
  if (known < spheres.length || kpis.length < kpiCodes.length) return null;
  return [
    ...spheres.map((sphereId) => ({ sphereId, kpiCode: null })),
    ...kpis
      .filter(({ sphereId }) => !spheres.includes(sphereId))
      .map(({ kpiCode }) => ({ sphereId: null, kpiCode })),
  ];
}
