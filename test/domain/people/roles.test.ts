import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { activeGrants, type GivenRole, isGroupRole } from '../../../src/domain/people/roles.ts';

const at = (time: number) => new Date(time);
const grant = (role: GivenRole, startsAt: number, endsAt: number | null) => ({
  role,
  workingGroupId: isGroupRole(role) ? 'oral' : null,
  isHead: false,
  startsAt: at(startsAt),
  endsAt: endsAt === null ? null : at(endsAt),
});

describe('activeGrants', () => {
  it.each([
    [9, 0],
    [10, 1],
    [19, 1],
    [20, 0],
  ])('at %i there are %i of one from 10 to 20', (now, count) => {
    expect(activeGrants([grant('member', 10, 20)], at(now))).toHaveLength(count);
  });

  it('has no gap and no overlap where one ends as the next begins', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 200 }), (change, now) => {
        const grants = [grant('member', 0, change), grant('coordinator', change, null)];
        expect(activeGrants(grants, at(now))).toHaveLength(1);
      }),
    );
  });
});
