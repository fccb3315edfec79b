import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { appendAudit, commitmentOf, hashOf } from '../../../src/usecases/audit/append-audit.ts';
import { verifyAudit } from '../../../src/usecases/audit/verify-audit.ts';
import { openTestDatabase } from '../../setup/database.ts';
import { seededRandom } from '../../setup/random.ts';

const chain = 'wg_astana';

describe('the check of the audit chains', async () => {
  const database = await openTestDatabase();
  const { db } = database;
  afterAll(() => database.close());
  const random = seededRandom(7);

  async function append(to: string, count: number): Promise<void> {
    for (let index = 0; index < count; index += 1) {
      await db.$transaction((tx) =>
        appendAudit(
          tx,
          [
            {
              chain: to,
              kind: 'value.submitted',
              actor: 'somebody',
              subject: `version:${index}`,
              payload: { value: '12.5', nested: { b: 1, a: [true, null] } },
            },
          ],
          new Date(1_790_000_000_000 + index),
          random,
        ),
      );
    }
  }

  const eventAt = (number: number) =>
    db.auditEvent.findUniqueOrThrow({ where: { chainId_number: { chainId: chain, number } } });
  const verdict = async () => (await verifyAudit(db, chain))[0];

  beforeEach(async () => {
    await db.auditPayload.deleteMany();
    await db.auditEvent.deleteMany();
    await db.auditChain.deleteMany();
    await append(chain, 5);
    await append('country', 2);
  });

  it('finds untouched chains whole, whatever the order of keys in the stored payload', async () => {
    expect(await verifyAudit(db)).toEqual([
      { chain: 'country', kind: 'whole', length: 2, erased: 0 },
      { chain, kind: 'whole', length: 5, erased: 0 },
    ]);
  });

  it('tells an erased payload from a missing one', async () => {
    const { id } = await eventAt(3);
    const erasure = { salt: null, erasedAt: new Date() };
    await db.$executeRaw`UPDATE "AuditPayload" SET "salt" = NULL, "payload" = NULL WHERE "eventId" = ${id}`;
    expect(await verdict()).toEqual({ chain, kind: 'broken', number: 3, reason: 'payloadMissing' });
    await db.auditPayload.update({ where: { eventId: id }, data: erasure });
    expect(await verdict()).toEqual({ chain, kind: 'whole', length: 5, erased: 1 });
    await db.auditPayload.delete({ where: { eventId: id } });
    expect(await verdict()).toEqual({ chain, kind: 'broken', number: 3, reason: 'payloadMissing' });
  });

  it('finds a changed payload and a changed salt', async () => {
    const { id } = await eventAt(2);
    const before = await db.auditPayload.findUniqueOrThrow({ where: { eventId: id } });
    await db.auditPayload.update({ where: { eventId: id }, data: { payload: { value: '99' } } });
    expect(await verdict()).toEqual({ chain, kind: 'broken', number: 2, reason: 'payloadChanged' });
    await db.auditPayload.update({
      where: { eventId: id },
      data: { payload: before.payload ?? {}, salt: 'ff'.repeat(16) },
    });
    expect(await verdict()).toEqual({ chain, kind: 'broken', number: 2, reason: 'payloadChanged' });
  });

  it.each([
    ['kind', { kind: 'value.approved' }],
    ['actor', { actorRef: 'somebody else' }],
    ['subject', { subject: 'version:99' }],
    ['time', { at: new Date(0) }],
    ['commitment', { commitment: commitmentOf('00', {}) }],
  ])('finds a changed %s', async (_, data) => {
    await db.auditEvent.update({ where: { chainId_number: { chainId: chain, number: 4 } }, data });
    expect(await verdict()).toEqual({ chain, kind: 'broken', number: 4, reason: 'eventChanged' });
  });

  it('finds the next link when an event was changed and its hash computed anew', async () => {
    const event = await eventAt(2);
    const forged = { ...event, actorRef: 'somebody else' };
    await db.auditEvent.update({
      where: { id: event.id },
      data: { actorRef: forged.actorRef, hash: hashOf(forged) },
    });
    expect(await verdict()).toEqual({ chain, kind: 'broken', number: 3, reason: 'linkBroken' });
  });

  it.each([1, 3, 5])('finds that event %i was deleted', async (number) => {
    const { id } = await eventAt(number);
    await db.auditPayload.delete({ where: { eventId: id } });
    await db.auditEvent.delete({ where: { id } });
    expect(await verdict()).toEqual({ chain, kind: 'broken', number, reason: 'numberMissing' });
  });

  it('finds that two events changed places', async () => {
    const second = await eventAt(2);
    const third = await eventAt(3);
    await db.auditEvent.update({ where: { id: second.id }, data: { number: 99 } });
    await db.auditEvent.update({ where: { id: third.id }, data: { number: 2 } });
    await db.auditEvent.update({ where: { id: second.id }, data: { number: 3 } });
    expect(await verdict()).toEqual({ chain, kind: 'broken', number: 2, reason: 'linkBroken' });
  });

  it('finds an event put in between, before the first, or after the last', async () => {
    const forge = async (number: number, prev: string) => {
      const salt = `5a17${number}`;
      const event = {
        chainId: chain,
        number,
        at: new Date(),
        kind: 'value.approved',
        actorRef: 'nobody',
        subject: 'version:1',
        commitment: commitmentOf(salt, {}),
        prev,
      };
      return db.auditEvent.create({
        data: { ...event, hash: hashOf(event), payload: { create: { salt, payload: {} } } },
      });
    };
    const remove = async (id: number) => {
      await db.auditPayload.delete({ where: { eventId: id } });
      await db.auditEvent.delete({ where: { id } });
    };
    const last = await eventAt(5);
    const after = await forge(6, last.hash);
    expect(await verdict()).toEqual({ chain, kind: 'broken', number: 6, reason: 'headChanged' });
    await remove(after.id);
    const before = await forge(0, 'nothing');
    expect(await verdict()).toEqual({ chain, kind: 'broken', number: 1, reason: 'numberMissing' });
    await remove(before.id);
    for (const number of [5, 4, 3]) {
      const { id } = await eventAt(number);
      await db.auditEvent.update({ where: { id }, data: { number: number + 1 } });
    }
    await forge(3, 'put in between');
    expect(await verdict()).toEqual({ chain, kind: 'broken', number: 3, reason: 'linkBroken' });
  });

  it('finds a head that was moved back, forward, or to another hash', async () => {
    const fourth = await eventAt(4);
    await db.auditChain.update({ where: { id: chain }, data: { length: 4, headHash: fourth.hash } });
    expect(await verdict()).toEqual({ chain, kind: 'broken', number: 5, reason: 'headChanged' });
    await db.auditChain.update({ where: { id: chain }, data: { length: 6 } });
    expect(await verdict()).toEqual({ chain, kind: 'broken', number: 6, reason: 'numberMissing' });
    await db.auditChain.update({ where: { id: chain }, data: { length: 5, headHash: 'another' } });
    expect(await verdict()).toEqual({ chain, kind: 'broken', number: 5, reason: 'headChanged' });
    await db.auditChain.delete({ where: { id: chain } });
    expect(await verifyAudit(db)).toEqual([
      { chain: 'country', kind: 'whole', length: 2, erased: 0 },
      { chain, kind: 'broken', number: 1, reason: 'headMissing' },
    ]);
  });
});
