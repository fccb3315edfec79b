import type { Deps } from '../deps.ts';
import type { Named } from '../initiatives/list-initiatives.ts';

/** The eight spheres of the Methodology, in its order. */
export async function listSpheres(deps: Deps): Promise<Named[]> {
  return deps.db.sphere.findMany({
    select: { id: true, nameKk: true, nameRu: true },
    orderBy: { position: 'asc' },
  });
}
