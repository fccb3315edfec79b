import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ApiCall } from '../../sandbox/server/sandbox.ts';
import { type Database, openDatabase } from '../../src/storage/database.ts';
import { createPerson } from '../setup/people.ts';
import { startServer } from '../setup/postgres-server.ts';
import { type SandboxServer, startSandboxServer } from '../setup/sandbox-server.ts';
import { type BuiltProject, copyBuiltProject } from '../startup/built-bot.ts';
import { createDatabase } from './create-database.ts';
import { type PatientPerson, patientPerson } from './people.ts';
import { fillReportingCountry, readEffects } from './reporting-country.ts';
import { type SupervisedBot, superviseBot } from './supervised-bot.ts';

let project: BuiltProject;

beforeAll(async () => {
  project = await copyBuiltProject();
});
afterAll(() => project.remove());

/** Telegram's methods that a dialogue calls; the others belong to the start of a process. */
const ofDialogues = /^(sendMessage|editMessageText|answerCallbackQuery)$/;

/** What is left of a script in the database and in the chat, without numbers that chance gives. */
async function outcomeOf({ db }: Database, person: PatientPerson): Promise<unknown> {
  const { person: row } = await db.identity.findUniqueOrThrow({
    where: { channel_externalId: { channel: 'telegram', externalId: String(person.userId) } },
    include: {
      person: {
        select: {
          id: true,
          language: true,
          cityId: true,
          dialogues: { select: { kind: true, step: true, isActive: true }, orderBy: { kind: 'asc' } },
        },
      },
    },
  });
  const { id, ...state } = row;
  const versions = await db.submissionVersion.findMany({
    where: { submittedById: id },
    orderBy: { id: 'asc' },
  });
  return {
    ...state,
    values: versions.map(({ value, number, state: decided }) => `${value} ${number} ${decided}`),
    // A reminder may come at any full minute: that is the clock's doing, not the script's.
    owed: await db.outboxMessage.count({ where: { recipientId: id, kind: { not: 'reminder.digest' } } }),
    // An answer that was sent just before the kill is sent again, so it need not be the newest.
    screen: (await person.see(/Қабылданды: 24,5/)).replace(/rc_\w+/, 'rc_…'),
  };
}

/** From the first word to the receipt of a value: each step of three dialogues. */
const script: readonly ((person: PatientPerson) => Promise<unknown>)[] = [
  ({ actor, do: act }) => act(() => actor.send('/start'), /Сәлеметсіз бе!/),
  ({ press }) => press('Қазақша', /атауын жазыңыз/),
  ({ actor, do: act }) => act(() => actor.send('Шымкент'), /рейтинг/),
  ({ actor, do: act }) => act(() => actor.send('/submit'), /Қала мен кезеңді таңдаңыз/),
  ({ press }) => press(/^Шымкент, .*: 0\/1$/, /Көрсеткішті таңдаңыз/),
  ({ press }) => press('Электр жарығының үзілуі', /Мәнін жазыңыз/),
  ({ actor, do: act }) => act(() => actor.send('шамамен жиырма'), /нақты сан емес/),
  ({ actor, do: act }) => act(() => actor.send('22,5'), /жіберілсін бе/),
  ({ press }) => press('Жіберу', /Қабылданды: 22,5 сағат/),
  ({ actor, do: act }) => act(() => actor.send('23,5'), /23,5 сағат жіберілсін бе/),
  ({ press }) => press('Түзету', /Мәнін жазыңыз/),
  ({ actor, do: act }) => act(() => actor.send('24,5'), /24,5 сағат жіберілсін бе/),
  ({ press }) => press('Жіберу', /Қабылданды: 24,5 сағат/),
];

interface Stage {
  database: Database;
  telegram: SandboxServer;
  bot: SupervisedBot;
  close(): Promise<void>;
}

async function openStage(serverUrl: string, name: string): Promise<Stage> {
  const created = await createDatabase(serverUrl, name);
  const database = await openDatabase({ url: created.url });
  await fillReportingCountry(database);
  const telegram = await startSandboxServer({ now: () => new Date() }, 1);
  const bot = superviseBot(project, telegram, { DATABASE_URL: created.url });
  await bot.whenPolling();
  return {
    database,
    telegram,
    bot,
    async close() {
      await bot.stop();
      await telegram.close();
      await database.close();
      await created.drop();
    },
  };
}

let nextId = 5_000;

/** Somebody new who owes values of a city that nobody else reports on. */
async function newMember({ database: { db }, telegram }: Stage): Promise<PatientPerson> {
  nextId += 1;
  const { workingGroupId } = await db.city.findUniqueOrThrow({ where: { id: 'shymkent' } });
  await db.submissionVersion.deleteMany();
  await db.submission.deleteMany();
  await createPerson(db, {
    telegramId: nextId,
    language: null,
    roles: [{ role: 'member', workingGroupId }],
    assignments: [{ cityId: 'shymkent', kpiCode: 'UTL-05' }],
  });
  return patientPerson(telegram, nextId);
}

/** Plays the script; answers how many calls it made. */
async function play(
  stage: Stage,
  person: PatientPerson,
  onCall: (call: ApiCall, number: number) => void,
): Promise<number> {
  let number = 0;
  const off = stage.telegram.sandbox.onCall((call) => {
    if (call.chatId !== undefined && call.chatId !== person.userId) return;
    if (!ofDialogues.test(call.method)) return;
    number += 1;
    onCall(call, number);
  });
  try {
    for (const step of script) await step(person);
    // A screen may be seen before the last call of its turn: those calls belong to the script too.
    await settled(stage);
  } finally {
    off();
  }
  return number;
}

describe('a bot that is killed in the middle of a dialogue', () => {
  let server: Awaited<ReturnType<typeof startServer>>;
  let stage: Stage;
  let expected: unknown;

  beforeAll(async () => {
    server = await startServer();
    stage = await openStage(server.url, `steps_${process.pid}`);
  });
  afterAll(async () => {
    await stage.close();
    await server.stop();
  });

  it('comes to the end where it is not killed', async () => {
    const person = await newMember(stage);
    const calls = await play(stage, person, () => undefined);
    expect(calls).toBeGreaterThan(script.length);
    expected = await outcomeOf(stage.database, person);
  });

  it('goes on where it was, after whichever of its calls that is', async () => {
    // Until a run ends before the fatal call; a reminder on the full minute may make one run a call longer.
    let fatal = 0;
    let killing: Promise<void> | null;
    do {
      fatal += 1;
      killing = null;
      const person = await newMember(stage);
      await play(stage, person, (_, number) => {
        if (number === fatal) killing = stage.bot.kill();
      });
      await killing;
      await settled(stage);
      expect(await outcomeOf(stage.database, person), `killed at call ${fatal}`).toEqual(expected);
    } while (killing !== null);
    expect(fatal).toBeGreaterThan(script.length);
    expect(stage.bot.kills).toBe(fatal - 1);
    expect(stage.bot.crashes).toEqual([]);
  });

  it('goes on where it was, between whichever two steps that is', async () => {
    const person = await newMember(stage);
    for (const step of script) {
      await step(person);
      await stage.bot.kill();
    }
    await settled(stage);
    expect(await outcomeOf(stage.database, person)).toEqual(expected);
    expect((await readEffects(stage.database)).givenUpUpdates).toBe(0);
    expect(stage.bot.crashes).toEqual([]);
  });
});

async function settled({ telegram, database: { db } }: Stage): Promise<void> {
  await telegram.sandbox.whenDelivered();
  await vi.waitFor(async () => expect(await db.inboxUpdate.count({ where: { doneAt: null } })).toBe(0), {
    timeout: 60_000,
    interval: 50,
  });
}

describe('the embedded database', () => {
  it('keeps everything through kills between and within steps', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'aqyldy-embedded-'));
    const telegram = await startSandboxServer({ now: () => new Date() }, 1);
    const bot = superviseBot(project, telegram, { DATA_DIR: folder });
    await bot.whenPolling();
    const ids = Array.from({ length: 10 }, (_, index) => 7_001 + index);
    let calls = 0;
    let killing: Promise<void> = Promise.resolve();
    const off = telegram.sandbox.onCall(({ method }) => {
      if (!ofDialogues.test(method)) return;
      calls += 1;
      if (calls % 6 === 0) killing = bot.kill();
    });
    for (const id of ids) {
      const person = patientPerson(telegram, id);
      for (const step of script.slice(0, 2)) await step(person);
      await person.do(() => person.actor.send('Орал'), /рейтинг/);
    }
    off();
    await killing;
    await bot.whenPolling();
    expect(bot.kills).toBeGreaterThanOrEqual(ids.length / 2);
    await telegram.sandbox.whenDelivered();
    expect(await bot.stop()).toEqual({ code: 0, signal: null });
    expect(bot.crashes).toEqual([]);
    await telegram.close();

    const database = await openDatabase({ dataFolder: folder });
    const people = await database.db.person.findMany({ select: { language: true, cityId: true } });
    expect(people).toEqual(ids.map(() => ({ language: 'kk', cityId: 'oral' })));
    expect(await database.db.inboxUpdate.count({ where: { failure: { not: null } } })).toBe(0);
    expect(await database.db.inboxUpdate.count({ where: { doneAt: null } })).toBe(0);
    await database.close();
    await rm(folder, { recursive: true, force: true });
  });
});
