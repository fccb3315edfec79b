import { may } from '../../domain/people/permissions.ts';
import type { Tx } from '../../storage/database.ts';
import type { Deps } from '../deps.ts';
import { loadActor } from '../people/actor.ts';
import { readResponsibilities } from '../reporting/responsible-people.ts';

/** KPIs of a city for which nobody is assigned, so that its coordinator has to submit them. */
export interface CityGap {
  cityId: string;
  nameKk: string;
  nameRu: string;
  /** Number of KPIs nobody is assigned to. */
  count: number;
  spheres: { id: string; nameKk: string; nameRu: string; count: number }[];
}

export type ListGapsOutcome = { kind: 'listed'; gaps: CityGap[] } | { kind: 'noRight' };

/** What of a group nobody is assigned to, for those who assign there; cities without gaps are left out. */
export async function listGaps(
  deps: Deps,
  input: { personId: number; workingGroupId: string },
): Promise<ListGapsOutcome> {
  const { workingGroupId } = input;
  const now = deps.clock.now();
  const actor = await loadActor(deps.db, input.personId, now);
  if (!may('assignKpi', actor, { workingGroupId }, now)) return { kind: 'noRight' };
  return { kind: 'listed', gaps: await findGaps(deps.db, workingGroupId, now) };
}

/** The same without asking who wants to know. */
export async function findGaps(tx: Tx, workingGroupId: string, now: Date): Promise<CityGap[]> {
  const cities = await tx.city.findMany({
    where: { workingGroupId, isRated: true },
    select: { id: true, category: true, shortKk: true, shortRu: true },
    orderBy: [{ category: 'asc' }, { id: 'asc' }],
  });
  const kpis = await tx.kpiDefinition.findMany({
    where: { version: { active: true } },
    select: { kpiCode: true, sphereId: true, categories: true, sphere: true },
    orderBy: { position: 'asc' },
  });
  const responsibilities = await readResponsibilities(tx, now, [workingGroupId]);
  return cities.flatMap((city) => {
    const spheres = new Map<string, CityGap['spheres'][number]>();
    for (const { kpiCode, sphereId, categories, sphere } of kpis) {
      if (!categories.includes(city.category)) continue;
      if (responsibilities.isAssigned({ workingGroupId, cityId: city.id, sphereId, kpiCode })) continue;
      const known = spheres.get(sphereId);
      if (known === undefined) {
        spheres.set(sphereId, { id: sphereId, nameKk: sphere.nameKk, nameRu: sphere.nameRu, count: 1 });
      } else known.count += 1;
    }
    const gaps = [...spheres.values()];
    if (gaps.length === 0) return [];
    const count = gaps.reduce((sum, gap) => sum + gap.count, 0);
    return [{ cityId: city.id, nameKk: city.shortKk, nameRu: city.shortRu, count, spheres: gaps }];
  });
}
