import { timingSafeEqual } from 'node:crypto';
import { type ServerType, serve } from '@hono/node-server';
import { Hono } from 'hono';
import type { Logger } from '../logger.ts';

export interface HttpParts {
  logger: Logger;
  /** Absent when the bot polls. `receive` stores the update; it is acknowledged only after that. */
  webhook?: { path: string; secret: string; receive(update: unknown): Promise<void> };
  /** Whether the database answers. */
  isReady(): Promise<boolean>;
}

/** The routes: Telegram's webhook, and the two questions that an operator's machinery asks. */
export function createHttpApp(parts: HttpParts): Hono {
  const app = new Hono();
  app.get('/healthz', (context) => context.json({ status: 'ok' }));
  app.get('/readyz', async (context) =>
    (await parts.isReady()) ? context.json({ status: 'ready' }) : context.json({ status: 'not ready' }, 503),
  );
  const { webhook } = parts;
  if (webhook) {
    app.post(webhook.path, async (context) => {
      const secret = context.req.header('X-Telegram-Bot-Api-Secret-Token') ?? '';
      if (!isSame(secret, webhook.secret)) return context.json({ error: 'wrong secret' }, 401);
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
        close: () => new Promise((closed) => server.close(() => closed())),
      }),
    );
    server.once('error', reject);
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
