import { may } from '../../domain/people/permissions.ts';
import type { Deps } from '../deps.ts';
import { loadActor } from '../people/actor.ts';
import { inForce } from '../people/in-force.ts';

export interface DutyOfKpi {
  code: string;
  nameKk: string;
  nameRu: string;
  /** Names of the others to whom this very KPI is assigned; null stands for somebody without a name. */
  others: readonly (string | null)[];
  /** Nobody at all is assigned to it, be it alone, with its sphere or with the city. */
  isGap: boolean;
}

export interface DutyOfSphere {
  id: string;
  nameKk: string;
  nameRu: string;
  others: readonly (string | null)[];
  kpis: readonly DutyOfKpi[];
}

export type ReadDutiesOutcome =
  | {
      kind: 'duties';
      /** Those who answer for the whole city besides the person. */
      others: readonly (string | null)[];
      /** The spheres whose KPIs apply to the city. */
      spheres: readonly DutyOfSphere[];
    }
  | { kind: 'noRight' }
  /** No such grant, or a city that is none of the group's. */
  | { kind: 'notFound' };

/** What can be assigned to the holder of a role in a city, and who else answers for it, for those who assign. */
export async function readDuties(
  deps: Deps,
  input: { personId: number; grantId: number; cityId: string },
): Promise<ReadDutiesOutcome> {
  const { db } = deps;
  const now = deps.clock.now();
  const grant = await db.roleGrant.findUnique({ where: { id: input.grantId } });
  const city = await db.city.findFirst({
    where: { id: input.cityId, workingGroupId: grant?.workingGroupId ?? '', isRated: true },
  });
  if (grant === null || city === null) return { kind: 'notFound' };
  const { workingGroupId } = city;
  const actor = await loadActor(db, input.personId, now);
  if (!may('assignKpi', actor, { workingGroupId }, now)) return { kind: 'noRight' };
  const kpis = await db.kpiDefinition.findMany({
    where: { version: { active: true }, categories: { has: city.category } },
    select: { kpiCode: true, sphereId: true, shortKk: true, shortRu: true },
    orderBy: { position: 'asc' },
  });
  const spheres = await db.sphere.findMany({ orderBy: { position: 'asc' } });
  // An assignment counts only while its holder may submit in the group.
  const held = await db.assignment.findMany({
    where: {
      cityId: city.id,
      ...inForce(now),
      person: {
        grants: { some: { workingGroupId, role: { in: ['member', 'coordinator'] }, ...inForce(now) } },
      },
    },
    include: { person: { select: { fullName: true } } },
    orderBy: { id: 'asc' },
  });
  const holders = (sphereId: string | null, kpiCode: string | null) =>
    held.filter((one) => one.sphereId === sphereId && one.kpiCode === kpiCode);
  const others = (sphereId: string | null, kpiCode: string | null) =>
    holders(sphereId, kpiCode)
      .filter(({ personId }) => personId !== grant.personId)
      .map(({ person }) => person.fullName);
  const isCityHeld = holders(null, null).length > 0;
  return {
    kind: 'duties',
    others: others(null, null),
    spheres: spheres.flatMap(({ id, nameKk, nameRu }) => {
      const ofSphere = kpis.filter(({ sphereId }) => sphereId === id);
      if (ofSphere.length === 0) return [];
      const isHeld = isCityHeld || holders(id, null).length > 0;
      return [
        {
          ...{ id, nameKk, nameRu },
          others: others(id, null),
          kpis: ofSphere.map(({ kpiCode: code, shortKk, shortRu }) => ({
            code,
            nameKk: shortKk,
            nameRu: shortRu,
            others: others(null, code),
            isGap: !isHeld && holders(null, code).length === 0,
          })),
        },
      ];
    }),
  };
}
