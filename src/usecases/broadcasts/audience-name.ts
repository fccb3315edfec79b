import type { Audience } from '../../domain/broadcast/audience.ts';
import type { Tx } from '../../storage/database.ts';
import { readNames } from '../reporting/read-names.ts';
import type { Names } from '../reporting/value-slot.ts';

/** What an audience is called; null for all. */
export interface NamedAudience {
  to: Audience['kind'];
  name: Names | null;
}

/** The audience with the name of its group, territory or initiative; null where there is no such thing. */
export async function nameAudience(tx: Tx, audience: Audience): Promise<NamedAudience | null> {
  const { kind: to } = audience;
  switch (audience.kind) {
    case 'all':
      return { to, name: null };
    case 'group':
    case 'region': {
      const { workingGroupId } = audience;
      if ((await tx.workingGroup.count({ where: { id: workingGroupId } })) === 0) return null;
      const names = await readNames(tx, { cityIds: [], workingGroupIds: [workingGroupId] });
      return { to, name: names.workingGroup(workingGroupId) };
    }
    case 'initiative': {
      const found = await tx.initiative.findUnique({
        where: { id: audience.initiativeId },
        select: { titleKk: true, titleRu: true },
      });
      return found === null ? null : { to, name: { kk: found.titleKk, ru: found.titleRu } };
    }
  }
}
