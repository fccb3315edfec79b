/** Everybody who talks to the bot is a citizen; the other roles are given. */
export type Role = 'citizen' | GivenRole;
export type GivenRole = 'member' | 'coordinator' | 'observer' | 'authority' | 'administrator';

export const GIVEN_ROLES: readonly GivenRole[] = [
  'member',
  'coordinator',
  'observer',
  'authority',
  'administrator',
];

/** A role that a person holds for a time. */
export interface RoleGrant {
  role: GivenRole;
  /** The working group it is for; null for the roles of the whole country. */
  workingGroupId: string | null;
  /** The coordinator to whom matters are escalated. */
  isHead: boolean;
  startsAt: Date;
  /** The first instant without the role; null while it is open-ended. */
  endsAt: Date | null;
}

/** Whether a role is held within one working group rather than for the country. */
export function isGroupRole(role: GivenRole): role is 'member' | 'coordinator' | 'observer' {
  return role === 'member' || role === 'coordinator' || role === 'observer';
}

/** The grants in force at an instant: begun, and not ended. A revoked one ends at once. */
export function activeGrants<G extends Pick<RoleGrant, 'startsAt' | 'endsAt'>>(
  grants: readonly G[],
  now: Date,
): G[] {
  return grants.filter(({ startsAt, endsAt }) => startsAt <= now && (endsAt === null || now < endsAt));
}
