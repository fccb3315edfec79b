import { may } from '../../domain/people/permissions.ts';
import type { Tx } from '../../storage/database.ts';
import type { Deps } from '../deps.ts';
import { loadActor } from '../people/actor.ts';
import { inForce } from '../people/in-force.ts';
import { readResponsibilities } from '../reporting/responsible-people.ts';

interface Named {
  id: string;
  nameKk: string;
  nameRu: string;
}

/** KPIs of a city for which nobody is assigned, so that its coordinator has to submit them. */
export interface CityGap {
  cityId: string;
  nameKk: string;
  nameRu: string;
  /** Number of KPIs nobody is assigned to. */
  count: number;
  /** `kpis` are those of the sphere that nobody is assigned to, `isWhole` says that they are all that it has. */
  spheres: (Named & { count: number; isWhole: boolean; kpis: Named[] })[];
}

export type ListGapsOutcome =
  | {
      kind: 'listed';
      gaps: CityGap[];
      /** The coordinator who has to submit them meanwhile; null where the group has none. */
      fallsTo: { fullName: string | null } | null;
      /** Those whom they can be assigned to: members first. */
      people: { grantId: number; fullName: string | null }[];
    }
  | { kind: 'noRight' };

/** What of a group nobody is assigned to, for those who assign there; cities without gaps are left out. */
export async function listGaps(
  deps: Deps,
  input: { personId: number; workingGroupId: string },
): Promise<ListGapsOutcome> {
  const { db } = deps;
  const { workingGroupId } = input;
  const now = deps.clock.now();
  const actor = await loadActor(db, input.personId, now);
  if (!may('assignKpi', actor, { workingGroupId }, now)) return { kind: 'noRight' };
  const fallback = await readFallback(db, workingGroupId, now);
  const grants = await db.roleGrant.findMany({
    where: { workingGroupId, role: { in: ['member', 'coordinator'] }, ...inForce(now) },
    select: { id: true, role: true, personId: true, person: { select: { fullName: true } } },
    orderBy: { id: 'asc' },
  });
  const holder = grants.find(({ personId }) => personId === fallback);
  return {
    kind: 'listed',
    gaps: await findGaps(db, workingGroupId, now),
    fallsTo: holder === undefined ? null : { fullName: holder.person.fullName },
    people: grants
      .sort((a, b) => Number(a.role === 'coordinator') - Number(b.role === 'coordinator'))
      .filter(({ personId }, index, all) => all.findIndex((one) => one.personId === personId) === index)
      .map(({ id, person }) => ({ grantId: id, fullName: person.fullName })),
  };
}

/** The coordinator who has to submit what nobody is assigned to; null where the group has none. */
export async function readFallback(tx: Tx, workingGroupId: string, now: Date): Promise<number | null> {
  const responsibilities = await readResponsibilities(tx, now, [workingGroupId]);
  return responsibilities.coordinatorsOf(workingGroupId)[0] ?? null;
}

/** The gaps without asking who wants to know. */
export async function findGaps(tx: Tx, workingGroupId: string, now: Date): Promise<CityGap[]> {
  const cities = await tx.city.findMany({
    where: { workingGroupId, isRated: true },
    select: { id: true, category: true, shortKk: true, shortRu: true },
    orderBy: [{ category: 'asc' }, { id: 'asc' }],
  });
  const kpis = await tx.kpiDefinition.findMany({
    where: { version: { active: true } },
    select: {
      kpiCode: true,
      sphereId: true,
      categories: true,
      shortKk: true,
      shortRu: true,
      sphere: { select: { id: true, nameKk: true, nameRu: true } },
    },
    orderBy: { position: 'asc' },
  });
  const responsibilities = await readResponsibilities(tx, now, [workingGroupId]);
  return cities.flatMap((city) => {
    const spheres = new Map<string, CityGap['spheres'][number]>();
    for (const { kpiCode, sphereId, categories, shortKk, shortRu, sphere } of kpis) {
      if (!categories.includes(city.category)) continue;
      const gap = spheres.get(sphereId) ?? { ...sphere, count: 0, isWhole: true, kpis: [] };
      spheres.set(sphereId, gap);
      if (responsibilities.isAssigned({ workingGroupId, cityId: city.id, sphereId, kpiCode })) {
        gap.isWhole = false;
        continue;
      }
      gap.count += 1;
      gap.kpis.push({ id: kpiCode, nameKk: shortKk, nameRu: shortRu });
    }
    const gaps = [...spheres.values()].filter(({ count }) => count > 0);
    if (gaps.length === 0) return [];
    const count = gaps.reduce((sum, gap) => sum + gap.count, 0);
    return [{ cityId: city.id, nameKk: city.shortKk, nameRu: city.shortRu, count, spheres: gaps }];
  });
}
