import type { Deps } from '../deps.ts';

export type UnfollowOutcome = { kind: 'unfollowed' } | { kind: 'notFollowed' };

/** Stops following; needs no consent. */
export async function unfollowInitiative(
  deps: Deps,
  input: { personId: number; initiativeId: number },
): Promise<UnfollowOutcome> {
  const { personId, initiativeId } = input;
  const gone = await deps.db.follow.deleteMany({ where: { personId, initiativeId } });
  return { kind: gone.count > 0 ? 'unfollowed' : 'notFollowed' };
}
