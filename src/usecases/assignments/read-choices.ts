import type { Deps } from '../deps.ts';

export interface Choice {
  id: string;
  nameKk: string;
  nameRu: string;
}

/** What people of a group can be made to answer for: its rated cities, and the spheres that have KPIs. */
export async function readChoices(
  deps: Deps,
  workingGroupId: string,
): Promise<{ cities: Choice[]; spheres: Choice[] }> {
  const cities = await deps.db.city.findMany({
    where: { workingGroupId, isRated: true },
    select: { id: true, shortKk: true, shortRu: true },
    orderBy: [{ category: 'asc' }, { shortKk: 'asc' }],
  });
  const spheres = await deps.db.sphere.findMany({
    where: { kpis: { some: { version: { active: true } } } },
    select: { id: true, nameKk: true, nameRu: true },
    orderBy: { position: 'asc' },
  });
  return {
    cities: cities.map(({ id, shortKk, shortRu }) => ({ id, nameKk: shortKk, nameRu: shortRu })),
    spheres,
  };
}
