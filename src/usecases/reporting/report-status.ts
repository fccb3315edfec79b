import { groupBy } from '../../domain/group-by.ts';
import type { Deps } from '../deps.ts';
import { loadActor } from '../people/actor.ts';
import type { ExpectedValue } from './expected-values.ts';
import { readNames } from './read-names.ts';
import { readStatusScope } from './status-scope.ts';
import type { Names } from './value-slot.ts';

/** How many of the values expected now stand where; `owed` are those that never came. */
export interface StatusCounts {
  total: number;
  /** Approved or verified. */
  done: number;
  /** Submitted, waiting for a decision. */
  waiting: number;
  returned: number;
  owed: number;
}

export interface CityStatus extends StatusCounts {
  cityId: string;
  name: Names;
  workingGroupId: string;
  spheres: readonly (StatusCounts & { sphereId: string; name: Names })[];
}

export type StatusOutcome =
  | {
      kind: 'status';
      scope: 'own' | 'groups' | 'country';
      /** Keys of the periods that take values now. */
      periodKeys: readonly string[];
      cities: readonly CityStatus[];
      groups: readonly { id: string; name: Names }[];
    }
  | { kind: 'noRight' };

/** What is done, owed and returned in the periods that take values now, by city and sphere, as a person may see. */
export async function reportStatus(deps: Deps, input: { personId: number }): Promise<StatusOutcome> {
  const now = deps.clock.now();
  const { db } = deps;
  const actor = await loadActor(db, input.personId, now);
  const scope = await readStatusScope(db, now, actor);
  if (scope === null) return { kind: 'noRight' };
  const { values } = scope;
  const names = await readNames(db, {
    cityIds: values.map(({ cityId }) => cityId),
    workingGroupIds: values.map(({ workingGroupId }) => workingGroupId),
  });
  const byCity = groupBy(values, ({ cityId }) => cityId);
  const cities = [...byCity].map(([cityId, ofCity]): CityStatus => {
    const bySphere = groupBy(ofCity, ({ sphereId }) => sphereId);
    return {
      cityId,
      name: names.city(cityId),
      workingGroupId: ofCity[0]?.workingGroupId ?? '',
      ...countStates(ofCity),
      spheres: names.spheres
        .filter(({ id }) => bySphere.has(id))
        .map(({ id, name }) => ({ sphereId: id, name, ...countStates(bySphere.get(id) ?? []) })),
    };
  });
  return {
    kind: 'status',
    scope: scope.kind,
    periodKeys: [...new Set(values.map(({ period }) => period.key))],
    cities,
    groups: [...new Set(cities.map(({ workingGroupId }) => workingGroupId))].map((id) => ({
      id,
      name: names.workingGroup(id),
    })),
  };
}

function countStates(values: readonly ExpectedValue[]): StatusCounts {
  const count = (fits: (newest: ExpectedValue['newest']) => boolean) =>
    values.filter(({ newest }) => fits(newest)).length;
  return {
    total: values.length,
    done: count((newest) => newest?.state === 'approved' || newest?.state === 'verified'),
    waiting: count((newest) => newest?.state === 'submitted'),
    returned: count((newest) => newest?.state === 'returned'),
    owed: count((newest) => newest === null),
  };
}
