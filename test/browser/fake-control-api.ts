import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { serve } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';

export const PUBLIC_DIR = path.resolve(import.meta.dirname, '../../sandbox/web/public');

/** A message as the control API gives it; the page's own types are JSDoc and cannot be imported here. */
export interface FakeMessage {
  id: number;
  date: number;
  from: 'bot' | 'user';
  [field: string]: unknown;
}

export interface FakeChat {
  messages: FakeMessage[];
  replyKeyboard: unknown;
  commands: { command: string; description: string }[];
  blocked: boolean;
  unread: number;
}

export interface FakePersona {
  userId: number;
  label: string;
  role: string;
  languageCode: string;
  hint?: string;
}

/** What the page sent: the route after `chats/<id>/` and its parsed body. */
export interface FakeRequest {
  userId: number;
  action: string;
  body: Record<string, unknown>;
}

/**
 * A control API without a bot: it keeps chats in memory, records what the page sends, and does only what a
 * test tells it, so that a test holds each moment (an unanswered callback, a lost connection) as long as it
 * needs.
 */
export function createFakeControlApi(options: {
  personas: FakePersona[];
  bot: Record<string, string>;
  now: Date;
}) {
  const chats = new Map<number, FakeChat>();
  const files = new Map<string, { bytes: Uint8Array<ArrayBuffer>; type: string }>();
  const streams = new Set<{ send(event: unknown): Promise<void>; end(): void }>();
  const requests: FakeRequest[] = [];
  let personas = options.personas;
  let now = options.now;
  let nextId = 1;
  let reachable = true;
  let onRequest: (request: FakeRequest) => void = () => undefined;

  function chatOf(userId: number): FakeChat {
    let chat = chats.get(userId);
    if (!chat) {
      chat = { messages: [], replyKeyboard: null, commands: [], blocked: false, unread: 0 };
      chats.set(userId, chat);
    }
    return chat;
  }

  function tell(event: unknown): void {
    for (const stream of streams) void stream.send(event);
  }

  function post(userId: number, from: 'bot' | 'user', fields: Record<string, unknown>): FakeMessage {
    const message: FakeMessage = { id: nextId, date: Math.floor(now.getTime() / 1000), from, ...fields };
    nextId += 1;
    const chat = chatOf(userId);
    chat.messages.push(message);
    if (from === 'bot') chat.unread += 1;
    tell({ type: 'message', userId, message });
    return message;
  }

  const app = new Hono();
  app.use('/sandbox/api/*', async (context, next) => {
    if (!reachable) return context.text('bad gateway', 502);
    return next();
  });
  app.get('/sandbox/api/state', (context) =>
    context.json({
      now: now.toISOString(),
      personas,
      bot: options.bot,
      canMoveClock: true,
    }),
  );
  app.get('/sandbox/api/events', (context) =>
    streamSSE(context, (stream) => {
      return new Promise<void>((resolve) => {
        const entry = {
          send: (event: unknown) => stream.writeSSE({ data: JSON.stringify(event) }),
          end: resolve,
        };
        streams.add(entry);
        stream.onAbort(resolve);
        void stream.write(': hello\n\n');
      });
    }),
  );
  app.get('/sandbox/api/chats/:userId', (context) =>
    context.json(chatOf(Number(context.req.param('userId')))),
  );
  app.get('/sandbox/api/files/:fileId', (context) => {
    const file = files.get(context.req.param('fileId'));
    return file ? context.body(file.bytes, 200, { 'content-type': file.type }) : context.notFound();
  });
  app.post('/sandbox/api/clock', async (context) => {
    const to = (await context.req.json()) as { advanceMs?: number };
    now = new Date(now.getTime() + (to.advanceMs ?? 3 * 86_400_000));
    tell({ type: 'clock', now: now.toISOString() });
    return context.json({ now: now.toISOString() });
  });
  app.post('/sandbox/api/chats/:userId/:action', async (context) => {
    const userId = Number(context.req.param('userId'));
    const multipart = context.req.header('content-type')?.startsWith('multipart/') ?? false;
    const body = multipart
      ? await context.req.parseBody({ all: true })
      : ((await context.req.json()) as Record<string, unknown>);
    const request = { userId, action: context.req.param('action'), body: body as Record<string, unknown> };
    if (request.action === 'read') {
      chatOf(userId).unread = 0;
      return context.json({ unread: 0 });
    }
    requests.push(request);
    if (request.action === 'messages' && !multipart && typeof request.body.text === 'string') {
      post(userId, 'user', request.body);
    }
    if (request.action === 'block') chatOf(userId).blocked = request.body.blocked === true;
    onRequest(request);
    return context.json(
      request.action === 'callbacks' ? { callbackId: `callback-${requests.length}` } : { ok: true },
    );
  });
  app.use('/*', serveStatic({ root: path.relative(process.cwd(), PUBLIC_DIR) }));

  return {
    requests,
    chatOf,
    tell,
    post,
    edit(userId: number, id: number, fields: Record<string, unknown>): void {
      const message = chatOf(userId).messages.find((one) => one.id === id);
      if (!message) throw new Error(`No message ${id} in chat ${userId}`);
      Object.assign(message, fields, { editDate: Math.floor(now.getTime() / 1000) });
      tell({ type: 'edited', userId, message });
    },
    remove(userId: number, id: number): void {
      const chat = chatOf(userId);
      chat.messages = chat.messages.filter((one) => one.id !== id);
      tell({ type: 'deleted', userId, messageId: id });
    },
    addFile(fileId: string, bytes: Uint8Array<ArrayBuffer>, type: string): void {
      files.set(fileId, { bytes, type });
    },
    /** Runs when the page has posted something, before its request is answered. */
    answerWith(listener: (request: FakeRequest) => void): void {
      onRequest = listener;
    },
    setPersonas(next: FakePersona[]): void {
      personas = next;
      tell({ type: 'personas' });
    },
    setNow(date: Date): void {
      now = date;
    },
    /** Ends every event stream; while not reachable, the API answers 502. */
    loseConnection(): void {
      reachable = false;
      for (const stream of streams) stream.end();
      streams.clear();
    },
    restoreConnection(): void {
      reachable = true;
    },
    async listen(): Promise<{ url: string; close(): Promise<void> }> {
      await readFile(path.join(PUBLIC_DIR, 'index.html'));
      const server = await new Promise<ReturnType<typeof serve>>((resolve) => {
        const started = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, () => resolve(started));
      });
      const address = server.address();
      if (address === null || typeof address === 'string') throw new Error('The fake server has no port');
      return {
        url: `http://127.0.0.1:${address.port}/`,
        close: () =>
          new Promise((resolve) => {
            for (const stream of streams) stream.end();
            server.close(() => resolve());
            if ('closeAllConnections' in server) server.closeAllConnections();
          }),
      };
    },
  };
}

export type FakeControlApi = ReturnType<typeof createFakeControlApi>;
