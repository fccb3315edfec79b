import { may, whereMay } from '../../domain/people/permissions.ts';
import { GIVEN_ROLES } from '../../domain/people/roles.ts';
import type { RoleName } from '../../storage/generated/enums.ts';
import type { Deps } from '../deps.ts';
import { countGuests, listInvitations } from '../invitations/list-invitations.ts';
import { loadActor } from '../people/actor.ts';
import { inForce } from '../people/in-force.ts';

export interface NamedGroup {
  id: string;
  /** The oblast, or the city that has a group of its own. */
  placeKk: string;
  placeRu: string;
  coordinators: { fullName: string | null; isHead: boolean }[];
}

export type ReadCountryTeamOutcome =
  | {
      kind: 'country';
      groups: NamedGroup[];
      /** Authorised body and administrators. */
      people: number;
      mayInvite: boolean;
      /** Invitations that wait, and how many of them wait for this person's decision. */
      invitations: number;
      guests: number;
    }
  /** Only these groups are theirs to see. */
  | { kind: 'groups'; groups: NamedGroup[] }
  | { kind: 'noRight' };

/** What `/team` is about for a person: the country, or the groups that they coordinate. */
export async function readCountryTeam(deps: Deps, personId: number): Promise<ReadCountryTeamOutcome> {
  const now = deps.clock.now();
  const actor = await loadActor(deps.db, personId, now);
  const where = whereMay('viewTeam', actor, now);
  if (where !== 'country' && where.length === 0) return { kind: 'noRight' };
  const rows = await deps.db.workingGroup.findMany({
    where: where === 'country' ? {} : { id: { in: where } },
    include: {
      grants: {
        where: { ...inForce(now), role: 'coordinator' },
        select: { isHead: true, person: { select: { fullName: true } } },
        orderBy: [{ isHead: 'desc' }, { id: 'asc' }],
      },
      cities: { select: { nameKk: true, nameRu: true }, take: 1 },
    },
  });
  const regions = await deps.db.region.findMany();
  const groups = rows
    .map(({ id, regionId, nameKk, nameRu, grants, cities }): NamedGroup => {
      const place = regions.find((region) => region.id === regionId) ?? cities[0] ?? { nameKk, nameRu };
      return {
        id,
        placeKk: place.nameKk,
        placeRu: place.nameRu,
        coordinators: grants.map(({ isHead, person }) => ({ fullName: person.fullName, isHead })),
      };
    })
    .sort((one, other) => one.placeKk.localeCompare(other.placeKk, 'kk'));
  if (where !== 'country') return { kind: 'groups', groups };
  return {
    kind: 'country',
    groups,
    people: await deps.db.roleGrant.count({
      where: { ...inForce(now), role: { in: ['authority', 'administrator'] } },
    }),
    mayInvite: GIVEN_ROLES.some((role: RoleName) => whereMay(`invite:${role}`, actor, now).length > 0),
    invitations: (await listInvitations(deps, personId)).length,
    guests: await countGuests(deps.db, personId, now),
  };
}

export type ReadCountryPeopleOutcome =
  | {
      kind: 'listed';
      people: { grantId: number; role: RoleName; fullName: string | null; post: string | null }[];
    }
  | { kind: 'noRight' };

/** Who holds a role of the whole country, for administrators: they appoint and relieve them. */
export async function readCountryPeople(deps: Deps, personId: number): Promise<ReadCountryPeopleOutcome> {
  const now = deps.clock.now();
  const actor = await loadActor(deps.db, personId, now);
  if (!may('revokeRole:authority', actor, {}, now)) return { kind: 'noRight' };
  const grants = await deps.db.roleGrant.findMany({
    where: {
      role: { in: ['authority', 'administrator'] },
      ...inForce(now),
    },
    select: { id: true, role: true, person: { select: { fullName: true, post: true } } },
    orderBy: [{ role: 'asc' }, { id: 'asc' }],
  });
  return { kind: 'listed', people: grants.map(({ id, role, person }) => ({ grantId: id, role, ...person })) };
}
