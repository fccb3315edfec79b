import { Writable } from 'node:stream';
import { GrammyError } from 'grammy';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTranslations } from '../../../src/i18n/translate.ts';
import { createLogger } from '../../../src/logger.ts';
import type { Feature } from '../../../src/telegram/feature.ts';
import { home } from '../../../src/telegram/features.ts';
import { createInboxWorker, type InboxWorker } from '../../../src/telegram/inbound/inbox-worker.ts';
import { createPoller, type Poller, pollSeconds } from '../../../src/telegram/inbound/poll-updates.ts';
import { createApi, createMessenger } from '../../../src/telegram/messenger.ts';
import { createRouter } from '../../../src/telegram/router.ts';
import { movableClock } from '../../setup/clock.ts';
import { openTestDatabase, type TestDatabase } from '../../setup/database.ts';
import { testFiles } from '../../setup/files.ts';
import { createPerson } from '../../setup/people.ts';
import { testSettings } from '../../setup/prepare.ts';
import { seededRandom } from '../../setup/random.ts';
import { type SandboxServer, startSandboxServer } from '../../setup/sandbox-server.ts';

const clock = movableClock('2026-10-05T10:00+05:00');
let database: TestDatabase;
let telegram: SandboxServer;
let worker: InboxWorker;
let poller: Poller;
let log = '';

/** A feature full of mistakes, whose errors quote whatever they can. */
const broken: Feature = {
  commands: {
    help: async (turn) => {
      throw new TypeError(`No help for ${turn.sender.name} in chat ${turn.chatId}`, {
        cause: new Error(`token ${telegram.token}`),
      });
    },
    cancel: async (turn) => {
      throw new GrammyError(
        'Refused',
        { ok: false, error_code: 400, description: `chat ${turn.chatId} is odd` },
        'sendMessage',
        { chat_id: turn.chatId, text: 'secret words' },
      );
    },
    // A mistake in the text that is sent: Telegram refuses it.
    rating: async (turn) => turn.say({ text: '<b>secret words' as never }),
  },
};

beforeEach(async () => {
  log = '';
  database = await openTestDatabase();
  telegram = await startSandboxServer(clock, 1);
  const logger = createLogger(
    'trace',
    new Writable({
      write(chunk, _, done) {
        log += String(chunk);
        done();
      },
    }),
  );
  const deps = { db: database.db, files: testFiles, clock, random: seededRandom(1), settings: testSettings };
  const api = createApi(telegram.token, telegram.url);
  const messenger = createMessenger(api, async () => undefined);
  const translations = createTranslations({
    onProblem: (problem) => {
      throw problem;
    },
  });
  const router = createRouter({ deps, messenger, translations, botName: 'bot', features: [broken], home });
  worker = createInboxWorker({ deps, router, logger, holder: database.session });
  poller = createPoller({
    deps,
    api: createApi(telegram.token, telegram.url, pollSeconds),
    logger,
    onReceived: () => worker.wake(),
  });
  worker.start();
  poller.start();
});

afterEach(async () => {
  await poller.stop();
  await worker.stop();
  await telegram.close();
  await database.close();
});

describe('somebody whose message the bot cannot handle', () => {
  it.each([
    ['kk', 'ru', '/help'],
    ['ru', 'kk', '/cancel'],
    ['ru', 'kk', '/rating'],
  ] as const)(
    'is told so in the language they chose, %s, not in that of their messenger',
    async (chosen, client, command) => {
      await createPerson(database.db, { telegramId: 770_012_345, language: chosen });
      const person = telegram.person(770_012_345, client);
      await person.send(`${command} Айгерим Сарсенова 87011234567`);
      await telegram.sandbox.whenDelivered();
      await worker.whenIdle();

      const t = createTranslations({ onProblem: () => undefined }).for(chosen);
      expect(person.last().text).toBe(t.plain('common:trouble'));
      expect(person.messages().filter(({ from }) => from === 'bot')).toHaveLength(1);

      expect(log.split('\n').filter((line) => line.includes('an update was not answered'))).toHaveLength(4);
      for (const personal of [
        '770012345',
        'Person',
        'Айгерим',
        '8701',
        telegram.token,
        'sandbox-token',
        'secret words',
      ]) {
        expect(log).not.toContain(personal);
      }
    },
  );
});
