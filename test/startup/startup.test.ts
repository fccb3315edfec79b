import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type SandboxServer, startSandboxServer } from '../setup/sandbox-server.ts';
import { type BotProcess, type BuiltProject, copyBuiltProject, freePort, startBot } from './built-bot.ts';

let project: BuiltProject;
let telegram: SandboxServer;
let folder: string;
const running: BotProcess[] = [];

beforeAll(async () => {
  project = await copyBuiltProject();
  telegram = await startSandboxServer({ now: () => new Date() }, 1);
  folder = await mkdtemp(path.join(tmpdir(), 'aqyldy-startup-'));
  // The first start makes the database, which those after it find.
  const first = start();
  expect(await first.answers, first.stderr()).toBe(true);
  await first.kill('SIGTERM');
});

afterEach(async () => {
  for (const bot of running.splice(0)) await bot.kill('SIGKILL');
});

afterAll(async () => {
  await telegram.close();
  await rm(folder, { recursive: true, force: true });
  await project.remove();
});

/** Starts a bot that has all it needs, but for what is changed. */
function start(changes: Record<string, string> = {}, nodeOptions: readonly string[] = []): BotProcess {
  const bot = startBot(
    project,
    { BOT_TOKEN: telegram.token, TELEGRAM_API_ROOT: telegram.url, DATA_DIR: folder, ...changes },
    nodeOptions,
  );
  running.push(bot);
  return bot;
}

/** Starts a bot that must not start, and answers the one line that it says. */
async function refusal(changes: Record<string, string>): Promise<string> {
  const bot = start(changes);
  const ending = await bot.ended;
  const lines = bot.stderr().split('\n');
  expect(ending).toEqual({ code: 1, signal: null });
  expect(lines, bot.stderr()).toHaveLength(2);
  expect(lines[1]).toBe('');
  expect(bot.stdout()).not.toContain('the bot answers');
  return lines[0] ?? '';
}

describe('the bot refuses to start, in one line,', () => {
  it('without a token', async () => {
    expect(await refusal({ BOT_TOKEN: '' })).toMatch(/^BOT_TOKEN is missing: .*@BotFather/);
  });

  it('with wrong variables, all of which it names', async () => {
    expect(await refusal({ BOT_TOKN: 'x', PORT: 'http', WEBHOOK_URI: 'x' })).toBe(
      'Configuration: BOT_TOKN is not a variable of ours: BOT_TOKEN is meant; ' +
        'WEBHOOK_URI is not a variable of ours: WEBHOOK_URL is meant; PORT is not a port (0 to 65535).',
    );
  });

  it('with a token that Telegram does not know', async () => {
    const line = await refusal({ BOT_TOKEN: '700:some-other-token' });
    expect(line).toMatch(/^BOT_TOKEN: Telegram does not know this token/);
    expect(line).not.toContain('some-other-token');
  });

  it('with a Bot API server that does not answer', async () => {
    const root = `http://127.0.0.1:${await freePort()}`;
    expect(await refusal({ TELEGRAM_API_ROOT: root })).toBe(
      `TELEGRAM_API_ROOT: ${root} does not answer as Telegram's Bot API does.`,
    );
  });

  it('with a database that cannot be reached', async () => {
    const url = `postgresql://somebody:secret@127.0.0.1:${await freePort()}/aqyldy`;
    const line = await refusal({ DATABASE_URL: url });
    expect(line).toMatch(/^DATABASE_URL: the database cannot be reached: .*ECONNREFUSED/);
    expect(line).not.toContain('secret');
  });

  it('with a folder that another process uses', async () => {
    const first = start();
    expect(await first.answers).toBe(true);
    expect(await refusal({})).toBe(
      `DATA_DIR: another process already uses the folder ${folder}; stop it first.`,
    );
    expect(first.child.exitCode).toBeNull();
  });

  it('with a folder that is none', async () => {
    const file = path.join(folder, 'a-file');
    await writeFile(file, '');
    expect(await refusal({ DATA_DIR: file })).toContain(
      `DATA_DIR: the folder ${file} cannot be used: EEXIST`,
    );
  });

  it('with a place for files that cannot be used, and tells no key', async () => {
    const file = path.join(folder, 'no-folder');
    await writeFile(file, '');
    expect(await refusal({ FILES_URL: pathToFileURL(path.join(file, 'below')).href })).toBe(
      `FILES_URL: the folder ${file}/below cannot be written to (ENOTDIR).`,
    );
    const host = `127.0.0.1:${await freePort()}`;
    expect(await refusal({ FILES_URL: `s3://key:secret@${host}/bucket?tls=false` })).toBe(
      `FILES_URL: http://${host} does not answer as an S3 service does.`,
    );
  });

  it('with a port that is in use', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as { port: number };
    expect(await refusal({ PORT: String(port) })).toBe(
      `PORT: cannot listen on 127.0.0.1:${port}: it is in use.`,
    );
    await new Promise((resolve) => taken.close(resolve));
  });

  it('with a time zone that has another offset', async () => {
    expect(await refusal({ TIME_ZONE: 'Europe/Moscow' })).toMatch(/^TIME_ZONE: Europe\/Moscow .* \+03:00/);
  });

  it('with a time zone that nobody knows', async () => {
    expect(await refusal({ TIME_ZONE: 'Asia/Almatty' })).toMatch(
      /^TIME_ZONE: Asia\/Almatty is not a time zone/,
    );
  });

  it('with methodology data that are not right', async () => {
    const file = path.join(project.folder, 'prisma', 'methodology', 'cities.json');
    const text = await readFile(file, 'utf8');
    const cities = JSON.parse(text) as { region: string }[] | { cities: { region: string }[] };
    const rows = Array.isArray(cities) ? cities : cities.cities;
    if (rows[3]) rows[3].region = 'atlantis';
    await writeFile(file, JSON.stringify(cities));
    try {
      expect(await refusal({})).toMatch(/^Methodology data are not right: cities\.json, row \d+ .*region/);
    } finally {
      await writeFile(file, text);
    }
  });
});

describe('the bot', () => {
  it('ends with 0 when asked to, and leaves folder and port free', async () => {
    const port = String(await freePort());
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      const bot = start({ PORT: port });
      expect(await bot.answers, bot.stderr()).toBe(true);
      expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
      expect(await bot.kill(signal)).toEqual({ code: 0, signal: null });
      expect(bot.stderr()).toBe('');
    }
  });

  it('ends with 0 when asked to while it starts', async () => {
    const bot = start();
    await new Promise((resolve) => bot.child.once('spawn', resolve));
    await new Promise((resolve) => telegram.sandbox.onCall(resolve));
    expect(await bot.kill('SIGTERM')).toEqual({ code: 0, signal: null });
  });

  it('starts again after it was killed', async () => {
    const port = String(await freePort());
    for (let times = 0; times < 3; times += 1) {
      const bot = start({ PORT: port });
      expect(await bot.answers, bot.stderr()).toBe(true);
      await bot.kill('SIGKILL');
    }
  });

  it('makes its database although it was killed while it made it', async () => {
    const fresh = await mkdtemp(path.join(tmpdir(), 'aqyldy-fresh-'));
    for (const milliseconds of [300, 700, 1_200, 2_000, 3_000]) {
      const bot = start({ DATA_DIR: fresh });
      await Promise.race([bot.answers, new Promise((resolve) => setTimeout(resolve, milliseconds))]);
      await bot.kill('SIGKILL');
    }
    const bot = start({ DATA_DIR: fresh });
    expect(await bot.answers, bot.stderr()).toBe(true);
    await bot.kill('SIGTERM');
    await rm(fresh, { recursive: true, force: true });
  });

  it('ends on a mistake that nobody caught, and logs no word of it', async () => {
    const trap = path.join(folder, 'trap.mjs');
    await writeFile(
      trap,
      `process.on('SIGUSR2', () => { Promise.reject(new RangeError('Aigerim 77001234567')); });`,
    );
    const bot = start({}, ['--import', trap]);
    expect(await bot.answers).toBe(true);
    expect(await bot.kill('SIGUSR2')).toEqual({ code: 1, signal: null });
    expect(bot.stdout()).toContain('"name":"RangeError"');
    expect(bot.stdout() + bot.stderr()).not.toMatch(/Aigerim|77001234567/);
  });
});
