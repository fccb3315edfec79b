import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../src/app.ts';
import { createLogger } from '../../src/logger.ts';
import type { Database } from '../../src/storage/database.ts';
import { movableClock } from '../setup/clock.ts';
import { openTestDatabase, type TestDatabase } from '../setup/database.ts';
import { filesFolder } from '../setup/files.ts';
import { testSettings } from '../setup/prepare.ts';
import { seededRandom } from '../setup/random.ts';
import { type Actor, type SandboxServer, startSandboxServer } from '../setup/sandbox-server.ts';
import { freePort } from '../startup/built-bot.ts';

const clock = movableClock('2026-10-05T10:00+05:00');
const secret = 'a-secret-of-the-webhook';

const files = filesFolder();
let database: TestDatabase;
let telegram: SandboxServer;
let port: number;
const apps: App[] = [];

beforeEach(async () => {
  database = await openTestDatabase();
  port = await freePort();
  telegram = await startSandboxServer(clock, 1, {
    // An update that was not taken comes again soon, not after a second.
    delay: (milliseconds, signal) =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, Math.min(milliseconds, 20));
        signal.addEventListener('abort', () => {
          clearTimeout(timer);
          resolve();
        });
      }),
  });
});

afterEach(async () => {
  for (const app of apps.splice(0)) await app.stop();
  await telegram.close();
  await database.close();
  await files.remove();
});

async function startApp(mode: 'webhook' | 'polling', db: Database = database): Promise<App> {
  const app = createApp({
    config: {
      token: telegram.token,
      apiRoot: telegram.url,
      databaseUrl: undefined,
      dataFolder: '',
      files: { kind: 'folder', folder: files.folder },
      adminIds: [],
      updates: mode === 'polling' ? { mode } : { mode, url: `http://127.0.0.1:${port}/telegram`, secret },
      host: '127.0.0.1',
      port: mode === 'webhook' ? port : 0,
      sendRate: 1_000,
      timeZone: testSettings.timeZone,
      logLevel: 'silent',
      operator: testSettings.operator,
    },
    database: db,
    clock,
    random: seededRandom(1),
    logger: createLogger('silent'),
  });
  apps.push(app);
  await app.start();
  return app;
}

/** Waits until the bot has answered everything. */
async function settle(app: App): Promise<void> {
  await telegram.sandbox.whenDelivered();
  await app.whenIdle();
}

/** Chooses language and city, as a newcomer does. */
async function settleDown(app: App, who: Actor, language: 'kk' | 'ru'): Promise<void> {
  const [name, city] = language === 'kk' ? ['Қазақша', 'Орал'] : ['Русский', 'Уральск'];
  const steps = [() => who.send('/start'), () => who.press(name), () => who.send(city)];
  for (const step of steps) {
    await step();
    await settle(app);
  }
}

async function placesOf(): Promise<unknown[]> {
  return database.db.person.findMany({ select: { language: true, cityId: true }, orderBy: { id: 'asc' } });
}

const bothSettled = [
  { language: 'kk', cityId: 'oral' },
  { language: 'ru', cityId: 'oral' },
];

describe('a bot with a webhook', () => {
  it('registers address, secret and kinds of updates, and drops nothing', async () => {
    const waiting = telegram.person(1000, 'kk');
    await waiting.send('/start');
    const app = await startApp('webhook');
    await settle(app);
    const set = telegram.sandbox.calls.filter(({ method }) => method === 'setWebhook');
    expect(set.map(({ params }) => params)).toEqual([
      {
        url: `http://127.0.0.1:${port}/telegram`,
        secret_token: secret,
        allowed_updates: ['message', 'callback_query', 'my_chat_member'],
      },
    ]);
    expect(waiting.last().from).toBe('bot');
    expect(telegram.sandbox.calls.some(({ method }) => method === 'getUpdates')).toBe(false);
  });

  it('takes people through the same journey as one that polls', async () => {
    const app = await startApp('webhook');
    await settleDown(app, telegram.person(1001, 'kk'), 'kk');
    await settleDown(app, telegram.person(1002, 'ru'), 'ru');
    expect(await placesOf()).toEqual(bothSettled);
    expect(telegram.sandbox.calls.filter(({ ok }) => !ok)).toEqual([]);
    expect(await database.db.inboxUpdate.count({ where: { doneAt: null } })).toBe(0);
  });

  it('lets Telegram keep an update that the database did not take, and answers it when it comes again', async () => {
    const db = flaky(database, 3);
    const app = await startApp('webhook', db);
    const person = telegram.person(1001, 'kk');
    await person.send('/start');
    await settle(app);
    expect(db.refused()).toBe(3);
    expect(person.messages().filter(({ from }) => from === 'bot')).toHaveLength(1);
  });

  it('goes back to polling without losing what waits', async () => {
    const app = await startApp('webhook');
    await settleDown(app, telegram.person(1001, 'kk'), 'kk');
    await apps.pop()?.stop();
    const other = telegram.person(1002, 'ru');
    await other.send('/start');
    const polling = await startApp('polling');
    await settle(polling);
    await settleDown(polling, other, 'ru');
    expect(await placesOf()).toEqual(bothSettled);
    const dropping = telegram.sandbox.calls.filter(({ params }) => 'drop_pending_updates' in params);
    expect(dropping).toEqual([]);
  });

  it('answers an update once that comes twice', async () => {
    const app = await startApp('webhook');
    const person = telegram.person(1001, 'kk');
    await person.send('/start');
    await settle(app);
    const before = person.messages().length;
    const again = () =>
      fetch(`http://127.0.0.1:${port}/telegram`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-Telegram-Bot-Api-Secret-Token': secret },
        body: JSON.stringify({ update_id: 1, message: 'whatever it says, the id is known' }),
      });
    expect((await again()).status).toBe(200);
    await settle(app);
    expect(person.messages()).toHaveLength(before);
    expect(await database.db.inboxUpdate.count()).toBe(1);
  });
});

/** The same database, whose inbox refuses the first so many writes as one that is away would. */
function flaky(real: TestDatabase, times: number): Database & { refused(): number } {
  let refused = 0;
  const inboxUpdate = new Proxy(real.db.inboxUpdate, {
    get(target, name) {
      if (name !== 'createMany' || refused >= times) return Reflect.get(target, name);
      return async () => {
        refused += 1;
        throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
      };
    },
  });
  const db = new Proxy(real.db, {
    get: (target, name) => (name === 'inboxUpdate' ? inboxUpdate : Reflect.get(target, name)),
  });
  return { ...real, db, refused: () => refused };
}
