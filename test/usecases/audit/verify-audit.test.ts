import fc from 'fast-check';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { Prisma } from '../../../src/storage/generated/client.ts';
import { commitmentOf, hashOf } from '../../../src/usecases/audit/append-audit.ts';
import { type BreakReason, verifyAudit } from '../../../src/usecases/audit/verify-audit.ts';
import { verifyChain } from '../../../src/usecases/audit/verify-chain.ts';
import { openTestDatabase } from '../../setup/database.ts';
import { append, chain, depsOf, erase, eventAt, forge, removeEvent, rewriteFrom } from './chain.ts';

describe('the check of the audit chains', async () => {
  const database = await openTestDatabase();
  const { db } = database;
  afterAll(() => database.close());
  let deps = depsOf(db);

  const verdict = async () => (await verifyAudit(db, { only: chain }))[0];
  const broken = (number: number, reason: BreakReason) => ({ chain, kind: 'broken', number, reason });
  const update = (number: number, data: Prisma.AuditEventUncheckedUpdateInput) =>
    db.auditEvent.update({ where: { chainId_number: { chainId: chain, number } }, data });
  const updatePayload = async (number: number, data: Prisma.AuditPayloadUncheckedUpdateInput) =>
    db.auditPayload.update({ where: { eventId: (await eventAt(db, number)).id }, data });

  beforeEach(async () => {
    await db.auditPayload.deleteMany();
    await db.auditEvent.deleteMany();
    await db.auditChain.deleteMany();
    deps = depsOf(db);
    await append(deps, chain, 5);
    await append(deps, 'country', 2);
  });

  it('finds untouched chains whole, whatever the order of keys in the stored payload, and tells their heads', async () => {
    const head = async (of: string, number: number) => (await eventAt(db, number, of)).hash;
    expect(await verifyAudit(db)).toEqual([
      { chain: 'country', kind: 'whole', length: 2, erased: 0, head: await head('country', 2) },
      { chain, kind: 'whole', length: 5, erased: 0, head: await head(chain, 5) },
    ]);
    expect(await verifyAudit(db, { only: 'wg_abai' })).toEqual([]);
  });

  describe('finds that an event was changed:', () => {
    it.each([
      ['kind', { kind: 'value.approved' }],
      ['actor', { actorRef: 'somebody else' }],
      ['subject', { subject: 'version:99' }],
      ['time', { at: new Date(0) }],
      ['commitment', { commitment: commitmentOf('00', {}) }],
      ['hash', { hash: 'f'.repeat(64) }],
    ])('%s', async (_, data) => {
      await update(4, data);
      expect(await verdict()).toEqual(broken(4, 'eventChanged'));
    });

    it('prev', async () => {
      await update(4, { prev: 'f'.repeat(64) });
      expect(await verdict()).toEqual(broken(4, 'linkBroken'));
    });

    it('number, to a later one', async () => {
      await update(4, { number: 9 });
      expect(await verdict()).toEqual(broken(4, 'numberMissing'));
    });

    it('number, to one before the first', async () => {
      await update(1, { number: -1 });
      expect(await verdict()).toEqual(broken(1, 'numberMissing'));
    });

    it('chain: both are broken', async () => {
      await update(5, { chainId: 'country', number: 3 });
      expect(await verifyAudit(db)).toEqual([
        { chain: 'country', kind: 'broken', number: 3, reason: 'headChanged' },
        broken(5, 'numberMissing'),
      ]);
    });

    it('anything, with its hash computed anew: the next one does not continue it', async () => {
      const forged = { ...(await eventAt(db, 2)), actorRef: 'somebody else' };
      await update(2, { actorRef: forged.actorRef, hash: hashOf(forged) });
      expect(await verdict()).toEqual(broken(3, 'linkBroken'));
    });

    it('the last one, with its hash computed anew: the head does not name it', async () => {
      const forged = { ...(await eventAt(db, 5)), actorRef: 'somebody else' };
      await update(5, { actorRef: forged.actorRef, hash: hashOf(forged) });
      expect(await verdict()).toEqual(broken(5, 'headChanged'));
    });

    it('any one column of any event, to anything', async () => {
      const columns = ['kind', 'actorRef', 'subject', 'commitment', 'prev', 'hash'] as const;
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 1, max: 5 }),
          fc.constantFrom(...columns),
          fc.string({ minLength: 1, unit: 'grapheme-ascii' }),
          async (number, column, text) => {
            const before = await eventAt(db, number);
            fc.pre(before[column] !== text);
            await update(number, { [column]: text });
            const found = await verdict();
            await update(number, { [column]: before[column] });
            expect(found).toMatchObject({ kind: 'broken' });
          },
        ),
        { numRuns: 40 },
      );
      expect(await verdict()).toMatchObject({ kind: 'whole' });
    });
  });

  describe('finds that events were taken out, put in, or put elsewhere:', () => {
    it.each([1, 3, 5])('event %i was deleted', async (number) => {
      await removeEvent(db, number);
      expect(await verdict()).toEqual(broken(number, 'numberMissing'));
    });

    it('one was deleted, and those after it closed up', async () => {
      await removeEvent(db, 3);
      await update(4, { number: 3 });
      await update(5, { number: 4 });
      await db.auditChain.update({ where: { id: chain }, data: { length: 4 } });
      expect(await verdict()).toEqual(broken(3, 'linkBroken'));
    });

    it('all of them were deleted, the head left', async () => {
      for (const number of [1, 2, 3, 4, 5]) await removeEvent(db, number);
      expect(await verdict()).toEqual(broken(1, 'numberMissing'));
    });

    it('two changed places', async () => {
      const second = await eventAt(db, 2);
      const third = await eventAt(db, 3);
      await db.auditEvent.update({ where: { id: second.id }, data: { number: 99 } });
      await db.auditEvent.update({ where: { id: third.id }, data: { number: 2 } });
      await db.auditEvent.update({ where: { id: second.id }, data: { number: 3 } });
      expect(await verdict()).toEqual(broken(2, 'linkBroken'));
    });

    it('the last of two chains changed places', async () => {
      const ours = await eventAt(db, 5);
      const theirs = await eventAt(db, 2, 'country');
      await db.auditEvent.update({ where: { id: ours.id }, data: { chainId: 'aside' } });
      await db.auditEvent.update({ where: { id: theirs.id }, data: { chainId: chain, number: 5 } });
      await db.auditEvent.update({ where: { id: ours.id }, data: { chainId: 'country', number: 2 } });
      expect(await verifyAudit(db)).toEqual([
        { chain: 'country', kind: 'broken', number: 2, reason: 'linkBroken' },
        broken(5, 'linkBroken'),
      ]);
    });

    it('one was put in after the last, before the first, or between', async () => {
      const last = await eventAt(db, 5);
      await forge(db, 6, last.hash);
      expect(await verdict()).toEqual(broken(6, 'headChanged'));
      await removeEvent(db, 6);
      await forge(db, 0, 'nothing');
      expect(await verdict()).toEqual(broken(1, 'numberMissing'));
      await removeEvent(db, 0);
      for (const number of [5, 4, 3]) await update(number, { number: number + 1 });
      await forge(db, 3, 'put in between');
      expect(await verdict()).toEqual(broken(3, 'linkBroken'));
    });

    it('two continue one: the database itself refuses it', async () => {
      const { hash } = await eventAt(db, 2);
      await expect(forge(db, 9, hash)).rejects.toMatchObject({ code: 'P2002' });
    });
  });

  describe('finds that a payload was touched:', () => {
    it('its content or its salt was changed', async () => {
      const before = await eventAt(db, 2);
      await updatePayload(2, { payload: { value: '99' } });
      expect(await verdict()).toEqual(broken(2, 'payloadChanged'));
      await updatePayload(2, { payload: before.payload?.payload ?? {}, salt: 'ff'.repeat(16) });
      expect(await verdict()).toEqual(broken(2, 'payloadChanged'));
    });

    it('two changed places', async () => {
      const [second, third] = [await eventAt(db, 2), await eventAt(db, 3)];
      await updatePayload(2, { payload: third.payload?.payload ?? {} });
      await updatePayload(3, { payload: second.payload?.payload ?? {} });
      expect(await verdict()).toEqual(broken(2, 'payloadChanged'));
    });

    it.each([
      ['salt', { salt: null }],
      ['content', { payload: Prisma.DbNull }],
      ['both', { salt: null, payload: Prisma.DbNull }],
    ])('%s blanked without a mark', async (_, data) => {
      await updatePayload(3, data);
      expect(await verdict()).toEqual(broken(3, 'payloadMissing'));
    });

    it('its row was deleted', async () => {
      await db.auditPayload.delete({ where: { eventId: (await eventAt(db, 3)).id } });
      expect(await verdict()).toEqual(broken(3, 'payloadMissing'));
    });

    it('it was blanked and marked as erased, and no event records that', async () => {
      await updatePayload(3, { salt: null, payload: Prisma.DbNull, erasedAt: new Date() });
      expect(await verdict()).toEqual(broken(3, 'erasureUnrecorded'));
    });

    it('it was marked as erased and is still there', async () => {
      const { id } = await eventAt(db, 3);
      const { payload } = await eventAt(db, 3);
      await erase(deps, [id]);
      await updatePayload(3, { payload: payload?.payload ?? {}, salt: payload?.salt ?? '' });
      expect(await verdict()).toEqual(broken(3, 'erasureUnfinished'));
    });
  });

  it('counts what was erased on record, and goes on from it', async () => {
    const ids = [(await eventAt(db, 3)).id, (await eventAt(db, 4)).id, (await eventAt(db, 1, 'country')).id];
    expect(await erase(deps, ids)).toBe(3);
    expect(await erase(deps, ids)).toBe(0);
    await append(deps, chain, 1);
    expect(await verifyAudit(db)).toMatchObject([
      { chain: 'country', kind: 'whole', length: 3, erased: 1 },
      { chain, kind: 'whole', length: 6, erased: 2 },
    ]);
  });

  it('believes no record of an erasure that was touched itself', async () => {
    await erase(deps, [(await eventAt(db, 3)).id]);
    const { id } = await eventAt(db, 3, 'country');
    await db.auditPayload.update({ where: { eventId: id }, data: { payload: { events: [] } } });
    expect(await verifyAudit(db)).toEqual([
      { chain: 'country', kind: 'broken', number: 3, reason: 'payloadChanged' },
      broken(3, 'erasureUnrecorded'),
    ]);
  });

  it('finds a head that was moved back, forward, to another hash, renamed or deleted', async () => {
    const { hash } = await eventAt(db, 4);
    const head = { where: { id: chain } };
    await db.auditChain.update({ ...head, data: { length: 4, headHash: hash } });
    expect(await verdict()).toEqual(broken(5, 'headChanged'));
    await db.auditChain.update({ ...head, data: { length: 6 } });
    expect(await verdict()).toEqual(broken(6, 'numberMissing'));
    await db.auditChain.update({ ...head, data: { length: 5, headHash: 'another' } });
    expect(await verdict()).toEqual(broken(5, 'headChanged'));
    await db.auditChain.update({ ...head, data: { length: -1 } });
    expect(await verdict()).toEqual(broken(0, 'headChanged'));
    await db.auditChain.update({ ...head, data: { id: 'wg_abai', length: 5 } });
    expect(await verifyAudit(db)).toMatchObject([
      { chain: 'country', kind: 'whole' },
      { chain: 'wg_abai', kind: 'broken', number: 1, reason: 'numberMissing' },
      broken(1, 'headMissing'),
    ]);
    await db.auditChain.delete({ where: { id: 'wg_abai' } });
    expect(await verdict()).toEqual(broken(1, 'headMissing'));
  });

  describe('with a head that was noted earlier', () => {
    const noted = async (number: number) => [{ chain, number, hash: (await eventAt(db, number)).hash }];
    const compare = async (anchors: { chain: string; number: number; hash: string }[]) => {
      const [found] = await verifyAudit(db, { only: chain, anchors });
      // What the other chains are compared with says nothing about this one.
      expect(await verifyChain(db, chain, { anchors, erasures: new Set() })).toEqual(found);
      return found;
    };

    it('finds a chain whole that only went on', async () => {
      const anchors = [...(await noted(3)), ...(await noted(5))];
      await append(deps, chain, 2);
      expect(await compare(anchors)).toMatchObject({ kind: 'whole', length: 7 });
    });

    it('finds that the end was cut off together with the head', async () => {
      const anchors = await noted(5);
      await removeEvent(db, 5);
      await removeEvent(db, 4);
      const { hash } = await eventAt(db, 3);
      await db.auditChain.update({ where: { id: chain }, data: { length: 3, headHash: hash } });
      expect(await verdict()).toMatchObject({ kind: 'whole', length: 3 });
      expect(await compare(anchors)).toEqual(broken(4, 'anchorMissing'));
    });

    it.each([1, 4])('finds that the chain was written anew from event %i on', async (number) => {
      const anchors = await noted(5);
      await rewriteFrom(db, number);
      expect(await verdict()).toMatchObject({ kind: 'whole', length: 5 });
      expect(await compare(anchors)).toEqual(broken(5, 'anchorChanged'));
    });

    it('finds that the whole chain is gone', async () => {
      const anchors = await noted(5);
      for (const number of [5, 4, 3, 2, 1]) await removeEvent(db, number);
      await db.auditChain.delete({ where: { id: chain } });
      expect(await verifyAudit(db)).toMatchObject([{ chain: 'country' }]);
      expect(await compare(anchors)).toEqual(broken(1, 'anchorMissing'));
    });
  });
});
