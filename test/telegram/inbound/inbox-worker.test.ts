import { afterEach, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { createLogger } from '../../../src/logger.ts';
import { openDatabase } from '../../../src/storage/database.ts';
import { createInboxWorker, type InboxWorker } from '../../../src/telegram/inbound/inbox-worker.ts';
import type { Incoming } from '../../../src/telegram/inbound/incoming.ts';
import { storable } from '../../../src/telegram/inbound/storable.ts';
import { receiveUpdates } from '../../../src/usecases/inbox/receive-updates.ts';
import { movableClock } from '../../setup/clock.ts';
import { openTestDatabase, type TestDatabase } from '../../setup/database.ts';
import { testFiles } from '../../setup/files.ts';
import { testSettings } from '../../setup/prepare.ts';
import { seededRandom } from '../../setup/random.ts';

let database: TestDatabase;
const ends: (() => Promise<void>)[] = [];

beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(async () => {
  vi.useRealTimers();
  for (const end of ends.splice(0).reverse()) await end();
  await database.close();
});

const clock = movableClock('2026-10-05T10:00+05:00');

interface Handlers {
  handle(incoming: Incoming): Promise<void>;
  apologise?(incoming: Incoming): Promise<void>;
}

function work({ db, session }: Pick<TestDatabase, 'db' | 'session'>, handlers: Handlers): InboxWorker {
  const worker = createInboxWorker({
    deps: { db, files: testFiles, clock, random: seededRandom(1), settings: testSettings },
    router: { apologise: async () => undefined, ...handlers },
    logger: createLogger('silent'),
    holder: session,
  });
  worker.start();
  ends.push(() => worker.stop());
  return worker;
}

async function receive(...texts: readonly (readonly [chat: number, text: string])[]): Promise<void> {
  const updates = texts.map(([chat, text], index) =>
    storable({
      update_id: nextUpdate + index,
      message: {
        message_id: nextUpdate + index,
        date: 0,
        chat: { id: chat, type: 'private', first_name: 'A' },
        from: { id: chat, is_bot: false, first_name: 'A' },
        text,
      },
    }),
  );
  nextUpdate += texts.length;
  await receiveUpdates({ db: database.db, clock }, 'telegram', updates);
}
let nextUpdate = 1;

/** Remembers what was handled, and fails when two of a chat are handled at once. */
function recorder() {
  const handled: Record<string, string[]> = {};
  const busy = new Set<string>();
  return {
    handled,
    async handle(incoming: Incoming): Promise<void> {
      if (incoming.kind !== 'text') throw new Error(`Not a text: ${incoming.kind}`);
      const { chatId, text } = incoming;
      if (busy.has(chatId)) handled.overlap = [...(handled.overlap ?? []), chatId];
      busy.add(chatId);
      await new Promise((resolve) => setImmediate(resolve));
      handled[chatId] = [...(handled[chatId] ?? []), text];
      busy.delete(chatId);
    },
  };
}

/** A second process on the same database, where there can be one. */
async function replica(): Promise<Pick<TestDatabase, 'db' | 'session'>> {
  if (inject('engine') === 'embedded') return database;
  const other = await openDatabase({ url: database.url });
  ends.push(() => other.close());
  return other;
}

describe('the inbox', () => {
  it('is answered in the order of each chat, once, by all replicas together', async () => {
    const seen = recorder();
    const workers = [work(database, seen)];
    if (inject('engine') === 'server') workers.push(work(await replica(), seen), work(await replica(), seen));
    const texts = Array.from({ length: 90 }, (_, index) => [1 + (index % 9), `t${index}`] as const);
    for (let start = 0; start < texts.length; start += 15) {
      await receive(...texts.slice(start, start + 15));
      for (const worker of workers) worker.wake();
    }
    await Promise.all(workers.map((worker) => worker.whenIdle()));
    const expected: Record<string, string[]> = {};
    for (const [chat, text] of texts) expected[chat] = [...(expected[chat] ?? []), text];
    expect(seen.handled).toEqual(expected);
    expect(
      await database.db.inboxUpdate.count({ where: { OR: [{ doneAt: null }, { chatKey: { not: '' } }] } }),
    ).toBe(0);
  });

  it('renews the claim of what takes long, and of nothing else', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    let goOn: (() => void) | null = null;
    const worker = work(database, {
      handle: () =>
        new Promise((resolve) => {
          goOn = resolve;
        }),
    });
    await receive([1, 'long']);
    worker.wake();
    await vi.waitFor(() => expect(goOn).not.toBeNull());
    await database.db
      .$executeRaw`UPDATE "InboxUpdate" SET "claimedUntil" = clock_timestamp() + interval '1 second'`;
    const before = (await database.db.inboxUpdate.findFirstOrThrow()).claimedUntil ?? new Date(0);
    await vi.advanceTimersByTimeAsync(3_000);
    await vi.waitFor(async () => {
      const after = (await database.db.inboxUpdate.findFirstOrThrow()).claimedUntil ?? new Date(0);
      expect(after.getTime() - before.getTime()).toBeGreaterThan(5_000);
    });
    (goOn as (() => void) | null)?.();
    await worker.whenIdle();
  });

  it('takes up at once what a process that died had in hand', async () => {
    await receive([1, 'first'], [1, 'second']);
    await database.db.$executeRaw`
      UPDATE "InboxUpdate" SET "claimedBy" = 'dead', "claimedUntil" = clock_timestamp() + interval '1 hour', "attempts" = 1
      WHERE "id" = (SELECT min("id") FROM "InboxUpdate")`;
    const seen = recorder();
    await work(database, seen).whenIdle();
    expect(seen.handled).toEqual({ 1: ['first', 'second'] });
  });
});

describe('an update whose handling fails', () => {
  it('is tried again, then given up with an apology, while other chats are answered', async () => {
    const seen = recorder();
    const tries: string[] = [];
    const apologies: Incoming[] = [];
    const worker = work(database, {
      async handle(incoming) {
        if (incoming.kind === 'text' && incoming.text === 'poison') {
          tries.push(incoming.text);
          throw new TypeError('a mistake');
        }
        await seen.handle(incoming);
      },
      async apologise(incoming) {
        apologies.push(incoming);
      },
    });
    await receive([1, 'before'], [1, 'poison'], [1, 'after'], [2, 'other'], [3, 'other']);
    worker.wake();
    await vi.waitFor(() => expect(seen.handled).toEqual({ 1: ['before'], 2: ['other'], 3: ['other'] }));
    await worker.whenIdle();
    expect(tries).toHaveLength(4);
    expect(apologies).toMatchObject([{ kind: 'text', chatId: '1', text: 'poison' }]);
    expect(seen.handled[1]).toEqual(['before', 'after']);
    const given = await database.db.inboxUpdate.findMany({ where: { failure: { not: null } } });
    expect(given).toMatchObject([{ failure: 'TypeError', body: null, chatKey: '', attempts: 4 }]);
  });

  it('is given up although the apology fails too', async () => {
    await receive([1, 'poison']);
    await database.db.$executeRaw`UPDATE "InboxUpdate" SET "attempts" = 3`;
    const worker = work(database, {
      handle: async () => {
        throw new TypeError('a mistake');
      },
      apologise: async () => {
        throw new Error('and another');
      },
    });
    await worker.whenIdle();
    expect(await database.db.inboxUpdate.findFirstOrThrow()).toMatchObject({ failure: 'TypeError' });
  });

  it('is not handed to anybody any more when it kills who handles it', async () => {
    const handle = vi.fn(async () => undefined);
    await receive([1, 'killer']);
    await database.db.$executeRaw`UPDATE "InboxUpdate" SET "attempts" = 25`;
    await work(database, { handle }).whenIdle();
    expect(handle).not.toHaveBeenCalled();
    expect(await database.db.inboxUpdate.findFirstOrThrow()).toMatchObject({ failure: 'Error' });
  });

  it('is given up, not repeated for ever, when its body is none that we can read', async () => {
    await receiveUpdates({ db: database.db, clock }, 'telegram', [
      {
        externalId: '900001',
        chatKey: '1',
        body: { callback_query: { data: 'x', message: { chat: { type: 'private' } } } },
      },
      { externalId: '900002', chatKey: '1', body: { message: 5 } },
    ]);
    await database.db.$executeRaw`UPDATE "InboxUpdate" SET "attempts" = 3`;
    await work(database, { handle: async () => undefined }).whenIdle();
    expect(await database.db.inboxUpdate.count({ where: { doneAt: null } })).toBe(0);
  });
});
