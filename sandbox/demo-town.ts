import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type App, createApp } from '../src/app.ts';
import type { Config } from '../src/config.ts';
import { createLogger } from '../src/logger.ts';
import { projectFolder } from '../src/project-folder.ts';
import { StartupProblem } from '../src/startup-problem.ts';
import type { Database } from '../src/storage/database.ts';
import { holdsUntil, paceFor, readTimetable, stepsBetween } from './clock-steps.ts';
import { createDemoClock, type DemoClock } from './demo-clock.ts';
import { openDemoDatabase } from './demo-database.ts';
import { createCountryLife } from './seed/country-life.ts';
import { keepDemoFiles } from './seed/demo-files.ts';
import { type DemoPerson, personas } from './seed/people.ts';
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
  /** Moves the clock forward from one thing to do to the next, so that all comes as it would in reality. */
  moveTo(instant: Date): Promise<void>;
  nextDeadline(): Promise<Date>;
  /** Resolves when nothing is left to be answered or sent. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts everything on free loopback ports. `port`: that of the web chat. `frozen`: time stands still but for
 * `moveTo`. `guests`: people in the web chat besides those of the country, who know nothing of the bot yet.
 */
export async function startDemoTown(
  options: { port?: number; frozen?: boolean; guests?: readonly DemoPerson[] } = {},
): Promise<DemoTown> {
  const clock = createDemoClock(new Date(demoStart), options);
  const logger = createLogger('error');
  const filesFolder = await mkdtemp(path.join(tmpdir(), 'aqyldy-demo-'));
  const config: Config = {
    token,
    apiRoot: '',
    databaseUrl: undefined,
    dataFolder: '',
    files: { kind: 'folder', folder: filesFolder },
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
    new Date(demoStart),
    (opened, random) => createApp({ config, database: opened, clock, random, logger }).deps,
  );
  const sandbox = createSandbox({
    clock,
    bots: [{ token, id: 7_000_000_001, username: 'aqyldy_qala_bot', firstName: 'Aqyldy Qala' }],
    webDir: path.join(projectFolder(), 'sandbox', 'web', 'public'),
    moveClock: async (to) => {
      await moveTo('advanceMs' in to ? new Date(clock.now().getTime() + to.advanceMs) : await nextDeadline());
      return { now: clock.now() };
    },
  });
  for (const person of [...personas, ...(options.guests ?? [])]) await introduce(sandbox, person);
  const { url } = await sandbox.listen(options.port ?? 0).catch(async (cause) => {
    await database.close();
    await rm(filesFolder, { recursive: true, force: true });
    throw new StartupProblem(`PORT: cannot listen on 127.0.0.1:${options.port ?? 0}.`, { cause });
  });
  const app = createApp({
    config: { ...config, apiRoot: url },
    database,
    clock,
    logger,
    // Where time stands still, a minute of real time means nothing.
    ...(options.frozen ? { everyMinute: () => ({ stop: () => undefined }) } : {}),
  });
  await keepDemoFiles(app.deps.files);
  const life = createCountryLife(app.deps, new Date(demoStart));
  await app.start();
  await app.tick();
  await settle();

  async function settle(): Promise<void> {
    await sandbox.whenDelivered();
    await app.whenIdle();
  }

  async function moveTo(target: Date): Promise<void> {
    while (clock.now() < target) {
      const now = clock.now();
      const timetable = await readTimetable(database.db, zone);
      const until = holdsUntil(now, target, zone);
      for (const step of stepsBetween(now, until, paceFor(now, target), timetable)) {
        clock.moveTo(step);
        await life.goOn();
        await app.tick();
        await app.whenIdle();
      }
    }
    await settle();
  }

  async function nextDeadline(): Promise<Date> {
    const next = await database.db.period.findFirst({
      where: { dueAt: { gte: clock.now() } },
      orderBy: { dueAt: 'asc' },
      select: { dueAt: true },
    });
    // The deadline itself is still in time: a moment later it has passed, with all that follows.
    if (next !== null) return new Date(next.dueAt.getTime() + 1_000);
    // Between two deadlines that are known yet: a day on, and new periods will have come.
    return new Date(clock.now().getTime() + 86_400_000);
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
      await rm(filesFolder, { recursive: true, force: true });
    },
  };
}

/** Gives a person an account in the sandbox and a place in the web chat; whoever the bot knows has its menu. */
async function introduce(sandbox: Sandbox, person: DemoPerson): Promise<void> {
  const { userId, fullName, label, role, language, hint } = person;
  if (userId === undefined) return;
  const [firstName = fullName, lastName] = fullName.split(' ');
  const name = lastName === undefined ? { firstName } : { firstName, lastName };
  sandbox.users.createUser({ id: userId, ...name, languageCode: language });
  sandbox.addPersona({ userId, label, role: role ?? 'citizen', languageCode: language, hint });
  if (person.isKnown) await sandbox.as(userId).send('/menu');
}
