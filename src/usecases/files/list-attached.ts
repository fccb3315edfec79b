import type { Deps } from '../deps.ts';
import { findAttachable } from '../reporting/evidence.ts';
import type { ValueSlot } from '../reporting/value-slot.ts';

/** Files of a draft as its author sees them: those that are still there and that they may submit. */
export async function listAttached(
  deps: Deps,
  input: { personId: number; slot: ValueSlot; fileIds: readonly number[] },
): Promise<{ id: number; name: string | null }[]> {
  return (await findAttachable(deps.db, input)).map(({ id, name }) => ({ id, name }));
}
