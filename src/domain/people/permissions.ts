import { activeGrants, type GivenRole, isGroupRole, type Role, type RoleGrant } from './roles.ts';

type PlainAction =
  | 'viewRating'
  | 'follow'
  | 'giveFeedback'
  | 'submitValue'
  | 'viewStatus'
  | 'reviewValue'
  | 'returnValue'
  | 'verifyValue'
  | 'discussValue'
  | 'exportValues'
  | 'viewTeam'
  | 'viewLateness'
  | 'assignKpi'
  | 'viewFeedback'
  | 'answerFeedback'
  | 'publishRating'
  | 'manageMethodology'
  | 'viewPeriods'
  | 'reopenPeriod'
  | 'viewDelivery'
  | 'broadcastToGroup'
  | 'broadcastToPeople'
  | 'settleMessage'
  | 'viewAudit';

/** Everything that is guarded; people are invited to, confirmed in and relieved of each role apart. */
export type Action =
  | PlainAction
  | `invite:${GivenRole}`
  | `confirmInvitation:${GivenRole}`
  | `revokeRole:${GivenRole}`;

/** Roles of a working group act in their own group, country roles everywhere. */
const PLAIN: Readonly<Record<PlainAction, readonly Role[]>> = {
  viewRating: ['citizen'],
  follow: ['citizen'],
  giveFeedback: ['citizen'],
  // A coordinator submits what nobody is assigned to.
  submitValue: ['member', 'coordinator'],
  viewStatus: ['member', 'coordinator', 'observer', 'authority'],
  reviewValue: ['coordinator', 'authority'],
  returnValue: ['coordinator', 'authority'],
  verifyValue: ['authority'],
  discussValue: ['member', 'coordinator', 'observer', 'authority'],
  exportValues: ['coordinator', 'authority'],
  viewTeam: ['coordinator', 'authority', 'administrator'],
  viewLateness: ['coordinator', 'authority'],
  assignKpi: ['coordinator'],
  viewFeedback: ['coordinator', 'authority'],
  answerFeedback: ['coordinator'],
  publishRating: ['authority'],
  manageMethodology: ['authority'],
  viewPeriods: ['authority', 'administrator'],
  reopenPeriod: ['authority'],
  viewDelivery: ['authority', 'administrator'],
  broadcastToGroup: ['coordinator', 'authority'],
  broadcastToPeople: ['authority'],
  // Looks at the messages that cannot arrive, sends them again or closes them.
  settleMessage: ['administrator'],
  viewAudit: ['administrator'],
};

/** Who puts people into a role, confirms who came, and takes the role away again. */
const APPOINTED_BY: Readonly<Record<GivenRole, readonly Role[]>> = {
  administrator: ['administrator'],
  authority: ['administrator'],
  coordinator: ['administrator'],
  member: ['coordinator'],
  observer: ['coordinator'],
};

/** An administrator invites no members, but must be able to relieve anybody at once. */
const RELIEVED_BY: Readonly<Record<GivenRole, readonly Role[]>> = {
  ...APPOINTED_BY,
  member: ['coordinator', 'administrator'],
  observer: ['coordinator', 'administrator'],
};

export interface Actor {
  grants: readonly RoleGrant[];
}

/** What the action is done to; without a working group only country roles and citizens may. */
export interface Subject {
  workingGroupId?: string | null;
}

/** The roles that may do an action, each within its own scope. */
export function rolesThatMay(action: Action): readonly Role[] {
  const [verb, role] = action.split(':') as [string, GivenRole | undefined];
  if (role === undefined) return PLAIN[action as PlainAction];
  return verb === 'revokeRole' ? RELIEVED_BY[role] : APPOINTED_BY[role];
}

/** Where an actor may do an action: in the whole country, or in the named working groups (maybe none). */
export function whereMay(action: Action, actor: Actor, now: Date): 'country' | string[] {
  const roles = rolesThatMay(action);
  if (roles.includes('citizen')) return 'country';
  const grants = activeGrants(actor.grants, now).filter(({ role }) => roles.includes(role));
  if (grants.some(({ role }) => !isGroupRole(role))) return 'country';
  return [...new Set(grants.flatMap(({ workingGroupId }) => workingGroupId ?? []))];
}

/** Whether an actor may do an action to a subject at an instant. */
export function may(action: Action, actor: Actor, subject: Subject, now: Date): boolean {
  const where = whereMay(action, actor, now);
  if (where === 'country') return true;
  return subject.workingGroupId != null && where.includes(subject.workingGroupId);
}

/** Whether an actor may do an action to anything at all: what menus and commands go by. */
export function maySomewhere(action: Action, actor: Actor, now: Date): boolean {
  return whereMay(action, actor, now).length > 0;
}
