import type { Deps } from '../deps.ts';

/** Whether the person has said where they live: a settlement, or an oblast at least. */
export async function hasPlace(deps: Deps, personId: number): Promise<boolean> {
  const { cityId, regionId } = await deps.db.person.findUniqueOrThrow({
    where: { id: personId },
    select: { cityId: true, regionId: true },
  });
  return cityId !== null || regionId !== null;
}
