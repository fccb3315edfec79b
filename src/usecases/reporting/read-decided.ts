import { may } from '../../domain/people/permissions.ts';
import type { Deps } from '../deps.ts';
import { loadActor } from '../people/actor.ts';

/**
 * Which of these versions are decided at a level, are still the newest of their value, and may be seen by the
 * person. What the authority has decided on counts for its level alone: the coordinator's decision is then old.
 */
export async function readDecided(
  deps: Deps,
  input: { personId: number; versionIds: readonly number[]; level: 'review' | 'verify' },
): Promise<Set<number>> {
  const { db } = deps;
  const now = deps.clock.now();
  const actor = await loadActor(db, input.personId, now);
  const versions = await db.submissionVersion.findMany({
    where: {
      id: { in: [...input.versionIds] },
      state: { not: 'submitted' },
      verifiedAt: input.level === 'review' ? null : { not: null },
    },
    select: {
      id: true,
      number: true,
      submission: { select: { newest: true, city: { select: { workingGroupId: true } } } },
    },
  });
  return new Set(
    versions
      .filter(
        ({ number, submission: { newest, city } }) =>
          number === newest && may('viewStatus', actor, city, now),
      )
      .map(({ id }) => id),
  );
}
