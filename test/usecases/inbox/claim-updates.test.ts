import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../../../src/storage/database.ts';
import {
  claimUpdates,
  finishUpdate,
  releaseClaimsOfTheDead,
  releaseUpdate,
  renewClaims,
} from '../../../src/usecases/inbox/claim-updates.ts';
import { type RawUpdate, receiveUpdates } from '../../../src/usecases/inbox/receive-updates.ts';
import { movableClock } from '../../setup/clock.ts';
import { openTestDatabase, type TestDatabase } from '../../setup/database.ts';

let database: TestDatabase;
let db: Db;
const clock = movableClock('2026-10-05T10:00+05:00');

beforeAll(async () => {
  database = await openTestDatabase();
  db = database.db;
});
beforeEach(() => db.inboxUpdate.deleteMany());
afterAll(() => database.close());

function update(externalId: number, chatKey: string): RawUpdate {
  return { externalId: String(externalId), chatKey, body: { update_id: externalId, text: 'сәлем' } };
}

/** A pause that is over when it begins, in whole milliseconds, as the column keeps them. */
const over = -1_000;

const receive = (...updates: RawUpdate[]) => receiveUpdates({ db, clock }, 'telegram', updates);

async function claim(holder = 'a', limit = 16): Promise<string[]> {
  const claimed = await claimUpdates(db, holder, limit);
  const rows = await db.inboxUpdate.findMany({ where: { id: { in: claimed.map(({ id }) => id) } } });
  return rows.sort((a, b) => a.id - b.id).map((row) => row.externalId);
}

async function idOf(externalId: number): Promise<number> {
  return (await db.inboxUpdate.findFirstOrThrow({ where: { externalId: String(externalId) } })).id;
}

describe('receiving', () => {
  it('stores an update once, however often it comes', async () => {
    expect(await receive(update(1, 'x'), update(2, 'x'))).toBe(2);
    expect(await receive(update(2, 'x'), update(3, 'x'))).toBe(1);
    expect(await db.inboxUpdate.count()).toBe(3);
  });

  it('knows an update again that was handled and blanked', async () => {
    await receive(update(1, 'x'));
    await finishUpdate(db, await idOf(1), clock.now());
    expect(await receive(update(1, 'x'))).toBe(0);
    expect(await claim()).toEqual([]);
  });
});

describe('claiming', () => {
  it('hands out the oldest update of each chat, and the next only when that is done', async () => {
    await receive(update(1, 'x'), update(2, 'x'), update(3, 'y'), update(4, 'x'));
    expect(await claim('a')).toEqual(['1', '3']);
    expect(await claim('b')).toEqual([]);
    await finishUpdate(db, await idOf(1), clock.now());
    expect(await claim('b')).toEqual(['2']);
  });

  it('holds back an update that became visible after a later one of its chat was taken up', async () => {
    await receive(update(2, 'x'));
    expect(await claim('a')).toEqual(['2']);
    const [later] = await db.inboxUpdate.findMany();
    const id = (later?.id ?? 0) - 1;
    await db.inboxUpdate.deleteMany({ where: { id } });
    const body = { update_id: 1 };
    await db.inboxUpdate.create({
      data: { id, channel: 'telegram', externalId: '1', chatKey: 'x', body, receivedAt: clock.now() },
    });
    expect(await claim('b')).toEqual([]);
    await finishUpdate(db, await idOf(2), clock.now());
    expect(await claim('b')).toEqual(['1']);
  });

  it('takes no more than asked for', async () => {
    await receive(update(1, 'x'), update(2, 'y'), update(3, 'z'));
    expect(await claim('a', 2)).toEqual(['1', '2']);
    expect(await claim('a', 2)).toEqual(['3']);
  });

  it('gives every chat to one of many that ask at once', async () => {
    await receive(...Array.from({ length: 40 }, (_, index) => update(index + 1, `chat-${index % 20}`)));
    const all = await Promise.all(Array.from({ length: 8 }, (_, index) => claimUpdates(db, `h${index}`, 5)));
    const chats = all.flat().map(({ chatKey }) => chatKey);
    expect(new Set(chats).size).toBe(chats.length);
    expect(chats).toHaveLength(20);
  });

  it('takes up what was claimed and not finished in time, unless the claim was renewed', async () => {
    await receive(update(1, 'x'), update(2, 'y'));
    await claim('a');
    await db.$executeRaw`UPDATE "InboxUpdate" SET "claimedUntil" = clock_timestamp() - interval '1 second'`;
    await renewClaims(db, 'a', [await idOf(2)]);
    expect(await claim('b')).toEqual(['1']);
  });

  it('renews no claim of somebody else', async () => {
    await receive(update(1, 'x'));
    await claim('a');
    await db.$executeRaw`UPDATE "InboxUpdate" SET "claimedUntil" = clock_timestamp() - interval '1 second'`;
    await renewClaims(db, 'b', [await idOf(1)]);
    expect(await claim('b')).toEqual(['1']);
  });

  it('ends the claims of those who have no connection any more', async () => {
    await receive(update(1, 'x'), update(2, 'y'));
    await claimUpdates(db, 'somebody-who-died', 1);
    await claimUpdates(db, 'asking', 1);
    expect(await releaseClaimsOfTheDead(db, 'asking')).toBe(1);
    expect(await claim('asking')).toEqual(['1']);
  });
});

describe('an update that failed', () => {
  it('waits for its pause, and its chat with it', async () => {
    await receive(update(1, 'x'), update(2, 'x'), update(3, 'y'));
    await claim('a', 1);
    await releaseUpdate(db, { id: await idOf(1), holder: 'a', pause: 60_000, counts: true });
    expect(await claim()).toEqual(['3']);
    await db.$executeRaw`
      UPDATE "InboxUpdate" SET "retryAt" = clock_timestamp() - interval '1 second' WHERE "retryAt" IS NOT NULL`;
    expect(await claim()).toEqual(['1']);
  });

  it('counts its attempts, but for those that an outage cut short', async () => {
    await receive(update(1, 'x'));
    const attempts: number[] = [];
    for (const counts of [true, false, true, true]) {
      const [claimed] = await claimUpdates(db, 'a', 1);
      attempts.push(claimed?.attempts ?? 0);
      await releaseUpdate(db, { id: claimed?.id ?? 0, holder: 'a', pause: over, counts });
    }
    expect(attempts).toEqual([1, 2, 2, 3]);
  });

  it('is known as repeated, also after an outage and after its holder died', async () => {
    await receive(update(1, 'x'), update(2, 'y'));
    const repeated: Record<string, boolean> = {};
    const claimBoth = async (holder: string) => {
      for (const one of await claimUpdates(db, holder, 2)) repeated[one.chatKey] = one.isRepeated;
    };
    await claimBoth('somebody-who-died');
    expect(repeated).toEqual({ x: false, y: false });
    const released = { id: await idOf(1), holder: 'somebody-who-died', pause: over, counts: false };
    await releaseUpdate(db, released);
    await releaseClaimsOfTheDead(db, 'a');
    await claimBoth('a');
    expect(repeated).toEqual({ x: true, y: true });
  });

  it('is not taken from the hands of another by who had it before', async () => {
    await receive(update(1, 'x'));
    await claim('a');
    await db.$executeRaw`UPDATE "InboxUpdate" SET "claimedUntil" = clock_timestamp() - interval '1 second'`;
    await claim('b');
    await releaseUpdate(db, { id: await idOf(1), holder: 'a', pause: 0, counts: true });
    expect(await claim('c')).toEqual([]);
  });
});

describe('an update that is done', () => {
  it('says no more what it said, and who sent it', async () => {
    await receive(update(1, '77001234567'));
    await claim('a');
    await finishUpdate(db, await idOf(1), clock.now(), 'TypeError');
    expect(await db.inboxUpdate.findFirstOrThrow()).toMatchObject({
      body: null,
      chatKey: '',
      claimedBy: null,
      claimedUntil: null,
      doneAt: clock.now(),
      failure: 'TypeError',
    });
  });
});
