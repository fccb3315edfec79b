import { Hono } from 'hono';
import { type Actor, createActor } from './actor.ts';
import { ConnectionCut, createBotApi } from './bot-api.ts';
import { createControl } from './control.ts';
import { type ApiCall, createDispatcher } from './dispatch.ts';
import { createFaults, type Faults } from './faults.ts';
import { createGroups, type Groups } from './groups.ts';
import { createSendingLimit, type LimitOptions } from './limits.ts';
import { createListener } from './listener.ts';
import { createPersonas, type Persona } from './personas.ts';
import type { SandboxEvent } from './state/events.ts';
import type { Users } from './state/users.ts';
import { type Bot, type BotIdentity, createWorld, type Delay, type World } from './state/world.ts';
import { readStaticFile } from './static-files.ts';

export type { Actor } from './actor.ts';
export type { ApiCall } from './dispatch.ts';
export type { Persona } from './personas.ts';

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
  /** How long a query can be answered, by the clock; 15 minutes if absent. */
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
  groups: Groups;
  addPersona(persona: Persona): void;
  /** The person with that id (created when unknown) in a private chat with the bot (the first if unnamed). */
  as(userId: number, botUsername?: string): Actor;
  /** True when no update waits: each was fetched and confirmed, or accepted by the webhook. */
  delivered(): boolean;
  whenDelivered(): Promise<void>;
  /** Every finished call of the Bot API, in the order in which they were answered. */
  calls: readonly ApiCall[];
  onCall(listener: (call: ApiCall) => void): () => void;
  onEvent(listener: (event: SandboxEvent) => void): () => void;
  faults: Faults;
}

/** A local Bot API server with its web chat; nothing touches the network until `listen` or a webhook is set. */
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
  const personas = createPersonas(world, options.personas ?? []);
  const closing = new AbortController();
  const app = new Hono();
  const listener = createListener(app.fetch);
  const { moveClock, webDir } = options;
  const bot = findBot(world, undefined);

  app.onError((error, context) => {
    if (error instanceof ConnectionCut) throw error;
    const description = `Internal Server Error: ${error.message}`;
    return context.json({ ok: false, error_code: 500, description }, 500);
  });
  app.route('/sandbox/api', createControl({ world, bot, personas, moveClock, closing: closing.signal }));
  app.route('/', createBotApi(world, dispatcher));
  app.get('*', async (context) => {
    const page = webDir === undefined ? undefined : await readStaticFile(webDir, context.req.path);
    return page ?? context.json({ ok: false, error_code: 404, description: 'Not Found' }, 404);
  });
  app.notFound((context) => context.json({ ok: false, error_code: 404, description: 'Not Found' }, 404));

  return {
    listen: listener.listen,
    async close() {
      closing.abort();
      for (const { webhook, poll } of world.bots) {
        webhook?.stop();
        poll?.finish();
      }
      await listener.close();
    },
    fetch: async (request) => app.fetch(request),
    users: world.users,
    groups: createGroups(world, bot),
    addPersona: personas.add,
    as: (userId, botUsername) => createActor(world, findBot(world, botUsername), userId),
    delivered: () => isDelivered(world),
    whenDelivered: () => whenDelivered(world),
    calls: dispatcher.calls,
    onCall: dispatcher.onCall,
    onEvent: (heard) => world.events.subscribe(heard),
    faults,
  };
}

function findBot(world: World, username: string | undefined): Bot {
  const bot = world.bots.find(({ user }) => username === undefined || user.username === username);
  if (bot === undefined) throw new Error(`No bot ${username ?? 'at all'} in the sandbox`);
  return bot;
}

function isDelivered(world: World): boolean {
  return world.bots.every((bot) => bot.updates.size() === 0);
}

function whenDelivered(world: World): Promise<void> {
  return new Promise((resolve) => {
    if (isDelivered(world)) return resolve();
    const ends = world.bots.map((bot) =>
      bot.updates.onEmpty(() => {
        if (!isDelivered(world)) return;
        for (const end of ends) end();
        resolve();
      }),
    );
  });
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
