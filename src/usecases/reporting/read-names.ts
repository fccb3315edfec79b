import type { Tx } from '../../storage/database.ts';
import type { Names } from './value-slot.ts';

export interface NameBook {
  /** Short name of a city; throws on one that was not asked for. */
  city(id: string): Names;
  /** The oblast or the city that a working group is for. */
  workingGroup(id: string): Names;
  /** Short name of a KPI of the methodology in force. */
  kpi(code: string): Names;
  /** All spheres in their order. */
  spheres: readonly { id: string; name: Names }[];
}

/** The names of things, in both languages; one query for each kind. */
export async function readNames(
  tx: Tx,
  of: { cityIds: readonly string[]; workingGroupIds?: readonly string[]; kpiCodes?: readonly string[] },
): Promise<NameBook> {
  const { cityIds, workingGroupIds = [], kpiCodes = [] } = of;
  const cities = await tx.city.findMany({
    where: { id: { in: [...new Set(cityIds)] } },
    select: { id: true, shortKk: true, shortRu: true },
  });
  const groups = await tx.workingGroup.findMany({
    where: { id: { in: [...new Set(workingGroupIds)] } },
    select: {
      id: true,
      nameKk: true,
      nameRu: true,
      regionId: true,
      cities: { where: { isRated: true }, select: { shortKk: true, shortRu: true }, take: 1 },
    },
  });
  const regions = await tx.region.findMany({
    where: { id: { in: groups.flatMap(({ regionId }) => regionId ?? []) } },
    select: { id: true, nameKk: true, nameRu: true },
  });
  const kpis = await tx.kpiDefinition.findMany({
    where: { kpiCode: { in: [...new Set(kpiCodes)] }, version: { active: true } },
    select: { kpiCode: true, shortKk: true, shortRu: true },
  });
  const spheres = await tx.sphere.findMany({ orderBy: { position: 'asc' } });
  const city = bookOf(cities.map(({ id, shortKk, shortRu }) => [id, { kk: shortKk, ru: shortRu }]));
  const region = new Map(regions.map(({ id, nameKk, nameRu }) => [id, { kk: nameKk, ru: nameRu }]));
  const workingGroup = bookOf(
    groups.map(({ id, nameKk, nameRu, regionId, cities: [onlyCity] }) => [
      id,
      region.get(regionId ?? '') ?? {
        kk: onlyCity?.shortKk ?? nameKk,
        ru: onlyCity?.shortRu ?? nameRu,
      },
    ]),
  );
  const kpi = bookOf(kpis.map(({ kpiCode, shortKk, shortRu }) => [kpiCode, { kk: shortKk, ru: shortRu }]));
  return {
    city,
    workingGroup,
    kpi,
    spheres: spheres.map(({ id, nameKk, nameRu }) => ({ id, name: { kk: nameKk, ru: nameRu } })),
  };
}

function bookOf(entries: readonly (readonly [string, Names])[]): (id: string) => Names {
  const book = new Map(entries);
  return (id) => {
    const names = book.get(id);
    if (names === undefined) throw new Error(`No name was read for ${id}`);
    return names;
  };
}
