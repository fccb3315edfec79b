import path from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { type App, createApp, systemRandom } from '../src/app.ts';
import type { Config } from '../src/config.ts';
import { createLogger } from '../src/logger.ts';
import { projectFolder } from '../src/project-folder.ts';
import type { Database } from '../src/storage/database.ts';
import { createDemoClock, type DemoClock } from './demo-clock.ts';
import { openDemoDatabase } from './demo-database.ts';
import { seededRandom } from './demo-random.ts';
import { personas } from './seed/people.ts';
import { createSandbox, type Sandbox } from './server/sandbox.ts';

/** Monday, two working days before the reports of the third quarter are due. */
export const demoStart = '2026-10-12T09:50+05:00';
const zone = 'Asia/Almaty';
const token = '7000000001:demo-token-of-the-sandbox';

/** The whole product with no token and no internet: database, Bot API server, web chat, bot. */
export interface DemoTown {
  url: string;
  sandbox: Sandbox;
  app: App;
  database: Database;
  clock: DemoClock;
  /** Moves the clock forward hour by hour, so that everything comes as it would in reality. */
  moveTo(instant: Date): Promise<void>;
  nextDeadline(): Promise<Date>;
  /** Resolves when nothing is left to be answered or sent. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

/** Starts everything on free loopback ports. `frozen`: time stands still but for `moveTo`. */
export async function startDemoTown(options: {
  port?: number;
  frozen?: boolean;
  seed?: number;
}): Promise<DemoTown> {
  const clock = createDemoClock(new Date(demoStart), options);
  const random = seededRandom(options.seed ?? 2026);
  const logger = createLogger('error');
  const config: Config = {
    token,
    apiRoot: '',
    databaseUrl: undefined,
    dataFolder: '',
    adminIds: [],
    updates: { mode: 'polling' },
    host: '127.0.0.1',
    port: 0,
    sendRate: 29,
    timeZone: zone,
    logLevel: 'error',
    operator: { name: '«Ақылды қала» ЖШС (демо)', bin: '123456789012' },
  };
  const database = await openDemoDatabase(
    (opened) => createApp({ config, database: opened, clock, random, logger }).deps,
  );
  const sandbox = createSandbox({
    clock,
    bots: [{ token, id: 7_000_000_001, username: 'aqyldy_qala_bot', firstName: 'Aqyldy Qala' }],
    webDir: path.join(projectFolder(), 'sandbox', 'web', 'public'),
    moveClock: async (to) => {
      await moveTo('advanceMs' in to ? new Date(clock.now().getTime() + to.advanceMs) : await nextDeadline());
      return { now: clock.now() };
    },
    personas: personas.flatMap(({ userId, label, role, language, hint }) =>
      userId === undefined ? [] : [{ userId, label, role: role ?? 'citizen', languageCode: language, hint }],
    ),
  });
  for (const { userId, fullName, language } of personas) {
    if (userId === undefined) continue;
    const [firstName = fullName, lastName] = fullName.split(' ');
    sandbox.users.createUser({
      id: userId,
      firstName,
      languageCode: language,
      ...(lastName === undefined ? {} : { lastName }),
    });
  }
  const { url } = await sandbox.listen(options.port ?? 0);
  const app = createApp({
    config: { ...config, apiRoot: url },
    database,
    clock,
    random: systemRandom,
    logger,
  });
  await app.start();
  await app.tick();

  async function settle(): Promise<void> {
    await sandbox.whenDelivered();
    await app.whenIdle();
  }

  async function moveTo(target: Date): Promise<void> {
    for (const step of steps(clock.now(), target)) {
      clock.moveTo(step);
      await app.tick();
    }
    await settle();
  }

  async function nextDeadline(): Promise<Date> {
    const next = await database.db.period.findFirst({
      where: { dueAt: { gt: clock.now() } },
      orderBy: { dueAt: 'asc' },
      select: { dueAt: true },
    });
    // Between two deadlines that are known yet: a day on, and new periods will have come.
    return next?.dueAt ?? new Date(clock.now().getTime() + 86_400_000);
  }

  return {
    url,
    sandbox,
    app,
    database,
    clock,
    moveTo,
    nextDeadline,
    settle,
    async close() {
      await app.stop();
      await sandbox.close();
      await database.close();
    },
  };
}

/** The full hours of the day between two instants (nights are passed over), and the target itself. */
function* steps(from: Date, to: Date): Generator<Date> {
  let hour = Temporal.Instant.fromEpochMilliseconds(from.getTime())
    .toZonedDateTimeISO(zone)
    .round({ smallestUnit: 'hour', roundingMode: 'floor' })
    .add({ hours: 1 });
  while (hour.epochMilliseconds < to.getTime()) {
    if (hour.hour === 2 || (hour.hour >= 8 && hour.hour <= 18)) yield new Date(hour.epochMilliseconds);
    hour = hour.add({ hours: 1 });
  }
  yield to;
}
