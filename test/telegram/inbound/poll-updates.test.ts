import { Writable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLogger } from '../../../src/logger.ts';
import { createPoller, type Poller, pollSeconds } from '../../../src/telegram/inbound/poll-updates.ts';
import { createApi } from '../../../src/telegram/messenger.ts';
import { movableClock } from '../../setup/clock.ts';
import { openTestDatabase, type TestDatabase } from '../../setup/database.ts';
import { type SandboxServer, startSandboxServer } from '../../setup/sandbox-server.ts';

const clock = movableClock('2026-10-05T10:00+05:00');
let database: TestDatabase;
let telegram: SandboxServer;
const pollers: Poller[] = [];

beforeEach(async () => {
  database = await openTestDatabase();
  telegram = await startSandboxServer(clock, 1);
});
afterEach(async () => {
  for (const poller of pollers.splice(0)) await poller.stop();
  await telegram.close();
  await database.close();
});

/** A log whose lines can be read. */
function readableLog() {
  const lines: { level: number; msg: string }[] = [];
  const stream = new Writable({
    write(chunk, _, done) {
      lines.push(JSON.parse(String(chunk)));
      done();
    },
  });
  return { lines, logger: createLogger('info', stream) };
}

function poll(logger: ReturnType<typeof createLogger>, db = database.db): Poller {
  const api = createApi(telegram.token, telegram.url, pollSeconds);
  const poller = createPoller({ deps: { db, clock }, api, logger, onReceived: () => undefined });
  pollers.push(poller);
  poller.start();
  return poller;
}

const count = () => database.db.inboxUpdate.count();
const polls = () => telegram.sandbox.calls.filter(({ method }) => method === 'getUpdates');

describe('polling', () => {
  it('acknowledges updates only when they are stored', async () => {
    let refused = 0;
    const inboxUpdate = new Proxy(database.db.inboxUpdate, {
      get(target, name) {
        if (name !== 'createMany' || refused >= 2) return Reflect.get(target, name);
        return async () => {
          refused += 1;
          expect(telegram.sandbox.delivered()).toBe(false);
          throw new Error('the database is away');
        };
      },
    });
    const db = new Proxy(database.db, {
      get: (target, name) => (name === 'inboxUpdate' ? inboxUpdate : Reflect.get(target, name)),
    });
    const { lines, logger } = readableLog();
    await telegram.person(1001, 'kk').send('/start');
    await telegram.person(1002, 'kk').send('/start');
    poll(logger, db);
    await telegram.sandbox.whenDelivered();
    expect(await count()).toBe(2);
    expect(refused).toBe(2);
    expect(lines.map(({ msg }) => msg)).toEqual([
      'updates could not be fetched or stored; trying again',
      'updates come in again',
    ]);
  });

  it('stores once what comes again because its confirmation was lost', async () => {
    telegram.sandbox.faults.failNext({ method: 'getUpdates', with: 'lostAnswer', times: 2 });
    await telegram.person(1001, 'kk').send('/start');
    poll(readableLog().logger);
    await telegram.sandbox.whenDelivered();
    expect(await count()).toBe(1);
  });

  it('says in one line that somebody else polls with the same token', async () => {
    const one = readableLog();
    const two = readableLog();
    poll(one.logger);
    poll(two.logger);
    const conflict = 'another process is polling with the same token: stop one of them';
    await vi.waitFor(
      () => expect(polls().filter(({ errorCode }) => errorCode === 409).length).toBeGreaterThan(2),
      10_000,
    );
    const told = [...one.lines, ...two.lines].filter(({ msg }) => msg === conflict);
    expect(told.length).toBeGreaterThanOrEqual(1);
    expect(told.length).toBeLessThanOrEqual(2);
    expect(told[0]).toEqual({ level: 50, time: expect.any(Number), msg: conflict });
  });

  it('stops at once although a poll is open', async () => {
    const poller = poll(readableLog().logger);
    await new Promise((resolve) => setImmediate(resolve));
    const before = performance.now();
    await poller.stop();
    expect(performance.now() - before).toBeLessThan(2_000);
  });
});
