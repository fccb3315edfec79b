import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commitmentOf } from '../../../src/usecases/audit/append-audit.ts';
import { verifyAudit } from '../../../src/usecases/audit/verify-audit.ts';
import type { Deps } from '../../../src/usecases/deps.ts';
import { beginDialogue } from '../../../src/usecases/dialogue/dialogue-state.ts';
import { collectMyData } from '../../../src/usecases/privacy/collect-my-data.ts';
import { giveConsent } from '../../../src/usecases/privacy/consent.ts';
import { type DeleteMeOutcome, deleteMe } from '../../../src/usecases/privacy/delete-me.ts';
import { forgetExpiredData } from '../../../src/usecases/privacy/forget-expired-data.ts';
import { forgetIdlePeople } from '../../../src/usecases/privacy/forget-idle-people.ts';
import { transact } from '../../../src/usecases/transaction.ts';
import { day, type MovableClock, movableClock } from '../../setup/clock.ts';
import { openTestDatabase, type TestDatabase } from '../../setup/database.ts';
import { testFiles } from '../../setup/files.ts';
import { createPerson, type NewPerson } from '../../setup/people.ts';
import { createPeriods } from '../../setup/periods.ts';
import { testSettings } from '../../setup/prepare.ts';
import { seededRandom } from '../../setup/random.ts';

let database: TestDatabase;
let clock: MovableClock;
let deps: Deps;
beforeAll(async () => {
  database = await openTestDatabase();
  clock = movableClock('2026-10-05T10:00+05:00');
  deps = { db: database.db, files: testFiles, clock, random: seededRandom(), settings: testSettings };
  await createPeriods(database.db, { from: '2026-08-31', to: '2026-09-30' });
});
afterAll(() => database.close());

let lastId = 5000;
async function somebody(input: NewPerson = {}) {
  lastId += 1;
  return createPerson(database.db, { telegramId: lastId, cityId: 'oral', since: clock.now(), ...input });
}

async function confirmStep(personId: number, kind = 'deletion') {
  const { version } = await beginDialogue(database.db, {
    personId,
    kind,
    step: 'confirm',
    fields: {},
    now: clock.now(),
    isActive: false,
  });
  return { personId, kind, version };
}

async function remove(personId: number, keepTexts = false): Promise<DeleteMeOutcome> {
  return deleteMe(deps, { personId, keepTexts, at: await confirmStep(personId) });
}

async function writeFeedback(authorId: number, text: string | null): Promise<number> {
  lastId += 1;
  const { id } = await database.db.feedback.create({
    data: {
      number: String(100_000 + lastId),
      authorId,
      cityId: 'oral',
      mark: 4,
      text,
      lat: 51.2,
      lon: 51.4,
      answerKk: 'Жөнделді',
      actionKey: `test:${lastId}`,
      language: 'kk',
      createdAt: clock.now(),
      dueOn: '2026-10-26',
      dueAt: new Date('2026-10-26T18:00+05:00'),
    },
  });
  return id;
}

describe('deleteMe', () => {
  it('leaves nothing that leads to a citizen', async () => {
    const { id } = await somebody();
    const { db } = database;
    await giveConsent(deps, {
      personId: id,
      purpose: 'feedback',
      language: 'kk',
      at: await confirmStep(id, 'consent'),
    });
    await db.follow.create({ data: { personId: id, cityId: 'oral', createdAt: clock.now() } });
    await db.reminder.create({
      data: { personId: id, obligationKey: 'x', stage: 'day', sentOn: '2026-10-05', createdAt: clock.now() },
    });
    await db.outboxMessage.create({
      data: {
        kind: 'feedback.answered',
        params: {},
        recipientId: id,
        priority: 0,
        notBefore: clock.now(),
        uniqueKey: 'test:outbox',
        createdAt: clock.now(),
        log: { create: { at: clock.now(), outcome: 'retry' } },
      },
    });
    expect(await remove(id)).toEqual({
      kind: 'deleted',
      remains: { official: false, feedback: false, consents: true },
    });
    for (const count of [
      db.identity.count({ where: { personId: id } }),
      db.dialogue.count({ where: { personId: id } }),
      db.consent.count({ where: { personId: id } }),
      db.follow.count({ where: { personId: id } }),
      db.reminder.count({ where: { personId: id } }),
      db.outboxMessage.count({ where: { recipientId: id } }),
    ]) {
      expect(await count).toBe(0);
    }
    expect(await db.person.findUniqueOrThrow({ where: { id } })).toMatchObject({
      language: null,
      cityId: null,
      regionId: null,
      fullName: null,
      post: null,
      deletedAt: clock.now(),
    });
  });

  it.each([
    [true, { text: 'Жарық жоқ', answerKk: 'Жөнделді', lat: 51.2, state: 'received' }],
    [false, { text: null, answerKk: null, lat: null, state: 'closed' }],
  ])('with keepTexts %s leaves of feedback what was agreed, never the author', async (keepTexts, left) => {
    const { id } = await somebody();
    const feedbackId = await writeFeedback(id, 'Жарық жоқ');
    await remove(id, keepTexts);
    const feedback = await database.db.feedback.findUniqueOrThrow({ where: { id: feedbackId } });
    expect(feedback).toMatchObject({ ...left, authorId: null, mark: 4 });
  });

  it('ends roles and assignments, keeps values under the reference, says that they stay', async () => {
    const { db } = database;
    const person = await somebody({
      fullName: 'Асқар Әлиев',
      post: 'Бөлім басшысы',
      roles: [{ role: 'member', workingGroupId: 'wg_west_kazakhstan' }],
      assignments: [{ cityId: 'oral', sphereId: 'safety' }],
    });
    const period = await db.period.findFirstOrThrow({ where: { kind: 'quarter' } });
    const version = await db.submissionVersion.create({
      data: {
        number: 1,
        value: '22.5',
        receipt: 'rc_TEST0001',
        actionKey: 'test:version',
        isOnTime: true,
        submittedBy: { connect: { id: person.id } },
        submittedAt: clock.now(),
        submission: {
          create: {
            newest: 1,
            city: { connect: { id: 'oral' } },
            kpi: { connect: { code: 'GOV-01' } },
            period: { connect: { id: period.id } },
          },
        },
      },
    });
    clock.advance(1_000);
    const outcome = await remove(person.id);
    expect(outcome).toMatchObject({ kind: 'deleted', remains: { official: true } });
    const grant = await db.roleGrant.findFirstOrThrow({ where: { personId: person.id } });
    expect(grant.endsAt).toEqual(clock.now());
    const assignment = await db.assignment.findFirstOrThrow({ where: { personId: person.id } });
    expect(assignment.endsAt).toEqual(clock.now());
    const kept = await db.submissionVersion.findUniqueOrThrow({
      where: { id: version.id },
      include: { submittedBy: true },
    });
    expect(kept.submittedBy).toMatchObject({ ref: person.ref, fullName: null });
    expect(await db.outboxMessage.count({ where: { recipientId: person.id } })).toBe(0);
    const events = await db.auditEvent.findMany({ where: { actorRef: person.ref }, orderBy: { id: 'asc' } });
    expect(events.map(({ kind }) => kind).sort()).toEqual(['person.erased', 'role.ended']);
  });

  it('tells the administrators once when a group loses its last coordinator, and not before', async () => {
    const { db } = database;
    const administrator = await somebody({ roles: [{ role: 'administrator' }] });
    const roles = [{ role: 'coordinator', workingGroupId: 'wg_ulytau' }] as const;
    const [first, second] = [await somebody({ roles }), await somebody({ roles })];
    const owed = () =>
      db.outboxMessage.findMany({
        where: { kind: 'people.groupWithoutCoordinator', recipientId: administrator.id },
      });
    clock.advance(1_000);
    await remove(first.id);
    expect(await owed()).toEqual([]);
    await remove(second.id);
    expect(await owed()).toMatchObject([{ params: { workingGroupId: 'wg_ulytau' } }]);
  });

  it('blanks payloads of the audit that name the person or hold their words, and breaks no chain', async () => {
    const { db } = database;
    const person = await somebody({ fullName: 'Гүлнар "Гүл" Сапарова' });
    const feedbackId = await writeFeedback(person.id, 'Жол бұзылған');
    await transact(deps, async ({ audit }) => {
      const event = { chain: 'wg_abai', actor: 'cli', kind: 'test.noted' };
      audit({ ...event, subject: 'test:1', payload: { whom: 'Гүлнар "Гүл" Сапарова' } });
      audit({ ...event, subject: `feedback:${feedbackId}`, payload: { text: 'Жол бұзылған' } });
      audit({ ...event, subject: 'test:2', payload: { whom: 'Басқа біреу' } });
    });
    await remove(person.id);
    const events = await db.auditEvent.findMany({
      where: { chainId: 'wg_abai', kind: 'test.noted' },
      include: { payload: true },
      orderBy: { number: 'asc' },
    });
    expect(events.map(({ payload }) => payload?.erasedAt === null)).toEqual([false, false, true]);
    expect(events[0]?.payload).toMatchObject({ salt: null, payload: null, erasedAt: clock.now() });
    const kept = events[2];
    expect(commitmentOf(kept?.payload?.salt ?? '', kept?.payload?.payload)).toBe(kept?.commitment);
    expect(events[1]?.prev).toBe(events[0]?.hash);
    const verdicts = await verifyAudit(db);
    expect(verdicts).toContainEqual(expect.objectContaining({ chain: 'wg_abai', kind: 'whole', erased: 2 }));
    expect(verdicts.filter(({ kind }) => kind === 'broken')).toEqual([]);
  });

  it('forgets the invitation by which the person came, and lets nobody be confirmed after that', async () => {
    const guest = await somebody();
    const invitation = await database.db.invitation.create({
      data: {
        tokenHash: `hash-${guest.id}`,
        role: 'observer',
        workingGroupId: 'wg_abai',
        fullName: 'Асқар Әлиев',
        post: 'Ғалым',
        createdAt: clock.now(),
        expiresAt: new Date(clock.now().getTime() + day),
        guestId: guest.id,
        guestName: 'Askar',
        openedAt: clock.now(),
      },
    });
    await remove(guest.id);
    const after = await database.db.invitation.findUniqueOrThrow({ where: { id: invitation.id } });
    expect(after).toMatchObject({
      fullName: '',
      post: '',
      guestName: null,
      guestId: null,
      revokedAt: clock.now(),
    });
  });

  it('deletes nothing at a step that has passed', async () => {
    const { id } = await somebody();
    const at = await confirmStep(id);
    expect(
      await deleteMe(deps, { personId: id, keepTexts: false, at: { ...at, version: at.version - 1 } }),
    ).toEqual({
      kind: 'stale',
    });
    expect(await database.db.identity.count({ where: { personId: id } })).toBe(1);
  });
});

describe('collectMyData', () => {
  it('holds everything of the person, and no key or name of others', async () => {
    const { db } = database;
    const other = await somebody({ fullName: 'Басқа Адам' });
    const person = await somebody({
      fullName: 'Асқар Әлиев',
      roles: [{ role: 'observer', workingGroupId: 'wg_abai' }],
    });
    await writeFeedback(person.id, 'Аулада жарық жоқ');
    await writeFeedback(other.id, 'Бөтен пікір');
    await db.follow.create({ data: { personId: person.id, cityId: 'oral', createdAt: clock.now() } });
    const text = new TextDecoder().decode(await collectMyData(deps, person.id));
    const document = JSON.parse(text);
    expect(document.collectedAt).toBe(clock.now().toISOString());
    expect(document.person).toMatchObject({
      ref: person.ref,
      fullName: 'Асқар Әлиев',
      cityId: 'oral',
      identity: { channel: 'telegram' },
      grants: [{ role: 'observer', workingGroupId: 'wg_abai' }],
      feedback: [{ text: 'Аулада жарық жоқ', mark: 4 }],
      follows: [{ cityId: 'oral' }],
    });
    expect(text).not.toContain('Басқа Адам');
    expect(text).not.toContain('Бөтен пікір');
    expect(text).not.toContain('actionKey');
  });
});

describe('forgetIdlePeople', () => {
  it('forgets after 30 silent days whoever consented to nothing and holds no role', async () => {
    const { db } = database;
    await db.person.updateMany({ data: { seenAt: clock.now() } });
    const idle = await somebody();
    const consenting = await somebody();
    await giveConsent(deps, {
      personId: consenting.id,
      purpose: 'feedback',
      language: 'ru',
      at: await confirmStep(consenting.id, 'consent'),
    });
    const official = await somebody({ roles: [{ role: 'observer', workingGroupId: 'wg_abai' }] });
    const isDeleted = async (id: number) =>
      (await db.person.findUniqueOrThrow({ where: { id } })).deletedAt !== null;

    clock.advance(30 * day);
    expect(await forgetIdlePeople(deps)).toBe(0);
    const writing = await somebody();
    clock.advance(1);
    expect(await forgetIdlePeople(deps)).toBeGreaterThan(0);
    expect(await isDeleted(idle.id)).toBe(true);
    expect(await isDeleted(consenting.id)).toBe(false);
    expect(await isDeleted(official.id)).toBe(false);
    expect(await isDeleted(writing.id)).toBe(false);
    expect(await forgetIdlePeople(deps)).toBe(0);
  });
});

describe('forgetExpiredData', () => {
  it('deletes words and names when their 36 months are over, and not a moment before', async () => {
    const { db } = database;
    const roles = [{ role: 'observer', workingGroupId: 'wg_abai', endsAt: clock.now() }] as const;
    const official = await somebody({ fullName: 'Бұрынғы Қызметкер', post: 'Маман', roles });
    const inOffice = await somebody({
      fullName: 'Қазіргі Қызметкер',
      roles: [...roles, { role: 'observer', workingGroupId: 'wg_abai' }],
    });
    const author = await somebody();
    const feedbackId = await writeFeedback(author.id, 'Ескі пікір');
    const sentAt = clock.now();
    const read = () => db.feedback.findUniqueOrThrow({ where: { id: feedbackId } });

    clock.moveTo(new Date(new Date(sentAt).setUTCFullYear(sentAt.getUTCFullYear() + 3)));
    await forgetExpiredData(deps);
    expect(await read()).toMatchObject({ text: 'Ескі пікір', authorId: author.id });
    clock.advance(1);
    expect(await forgetExpiredData(deps)).toEqual({ feedback: 1, officials: 1 });
    expect(await read()).toMatchObject({ text: null, lat: null, authorId: null, mark: 4, state: 'closed' });
    const nameOf = async (id: number) => (await db.person.findUniqueOrThrow({ where: { id } })).fullName;
    expect(await nameOf(official.id)).toBeNull();
    expect(await nameOf(inOffice.id)).toBe('Қазіргі Қызметкер');
    expect(await forgetExpiredData(deps)).toEqual({ feedback: 0, officials: 0 });
  });
});
