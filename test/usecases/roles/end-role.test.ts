import { afterAll, describe, expect, it } from 'vitest';
import { createInvitation } from '../../../src/usecases/invitations/create-invitation.ts';
import { endRole } from '../../../src/usecases/roles/end-role.ts';
import { listGroups, listPeople } from '../../../src/usecases/roles/list-people.ts';
import { readGroupTeam, readTeamMember } from '../../../src/usecases/roles/read-group-team.ts';
import { createPerson } from '../../setup/people.ts';
import { group, memberInvitation, openCountry, otherGroup } from '../invitations/people-of-a-country.ts';

describe('a role', async () => {
  const country = await openCountry();
  const { deps, administrator, coordinator } = country;
  const { db } = deps;
  afterAll(() => country.database.close());
  const grantOf = async (personId: number) =>
    (await db.roleGrant.findFirstOrThrow({ where: { personId, endsAt: null } })).id;

  const holders = ['member', 'observer', 'coordinator', 'authority', 'administrator'] as const;
  const enders = [
    'administrator',
    'authority',
    'coordinator',
    'strangeCoordinator',
    'member',
    'citizen',
  ] as const;
  const allowed: Record<string, readonly string[]> = {
    member: ['administrator', 'coordinator'],
    observer: ['administrator', 'coordinator'],
    coordinator: ['administrator'],
    authority: ['administrator'],
    administrator: ['administrator'],
  };
  const table = holders.flatMap((role) =>
    enders.map((ender) => ({ role, ender, may: allowed[role]?.includes(ender) ?? false })),
  );

  it.each(table)('of $role may be ended by $ender: $may', async ({ role, ender, may }) => {
    const inGroup = role === 'administrator' || role === 'authority' ? {} : { workingGroupId: group };
    const holder = await createPerson(db, { roles: [{ role, ...inGroup }] });
    const grantId = await grantOf(holder.id);
    const outcome = await endRole(deps, { by: country[ender].id, grantId });
    expect(outcome.kind).toBe(may ? 'ended' : 'noRight');
    expect((await db.roleGrant.findUniqueOrThrow({ where: { id: grantId } })).endsAt === null).toBe(!may);
    expect(await country.owed(holder.id)).toEqual(may ? ['role.ended'] : []);
  });

  it('that ended takes effect in the very next action, and its duties end with it', async () => {
    const leaving = await createPerson(db, {
      roles: [
        { role: 'coordinator', workingGroupId: group },
        { role: 'member', workingGroupId: otherGroup },
      ],
      assignments: [{ cityId: 'oral' }, { cityId: 'semey', sphereId: 'ecology' }],
    });
    const invite = () => createInvitation(deps, { ...memberInvitation, by: leaving.id });
    expect((await invite()).kind).toBe('created');
    await endRole(deps, { by: administrator.id, grantId: await grantOf(leaving.id) });
    expect((await invite()).kind).toBe('noRight');
    const left = await db.assignment.findMany({ where: { personId: leaving.id, endsAt: null } });
    expect(left.map(({ cityId }) => cityId)).toEqual(['semey']);
    const made = await db.invitation.findMany({ where: { invitedById: leaving.id } });
    expect(made.every(({ revokedAt }) => revokedAt !== null)).toBe(true);
  });

  it('keeps duties while another role in the group lets the person submit', async () => {
    const both = await createPerson(db, {
      roles: [
        { role: 'member', workingGroupId: group },
        { role: 'coordinator', workingGroupId: group },
      ],
      assignments: [{ cityId: 'oral' }],
    });
    await endRole(deps, { by: administrator.id, grantId: await grantOf(both.id) });
    expect(await db.assignment.count({ where: { personId: both.id, endsAt: null } })).toBe(1);
  });

  it('ends once', async () => {
    const holder = await createPerson(db, { roles: [{ role: 'observer', workingGroupId: group }] });
    const grantId = await grantOf(holder.id);
    const outcomes = await Promise.all([1, 2].map(() => endRole(deps, { by: coordinator.id, grantId })));
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['alreadyEnded', 'ended']);
    expect(await country.owed(holder.id)).toEqual(['role.ended']);
    expect((await endRole(deps, { by: coordinator.id, grantId: 0 })).kind).toBe('notFound');
    expect((await readTeamMember(deps, { personId: coordinator.id, grantId })).kind).toBe('notFound');
  });

  it('of the last administrator is not ended by themselves, also not by two who leave at once', async () => {
    await db.roleGrant.updateMany({
      where: { role: 'administrator', endsAt: null, personId: { not: administrator.id } },
      data: { endsAt: country.clock.now() },
    });
    const own = await grantOf(administrator.id);
    expect((await endRole(deps, { by: administrator.id, grantId: own })).kind).toBe('lastAdministrator');

    const second = await createPerson(db, { roles: [{ role: 'administrator' }] });
    const secondGrant = await grantOf(second.id);
    const outcomes = await Promise.all([
      endRole(deps, { by: administrator.id, grantId: own }),
      endRole(deps, { by: second.id, grantId: secondGrant }),
    ]);
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['ended', 'lastAdministrator']);
    expect(await db.roleGrant.count({ where: { role: 'administrator', endsAt: null } })).toBe(1);
  });

  it('of one of two administrators who relieve each other at once stays', async () => {
    const pair = [
      await createPerson(db, { roles: [{ role: 'administrator' }] }),
      await createPerson(db, { roles: [{ role: 'administrator' }] }),
    ] as const;
    const [first, second] = [await grantOf(pair[0].id), await grantOf(pair[1].id)];
    const outcomes = await Promise.all([
      endRole(deps, { by: pair[0].id, grantId: second }),
      endRole(deps, { by: pair[1].id, grantId: first }),
    ]);
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['ended', 'noRight']);
    const left = await db.roleGrant.findMany({ where: { id: { in: [first, second] }, endsAt: null } });
    expect(left).toHaveLength(1);
    await endRole(deps, { by: 'cli', grantId: left[0]?.id ?? 0 });
  });

  it('can be ended by the operator, the last administrator included', async () => {
    const [last] = await db.roleGrant.findMany({ where: { role: 'administrator', endsAt: null } });
    expect((await endRole(deps, { by: 'cli', grantId: last!.id })).kind).toBe('ended');
    const ended = (await country.events('country')).at(-1);
    expect(ended).toBe('role.ended');
  });

  it('is listed while it is held', async () => {
    const people = await listPeople(deps);
    const found = people.find(({ id }) => id === coordinator.id);
    expect(found?.grants).toMatchObject([{ role: 'coordinator', workingGroupId: group }]);
    expect(people.some(({ id }) => id === country.citizen.id)).toBe(false);
    const groups = await listGroups(deps);
    expect(groups).toHaveLength(20);
    expect(groups.find(({ id }) => id === otherGroup)).toMatchObject({ coordinators: 1, cities: 3 });
  });

  it('shows the team to those who may see it, each as far as they may', async () => {
    const see = (personId: number, workingGroupId = group) =>
      readGroupTeam(deps, { personId, workingGroupId });
    const own = await see(coordinator.id);
    if (own.kind !== 'group') throw new Error(own.kind);
    expect(own.members.some(({ role }) => role === 'observer')).toBe(true);
    const official = await see(country.authority.id);
    if (official.kind !== 'group') throw new Error(official.kind);
    expect(new Set(official.members.map(({ role }) => role))).toEqual(new Set(['coordinator']));
    expect(official).toMatchObject({ mayInvite: false, unassigned: null, invitations: 0 });
    for (const other of [country.member, country.observer, country.citizen, country.strangeCoordinator]) {
      expect((await see(other.id)).kind).toBe('noRight');
    }
    expect((await see(coordinator.id, 'wg_nowhere')).kind).toBe('notFound');
    const foreign = own.members.find(({ role }) => role === 'observer')!;
    const forged = await readTeamMember(deps, {
      personId: country.strangeCoordinator.id,
      grantId: foreign.grantId,
    });
    expect(forged.kind).toBe('noRight');
  });
});
