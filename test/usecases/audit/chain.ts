import type { Db } from '../../../src/storage/database.ts';
import {
  commitmentOf,
  firstPrev,
  hashOf,
  type LinkedEvent,
} from '../../../src/usecases/audit/append-audit.ts';
import { erasePayloads } from '../../../src/usecases/audit/erase-payloads.ts';
import type { Deps } from '../../../src/usecases/deps.ts';
import { transact } from '../../../src/usecases/transaction.ts';
import { movableClock } from '../../setup/clock.ts';
import { testFiles } from '../../setup/files.ts';
import { testSettings } from '../../setup/prepare.ts';
import { seededRandom } from '../../setup/random.ts';

export const chain = 'wg_astana';

export function depsOf(db: Db): Deps {
  return {
    db,
    files: testFiles,
    clock: movableClock('2026-10-05T10:00+05:00'),
    random: seededRandom(7),
    settings: testSettings,
  };
}

/** Appends events, each in a transaction of its own, as use cases do. */
export async function append(deps: Deps, to: string, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    await transact(deps, async ({ audit }) => {
      audit({
        chain: to,
        kind: 'test.noted',
        actor: 'somebody',
        subject: `test:${index}`,
        payload: { value: '12.5', nested: { b: index, a: [true, null] } },
      });
    });
  }
}

/** Erases payloads as the erasure of a person does. */
export function erase(deps: Deps, eventIds: readonly number[]): Promise<number> {
  return transact(deps, (work) => erasePayloads(work, { eventIds, actor: 'somebody' }));
}

/** An event of the chain with its payload. */
export function eventAt(db: Db, number: number, of = chain) {
  return db.auditEvent.findUniqueOrThrow({
    where: { chainId_number: { chainId: of, number } },
    include: { payload: true },
  });
}

export async function removeEvent(db: Db, number: number, of = chain): Promise<void> {
  const { id } = await eventAt(db, number, of);
  await db.auditPayload.deleteMany({ where: { eventId: id } });
  await db.auditEvent.delete({ where: { id } });
}

/** Puts in an event that is right in itself. */
export async function forge(db: Db, number: number, prev: string): Promise<{ hash: string }> {
  const salt = `5a17${number}`;
  const event: LinkedEvent = {
    chainId: chain,
    number,
    at: new Date('2026-10-05T10:00+05:00'),
    kind: 'value.approved',
    actorRef: 'nobody',
    subject: 'version:1',
    commitment: commitmentOf(salt, {}),
    prev,
  };
  return db.auditEvent.create({
    data: { ...event, hash: hashOf(event), payload: { create: { salt, payload: {} } } },
  });
}

/** Writes the chain anew from an event on, each hash right, head and all: what only a noted head shows. */
export async function rewriteFrom(db: Db, number: number): Promise<void> {
  const events = await db.auditEvent.findMany({
    where: { chainId: chain, number: { gte: number } },
    include: { payload: true },
    orderBy: { number: 'asc' },
  });
  const before = number === 1 ? null : await eventAt(db, number - 1);
  let prev = before?.hash ?? firstPrev(chain);
  // Two hashes at once would collide with those that stand.
  for (const { id, number: at } of events) {
    await db.auditEvent.update({ where: { id }, data: { prev: `old-prev-${at}`, hash: `old-hash-${at}` } });
  }
  for (const { id, payload, hash: _, ...event } of events) {
    const told = { value: 'another' };
    const commitment = commitmentOf(payload?.salt ?? '', told);
    const hash = hashOf({ ...event, commitment, prev });
    await db.auditEvent.update({ where: { id }, data: { commitment, prev, hash } });
    await db.auditPayload.update({ where: { eventId: id }, data: { payload: told } });
    prev = hash;
  }
  await db.auditChain.update({ where: { id: chain }, data: { headHash: prev } });
}
