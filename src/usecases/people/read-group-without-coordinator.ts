import type { Deps } from '../deps.ts';
import { holds, loadActor } from './actor.ts';
import { inForce } from './in-force.ts';

/** A working group that nobody coordinates; null where somebody does, or the reader is no administrator. */
export async function readGroupWithoutCoordinator(
  deps: Deps,
  input: { readerId: number; workingGroupId: string },
): Promise<{ nameKk: string; nameRu: string } | null> {
  const now = deps.clock.now();
  if (!holds(await loadActor(deps.db, input.readerId, now), ['administrator'])) return null;
  return deps.db.workingGroup.findFirst({
    where: {
      id: input.workingGroupId,
      grants: {
        none: {
          role: 'coordinator',
          ...inForce(now),
        },
      },
    },
    select: { nameKk: true, nameRu: true },
  });
}
