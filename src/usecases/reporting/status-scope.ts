import { whereMay } from '../../domain/people/permissions.ts';
import type { Tx } from '../../storage/database.ts';
import type { Actor } from '../people/actor.ts';
import { type ExpectedValue, readExpectedValues } from './expected-values.ts';
import { readResponsibilities } from './responsible-people.ts';

/** What of the reporting concerns a person: what they answer for, their groups, or the whole country. */
export interface StatusScope {
  kind: 'own' | 'groups' | 'country';
  values: readonly ExpectedValue[];
}

/**
 * The values, expected now, that a person sees: for a member what they answer for (the whole group while
 * that is nothing), for coordinators and observers their groups, for the authority the country. Null for
 * whoever sees none.
 */
export async function readStatusScope(tx: Tx, now: Date, actor: Actor): Promise<StatusScope | null> {
  const groups = whereMay('viewStatus', actor, now);
  if (groups.length === 0) return null;
  const expected = await readExpectedValues(tx, now, groups);
  if (groups === 'country') return { kind: 'country', values: expected };
  if (actor.grants.some(({ role }) => role === 'coordinator' || role === 'observer')) {
    return { kind: 'groups', values: expected };
  }
  const responsibilities = await readResponsibilities(tx, now, groups);
  const own = expected.filter((value) => responsibilities.of(value).includes(actor.id));
  return own.length > 0 ? { kind: 'own', values: own } : { kind: 'groups', values: expected };
}
