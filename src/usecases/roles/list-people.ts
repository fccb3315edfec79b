import type { RoleName } from '../../storage/generated/enums.ts';
import type { Deps } from '../deps.ts';
import { inForce } from '../people/in-force.ts';

/** Somebody with a role, as the operator sees them. */
export interface PersonWithRoles {
  id: number;
  fullName: string | null;
  post: string | null;
  grants: {
    id: number;
    role: RoleName;
    workingGroupId: string | null;
    isHead: boolean;
    startsAt: Date;
    source: string;
  }[];
}

/** Everybody who holds a role at the moment, for the operator at the command line. */
export async function listPeople(deps: Deps): Promise<PersonWithRoles[]> {
  const now = deps.clock.now();
  return deps.db.person.findMany({
    where: { grants: { some: inForce(now) } },
    select: {
      id: true,
      fullName: true,
      post: true,
      grants: {
        where: inForce(now),
        select: { id: true, role: true, workingGroupId: true, isHead: true, startsAt: true, source: true },
        orderBy: { id: 'asc' },
      },
    },
    orderBy: { id: 'asc' },
  });
}

/** Every working group with the number of its cities in the rating and of its people by role. */
export async function listGroups(
  deps: Deps,
): Promise<{ id: string; nameRu: string; cities: number; coordinators: number; people: number }[]> {
  const now = deps.clock.now();
  const groups = await deps.db.workingGroup.findMany({
    select: {
      id: true,
      nameRu: true,
      _count: { select: { cities: { where: { isRated: true } } } },
      grants: {
        where: { ...inForce(now) },
        select: { role: true },
      },
    },
    orderBy: { id: 'asc' },
  });
  return groups.map(({ id, nameRu, _count, grants }) => ({
    id,
    nameRu,
    cities: _count.cities,
    coordinators: grants.filter(({ role }) => role === 'coordinator').length,
    people: grants.length,
  }));
}
