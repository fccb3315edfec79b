import { createSandbox, type Sandbox, type SandboxOptions } from '../../../sandbox/server/sandbox.ts';
import type { Message } from '../../../sandbox/server/telegram-types.ts';

export const token = '4200:test-token';
export const botId = 4200;
export const userId = 501;

export interface MovableClock {
  now(): Date;
  advance(ms: number): void;
}

export function createClock(start = '2026-11-22T05:00:00Z'): MovableClock {
  let time = Date.parse(start);
  return {
    now: () => new Date(time),
    advance: (ms) => {
      time += ms;
    },
  };
}

/** Numbers in [0, 1) that repeat from run to run. */
export function seededRandom(seed = 1): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

export interface ApiAnswer {
  status: number;
  ok: boolean;

  result: unknown;
  error_code?: number;
  description?: string;
  parameters?: { retry_after?: number; migrate_to_chat_id?: number };
}

export interface Fixture {
  sandbox: Sandbox;
  clock: MovableClock;
  /** Calls a method with a JSON body. */
  call(method: string, parameters?: Record<string, unknown>): Promise<ApiAnswer>;
  /** Calls a method with a multipart body. */
  upload(method: string, parts: Record<string, string | Blob>): Promise<ApiAnswer>;
  /** A message of the bot to the person, who has started it. */
  say(text: string, more?: Record<string, unknown>): Promise<Message>;
}

/** A sandbox without a port, its clock standing still, and one person who has started the bot. */
export async function createFixture(options: Partial<SandboxOptions> = {}): Promise<Fixture> {
  const clock = createClock();
  const sandbox = createSandbox({
    clock,
    random: seededRandom(),
    bots: [{ token, id: botId, username: 'qala_bot', firstName: 'Qala', inlineQueries: true }],
    ...options,
  });
  if (sandbox.users.find(userId) === undefined) {
    sandbox.users.createUser({ id: userId, firstName: 'Айгүл', languageCode: 'kk' });
  }
  await sandbox.as(userId).send('/start');
  await call('getUpdates', { offset: 2 });

  async function request(method: string, init: RequestInit): Promise<ApiAnswer> {
    const response = await sandbox.fetch(new Request(`http://sandbox/bot${token}/${method}`, init));
    return { status: response.status, ...((await response.json()) as Omit<ApiAnswer, 'status'>) };
  }

  function call(method: string, parameters: Record<string, unknown> = {}): Promise<ApiAnswer> {
    return request(method, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(parameters),
    });
  }

  return {
    sandbox,
    clock,
    call,
    upload(method, parts) {
      const form = new FormData();
      for (const [name, part] of Object.entries(parts)) {
        if (typeof part === 'string') form.set(name, part);
        else form.set(name, part, name);
      }
      return request(method, { method: 'POST', body: form });
    },
    async say(text, more = {}) {
      const { result, description } = await call('sendMessage', { chat_id: userId, text, ...more });
      if (result === undefined) throw new Error(description);
      return result as Message;
    },
  };
}

/** The header of a PNG of that size: all that a server looks at. */
export function png(width: number, height: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(33);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  const view = new DataView(bytes.buffer);
  view.setUint32(16, width);
  view.setUint32(20, height);
  return bytes;
}
