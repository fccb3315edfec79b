import { whereMay } from '../../domain/people/permissions.ts';
import { GIVEN_ROLES, type GivenRole, isGroupRole } from '../../domain/people/roles.ts';
import type { DialogueState } from '../../usecases/dialogue/dialogue-state.ts';
import type { Turn } from '../turn.ts';

/** What the inviter has said so far. A field that is absent has not been asked yet. */
export interface InviteFields {
  role?: GivenRole;
  workingGroupId?: string;
  isHead?: boolean;
  fullName?: string;
  post?: string;
  /** Empty: all cities of the group. */
  cityIds?: string[];
  /** Empty: all spheres. */
  sphereIds?: string[];
  /** Ticked at the present step, not yet taken over. */
  ticked: string[];
  page: number;
  /** What the place where the dialogue began said already; going back does not ask it again. */
  given: (keyof InviteFields)[];
  /** Once made. */
  invitationId?: number;
}
export type InviteState = DialogueState<InviteFields>;

export type InviteStep =
  | 'role'
  | 'group'
  | 'head'
  | 'name'
  | 'post'
  | 'cities'
  | 'spheres'
  | 'check'
  | 'done'
  | 'left';

/** Roles that the person may invite to, in the named group where one is named. */
export function invitable(turn: Turn, workingGroupId?: string): GivenRole[] {
  return GIVEN_ROLES.filter((role) => {
    const where = whereMay(`invite:${role}`, turn.person, turn.now);
    if (workingGroupId === undefined) return where.length > 0;
    return isGroupRole(role) && (where === 'country' || where.includes(workingGroupId));
  });
}

/** The next thing to ask. */
export function nextStep(fields: InviteFields): InviteStep {
  const { role } = fields;
  if (role === undefined) return 'role';
  if (isGroupRole(role) && fields.workingGroupId === undefined) return 'group';
  if (role === 'coordinator' && fields.isHead === undefined) return 'head';
  if (fields.fullName === undefined) return 'name';
  if (fields.post === undefined) return 'post';
  if (role === 'member' && fields.cityIds === undefined) return 'cities';
  if (role === 'member' && fields.sphereIds === undefined) return 'spheres';
  return 'check';
}

const asked = ['role', 'workingGroupId', 'isHead', 'fullName', 'post', 'cityIds', 'sphereIds'] as const;

/** Without the last answer, so that it is asked again; null where nothing was answered here. */
export function withoutLast(fields: InviteFields): InviteFields | null {
  const last = asked.findLast((name) => fields[name] !== undefined && !fields.given.includes(name));
  if (last === undefined) return null;
  const { [last]: _, ...rest } = fields;
  return { ...rest, ticked: [], page: 0 };
}
