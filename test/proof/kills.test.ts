import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ApiCall } from '../../sandbox/server/sandbox.ts';
import { type Database, openDatabase } from '../../src/storage/database.ts';
import { startServer } from '../setup/postgres-server.ts';
import { seededRandom } from '../setup/random.ts';
import { type SandboxServer, startSandboxServer } from '../setup/sandbox-server.ts';
import { type BuiltProject, copyBuiltProject } from '../startup/built-bot.ts';
import { createDatabase } from './create-database.ts';
import {
  arrive,
  nothingLeft,
  openFirstQuestion,
  type PatientPerson,
  patientPerson,
  seeNextQuestion,
  submitValue,
} from './people.ts';
import { coordinatorIds, fillReportingCountry, memberIds, readEffects } from './reporting-country.ts';
import { type SupervisedBot, superviseBot } from './supervised-bot.ts';

/** Kills in each of the two towns that run side by side. */
const killsPerTown = 100;
/** A start that was quicker counts as so long, in milliseconds. */
const shortestStart = 600;
/** People who come one after the other, side by side. */
const streams = 3;

let project: BuiltProject;
let server: Awaited<ReturnType<typeof startServer>>;

beforeAll(async () => {
  project = await copyBuiltProject();
  server = await startServer();
});
afterAll(async () => {
  await server.stop();
  await project.remove();
});

interface KilledTown {
  seed: number;
  telegram: SandboxServer;
  database: Database;
  bot: SupervisedBot;
  /** Set when the killing is over: people finish what they are at. */
  isOver: boolean;
  typed: Record<number, string[]>;
  people: PatientPerson[];
  newcomers: number;
}

it('200 kills at random instants, with faults and doubled updates: nothing is lost, nothing done twice', async () => {
  const played = await Promise.allSettled([playTown(1), playTown(2)]);
  for (const town of played) if (town.status === 'rejected') throw town.reason;
});

async function playTown(seed: number): Promise<void> {
  const created = await createDatabase(server.url, `kills_${process.pid}_${seed}`);
  const database = await openDatabase({ url: created.url });
  await fillReportingCountry(database);
  const telegram = await startSandboxServer({ now: () => new Date() }, seed);
  const bot = superviseBot(project, telegram, { DATABASE_URL: created.url });
  const town: KilledTown = {
    seed,
    telegram,
    database,
    bot,
    isOver: false,
    typed: {},
    people: [],
    newcomers: 0,
  };
  try {
    await bot.whenPolling();
    for (const id of coordinatorIds) {
      const coordinator = person(town, id);
      await coordinator.do(() => coordinator.actor.send('/menu'), /./);
    }
    makeFaults(telegram);
    const people = Promise.all([
      ...memberIds.map((id) => reportAll(town, person(town, id))),
      ...Array.from({ length: streams }, (_, index) => comeOneByOne(town, 1_000_000 * (index + 1))),
    ]);
    await Promise.race([killAtRandom(town), people]).finally(() => {
      town.isOver = true;
    });
    telegram.sandbox.faults.clear();
    await people;
    expect(bot.kills).toBe(killsPerTown);
    await finish(town);
    await expectNothingLostOrDoubled(town);
  } catch (error) {
    const unfinished = await database.db.inboxUpdate.findMany({ where: { doneAt: null } });
    const said = bot
      .log()
      .split('\n')
      .filter((line) => line.includes('"level":50'))
      .slice(-20);
    const state = [...unfinished.map((row) => JSON.stringify(row)), ...said].join('\n');
    throw new Error(`Town ${seed}, after ${bot.kills} kills. Unfinished updates and last errors:\n${state}`, {
      cause: error,
    });
  } finally {
    await bot.stop();
    await telegram.close();
    await database.close();
    await created.drop();
  }
}

function person(town: KilledTown, userId: number): PatientPerson {
  const one = patientPerson(town.telegram, userId);
  town.people.push(one);
  return one;
}

function makeFaults({ sandbox }: SandboxServer): void {
  const { faults } = sandbox;
  faults.duplicateUpdates(0.1);
  faults.setChance({ probability: 0.02, with: { code: 429, retryAfter: 1 } });
  faults.setChance({ probability: 0.02, with: { code: 502 } });
  faults.setChance({ probability: 0.02, with: 'reset' });
  faults.setChance({ probability: 0.02, with: 'lostAnswer' });
  faults.setChance({ method: 'getUpdates', probability: 0.02, with: 'lostAnswer' });
}

/**
 * Kills the process again and again: mostly while it answers people, sometimes while it still starts. Lives are
 * measured by how long a start takes, so that a slow machine gets as much done in each.
 */
async function killAtRandom(town: KilledTown): Promise<void> {
  const { bot, seed } = town;
  const random = seededRandom(seed + 100);
  while (!town.isOver && bot.kills < killsPerTown) {
    const start = Math.max(shortestStart, Math.round(bot.startTimes.at(-1) ?? 0));
    if (random.below(8) > 0) {
      await bot.whenPolling();
      await pause(random.below(Math.round(start * 1.5)));
    } else await pause(random.below(start));
    await bot.kill();
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** A member submits the values that they owe, one after the other. */
async function reportAll(town: KilledTown, member: PatientPerson): Promise<void> {
  const typed: string[] = [];
  town.typed[member.userId] = typed;
  await openFirstQuestion(member);
  for (;;) {
    const value = String(20 + ((typed.length * 7) % 60) / 10);
    typed.push(value);
    const receipt = await submitValue(member, value.replace('.', ','));
    if (town.isOver || nothingLeft(receipt)) return;
    await seeNextQuestion(member);
  }
}

async function comeOneByOne(town: KilledTown, firstId: number): Promise<void> {
  for (let id = firstId; !town.isOver; id += 1) {
    await arrive(person(town, id));
    town.newcomers += 1;
  }
}

/** Waits until everything was fetched, answered and delivered. */
async function finish({ telegram, database: { db } }: KilledTown): Promise<void> {
  await telegram.sandbox.whenDelivered();
  await expect
    .poll(() => db.inboxUpdate.count({ where: { doneAt: null } }), { timeout: 60_000, interval: 200 })
    .toBe(0);
  await expect.poll(() => countUndelivered(db), { timeout: 120_000, interval: 1_000 }).toBe(0);
}

/**
 * How many messages are still to be delivered. What a killed worker had in hand is found again after a minute,
 * and then waits some seconds; and what follows a message of its kind gathers for ten minutes. Nobody needs to
 * wait that long here, so the pauses are taken away.
 */
async function countUndelivered(db: Database['db']): Promise<number> {
  await db.$executeRaw`
    UPDATE "OutboxMessage" SET "claimedAt" = "claimedAt" - interval '1 hour' WHERE "state" = 'claimed'`;
  await db.$executeRaw`
    UPDATE "OutboxMessage" SET "notBefore" = "createdAt" WHERE "state" = 'waiting'`;
  await db.$executeRaw`
    UPDATE "OutboxMessage" SET "finishedAt" = "createdAt" - interval '1 hour' WHERE "state" = 'sent'`;
  return db.outboxMessage.count({ where: { state: { in: ['waiting', 'claimed'] } } });
}

async function expectNothingLostOrDoubled(town: KilledTown): Promise<void> {
  const { database, telegram, bot } = town;
  const effects = await readEffects(database);
  const count = Object.values(town.typed).flat().length;
  expect(effects).toEqual({
    submitted: town.typed,
    repeated: 0,
    audited: count,
    owed: { sent: count },
    brokenChains: 0,
    unfinishedUpdates: 0,
    givenUpUpdates: 0,
  });
  const settled = await database.db.person.count({ where: { language: 'kk', cityId: 'oral' } });
  const all = await database.db.person.count();
  expect({ settled, all }).toEqual({
    settled: town.newcomers,
    all: town.newcomers + memberIds.length + coordinatorIds.length,
  });
  expect(unansweredPresses(town)).toEqual([]);
  expect(telegram.sandbox.calls.filter(isOurMistake)).toEqual([]);
  expect(bot.crashes).toEqual([]);
}

/** What the server says to a request that was carried out before, by a process that was killed or not answered. */
const doneBefore = /message is not modified|query is too old/;

/** A refusal that neither faults nor a repeated update explain. */
function isOurMistake({ errorCode, description = '' }: ApiCall): boolean {
  if (errorCode === undefined || errorCode < 400 || errorCode >= 500) return false;
  return ![409, 429].includes(errorCode) && !doneBefore.test(description);
}

function unansweredPresses({ people }: KilledTown): string[] {
  return people.flatMap(({ actor, presses }) => {
    const answered = new Set(actor.callbackAnswers.map(({ callbackId }) => callbackId));
    return presses.filter((id) => !answered.has(id));
  });
}
