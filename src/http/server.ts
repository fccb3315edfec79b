import { timingSafeEqual } from 'node:crypto';
import { type ServerType, serve } from '@hono/node-server';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Logger } from '../logger.ts';

export interface HttpParts {
  logger: Logger;
  /** Absent when the bot polls. `receive` stores the update; it is acknowledged only after that. */
  webhook?: { path: string; secret: string; receive(update: unknown): Promise<void> };
  /** Whether the database answers. */
  isReady(): Promise<boolean>;
}

/** No update of Telegram comes near this size, in bytes. */
const largestUpdate = 1_048_576;
/** Requests under way may take so long when the server closes, in milliseconds. */
const closingTime = 3_000;

/** The routes: Telegram's webhook, and the two questions that an operator's machinery asks. */
export function createHttpApp(parts: HttpParts): Hono {
  const app = new Hono();
  app.get('/healthz', (context) => context.json({ status: 'ok' }));
  app.get('/readyz', async (context) =>
    (await parts.isReady()) ? context.json({ status: 'ready' }) : context.json({ status: 'not ready' }, 503),
  );
  const { webhook } = parts;
  if (webhook) {
    app.use(webhook.path, async (context, next) => {
      const secret = context.req.header('X-Telegram-Bot-Api-Secret-Token') ?? '';
      if (!isSame(secret, webhook.secret)) return context.json({ error: 'wrong secret' }, 401);
      return next();
    });
    const limit = bodyLimit({
      maxSize: largestUpdate,
      onError: (context) => context.json({ error: 'too large' }, 413),
    });
    app.post(webhook.path, limit, async (context) => {
      const update: unknown = await context.req.json().catch(() => null);
      if (!isUpdate(update)) return context.json({ error: 'not an update' }, 400);
      await webhook.receive(update);
      return context.body(null, 200);
    });
  }
  app.onError((error, context) => {
    // Not 2xx: Telegram keeps the update and sends it again.
    parts.logger.error({ err: error }, 'a request failed');
    return context.json({ error: 'unavailable' }, 503);
  });
  return app;
}

/** Listens; answers the port, which is a free one where 0 is asked for. */
export function listen(
  app: Hono,
  where: { host: string; port: number },
): Promise<{ port: number; close(): Promise<void> }> {
  return new Promise((resolve, reject) => {
    const server: ServerType = serve({ fetch: app.fetch, hostname: where.host, port: where.port }, (info) =>
      resolve({
        port: info.port,
        close: () => closeServer(server),
      }),
    );
    server.once('error', reject);
  });
}

/** Answers what is under way, for a moment; connections that are only kept open are closed at once. */
function closeServer(server: ServerType): Promise<void> {
  return new Promise((closed) => {
    const cut = setTimeout(() => {
      if ('closeAllConnections' in server) server.closeAllConnections();
    }, closingTime);
    server.close(() => {
      clearTimeout(cut);
      closed();
    });
    if ('closeIdleConnections' in server) server.closeIdleConnections();
  });
}

function isUpdate(body: unknown): body is { update_id: number } {
  return (
    typeof body === 'object' &&
    body !== null &&
    Number.isSafeInteger((body as { update_id?: unknown }).update_id)
  );
}

function isSame(given: string, wanted: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(wanted);
  return a.length === b.length && timingSafeEqual(a, b);
}
