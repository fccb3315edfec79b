import { may } from '../../domain/people/permissions.ts';
import type { Deps } from '../deps.ts';
import { loadActor } from '../people/actor.ts';
import { findAttachable } from '../reporting/evidence.ts';
import type { ValueSlot } from '../reporting/value-slot.ts';

/**
 * Files of a draft as its author sees them: those that are still there and that they may submit. None for
 * whoever may not see the values of that city.
 */
export async function listAttached(
  deps: Deps,
  input: { personId: number; slot: ValueSlot; fileIds: readonly number[] },
): Promise<{ id: number; name: string | null }[]> {
  const { db } = deps;
  const now = deps.clock.now();
  const actor = await loadActor(db, input.personId, now);
  const city = await db.city.findUnique({
    where: { id: input.slot.cityId },
    select: { workingGroupId: true },
  });
  if (city === null || !may('viewStatus', actor, city, now)) return [];
  return (await findAttachable(db, input)).map(({ id, name }) => ({ id, name }));
}
