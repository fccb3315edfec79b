import type { Tx } from '../../storage/database.ts';
import type { Named } from '../initiatives/list-initiatives.ts';

/** What a feedback is about: an initiative, or a city and a sphere. */
export type FeedbackTarget = { initiativeId: number } | { cityId: string; sphereId: string };

export interface KnownTarget {
  kind: 'target';
  /** Short names. */
  city: Named;
  sphere: Named;
  initiative: { id: number; titleKk: string; titleRu: string } | null;
  workingGroupId: string;
}

/** The names of what a feedback is about. Outcomes: `target`, `targetGone`. */
export async function readFeedbackTarget(
  tx: Tx,
  target: FeedbackTarget,
): Promise<KnownTarget | { kind: 'targetGone' }> {
  const citySelection = { id: true, shortKk: true, shortRu: true, workingGroupId: true } as const;
  if ('initiativeId' in target) {
    const found = await tx.initiative.findUnique({
      where: { id: target.initiativeId },
      select: { id: true, titleKk: true, titleRu: true, city: { select: citySelection }, sphere: true },
    });
    if (found === null) return { kind: 'targetGone' };
    const { city, sphere, ...initiative } = found;
    return known(city, sphere, initiative);
  }
  const city = await tx.city.findUnique({ where: { id: target.cityId }, select: citySelection });
  const sphere = await tx.sphere.findUnique({ where: { id: target.sphereId } });
  return city === null || sphere === null ? { kind: 'targetGone' } : known(city, sphere, null);
}

function known(
  city: { id: string; shortKk: string; shortRu: string; workingGroupId: string },
  sphere: Named,
  initiative: KnownTarget['initiative'],
): KnownTarget {
  return {
    kind: 'target',
    city: { id: city.id, nameKk: city.shortKk, nameRu: city.shortRu },
    sphere: { id: sphere.id, nameKk: sphere.nameKk, nameRu: sphere.nameRu },
    initiative,
    workingGroupId: city.workingGroupId,
  };
}
