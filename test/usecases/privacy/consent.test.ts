import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Deps } from '../../../src/usecases/deps.ts';
import { beginDialogue, type DialogueStep } from '../../../src/usecases/dialogue/dialogue-state.ts';
import {
  type ConsentPurpose,
  giveConsent,
  hasConsent,
  requireConsent,
} from '../../../src/usecases/privacy/consent.ts';
import { withdrawConsent } from '../../../src/usecases/privacy/withdraw-consent.ts';
import { type MovableClock, movableClock } from '../../setup/clock.ts';
import { openTestDatabase, type TestDatabase } from '../../setup/database.ts';
import { testFiles } from '../../setup/files.ts';
import { createPerson } from '../../setup/people.ts';
import { testSettings } from '../../setup/prepare.ts';
import { seededRandom } from '../../setup/random.ts';

let database: TestDatabase;
let clock: MovableClock;
let deps: Deps;
beforeAll(async () => {
  database = await openTestDatabase();
  clock = movableClock('2026-10-05T10:00+05:00');
  deps = { db: database.db, files: testFiles, clock, random: seededRandom(), settings: testSettings };
});
afterAll(() => database.close());

async function step(personId: number): Promise<DialogueStep> {
  const kind = 'consent';
  const { version } = await beginDialogue(database.db, {
    personId,
    kind,
    step: 'asked',
    fields: {},
    now: clock.now(),
    isActive: false,
  });
  return { personId, kind, version };
}

async function give(personId: number, purpose: ConsentPurpose = 'feedback') {
  return giveConsent(deps, { personId, purpose, language: 'kk', at: await step(personId) });
}

describe('giveConsent', () => {
  it('records purpose, edition with operator, language and instant, and an audit event', async () => {
    const { id, ref } = await createPerson(database.db);
    expect(await requireConsent(database.db, id, 'feedback')).toEqual({
      kind: 'consentNeeded',
      purpose: 'feedback',
    });
    expect(await give(id)).toEqual({ kind: 'given' });
    expect(await requireConsent(database.db, id, 'feedback')).toBeNull();
    expect(await hasConsent(database.db, id, 'role')).toBe(false);
    expect(await database.db.consent.findMany({ where: { personId: id } })).toMatchObject([
      {
        purpose: 'feedback',
        textVersion: '1/123456789012',
        language: 'kk',
        givenAt: clock.now(),
        withdrawnAt: null,
      },
    ]);
    const events = await database.db.auditEvent.findMany({ where: { subject: `person:${ref}` } });
    expect(events.map(({ kind }) => kind)).toEqual(['consent.given']);
  });

  it('keeps one consent where it is given again', async () => {
    const { id } = await createPerson(database.db);
    await give(id);
    expect(await give(id)).toEqual({ kind: 'given' });
    expect(await database.db.consent.count({ where: { personId: id } })).toBe(1);
  });

  it('acts once for a doubled tap', async () => {
    const { id } = await createPerson(database.db);
    const at = await step(id);
    const input = { personId: id, purpose: 'feedback', language: 'ru', at } as const;
    const outcomes = [await giveConsent(deps, input), await giveConsent(deps, input)];
    expect(outcomes).toEqual([{ kind: 'given' }, { kind: 'stale' }]);
  });

  it('takes none while nobody operates the installation', async () => {
    const { id } = await createPerson(database.db);
    const unnamed = { ...deps, settings: { ...testSettings, operator: null } };
    const outcome = await giveConsent(unnamed, {
      personId: id,
      purpose: 'role',
      language: 'kk',
      at: await step(id),
    });
    expect(outcome).toEqual({ kind: 'noOperator' });
    expect(await hasConsent(database.db, id, 'role')).toBe(false);
  });

  it('does not count a consent to an earlier edition of the text', async () => {
    const { id } = await createPerson(database.db);
    await database.db.consent.create({
      data: {
        personId: id,
        purpose: 'role',
        textVersion: '0/123456789012',
        language: 'kk',
        givenAt: clock.now(),
      },
    });
    expect(await hasConsent(database.db, id, 'role')).toBe(false);
  });
});

describe('withdrawConsent', () => {
  it('ends nothing but the news with the consent to news', async () => {
    const { id } = await createPerson(database.db, {
      roles: [{ role: 'observer', workingGroupId: 'wg_abai' }],
    });
    await give(id);
    await give(id, 'news');
    await database.db.follow.create({ data: { personId: id, cityId: 'oral', createdAt: clock.now() } });
    const outcome = await withdrawConsent(deps, { personId: id, purpose: 'news', at: await step(id) });
    expect(outcome).toEqual({ kind: 'withdrawn', rolesEnded: 0 });
    expect(await hasConsent(database.db, id, 'news')).toBe(false);
    expect(await hasConsent(database.db, id, 'feedback')).toBe(true);
    expect(await database.db.follow.count({ where: { personId: id } })).toBe(1);
    expect(await database.db.roleGrant.count({ where: { personId: id, endsAt: null } })).toBe(1);
  });

  it('ends what is followed with the consent to feedback, and nothing else', async () => {
    const { id } = await createPerson(database.db, {
      roles: [{ role: 'observer', workingGroupId: 'wg_abai' }],
    });
    await give(id);
    await give(id, 'role');
    await database.db.follow.create({ data: { personId: id, cityId: 'oral', createdAt: clock.now() } });
    const outcome = await withdrawConsent(deps, { personId: id, purpose: 'feedback', at: await step(id) });
    expect(outcome).toEqual({ kind: 'withdrawn', rolesEnded: 0 });
    expect(await hasConsent(database.db, id, 'feedback')).toBe(false);
    expect(await hasConsent(database.db, id, 'role')).toBe(true);
    expect(await database.db.follow.count({ where: { personId: id } })).toBe(0);
    expect(await database.db.roleGrant.count({ where: { personId: id, endsAt: null } })).toBe(1);
  });

  it('ends every role with the consent to it', async () => {
    const { id } = await createPerson(database.db, {
      roles: [{ role: 'member', workingGroupId: 'wg_abai' }, { role: 'authority' }],
    });
    await give(id, 'role');
    const outcome = await withdrawConsent(deps, { personId: id, purpose: 'role', at: await step(id) });
    expect(outcome).toEqual({ kind: 'withdrawn', rolesEnded: 2 });
    expect(await database.db.roleGrant.count({ where: { personId: id, endsAt: null } })).toBe(0);
  });

  it('says so where there is none, and where the step has passed', async () => {
    const { id } = await createPerson(database.db);
    const at = await step(id);
    const input = { personId: id, purpose: 'feedback', at } as const;
    expect(await withdrawConsent(deps, input)).toEqual({ kind: 'notGiven' });
    expect(await withdrawConsent(deps, input)).toEqual({ kind: 'stale' });
  });
});
