import { randomBytes, randomInt } from 'node:crypto';
import type { Config } from './config.ts';
import type { Clock } from './domain/clock.ts';
import type { Random } from './domain/random.ts';
import { createHttpApp, listen } from './http/server.ts';
import { createTranslations } from './i18n/translate.ts';
import type { Logger } from './logger.ts';
import { StartupProblem } from './startup-problem.ts';
import type { Database } from './storage/database.ts';
import { registerBot } from './telegram/commands.ts';
import { connectBot } from './telegram/connect-bot.ts';
import { features, home } from './telegram/features.ts';
import { createInboxWorker } from './telegram/inbound/inbox-worker.ts';
import { allowedUpdates, createPoller } from './telegram/inbound/poll-updates.ts';
import { readStorable } from './telegram/inbound/storable.ts';
import { createApi, createMessenger } from './telegram/messenger.ts';
import { createRouter } from './telegram/router.ts';
import type { Deps } from './usecases/deps.ts';
import { receiveUpdates } from './usecases/inbox/receive-updates.ts';

export interface AppParts {
  config: Config;
  database: Database;
  clock: Clock;
  random?: Random;
  logger: Logger;
}

export interface App {
  deps: Deps;
  /** Connects to Telegram, registers commands, and begins to answer. Throws a `StartupProblem`. */
  start(): Promise<void>;
  /** Finishes what is being answered, and stops. The database stays open. */
  stop(): Promise<void>;
  /** Resolves when every stored update has been answered. */
  whenIdle(): Promise<void>;
  /** The port of the HTTP server, once started. */
  port(): number;
}

export const systemRandom: Random = {
  bytes: (count) => randomBytes(count),
  below: (limit) => randomInt(limit),
};

/** Puts storage, use cases and edges together. Nothing runs until `start`. */
export function createApp(parts: AppParts): App {
  const { config, database, logger } = parts;
  const deps: Deps = {
    db: database.db,
    clock: parts.clock,
    random: parts.random ?? systemRandom,
    settings: {
      timeZone: config.timeZone,
      operator: config.operator,
      administrators: config.adminIds,
      invitationHours: 72,
      retentionMonths: 36,
      feedbackPerDay: 20,
    },
  };
  const holder = Buffer.from(deps.random.bytes(9)).toString('base64url');
  const translations = createTranslations({
    onProblem: (problem) => logger.error({ err: problem, text: undefined }, 'a text has a mistake'),
  });
  const api = createApi(config.token, config.apiRoot);
  const messenger = createMessenger(
    api,
    (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1_000)),
  );
  const stops: (() => Promise<void>)[] = [];
  let worker: ReturnType<typeof createInboxWorker> | undefined;
  let listeningOn = 0;

  async function receive(update: unknown): Promise<void> {
    await receiveUpdates(deps, 'telegram', [readStorable(update)]);
    worker?.wake();
  }

  async function isReady(): Promise<boolean> {
    return deps.db.$queryRaw`SELECT 1`.then(
      () => true,
      () => false,
    );
  }

  return {
    deps,
    port: () => listeningOn,
    async start() {
      const botName = await connectBot(api, config.apiRoot);
      await registerBot(messenger, translations);
      const router = createRouter({ deps, messenger, translations, botName, features, home });
      const inbox = createInboxWorker({ deps, router, logger, holder });
      worker = inbox;
      inbox.start();
      stops.push(() => inbox.stop());

      const { updates } = config;
      const http = createHttpApp({
        logger,
        isReady,
        ...(updates.mode === 'webhook'
          ? {
              webhook: {
                path: new URL(updates.url).pathname,
                secret: updates.secret,
                receive,
              },
            }
          : {}),
      });
      const server = await listen(http, config).catch((cause) => {
        throw new StartupProblem(`PORT: cannot listen on ${config.host}:${config.port}.`, { cause });
      });
      listeningOn = server.port;
      stops.unshift(() => server.close());

      if (updates.mode === 'webhook') {
        await api.setWebhook(updates.url, { secret_token: updates.secret, allowed_updates: allowedUpdates });
      } else {
        await api.deleteWebhook();
        const poller = createPoller({ deps, api, logger, onReceived: () => inbox.wake() });
        poller.start();
        stops.unshift(() => poller.stop());
      }
    },
    async stop() {
      for (const stop of stops.splice(0)) await stop();
    },
    async whenIdle() {
      await worker?.whenIdle();
    },
  };
}
