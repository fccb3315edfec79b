import { afterAll, describe, expect, it } from 'vitest';
import { GIVEN_ROLES, isGroupRole } from '../../../src/domain/people/roles.ts';
import { beginDialogue } from '../../../src/usecases/dialogue/dialogue-state.ts';
import { createInvitation } from '../../../src/usecases/invitations/create-invitation.ts';
import { listInvitations, readInvitation } from '../../../src/usecases/invitations/list-invitations.ts';
import { renewLink } from '../../../src/usecases/invitations/renew-link.ts';
import { hour } from '../../setup/clock.ts';
import { group, memberInvitation, openCountry, otherGroup } from './people-of-a-country.ts';

describe('an invitation', async () => {
  const country = await openCountry();
  const { deps } = country;
  afterAll(() => country.database.close());

  const inviters = ['administrator', 'authority', 'coordinator', 'member', 'observer', 'citizen'] as const;
  const allowed: Record<string, readonly string[]> = {
    administrator: ['administrator'],
    authority: ['administrator'],
    coordinator: ['administrator'],
    member: ['coordinator'],
    observer: ['coordinator'],
  };
  const table = GIVEN_ROLES.flatMap((role) =>
    inviters.map((inviter) => ({ role, inviter, may: allowed[role]?.includes(inviter) ?? false })),
  );

  it.each(table)('to be $role may be made by $inviter: $may', async ({ role, inviter, may }) => {
    const outcome = await createInvitation(deps, {
      ...memberInvitation,
      role,
      workingGroupId: isGroupRole(role) ? group : null,
      by: country[inviter].id,
    });
    expect(outcome.kind).toBe(may ? 'created' : 'noRight');
  });

  it("is refused to a coordinator of another group, and for another group's cities", async () => {
    const { strangeCoordinator, coordinator } = country;
    const foreign = await createInvitation(deps, { ...memberInvitation, by: strangeCoordinator.id });
    expect(foreign.kind).toBe('noRight');
    const city = await createInvitation(deps, {
      ...memberInvitation,
      cityIds: ['oral', 'semey'],
      by: coordinator.id,
    });
    expect(city).toEqual({ kind: 'invalid', field: 'city', value: 'semey' });
  });

  it.each([
    [{ fullName: 'Айгүл' }, 'name'],
    [{ fullName: '<b>Айгүл</b> Серік' }, 'name'],
    [{ fullName: `Айгүл ${'а'.repeat(4_000)}` }, 'name'],
    [{ post: '1' }, 'post'],
    [{ post: 'а'.repeat(151) }, 'post'],
    [{ sphereIds: ['nothing'] }, 'sphere'],
    [{ kpiCodes: ['XXX-99'] }, 'kpi'],
    [{ isHead: true }, 'head'],
  ] as const)('with %j is refused, naming what is not right', async (wrong, field) => {
    const outcome = await createInvitation(deps, {
      ...memberInvitation,
      ...wrong,
      by: country.coordinator.id,
    });
    expect(outcome).toMatchObject({ kind: 'invalid', field });
  });

  it('to an unknown group is refused to the command line', async () => {
    const outcome = await createInvitation(deps, { ...memberInvitation, workingGroupId: 'wg_x', by: 'cli' });
    expect(outcome).toEqual({ kind: 'invalid', field: 'group', value: 'wg_x' });
  });

  it('by the command line needs somebody who can confirm, or to be confirmed beforehand', async () => {
    const nobody = { ...memberInvitation, workingGroupId: 'wg_astana', by: 'cli' as const };
    expect((await createInvitation(deps, nobody)).kind).toBe('noConfirmer');
    expect((await createInvitation(deps, { ...nobody, confirmedAhead: true })).kind).toBe('created');
  });

  it('cannot be confirmed beforehand by a person', async () => {
    const made = await createInvitation(deps, {
      ...memberInvitation,
      by: country.coordinator.id,
      confirmedAhead: true,
    });
    if (made.kind !== 'created') throw new Error(made.kind);
    const row = await deps.db.invitation.findUniqueOrThrow({ where: { id: made.invitationId } });
    expect(row.confirmedAhead).toBe(false);
  });

  it('keeps the hash of its token only, and the hours of the settings', async () => {
    const { id, token } = await country.invite(country.coordinator.id);
    const row = await deps.db.invitation.findUniqueOrThrow({ where: { id } });
    expect(JSON.stringify(row)).not.toContain(token);
    expect(row.tokenHash).toMatch(/^[0-9a-f]{64}$/);
    expect(row.expiresAt.getTime() - row.createdAt.getTime()).toBe(72 * hour);
  });

  it('is made once by a step of a dialogue, whose last step names it', async () => {
    const { coordinator } = country;
    const state = await beginDialogue(deps.db, {
      personId: coordinator.id,
      kind: 'invite',
      step: 'check',
      fields: {},
      now: country.clock.now(),
    });
    const at = { personId: coordinator.id, kind: 'invite', version: state.version };
    const made = await createInvitation(deps, { ...memberInvitation, by: coordinator.id, at });
    if (made.kind !== 'created') throw new Error(made.kind);
    expect((await createInvitation(deps, { ...memberInvitation, by: coordinator.id, at })).kind).toBe(
      'stale',
    );
    const dialogue = await deps.db.dialogue.findFirstOrThrow({ where: { personId: coordinator.id } });
    expect(dialogue).toMatchObject({
      step: 'done',
      fields: { invitationId: made.invitationId },
      isActive: false,
    });
  });

  it('is listed for those who may invite to it, until it expires', async () => {
    const { id } = await country.invite(country.coordinator.id, { role: 'observer' });
    const listedFor = async (personId: number) =>
      (await listInvitations(deps, personId)).some((invitation) => invitation.id === id);
    expect(await listedFor(country.coordinator.id)).toBe(true);
    for (const other of [country.strangeCoordinator, country.administrator, country.member]) {
      expect(await listedFor(other.id)).toBe(false);
    }
    country.clock.advance(73 * hour);
    expect(await listedFor(country.coordinator.id)).toBe(false);
    expect(await readInvitation(deps, { personId: country.coordinator.id, invitationId: id })).toBeNull();
  });

  it('gets a new link from its inviter, after which the old one is unknown', async () => {
    const { coordinator, strangeCoordinator } = country;
    const { id, token } = await country.invite(coordinator.id);
    const foreign = await renewLink(deps, { personId: strangeCoordinator.id, invitationId: id });
    expect(foreign.kind).toBe('noRight');
    const renewed = await renewLink(deps, { personId: coordinator.id, invitationId: id });
    if (renewed.kind !== 'renewed') throw new Error(renewed.kind);
    const guest = await country.guest();
    expect((await country.open(token, guest.id)).kind).toBe('unknown');
    expect((await country.open(renewed.token, guest.id)).kind).toBe('waitsForInviter');
    expect((await renewLink(deps, { personId: coordinator.id, invitationId: id })).kind).toBe('notOpen');
    expect((await renewLink(deps, { personId: coordinator.id, invitationId: 0 })).kind).toBe('notFound');
    expect(await country.events(otherGroup)).toEqual([]);
  });
});
