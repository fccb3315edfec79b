import type { Tx } from '../../storage/database.ts';
import type { Actor } from '../people/actor.ts';
import { type ExpectedValue, readExpectedValues } from './expected-values.ts';
import { readResponsibilities } from './responsible-people.ts';

/** A value that a person answers for. */
export interface OwnValue extends ExpectedValue {
  /** For whom they do, where it is none of their own. */
  standsInFor: number | null;
}

/**
 * The values that a person answers for, in the periods that take values now, done ones counted in: by deadline,
 * next city, next place in the catalogue.
 */
export async function readOwnValues(tx: Tx, now: Date, actor: Actor): Promise<OwnValue[]> {
  const groupIds = actor.grants.flatMap(({ role, workingGroupId }) =>
    (role === 'member' || role === 'coordinator') && workingGroupId !== null ? [workingGroupId] : [],
  );
  if (groupIds.length === 0) return [];
  const responsibilities = await readResponsibilities(tx, now, groupIds);
  return (await readExpectedValues(tx, now, groupIds))
    .filter((value) => responsibilities.of(value).includes(actor.id))
    .map((value) => ({ ...value, standsInFor: responsibilities.standsInFor(value, actor.id) }));
}
