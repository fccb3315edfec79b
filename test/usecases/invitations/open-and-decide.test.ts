import { afterAll, describe, expect, inject, it } from 'vitest';
import { openDatabase } from '../../../src/storage/database.ts';
import { verifyAudit } from '../../../src/usecases/audit/verify-audit.ts';
import { decideInvitation } from '../../../src/usecases/invitations/decide-invitation.ts';
import { forgetGuests } from '../../../src/usecases/invitations/forget-guests.ts';
import { hashToken } from '../../../src/usecases/invitations/invitation-rows.ts';
import { openInvitation } from '../../../src/usecases/invitations/open-invitation.ts';
import { revokeInvitation } from '../../../src/usecases/invitations/revoke-invitation.ts';
import { endRole } from '../../../src/usecases/roles/end-role.ts';
import { hour } from '../../setup/clock.ts';
import { createPerson } from '../../setup/people.ts';
import { group, openCountry } from './people-of-a-country.ts';

describe('whoever comes by an invitation', async () => {
  const country = await openCountry();
  const { deps, coordinator } = country;
  const { db } = deps;
  afterAll(() => country.database.close());

  const decide = (invitationId: number, decision: 'confirm' | 'reject' = 'confirm', by = coordinator.id) =>
    decideInvitation(deps, { personId: by, invitationId, decision });
  const rowOf = (id: number) => db.invitation.findUniqueOrThrow({ where: { id } });

  it('is asked for consent before anything is noted', async () => {
    const { id, token } = await country.invite(coordinator.id);
    const outcome = await country.open(token, country.citizen.id);
    expect(outcome).toMatchObject({ kind: 'consentNeeded', role: 'member' });
    expect(await rowOf(id)).toMatchObject({ guestId: null, guestName: null, openedAt: null });
  });

  it('waits for the inviter, who is asked once, and gets role, name, post and duties', async () => {
    const { id, token } = await country.invite(coordinator.id, {
      cityIds: ['oral'],
      sphereIds: ['ecology', 'safety'],
      kpiCodes: ['GOV-01'],
    });
    const guest = await country.guest();
    expect(await country.open(token, guest.id)).toMatchObject({ kind: 'waitsForInviter' });
    expect(await country.open(token, guest.id)).toMatchObject({ kind: 'waitsForInviter' });
    expect((await country.owed(coordinator.id)).filter((kind) => kind === 'invitation.opened')).toHaveLength(
      1,
    );
    expect(await rowOf(id)).toMatchObject({ guestName: 'Aigul S.', guestId: guest.id });

    expect(await decide(id)).toEqual({
      kind: 'confirmed',
      fullName: 'Айгүл Сәрсенова',
      workingGroupId: group,
    });
    const person = await db.person.findUniqueOrThrow({
      where: { id: guest.id },
      include: { grants: true, assignments: { orderBy: { id: 'asc' } } },
    });
    expect(person).toMatchObject({ fullName: 'Айгүл Сәрсенова', post: 'Бас маман' });
    expect(person.grants).toMatchObject([
      {
        role: 'member',
        workingGroupId: group,
        source: 'invitation',
        givenById: coordinator.id,
        endsAt: null,
      },
    ]);
    expect(person.assignments.map(({ cityId, sphereId, kpiCode }) => [cityId, sphereId, kpiCode])).toEqual([
      ['oral', 'ecology', null],
      ['oral', 'safety', null],
      ['oral', null, 'GOV-01'],
    ]);
    expect(await country.owed(guest.id)).toEqual(['invitation.decided']);
    expect((await rowOf(id)).guestName).toBeNull();
    expect((await country.events()).slice(-3)).toEqual([
      'invitation.opened',
      'role.given',
      'invitation.confirmed',
    ]);
  });

  it('answers for every rated city of the group where none was named', async () => {
    const { id, token } = await country.invite(coordinator.id);
    const guest = await country.guest();
    await country.open(token, guest.id);
    await decide(id);
    const assignments = await db.assignment.findMany({ where: { personId: guest.id } });
    const rated = await db.city.findMany({ where: { workingGroupId: group, isRated: true } });
    expect(assignments.map(({ cityId }) => cityId).sort()).toEqual(rated.map((city) => city.id).sort());
    expect(assignments.every(({ sphereId, kpiCode }) => sphereId === null && kpiCode === null)).toBe(true);
  });

  it('is decided on once: a second confirmation or rejection changes nothing', async () => {
    const { id, token } = await country.invite(coordinator.id, { role: 'observer' });
    const guest = await country.guest();
    expect((await decide(id)).kind).toBe('notOpenedYet');
    await country.open(token, guest.id);
    expect((await decide(id)).kind).toBe('confirmed');
    expect((await decide(id)).kind).toBe('alreadyConfirmed');
    expect((await decide(id, 'reject')).kind).toBe('alreadyConfirmed');
    expect(await db.roleGrant.count({ where: { personId: guest.id } })).toBe(1);
    expect(await db.assignment.count({ where: { personId: guest.id } })).toBe(0);
    expect(await country.owed(guest.id)).toEqual(['invitation.decided']);
  });

  it('gets nothing when rejected, and the name is not kept', async () => {
    const { id, token } = await country.invite(coordinator.id);
    const guest = await country.guest();
    await country.open(token, guest.id);
    expect((await decide(id, 'reject')).kind).toBe('rejected');
    expect((await decide(id)).kind).toBe('alreadyRejected');
    expect(await db.roleGrant.count({ where: { personId: guest.id } })).toBe(0);
    expect(await country.owed(guest.id)).toEqual(['invitation.decided']);
    expect(await db.person.findUniqueOrThrow({ where: { id: guest.id } })).toMatchObject({ fullName: null });
    expect((await rowOf(id)).guestName).toBeNull();
    expect((await country.open(token, guest.id)).kind).toBe('alreadyUsed');
  });

  it('is confirmed by the inviter only, never by themselves or by another coordinator', async () => {
    const second = await createPerson(db, { roles: [{ role: 'coordinator', workingGroupId: group }] });
    const { id, token } = await country.invite(coordinator.id);
    const guest = await country.guest();
    await country.open(token, guest.id);
    for (const other of [second, guest, country.administrator, country.citizen, country.strangeCoordinator]) {
      expect((await decide(id, 'confirm', other.id)).kind).toBe('noRight');
    }
    expect((await decide(0)).kind).toBe('notFound');
    expect((await country.open(token, second.id)).kind).toBe('alreadyUsed');
  });

  it('cannot use a link of their own, an expired, a revoked or an unknown one', async () => {
    const guest = await country.guest();
    const own = await country.invite(coordinator.id);
    expect((await country.open(own.token, coordinator.id)).kind).toBe('ownInvitation');
    expect((await country.open('nothing', guest.id)).kind).toBe('unknown');
    const revoked = await country.invite(coordinator.id);
    const taken = await revokeInvitation(deps, { personId: coordinator.id, invitationId: revoked.id });
    expect(taken).toEqual({ kind: 'revoked', fullName: 'Айгүл Сәрсенова' });
    expect((await country.open(revoked.token, guest.id)).kind).toBe('revoked');
    country.clock.advance(72 * hour);
    expect((await country.open(own.token, guest.id)).kind).toBe('expired');
  });

  it('is let in no more when the decision comes too late; the name is forgotten', async () => {
    const { id, token } = await country.invite(coordinator.id);
    const guest = await country.guest();
    await country.open(token, guest.id);
    await forgetGuests(deps);
    country.clock.advance(71 * hour);
    expect(await forgetGuests(deps)).toBe(0);
    country.clock.advance(hour);
    expect((await decide(id)).kind).toBe('expired');
    expect((await rowOf(id)).guestName).toBe('Aigul S.');
    expect(await forgetGuests(deps)).toBe(1);
    expect((await rowOf(id)).guestName).toBeNull();
  });

  it('is told when the invitation is revoked while they wait; revoking twice does nothing', async () => {
    const { id, token } = await country.invite(coordinator.id);
    const guest = await country.guest();
    await country.open(token, guest.id);
    const revoke = (personId: number) => revokeInvitation(deps, { personId, invitationId: id });
    expect((await revoke(country.strangeCoordinator.id)).kind).toBe('noRight');
    expect((await revoke(country.member.id)).kind).toBe('noRight');
    expect((await revoke(coordinator.id)).kind).toBe('revoked');
    expect((await revoke(coordinator.id)).kind).toBe('alreadyEnded');
    expect((await decide(id)).kind).toBe('revoked');
    expect(await country.owed(guest.id)).toEqual(['invitation.decided']);
    const missing = await revokeInvitation(deps, { personId: coordinator.id, invitationId: 0 });
    expect(missing.kind).toBe('notFound');
  });

  it('finds it revoked when the inviter lost the role meanwhile', async () => {
    const leaving = await createPerson(db, { roles: [{ role: 'coordinator', workingGroupId: group }] });
    const { id, token } = await country.invite(leaving.id);
    const guest = await country.guest();
    await country.open(token, guest.id);
    const [grant] = await db.roleGrant.findMany({ where: { personId: leaving.id } });
    const ended = await endRole(deps, { by: country.administrator.id, grantId: grant!.id });
    expect(ended.kind).toBe('ended');
    expect((await decide(id, 'confirm', leaving.id)).kind).toBe('noRight');
    expect((await rowOf(id)).revokedAt).not.toBeNull();
    expect(await country.owed(guest.id)).toEqual(['invitation.decided']);
    expect(await db.roleGrant.count({ where: { personId: guest.id } })).toBe(0);
  });

  it('by a link of the command line is confirmed by any who may, or has the role at once', async () => {
    const asked = await country.invite('cli', { role: 'authority', workingGroupId: null });
    const guest = await country.guest();
    await country.open(asked.token, guest.id);
    expect(await country.owed(country.administrator.id)).toContain('invitation.opened');
    expect((await decide(asked.id, 'confirm', country.administrator.id)).kind).toBe('confirmed');

    const atOnce = await country.guest();
    const ahead = await country.invite('cli', { role: 'coordinator', isHead: true, confirmedAhead: true });
    expect(await country.open(ahead.token, atOnce.id)).toMatchObject({
      kind: 'accepted',
      role: 'coordinator',
    });
    expect(await country.open(ahead.token, atOnce.id)).toMatchObject({ kind: 'accepted' });
    const grants = await db.roleGrant.findMany({ where: { personId: atOnce.id } });
    expect(grants).toMatchObject([{ role: 'coordinator', isHead: true, source: 'cli' }]);
    expect((await rowOf(ahead.id)).guestName).toBeNull();
    expect((await country.open(ahead.token, (await country.guest()).id)).kind).toBe('alreadyUsed');
  });

  it('makes deputies of the earlier heads when invited as head', async () => {
    const heads = await db.roleGrant.findMany({
      where: { workingGroupId: group, isHead: true, endsAt: null },
    });
    const { id, token } = await country.invite(country.administrator.id, {
      role: 'coordinator',
      isHead: true,
    });
    const guest = await country.guest();
    await country.open(token, guest.id);
    await decide(id, 'confirm', country.administrator.id);
    const after = await db.roleGrant.findMany({
      where: { workingGroupId: group, isHead: true, endsAt: null },
    });
    expect(heads).toHaveLength(1);
    expect(after.map(({ personId }) => personId)).toEqual([guest.id]);
    const told = await db.auditEvent.findMany({
      where: { kind: 'role.headChanged', subject: `grant:${heads[0]?.id}` },
      include: { payload: true },
    });
    expect(told).toMatchObject([{ chainId: group, payload: { payload: { isHead: false } } }]);
  });

  it('keeps one role of a kind when invited to it again', async () => {
    const guest = await country.guest();
    for (const fullName of ['Айгүл Сәрсенова', 'Айгүл Сәрсенова-Бек']) {
      const { id, token } = await country.invite(coordinator.id, { fullName });
      await country.open(token, guest.id);
      await decide(id);
    }
    expect(await db.roleGrant.count({ where: { personId: guest.id } })).toBe(1);
    expect(await db.assignment.count({ where: { personId: guest.id } })).toBe(2);
    const person = await db.person.findUniqueOrThrow({ where: { id: guest.id } });
    expect(person.fullName).toBe('Айгүл Сәрсенова-Бек');
  });

  it('is one of two who opened the link at the same moment', async () => {
    const { token } = await country.invite(coordinator.id);
    const guests = [await country.guest(), await country.guest()];
    const other = inject('engine') === 'server' ? await openDatabase({ url: country.database.url }) : null;
    const outcomes = await Promise.all(
      guests.map(({ id }, index) =>
        openInvitation(index === 1 && other ? { ...deps, db: other.db } : deps, {
          personId: id,
          tokenHash: hashToken(token),
          guestName: `Guest ${index}`,
        }),
      ),
    );
    await other?.close();
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['alreadyUsed', 'waitsForInviter']);
  });

  it('and is confirmed once by two taps at the same moment', async () => {
    const { id, token } = await country.invite(coordinator.id);
    const guest = await country.guest();
    await country.open(token, guest.id);
    const outcomes = await Promise.all([decide(id), decide(id)]);
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['alreadyConfirmed', 'confirmed']);
    expect(await db.roleGrant.count({ where: { personId: guest.id } })).toBe(1);
  });

  it('leaves audit chains whole', async () => {
    const verdicts = await verifyAudit(db);
    expect(verdicts.filter(({ kind }) => kind !== 'whole')).toEqual([]);
    expect(verdicts.map(({ chain }) => chain)).toContain(group);
  });
});
