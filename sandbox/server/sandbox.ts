import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { type Actor, createActor } from './actor.ts';
import { createBotApi } from './bot-api.ts';
import { type ApiCall, createDispatcher } from './dispatch.ts';
import { createFaults, type Faults } from './faults.ts';
import { createSendingLimit, type LimitOptions } from './limits.ts';
import type { Users } from './state/users.ts';
import { type Bot, type BotIdentity, createWorld, type Delay } from './state/world.ts';

/** Someone whom the web chat offers to be. */
export interface Persona {
  userId: number;
  label: string;
  role: string;
  languageCode: string;
  hint?: string;
}

export interface SandboxOptions {
  /** Dates of messages, ages of queries and limits follow it. */
  clock: { now(): Date };
  /** Numbers in [0, 1); a seeded one makes ids and faults repeatable. */
  random?: () => number;
  bots: readonly BotIdentity[];
  /** Limits on sending; null or absent: none. */
  limits?: LimitOptions | null;
  /** What the real server ignores silently (unknown parameters and the like) is refused; true if absent. */
  strict?: boolean;
  /** How long a callback query can be answered, by the clock; 15 minutes if absent. */
  callbackMaxAgeMs?: number;
  /** Waits between attempts of webhooks and for long polls; real time if absent. */
  delay?: Delay;
  /** Sends updates to webhooks; the global `fetch` if absent. */
  postToWebhook?: (url: string, init: RequestInit) => Promise<Response>;
  /** Static files of the chat page. */
  webDir?: string;
  /** Moves the composition's clock; absent: the page shows no clock bar. */
  moveClock?: (to: { advanceMs: number } | { nextDeadline: true }) => Promise<{ now: Date }>;
  personas?: readonly Persona[];
}

export interface Sandbox {
  listen(port?: number, host?: string): Promise<{ url: string }>;
  close(): Promise<void>;
  /** Answers a request without a port. */
  fetch(request: Request): Promise<Response>;
  users: Users;
  as(userId: number, botUsername?: string): Actor;
  /** True when no update waits: each was fetched and confirmed, or accepted by the webhook. */
  delivered(): boolean;
  whenDelivered(): Promise<void>;
  /** Every finished call of the Bot API, in the order in which they were answered. */
  calls: readonly ApiCall[];
  onCall(listener: (call: ApiCall) => void): () => void;
  faults: Faults;
}

/** A local Bot API server without any network until `listen`. */
export function createSandbox(options: SandboxOptions): Sandbox {
  const random = options.random ?? Math.random;
  const faults = createFaults(random);
  const world = createWorld({
    clock: options.clock,
    random,
    delay: options.delay ?? realDelay,
    strict: options.strict ?? true,
    callbackMaxAgeMs: options.callbackMaxAgeMs ?? 15 * 60 * 1000,
    bots: options.bots,
    faults,
  });
  const dispatcher = createDispatcher({
    world,
    limit: createSendingLimit(options.limits ?? null, world.now),
    post: options.postToWebhook ?? fetch,
  });
  const app = new Hono().route('/', createBotApi(world, dispatcher));
  const delivered = () => world.bots.every((bot) => bot.updates.size() === 0);
  let server: Server | null = null;

  function findBot(username: string | undefined): Bot {
    const bot = world.bots.find(({ user }) => username === undefined || user.username === username);
    if (bot === undefined) throw new Error(`No bot ${username ?? 'at all'} in the sandbox`);
    return bot;
  }

  return {
    listen: (port = 0, host = '127.0.0.1') =>
      new Promise((resolve, reject) => {
        const started = serve({ fetch: app.fetch, port, hostname: host }, (address: AddressInfo) =>
          resolve({ url: `http://${host}:${address.port}` }),
        ) as Server;
        started.once('error', reject);
        server = started;
      }),
    async close() {
      for (const bot of world.bots) {
        bot.webhook?.stop();
        bot.poll?.terminate('the sandbox is closing');
      }
      const closing = server;
      server = null;
      if (closing === null) return;
      await new Promise<void>((resolve) => {
        closing.close(() => resolve());
        closing.closeAllConnections();
      });
    },
    fetch: async (request) => app.fetch(request),
    users: world.users,
    as: (userId, botUsername) => createActor(world, findBot(botUsername), userId),
    delivered,
    whenDelivered: () =>
      new Promise((resolve) => {
        if (delivered()) return resolve();
        const ends = world.bots.map((bot) =>
          bot.updates.onEmpty(() => {
            if (!delivered()) return;
            for (const end of ends) end();
            resolve();
          }),
        );
      }),
    calls: dispatcher.calls,
    onCall: dispatcher.onCall,
    faults,
  };
}

const realDelay: Delay = (ms, signal) =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
    function end(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    }
  });
