import { may } from '../../domain/people/permissions.ts';
import type { RoleName } from '../../storage/generated/enums.ts';
import { type Away, readAway } from '../absences/read-away.ts';
import { findGaps, readFallback } from '../assignments/list-gaps.ts';
import type { Deps } from '../deps.ts';
import { countGuests, listInvitations } from '../invitations/list-invitations.ts';
import { loadActor } from '../people/actor.ts';
import { inForce } from '../people/in-force.ts';
import { type Answers, readAnswers } from './read-answers.ts';
import { type Lateness, nothingLate, readLateness } from './read-lateness.ts';

export interface TeamMember {
  grantId: number;
  role: RoleName;
  isHead: boolean;
  fullName: string | null;
  post: string | null;
  answers: Answers;
  /** KPIs that nobody is assigned to and that this coordinator has to submit; null for whom they do not fall to. */
  fallback: number | null;
  /** Null for an observer, and for readers who may not know who is late. */
  lateness: Lateness | null;
  /** Null for whoever is not away, and for readers who may not know who is late. */
  away: Away | null;
}

export type ReadGroupTeamOutcome =
  | {
      kind: 'group';
      group: { id: string; nameKk: string; nameRu: string };
      /** All of the group; its coordinators only, for the authorised body, which changes nothing here. */
      members: TeamMember[];
      coordinators: number;
      /** KPIs that nobody is assigned to; null for those who assign nothing here. */
      unassigned: number | null;
      mayInvite: boolean;
      /** Pending invitations to the group, and how many of them wait for this person's decision. */
      invitations: number;
      guests: number;
    }
  | { kind: 'noRight' }
  | { kind: 'notFound' };

/** The people of a working group with what each answers for; coordinators first, the head before them. */
export async function readGroupTeam(
  deps: Deps,
  input: { personId: number; workingGroupId: string },
): Promise<ReadGroupTeamOutcome> {
  const { personId, workingGroupId } = input;
  const now = deps.clock.now();
  const actor = await loadActor(deps.db, personId, now);
  const group = await deps.db.workingGroup.findUnique({ where: { id: workingGroupId } });
  if (group === null) return { kind: 'notFound' };
  if (!may('viewTeam', actor, { workingGroupId }, now)) return { kind: 'noRight' };
  const seesAll = may('revokeRole:member', actor, { workingGroupId }, now);
  const mayAssign = may('assignKpi', actor, { workingGroupId }, now);
  const grants = await deps.db.roleGrant.findMany({
    where: {
      workingGroupId,
      ...inForce(now),
    },
    select: {
      id: true,
      personId: true,
      role: true,
      isHead: true,
      person: { select: { fullName: true, post: true } },
    },
    orderBy: { id: 'asc' },
  });
  const answers = await readAnswers(deps.db, workingGroupId, now);
  const gaps = mayAssign ? await findGaps(deps.db, workingGroupId, now) : null;
  const unassigned = gaps?.reduce((sum, { count }) => sum + count, 0) ?? null;
  const fallback = await readFallback(deps.db, workingGroupId, now);
  const late = await readLateness(deps, now, { actor, workingGroupId });
  const holders = late === null ? [] : grants.map(({ personId: holder }) => holder);
  const away = await readAway(deps.db, now, holders);
  const members = grants
    .filter(({ role }) => seesAll || role === 'coordinator')
    .sort((one, other) => rank(one) - rank(other))
    .map(({ id, personId: holder, role, isHead, person }) => ({
      grantId: id,
      role,
      isHead,
      ...person,
      answers: role === 'observer' ? [] : (answers.get(holder) ?? []),
      fallback: role === 'coordinator' && holder === fallback ? unassigned : null,
      lateness: role === 'observer' || late === null ? null : (late.get(holder) ?? nothingLate),
      away: away.get(holder) ?? null,
    }));
  const mine = (await listInvitations(deps, personId)).filter(
    ({ workingGroup }) => workingGroup?.id === workingGroupId,
  );
  return {
    kind: 'group',
    group,
    members,
    coordinators: grants.filter(({ role }) => role === 'coordinator').length,
    unassigned,
    mayInvite: (['coordinator', 'member'] as const).some((role) =>
      may(`invite:${role}`, actor, { workingGroupId }, now),
    ),
    invitations: mine.length,
    guests: mine.length === 0 ? 0 : await countGuests(deps.db, personId, now),
  };
}

const order: readonly RoleName[] = ['coordinator', 'member', 'observer'];

function rank({ role, isHead }: { role: RoleName; isHead: boolean }): number {
  return order.indexOf(role) - (isHead ? 0.5 : 0);
}

export type ReadTeamMemberOutcome =
  | {
      kind: 'member';
      member: TeamMember & { startsAt: Date; source: string };
      /** Null for a role of the whole country. */
      group: { id: string; nameKk: string; nameRu: string } | null;
      mayEnd: boolean;
      mayAssign: boolean;
    }
  | { kind: 'noRight' }
  /** No such role, or it has ended. */
  | { kind: 'notFound' };

/** The holder of one role, for those who see the team that it belongs to. */
export async function readTeamMember(
  deps: Deps,
  input: { personId: number; grantId: number },
): Promise<ReadTeamMemberOutcome> {
  const now = deps.clock.now();
  const actor = await loadActor(deps.db, input.personId, now);
  const grant = await deps.db.roleGrant.findFirst({
    where: { id: input.grantId, OR: [{ endsAt: null }, { endsAt: { gt: now } }] },
    include: { person: { select: { fullName: true, post: true } }, workingGroup: true },
  });
  if (grant === null) return { kind: 'notFound' };
  const { id, role, isHead, person, personId, workingGroup, workingGroupId, startsAt, source } = grant;
  const mayEnd = may(`revokeRole:${role}`, actor, { workingGroupId }, now);
  const mayView =
    mayEnd ||
    (role === 'coordinator' && may('viewTeam', actor, { workingGroupId }, now)) ||
    may('assignKpi', actor, { workingGroupId }, now);
  if (!mayView) return { kind: 'noRight' };
  const answers =
    workingGroupId === null || role === 'observer'
      ? []
      : ((await readAnswers(deps.db, workingGroupId, now)).get(personId) ?? []);
  const mayAssign = role !== 'observer' && may('assignKpi', actor, { workingGroupId }, now);
  const isFallback =
    mayAssign &&
    role === 'coordinator' &&
    workingGroupId !== null &&
    (await readFallback(deps.db, workingGroupId, now)) === personId;
  const fallback = isFallback
    ? (await findGaps(deps.db, workingGroupId, now)).reduce((sum, { count }) => sum + count, 0)
    : null;
  const late = role === 'observer' ? null : await readLateness(deps, now, { actor, workingGroupId });
  const lateness = late === null ? null : (late.get(personId) ?? nothingLate);
  const away = late === null ? null : ((await readAway(deps.db, now, [personId])).get(personId) ?? null);
  return {
    kind: 'member',
    member: { grantId: id, role, isHead, ...person, answers, fallback, lateness, away, startsAt, source },
    group: workingGroup,
    mayEnd,
    mayAssign,
  };
}
