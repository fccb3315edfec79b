import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { startServer } from '../test/setup/postgres-server.ts';
import { type BotApiStub, startBotApiStub } from './bot-api-stub.ts';

/** How many people write, and how many updates are under way at once. */
export const people = 100;
const underWay = 64;
const secret = 'bench-secret-0123456789';

interface Contender {
  name: string;
  file: string;
  args: readonly string[];
}

/**
 * Updates a second from the webhook's request to the sent answer: the whole bot, which stores each update before
 * it acknowledges it, beside bare grammY and bare Telegraf with a static answer. One process each, one after the
 * other, the load generator and the Bot API stub on the same machine.
 */
export async function runUpdatesBench(updates: number): Promise<void> {
  const stub = await startBotApiStub();
  const postgres = await startServer();
  const contenders: Contender[] = [
    { name: 'grammY, static answer', file: 'bare-grammy.js', args: [] },
    { name: 'Telegraf, static answer', file: 'bare-telegraf.js', args: [] },
    { name: 'the bot, /help, PostgreSQL', file: 'whole-bot.js', args: [postgres.url] },
    { name: 'the bot, /help, embedded', file: 'whole-bot.js', args: [] },
  ];
  console.log(`${updates} updates from ${people} people, ${underWay} under way at once\n`);
  let bare = 0;
  for (const contender of contenders) {
    const { perSecond, slowest, resident } = await measure(contender, stub, updates);
    if (bare === 0) bare = perSecond;
    const share = `1/${(bare / perSecond).toFixed(1)} of bare grammY`;
    console.log(
      `${contender.name.padEnd(28)} ${perSecond.toFixed(0).padStart(6)} updates/s  ${share.padEnd(22)}` +
        ` p99 of the acknowledgement ${slowest.toFixed(0)} ms, resident ${resident} MB`,
    );
  }
  await postgres.stop();
  await stub.close();
}

async function measure(contender: Contender, stub: BotApiStub, updates: number) {
  const { child, url } = await start(contender, stub.url);
  await post(url, stub, 200, 1);
  const began = performance.now();
  const times = await post(url, stub, updates, 1_000_000);
  const seconds = (performance.now() - began) / 1_000;
  const resident = await askResident(child);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
  times.sort((a, b) => a - b);
  return { perSecond: updates / seconds, slowest: times[Math.floor(times.length * 0.99)] ?? 0, resident };
}

/** Starts a contender and waits until it tells its address. */
async function start(
  { file, args }: Contender,
  apiRoot: string,
): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, file), apiRoot, secret, ...args], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.once('message', (message) => resolve(String(message)));
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code}`)));
  });
  return { child, url };
}

function askResident(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    child.once('message', (message) => resolve(Number(message)));
    child.send('resident');
  });
}

/** Posts updates and waits until each was answered; how long each acknowledgement took, in milliseconds. */
async function post(url: string, stub: BotApiStub, count: number, firstId: number): Promise<number[]> {
  const answered = stub.whenSent(count);
  const times: number[] = [];
  let next = 0;
  await Promise.all(
    Array.from({ length: underWay }, async () => {
      while (next < count) {
        const id = firstId + next;
        next += 1;
        const began = performance.now();
        const response = await fetch(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret },
          body: JSON.stringify(updateOf(id)),
        });
        if (!response.ok) throw new Error(`An update was answered with ${response.status}`);
        await response.arrayBuffer();
        times.push(performance.now() - began);
      }
    }),
  );
  await answered;
  return times;
}

function updateOf(id: number): object {
  const user = 1_000 + (id % people);
  return {
    update_id: id,
    message: {
      message_id: id,
      date: 1_790_000_000,
      chat: { id: user, type: 'private', first_name: 'A' },
      from: { id: user, is_bot: false, first_name: 'A', language_code: 'kk' },
      text: '/help',
      entities: [{ type: 'bot_command', offset: 0, length: 5 }],
    },
  };
}
