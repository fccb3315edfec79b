import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { z } from 'zod';
import { toChatMessage, toShownReplyKeyboard } from './chat-message.ts';
import { readPersonContents } from './control-messages.ts';
import { openChat, postFromPerson, setBlocked, tapButton, writeText } from './people.ts';
import type { Personas } from './personas.ts';
import type { SandboxEvent } from './state/events.ts';
import type { Bot, World } from './state/world.ts';

export interface ControlDependencies {
  world: World;
  bot: Bot;
  personas: Personas;
  moveClock: ((to: { advanceMs: number } | { nextDeadline: true }) => Promise<{ now: Date }>) | undefined;
  /** Aborts when the sandbox closes: open event streams end. */
  closing: AbortSignal;
}

const callback = z.strictObject({ messageId: z.int(), data: z.string() });
const start = z.strictObject({
  payload: z
    .string()
    .regex(/^[A-Za-z0-9_-]{0,64}$/)
    .optional(),
});
const block = z.strictObject({ blocked: z.boolean() });
const clockMove = z.union([
  z.strictObject({ advanceMs: z.int().positive() }),
  z.strictObject({ nextDeadline: z.literal(true) }),
]);

/** The JSON interface of the web chat, mounted at `/sandbox/api`. */
export function createControl({ world, bot, personas, moveClock, closing }: ControlDependencies): Hono {
  const app = new Hono();

  app.onError((error, context) => {
    const text = error instanceof z.ZodError ? z.prettifyError(error) : error.message;
    return context.json({ error: text }, 400);
  });

  app.get('/state', (context) => {
    const language = context.req.query('language') ?? '';
    return context.json({
      now: world.now().toISOString(),
      personas: personas.list(),
      bot: {
        username: bot.user.username,
        firstName: bot.profile.name.get(language),
        description: bot.profile.description.get(language),
        shortDescription: bot.profile.shortDescription.get(language),
      },
      canMoveClock: moveClock !== undefined,
    });
  });

  app.get('/chats/:userId', (context) => {
    const chat = openChat(world, bot, userIdOf(context.req.param('userId')));
    const messages = [...chat.messages.values()].map((stored) => toChatMessage(stored, chat.user.id));
    return context.json({
      messages,
      replyKeyboard: chat.replyKeyboard === null ? null : toShownReplyKeyboard(chat.replyKeyboard),
      commands: bot.commands.shownTo(chat.user.id, chat.user.language_code),
      blocked: chat.blocked,
      unread: messages.filter(({ from, id }) => from === 'bot' && id > chat.readUpTo).length,
    });
  });

  app.post('/chats/:userId/messages', async (context) => {
    const userId = userIdOf(context.req.param('userId'));
    const { texts, contents, replyTo } = await readPersonContents(world, context.req.raw);
    const messages = [
      ...texts.flatMap((text) => writeText(world, bot, userId, text, replyTo)),
      ...contents.map((content) => postFromPerson(world, bot, userId, content, replyTo)),
    ];
    return context.json({ messageIds: messages.map(({ message_id }) => message_id) });
  });

  app.post('/chats/:userId/callbacks', async (context) => {
    const { messageId, data } = callback.parse(await context.req.json());
    const userId = userIdOf(context.req.param('userId'));
    return context.json({ callbackId: tapButton(world, bot, userId, messageId, data) });
  });

  app.post('/chats/:userId/start', async (context) => {
    const { payload = '' } = start.parse(await context.req.json());
    const userId = userIdOf(context.req.param('userId'));
    setBlocked(world, bot, userId, false);
    const [message] = writeText(world, bot, userId, `/start ${payload}`);
    return context.json({ messageIds: [message.message_id] });
  });

  app.post('/chats/:userId/block', async (context) => {
    const { blocked } = block.parse(await context.req.json());
    setBlocked(world, bot, userIdOf(context.req.param('userId')), blocked);
    return context.json({ blocked });
  });

  app.post('/chats/:userId/read', (context) => {
    const chat = openChat(world, bot, userIdOf(context.req.param('userId')));
    chat.readUpTo = chat.nextMessageId - 1;
    return context.json({ unread: 0 });
  });

  app.post('/clock', async (context) => {
    if (moveClock === undefined) return context.json({ error: 'This clock cannot be moved' }, 404);
    const { now } = await moveClock(clockMove.parse(await context.req.json()));
    world.events.emit({ type: 'clock', now: now.toISOString() });
    return context.json({ now: now.toISOString() });
  });

  app.get('/files/:fileId', (context) => {
    const file = world.files.find(context.req.param('fileId'));
    if (file === undefined) return context.json({ error: 'No such file' }, 404);
    const name = encodeURIComponent(file.fileName ?? file.path.split('/').at(-1) ?? 'file');
    const isPicture = /^image\/(png|jpeg|webp)$/.test(file.mimeType);
    return new Response(Buffer.from(file.bytes), {
      headers: {
        'Content-Type': isPicture ? file.mimeType : 'application/octet-stream',
        'Content-Disposition': `${isPicture ? 'inline' : 'attachment'}; filename*=UTF-8''${name}`,
        'X-Content-Type-Options': 'nosniff',
      },
    });
  });

  app.get('/events', (context) =>
    streamSSE(context, async (stream) => {
      const send = (event: SandboxEvent) => void stream.writeSSE({ data: JSON.stringify(event) });
      const unsubscribe = world.events.subscribe(send);
      await stream.write(': connected\n\n');
      await new Promise<void>((resolve) => {
        stream.onAbort(resolve);
        closing.addEventListener('abort', () => resolve());
        if (closing.aborted) resolve();
      });
      unsubscribe();
    }),
  );

  return app;
}

function userIdOf(text: string): number {
  return z.coerce.number().int().positive().parse(text);
}
