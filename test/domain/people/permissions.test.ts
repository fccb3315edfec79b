import { describe, expect, it } from 'vitest';
import {
  type Action,
  may,
  maySomewhere,
  rolesThatMay,
  whereMay,
} from '../../../src/domain/people/permissions.ts';
import { GIVEN_ROLES, type GivenRole, isGroupRole, type Role } from '../../../src/domain/people/roles.ts';

const NOW = new Date('2026-11-22T05:00:00Z');
const PAST = new Date('2026-01-01T00:00:00Z');

const holding = (role: Role, workingGroupId = 'oral', endsAt: Date | null = null) => ({
  grants:
    role === 'citizen'
      ? []
      : [
          {
            role,
            workingGroupId: isGroupRole(role) ? workingGroupId : null,
            isHead: false,
            startsAt: PAST,
            endsAt,
          },
        ],
});

const ROLES: readonly Role[] = ['citizen', ...GIVEN_ROLES];

/**
 * Marks in the order of ROLES: citizen, member, coordinator, observer, authority, administrator. An action
 * that is missing here does not compile.
 */
const TABLE: Record<Action, string> = {
  viewRating: '++++++',
  follow: '++++++',
  giveFeedback: '++++++',
  submitValue: '-++---',
  viewStatus: '-++++-',
  reviewValue: '--+-+-',
  returnValue: '--+-+-',
  verifyValue: '----+-',
  discussValue: '-++++-',
  exportValues: '--+-+-',
  viewTeam: '--+-++',
  viewLateness: '--+-+-',
  assignKpi: '--+---',
  viewFeedback: '--+-+-',
  answerFeedback: '--+---',
  publishRating: '----+-',
  manageMethodology: '----+-',
  viewPeriods: '----++',
  reopenPeriod: '----+-',
  viewDelivery: '----++',
  broadcastToGroup: '--+-+-',
  broadcastToPeople: '----+-',
  settleMessage: '-----+',
  viewAudit: '-----+',
  'invite:member': '--+---',
  'invite:coordinator': '-----+',
  'invite:observer': '--+---',
  'invite:authority': '-----+',
  'invite:administrator': '-----+',
  'confirmInvitation:member': '--+---',
  'confirmInvitation:coordinator': '-----+',
  'confirmInvitation:observer': '--+---',
  'confirmInvitation:authority': '-----+',
  'confirmInvitation:administrator': '-----+',
  'revokeRole:member': '--+--+',
  'revokeRole:coordinator': '-----+',
  'revokeRole:observer': '--+--+',
  'revokeRole:authority': '-----+',
  'revokeRole:administrator': '-----+',
};

const rows = Object.entries(TABLE) as [Action, string][];
const cells = rows.flatMap(([action, marks]) =>
  ROLES.map((role, column) => ({ action, role, allowed: marks[column] === '+' })),
);

describe('role × action', () => {
  it('is a whole table', () => {
    expect(rows.every(([, marks]) => marks.length === ROLES.length)).toBe(true);
    expect(cells).toHaveLength(39 * 6);
  });

  it.each(cells)('$role, $action: $allowed', ({ action, role, allowed }) => {
    expect(may(action, holding(role), { workingGroupId: 'oral' }, NOW)).toBe(allowed);
    expect(maySomewhere(action, holding(role), NOW)).toBe(allowed);
  });

  it.each(cells)('$role, $action, in another group', ({ action, role, allowed }) => {
    const reachesFar =
      rolesThatMay(action).includes('citizen') || (role !== 'citizen' && !isGroupRole(role as GivenRole));
    const elsewhere = may(action, holding(role), { workingGroupId: 'taraz' }, NOW);
    expect(elsewhere).toBe(allowed && reachesFar);
    expect(may(action, holding(role), {}, NOW)).toBe(elsewhere);
  });

  it.each(cells)('$role, $action, after the role ended', ({ action, role }) => {
    const open = rolesThatMay(action).includes('citizen');
    expect(may(action, holding(role, 'oral', NOW), { workingGroupId: 'oral' }, NOW)).toBe(open);
  });
});

describe('several roles', () => {
  const actor = {
    grants: [
      ...holding('coordinator', 'oral').grants,
      ...holding('coordinator', 'taraz').grants,
      ...holding('member', 'semey').grants,
    ],
  };

  it('add up, each in its own group', () => {
    expect(whereMay('reviewValue', actor, NOW)).toEqual(['oral', 'taraz']);
    expect(whereMay('submitValue', actor, NOW)).toEqual(['oral', 'taraz', 'semey']);
    expect(may('reviewValue', actor, { workingGroupId: 'semey' }, NOW)).toBe(false);
  });

  it('reach the country with one country role', () => {
    const both = { grants: [...actor.grants, ...holding('authority').grants] };
    expect(whereMay('reviewValue', both, NOW)).toBe('country');
    expect(whereMay('assignKpi', both, NOW)).toEqual(['oral', 'taraz']);
  });

  it('a group role without a group gives nothing', () => {
    const odd = {
      grants: [
        { role: 'coordinator' as const, workingGroupId: null, isHead: true, startsAt: PAST, endsAt: null },
      ],
    };
    expect(maySomewhere('reviewValue', odd, NOW)).toBe(false);
  });
});
