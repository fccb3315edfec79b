import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase } from '../../src/storage/database.ts';
import { startOwnServer } from '../setup/postgres-server.ts';
import { type SandboxServer, startSandboxServer } from '../setup/sandbox-server.ts';
import { type BuiltProject, copyBuiltProject } from '../startup/built-bot.ts';
import { arrive, patientPerson } from './people.ts';
import { type SupervisedBot, superviseBot } from './supervised-bot.ts';

const outages = 3;
/** How long the database is away, in milliseconds. */
const away = 4_000;

let project: BuiltProject;
let server: Awaited<ReturnType<typeof startOwnServer>>;
let telegram: SandboxServer;
let bot: SupervisedBot;

beforeAll(async () => {
  project = await copyBuiltProject();
  server = await startOwnServer();
  telegram = await startSandboxServer({ now: () => new Date() }, 1);
  bot = superviseBot(project, telegram, { DATABASE_URL: server.url });
  await bot.whenPolling();
});
afterAll(async () => {
  await bot.stop();
  await telegram.close();
  await server.stop();
  await project.remove();
});

it('a database that goes away in the middle loses no update, and the process lives on', async () => {
  let isOver = false;
  let newcomers = 0;
  const streams = Promise.all(
    [1, 2, 3, 4].map(async (stream) => {
      for (let id = stream * 1_000_000; !isOver; id += 1) {
        await arrive(patientPerson(telegram, id));
        newcomers += 1;
      }
    }),
  );
  for (let outage = 0; outage < outages; outage += 1) {
    const before = newcomers;
    await expect.poll(() => newcomers, { timeout: 60_000, interval: 50 }).toBeGreaterThan(before + 3);
    await server.halt();
    const late = patientPerson(telegram, 9_000_000 + outage);
    await late.actor.send('/start');
    await new Promise((resolve) => setTimeout(resolve, away));
    expect(late.newest()).toBe('');
    await server.resume();
    await late.see(/Сәлеметсіз бе!/);
  }
  isOver = true;
  await streams;
  await telegram.sandbox.whenDelivered();

  const { db, close } = await openDatabase({ url: server.url });
  await expect
    .poll(() => db.inboxUpdate.count({ where: { doneAt: null } }), { timeout: 30_000, interval: 100 })
    .toBe(0);
  const settled = await db.person.count({ where: { language: 'kk', cityId: 'oral' } });
  const all = await db.person.count();
  const givenUp = await db.inboxUpdate.count({ where: { failure: { not: null } } });
  await close();
  expect({ settled, all, givenUp }).toEqual({ settled: newcomers, all: newcomers + outages, givenUp: 0 });
  expect({ kills: bot.kills, crashes: bot.crashes, starts: bot.startTimes.length }).toEqual({
    kills: 0,
    crashes: [],
    starts: 1,
  });
});
