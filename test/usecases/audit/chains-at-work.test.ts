import { afterAll, describe, expect, it } from 'vitest';
import { commitmentOf, firstPrev, hashOf } from '../../../src/usecases/audit/append-audit.ts';
import { verifyAudit } from '../../../src/usecases/audit/verify-audit.ts';
import { transact } from '../../../src/usecases/transaction.ts';
import { openTestDatabase } from '../../setup/database.ts';
import { append, depsOf, eventAt, removeEvent } from './chain.ts';

/** Writes a long chain in few statements. */
async function writeLong(
  db: Awaited<ReturnType<typeof openTestDatabase>>['db'],
  chain: string,
  length: number,
) {
  const events = [];
  let prev = firstPrev(chain);
  for (let number = 1; number <= length; number += 1) {
    const event = {
      chainId: chain,
      number,
      at: new Date(1_790_000_000_000 + number),
      kind: 'test.noted',
      actorRef: 'somebody',
      subject: `test:${number}`,
      commitment: commitmentOf('00', { number }),
      prev,
    };
    prev = hashOf(event);
    events.push({ ...event, hash: prev });
  }
  for (let from = 0; from < length; from += 500) {
    const rows = await db.auditEvent.createManyAndReturn({
      data: events.slice(from, from + 500),
      select: { id: true, number: true },
    });
    await db.auditPayload.createMany({
      data: rows.map(({ id, number }) => ({ eventId: id, salt: '00', payload: { number } })),
    });
  }
  await db.auditChain.create({ data: { id: chain, length, headHash: prev } });
}

describe('audit chains at work', async () => {
  const database = await openTestDatabase();
  const { db } = database;
  const deps = depsOf(db);
  afterAll(() => database.close());

  it('are unbroken and complete after many transactions at once on one chain', async () => {
    await Promise.all(Array.from({ length: 40 }, () => append(deps, 'wg_abai', 1)));
    expect(await verifyAudit(db, { only: 'wg_abai' })).toMatchObject([{ kind: 'whole', length: 40 }]);
    expect(await db.auditEvent.count({ where: { chainId: 'wg_abai' } })).toBe(40);
  });

  it('block nobody where transactions name two chains in opposite order', async () => {
    const write = (chains: readonly string[]) =>
      transact(deps, async ({ audit }) => {
        for (const chain of chains) {
          audit({
            chain,
            kind: 'test.noted',
            actor: 'cli',
            subject: 'test:1',
            payload: { chains: [...chains] },
          });
        }
      });
    await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        write(index % 2 === 0 ? ['wg_akmola', 'wg_aktobe'] : ['wg_aktobe', 'wg_akmola']),
      ),
    );
    for (const only of ['wg_akmola', 'wg_aktobe']) {
      expect(await verifyAudit(db, { only })).toMatchObject([{ kind: 'whole', length: 30 }]);
    }
  });

  it('hold nothing of a transaction that was taken back', async () => {
    const failing = transact(deps, async ({ tx, audit }) => {
      audit({ chain: 'wg_abai', kind: 'test.noted', actor: 'cli', subject: 'test:1', payload: {} });
      await tx.$executeRaw`SELECT 1 / 0`;
    });
    await expect(failing).rejects.toThrow();
    expect(await verifyAudit(db, { only: 'wg_abai' })).toMatchObject([{ kind: 'whole', length: 40 }]);
  });

  it('take a thousand events and more of one transaction', async () => {
    await transact(deps, async ({ audit }) => {
      for (let index = 0; index < 1_200; index += 1) {
        audit({
          chain: 'wg_almaty_region',
          kind: 'test.noted',
          actor: 'cli',
          subject: `test:${index}`,
          payload: { index },
        });
      }
    });
    expect(await verifyAudit(db, { only: 'wg_almaty_region' })).toMatchObject([
      { kind: 'whole', length: 1_200 },
    ]);
  });

  it('are found whole while they grow, and never taken for broken', async () => {
    await append(deps, 'wg_atyrau', 5);
    let isGrowing = true;
    const growing = Promise.all(Array.from({ length: 3 }, () => append(deps, 'wg_atyrau', 20))).then(() => {
      isGrowing = false;
    });
    let checks = 0;
    while (isGrowing) {
      expect(await verifyAudit(db, { only: 'wg_atyrau' })).toMatchObject([{ kind: 'whole' }]);
      checks += 1;
    }
    await growing;
    expect(checks).toBeGreaterThan(0);
    expect(await verifyAudit(db, { only: 'wg_atyrau' })).toMatchObject([{ kind: 'whole', length: 65 }]);
  });

  it('are checked over the borders of what is read at once, in few events at a time', async () => {
    await writeLong(db, 'wg_long', 2_500);
    expect(await verifyAudit(db, { only: 'wg_long' })).toMatchObject([{ kind: 'whole', length: 2_500 }]);
    const { hash } = await eventAt(db, 1_000, 'wg_long');
    expect(
      await verifyAudit(db, { only: 'wg_long', anchors: [{ chain: 'wg_long', number: 1_000, hash }] }),
    ).toMatchObject([{ kind: 'whole' }]);
    for (const number of [2_001, 1_001, 1_000]) {
      await removeEvent(db, number, 'wg_long');
      expect(await verifyAudit(db, { only: 'wg_long' })).toEqual([
        { chain: 'wg_long', kind: 'broken', number, reason: 'numberMissing' },
      ]);
    }
  });
});
