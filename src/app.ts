import { randomBytes, randomInt } from 'node:crypto';
import type { Config, StorageConfig } from './config.ts';
import { createOutboxWorker, type OutboxWorker } from './delivery/outbox-worker.ts';
import { createPace, sleep } from './delivery/pace.ts';
import { createTooMany } from './delivery/too-many.ts';
import type { Clock } from './domain/clock.ts';
import { checksumMethodology } from './domain/methodology/checksum.ts';
import { INVITATION_HOURS } from './domain/people/invitation.ts';
import type { Random } from './domain/random.ts';
import { createHttpApp, listen } from './http/server.ts';
import { createTranslations } from './i18n/translate.ts';
import type { Logger } from './logger.ts';
import { createLeader, type Leader } from './schedule/leader.ts';
import { createTicks, cronEveryMinute, type EveryMinute } from './schedule/ticks.ts';
import { StartupProblem } from './startup-problem.ts';
import type { Database } from './storage/database.ts';
import { openFileStore } from './storage/files/open-file-store.ts';
import { methodologyFolder, readMethodology, readMethodologyFiles } from './storage/read-methodology.ts';
import { choosePolling, chooseWebhook, connectBot } from './telegram/connect-bot.ts';
import { createDeliverer } from './telegram/deliver-notification.ts';
import { features, home } from './telegram/features.ts';
import { createInboxWorker } from './telegram/inbound/inbox-worker.ts';
import { createPoller, pollSeconds } from './telegram/inbound/poll-updates.ts';
import { readStorable } from './telegram/inbound/storable.ts';
import { createApi, createMessenger } from './telegram/messenger.ts';
import { chatNotifications, notifications } from './telegram/notifications.ts';
import { registerBot } from './telegram/register-bot.ts';
import { createRouter } from './telegram/router.ts';
import type { Deps, Settings } from './usecases/deps.ts';
import { receiveUpdates } from './usecases/inbox/receive-updates.ts';
import { importMethodology } from './usecases/methodology/import-methodology.ts';
import { beginInstallation } from './usecases/periods/begin-installation.ts';
import { appointConfiguredAdministrators } from './usecases/roles/appoint-configured-administrators.ts';
import { jobs } from './usecases/schedule/jobs.ts';

/** So much longer than any other request may one with a file take, in seconds. */
const fileSeconds = 50;

export interface AppParts {
  config: Config;
  database: Database;
  clock: Clock;
  random?: Random;
  logger: Logger;
  /** What calls the schedule each minute; node-cron unless told. */
  everyMinute?: EveryMinute;
}

export interface App {
  deps: Deps;
  /** Connects to Telegram, registers commands, and begins to answer. Throws a `StartupProblem`. */
  start(): Promise<void>;
  /** Finishes what is being answered, and stops. The database stays open. */
  stop(): Promise<void>;
  /** Does what is due at the clock's now, and wakes delivery. The schedule calls it each minute. */
  tick(): Promise<void>;
  /** Resolves when every stored update has been answered and every message that is due was sent. */
  whenIdle(): Promise<void>;
  /** The port of the HTTP server, once started. */
  port(): number;
}

export const systemRandom: Random = {
  bytes: (count) => randomBytes(count),
  below: (limit) => randomInt(limit),
};

/** The facts of an installation that rules depend on. */
export function settingsOf(config: StorageConfig): Settings {
  return {
    timeZone: config.timeZone,
    operator: config.operator,
    administrators: config.adminIds,
    invitationHours: INVITATION_HOURS,
    retentionMonths: 36,
    feedbackPerDay: 20,
    sendRate: config.sendRate,
  };
}

/** Puts storage, use cases and edges together. Nothing runs until `start`. */
export function createApp(parts: AppParts): App {
  const { config, database, logger } = parts;
  const deps: Deps = {
    db: database.db,
    files: openFileStore(config.files, logger),
    clock: parts.clock,
    random: parts.random ?? systemRandom,
    settings: settingsOf(config),
  };
  const holder = database.session;
  const translations = createTranslations({
    onProblem: (problem) => logger.error({ err: problem, text: undefined }, 'a text has a mistake'),
  });
  const api = createApi(config.token, config.apiRoot);
  const stopping = new AbortController();
  const pause = (seconds: number) => sleep(seconds * 1_000, stopping.signal);
  const messenger = createMessenger(api, pause, createApi(config.token, config.apiRoot, fileSeconds));
  const connecting = { api, apiRoot: config.apiRoot, pause };
  let registration: Promise<void> = Promise.resolve();
  const stops: (() => Promise<void>)[] = [];
  let worker: ReturnType<typeof createInboxWorker> | undefined;
  let delivery: OutboxWorker | undefined;
  let listeningOn = 0;
  const ticks = createTicks({
    deps,
    jobs,
    logger,
    everyMinute: parts.everyMinute ?? cronEveryMinute,
    onDone: () => delivery?.wake(),
  });

  async function receive(update: unknown): Promise<void> {
    await receiveUpdates(deps, 'telegram', [readStorable(update)]);
    worker?.wake();
  }

  /** The methodology data of this release, unless they were imported before: later data of an operator stay. */
  async function importOwnMethodology(): Promise<void> {
    // What was imported has been validated: with each later start a look at the sum is enough.
    const checksum = checksumMethodology(await readMethodologyFiles(methodologyFolder()));
    const known = await deps.db.methodologyVersion.findUnique({ where: { checksum } });
    if (known === null) await importMethodology(deps, { ...(await readMethodology()), actor: 'import' });
  }

  /** Tells Telegram the bot's commands and texts. People are answered meanwhile, and without it. */
  async function registerInTime(): Promise<void> {
    for (const seconds of [1, 10, 60, 600, 0]) {
      try {
        return await registerBot(messenger, translations);
      } catch (error) {
        logger.warn({ err: error, seconds }, 'the commands of the bot could not be registered');
      }
      if (seconds > 0) await pause(seconds);
      if (stopping.signal.aborted) return;
    }
  }

  function startDelivery(botName: string, times: number): OutboxWorker {
    const monotonic = () => performance.now();
    const outbox = createOutboxWorker({
      deps,
      deliver: createDeliverer({
        deps,
        messenger,
        translations,
        botName,
        notifications,
        chatNotifications,
      }),
      logger,
      // New with each start, so that what an earlier worker of this process left counts as abandoned.
      holder: `${holder}:${times}`,
      sendRate: config.sendRate,
      pace: createPace({ rate: config.sendRate, monotonic, sleep }),
      tooMany: createTooMany(monotonic),
      monotonic,
      // The folder of an embedded database is locked by this process: nobody else can be alive.
      ...(database.kind === 'embedded' ? { abandonedAfter: 0 } : {}),
    });
    outbox.start();
    return outbox;
  }

  /** Runs schedule and delivery while this process is the leader. */
  function createClockwork(botName: string): Leader {
    let times = 0;
    return createLeader({
      deps,
      logger,
      name: 'clock',
      holder,
      monotonic: () => performance.now(),
      async onGained() {
        times += 1;
        // What piled up is joined before the first message goes out.
        await ticks.tick();
        delivery = startDelivery(botName, times);
        ticks.start();
      },
      async onLost() {
        await ticks.stop();
        await delivery?.stop();
        delivery = undefined;
      },
    });
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
      if (config.operator === null) {
        logger.warn('OPERATOR_NAME and OPERATOR_BIN are not set: people cannot give their consent yet');
      }
      const { updates } = config;
      await deps.files.check().catch((cause: Error) => {
        throw new StartupProblem(`FILES_URL: ${cause.message}.`, { cause });
      });
      await importOwnMethodology();
      await beginInstallation(deps);
      const server = await listen(
        createHttpApp({
          logger,
          isReady,
          ...(updates.mode === 'webhook'
            ? { webhook: { path: new URL(updates.url).pathname, secret: updates.secret, receive } }
            : {}),
        }),
        config,
      ).catch((cause) => {
        const why = (cause as NodeJS.ErrnoException).code === 'EADDRINUSE' ? ': it is in use' : '';
        throw new StartupProblem(`PORT: cannot listen on ${config.host}:${config.port}${why}.`, { cause });
      });
      listeningOn = server.port;
      stops.unshift(() => server.close());

      const botName = await connectBot(connecting);
      await appointConfiguredAdministrators(deps);
      const router = createRouter({ deps, messenger, translations, botName, features, home });
      const handle: typeof router.handle = async (incoming, update) => {
        await router.handle(incoming, update);
        delivery?.wake();
      };
      const inbox = createInboxWorker({ deps, router: { ...router, handle }, logger, holder });
      worker = inbox;
      inbox.start();
      stops.push(() => inbox.stop());

      if (updates.mode === 'webhook') await chooseWebhook(connecting, updates);
      else {
        await choosePolling(connecting);
        const pollApi = createApi(config.token, config.apiRoot, pollSeconds);
        const poller = createPoller({ deps, api: pollApi, logger, onReceived: () => inbox.wake() });
        poller.start();
        stops.unshift(() => poller.stop());
      }
      registration = registerInTime();
      stops.push(() => registration);

      const leader = createClockwork(botName);
      stops.push(() => leader.stop());
      await leader.start();
    },
    async stop() {
      stopping.abort();
      for (const stop of stops.splice(0)) await stop();
    },
    tick: () => ticks.tick(),
    async whenIdle() {
      await registration;
      await worker?.whenIdle();
      await delivery?.whenIdle();
    },
  };
}
