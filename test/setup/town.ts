import { type App, createApp } from '../../src/app.ts';
import type { Language } from '../../src/i18n/language.ts';
import { createLogger } from '../../src/logger.ts';
import { type MovableClock, movableClock } from './clock.ts';
import { openTestDatabase, type TestDatabase } from './database.ts';
import { filesFolder } from './files.ts';
import { testSettings } from './prepare.ts';
import { seededRandom } from './random.ts';
import { type Actor, type SandboxServer, startSandboxServer } from './sandbox-server.ts';

/** The whole bot, talking over HTTP to a sandbox, on a database of its own and a clock that tests move. */
export interface Town {
  /** As it was at first; `restart` puts another one in its place. */
  app: App;
  clock: MovableClock;
  database: TestDatabase;
  server: SandboxServer;
  /** A person, new or known, in a private chat with the bot. Ids from 1000 are citizens by custom. */
  person(userId: number, languageCode?: Language): Actor;
  /** Resolves when every update was fetched and answered. */
  settle(): Promise<void>;
  /** Does something, and waits until it was answered; the newest message's text is the result. */
  after(action: Promise<unknown>, who: Actor): Promise<string>;
  /** Stops the bot and starts another one in its place, which knows what is in the database. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** Builds a town. `start` is its first instant, with offset. */
export async function buildTown(options: { start?: string; seed?: number } = {}): Promise<Town> {
  const clock = movableClock(options.start ?? '2026-10-05T10:00+05:00');
  const database = await openTestDatabase();
  const files = filesFolder();
  const server = await startSandboxServer(clock, options.seed ?? 1);
  const parts: Parameters<typeof createApp>[0] = {
    config: {
      token: server.token,
      apiRoot: server.url,
      databaseUrl: undefined,
      dataFolder: '',
      files: { kind: 'folder', folder: files.folder },
      adminIds: testSettings.administrators,
      updates: { mode: 'polling' },
      host: '127.0.0.1',
      port: 0,
      sendRate: 1_000,
      timeZone: testSettings.timeZone,
      logLevel: process.env.TEST_LOG ?? 'silent',
      operator: testSettings.operator,
    },
    database,
    clock,
    random: seededRandom(options.seed ?? 1),
    logger: createLogger(process.env.TEST_LOG ?? 'silent'),
    // Minutes of real time mean nothing to a clock that stands still: tests call `app.tick()`.
    everyMinute: () => ({ stop: () => undefined }),
  };
  const first = createApp(parts);
  let app = first;
  await app.start();

  async function settle(): Promise<void> {
    await server.sandbox.whenDelivered();
    await app.whenIdle();
  }

  return {
    app: first,
    clock,
    database,
    server,
    person(userId, languageCode = 'kk') {
      return server.person(userId, languageCode);
    },
    settle,
    async after(action, who) {
      await action;
      await settle();
      return who.last().text ?? who.last().caption ?? '';
    },
    async restart() {
      await app.stop();
      app = createApp(parts);
      await app.start();
    },
    async close() {
      await app.stop();
      await server.close();
      await database.close();
      await files.remove();
    },
  };
}
