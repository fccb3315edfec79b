import { afterAll, describe, expect, it } from 'vitest';
import { recognisePerson } from '../../../src/usecases/people/recognise-person.ts';
import { appointConfiguredAdministrators } from '../../../src/usecases/roles/appoint-configured-administrators.ts';
import { endRole } from '../../../src/usecases/roles/end-role.ts';
import { createPerson } from '../../setup/people.ts';
import { openCountry } from '../invitations/people-of-a-country.ts';

describe('an administrator of the configuration', async () => {
  const country = await openCountry();
  const { db } = country.deps;
  afterAll(() => country.database.close());
  const withIds = (...administrators: string[]) => ({
    ...country.deps,
    settings: { ...country.deps.settings, administrators },
  });
  const rolesOf = async (personId: number) =>
    (await db.roleGrant.findMany({ where: { personId, endsAt: null } })).map(({ role, source }) => [
      role,
      source,
    ]);
  const deps = withIds('900', '901');

  it('has the role from the first sight on, recorded once', async () => {
    const first = await recognisePerson(deps, { channel: 'telegram', externalId: '900' });
    expect(first.grants.map(({ role }) => role)).toEqual(['administrator']);
    const again = await recognisePerson(deps, { channel: 'telegram', externalId: '900' });
    expect(again.grants).toHaveLength(1);
    const events = await db.auditEvent.findMany({ where: { kind: 'role.given' } });
    expect(events.map(({ actorRef }) => actorRef)).toEqual(['configuration']);
  });

  it('is nobody who has that id elsewhere, or another id here', async () => {
    for (const [channel, externalId] of [
      ['web', '900'],
      ['telegram', '9001'],
    ] as const) {
      const person = await recognisePerson(deps, { channel, externalId });
      expect(person.grants).toEqual([]);
    }
  });

  it('is appointed at start when known already, is told, and once only', async () => {
    const known = await createPerson(db, { telegramId: 901 });
    expect(await appointConfiguredAdministrators(deps)).toEqual({ appointed: 1, ended: 0 });
    expect(await appointConfiguredAdministrators(deps)).toEqual({ appointed: 0, ended: 0 });
    expect(await rolesOf(known.id)).toEqual([['administrator', 'configuration']]);
    expect(await country.owed(known.id)).toEqual(['role.given']);
  });

  it('keeps the role as long as the configuration gives it, whoever would end it', async () => {
    const grant = await db.roleGrant.findFirstOrThrow({ where: { source: 'configuration' } });
    for (const by of [country.administrator.id, 'cli' as const]) {
      expect((await endRole(deps, { by, grantId: grant.id })).kind).toBe('configured');
    }
  });

  it('loses it at the next start without the id; a role by invitation stays', async () => {
    const invited = await createPerson(db, { telegramId: 902, roles: [{ role: 'administrator' }] });
    expect(await appointConfiguredAdministrators(withIds('900', '901', '902'))).toEqual({
      appointed: 0,
      ended: 0,
    });
    expect(await appointConfiguredAdministrators(withIds('900'))).toEqual({ appointed: 0, ended: 1 });
    const dropped = await db.identity.findFirstOrThrow({ where: { externalId: '901' } });
    expect(await rolesOf(dropped.personId)).toEqual([]);
    expect(await country.owed(dropped.personId)).toEqual(['role.given', 'role.ended']);
    expect(await rolesOf(invited.id)).toEqual([['administrator', 'cli']]);
  });
});
