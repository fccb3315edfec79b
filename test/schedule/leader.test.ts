import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { createLogger } from '../../src/logger.ts';
import { createLeader, type Leader } from '../../src/schedule/leader.ts';
import { openTestDatabase } from '../setup/database.ts';

describe('leadership', async () => {
  const database = await openTestDatabase();
  const { db } = database;
  afterAll(() => database.close());
  beforeEach(() => db.lease.deleteMany());

  function candidate(holder: string, events: string[] = []): Leader {
    return createLeader({
      deps: database,
      logger: createLogger('silent'),
      name: 'clock',
      holder,
      monotonic: () => performance.now(),
      onGained: async () => void events.push(`${holder} begins`),
      onLost: async () => void events.push(`${holder} ends`),
    });
  }

  /** As if its holder had died long ago. */
  const expire = () => db.$executeRaw`UPDATE "Lease" SET "until" = clock_timestamp() - interval '1 second'`;

  it('belongs to one of those who ask', async () => {
    const events: string[] = [];
    const candidates = ['one', 'two', 'three'].map((holder) => candidate(holder, events));
    await Promise.all(candidates.map((one) => one.beat()));
    await Promise.all(candidates.map((one) => one.beat()));
    expect(candidates.filter((one) => one.isLeader())).toHaveLength(1);
    expect(events).toHaveLength(1);
    for (const one of candidates) await one.stop();
  });

  it('passes on when its holder dies, with a higher fencing number', async () => {
    const events: string[] = [];
    const [one, two] = [candidate('one', events), candidate('two', events)];
    await one.beat();
    await two.beat();
    expect([one.isLeader(), two.isLeader()]).toEqual([true, false]);
    expect((await db.lease.findFirstOrThrow()).fencing).toBe(1);
    await expire();
    await two.beat();
    expect(two.isLeader()).toBe(true);
    expect(await db.lease.findFirstOrThrow()).toMatchObject({ holder: 'two', fencing: 2 });
    // The old one learns of it at its next beat, and stops what it ran.
    await one.beat();
    expect(one.isLeader()).toBe(false);
    expect(events).toEqual(['one begins', 'two begins', 'one ends']);
    for (const leader of [one, two]) await leader.stop();
  });

  it('holds for five seconds of the database’s time, counted from each renewal', async () => {
    const one = candidate('one');
    await one.beat();
    await db.$executeRaw`UPDATE "Lease" SET "until" = clock_timestamp() + interval '1 second'`;
    await one.beat();
    const [row] = await db.$queryRaw<{ left: number }[]>`
      SELECT EXTRACT(EPOCH FROM "until" - clock_timestamp())::float8 AS "left" FROM "Lease"`;
    expect(row?.left).toBeGreaterThan(4);
    expect(row?.left).toBeLessThanOrEqual(5);
    expect((await db.lease.findFirstOrThrow()).fencing).toBe(1);
    await one.stop();
  });

  it('is given up on stopping, after what depends on it has stopped', async () => {
    const events: string[] = [];
    const [one, two] = [candidate('one', events), candidate('two', events)];
    await one.start();
    await one.stop();
    await two.start();
    expect(two.isLeader()).toBe(true);
    expect(events).toEqual(['one begins', 'one ends', 'two begins']);
    await two.stop();
    expect(events.at(-1)).toBe('two ends');
  });

  it('is not lost by one failing renewal', async () => {
    const failing = { ...database, db: Object.create(db) as typeof db };
    let isDown = false;
    Object.defineProperty(failing.db, '$queryRaw', {
      value: (...query: Parameters<typeof db.$queryRaw>) =>
        isDown ? Promise.reject(new Error('the database is away')) : db.$queryRaw(...query),
    });
    let now = 0;
    const one = createLeader({
      deps: failing,
      logger: createLogger('silent'),
      name: 'clock',
      holder: 'one',
      monotonic: () => now,
      onGained: async () => undefined,
      onLost: async () => undefined,
    });
    await one.beat();
    isDown = true;
    now = 3_000;
    await one.beat();
    expect(one.isLeader()).toBe(true);
    // The lease has run out by now, and somebody else may have it.
    now = 4_600;
    await one.beat();
    expect(one.isLeader()).toBe(false);
    await one.stop();
  });
});
