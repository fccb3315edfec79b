import { describe, expect, it } from 'vitest';
import { createHttpApp, type HttpParts, listen } from '../../src/http/server.ts';
import { createLogger } from '../../src/logger.ts';

const secret = 'a-secret-of-the-webhook';
const logger = createLogger('silent');

function build(
  parts: Partial<HttpParts> = {},
  receive: (update: unknown) => Promise<void> = async () => undefined,
) {
  return createHttpApp({
    logger,
    isReady: async () => true,
    webhook: { path: '/telegram', secret, receive },
    ...parts,
  });
}

function post(body: string, headers: Record<string, string> = { 'X-Telegram-Bot-Api-Secret-Token': secret }) {
  return { method: 'POST', body, headers: { 'Content-Type': 'application/json', ...headers } };
}

describe('the webhook', () => {
  it('takes an update and answers with nothing in it', async () => {
    const received: unknown[] = [];
    const app = build({}, async (update) => void received.push(update));
    const response = await app.request('/telegram', post('{"update_id":7,"message":{"text":"сәлем"}}'));
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('');
    expect(received).toEqual([{ update_id: 7, message: { text: 'сәлем' } }]);
  });

  it.each([
    ['no secret', {}],
    ['another secret', { 'X-Telegram-Bot-Api-Secret-Token': 'a-secret-of-the-webhooK' }],
    ['a longer secret', { 'X-Telegram-Bot-Api-Secret-Token': `${secret}x` }],
    ['a secret of other letters', { 'X-Telegram-Bot-Api-Secret-Token': '%D2%9B' }],
  ])('refuses %s', async (_, headers) => {
    const received: unknown[] = [];
    const app = build({}, async (update) => void received.push(update));
    expect((await app.request('/telegram', post('{"update_id":7}', headers))).status).toBe(401);
    expect(received).toEqual([]);
  });

  it.each([
    '',
    'update',
    '[]',
    'null',
    '7',
    '{}',
    '{"update_id":"7"}',
    '{"update_id":1.5}',
    '{"update_id":7',
  ])('refuses %j, which is no update', async (body) => {
    expect((await build().request('/telegram', post(body))).status).toBe(400);
  });

  it('refuses what is too large, before it reads it', async () => {
    const large = `{"update_id":7,"text":"${'x'.repeat(1_048_576)}"}`;
    expect((await build().request('/telegram', post(large))).status).toBe(413);
    expect((await build().request('/telegram', post(large, {}))).status).toBe(401);
  });

  it('does not accept an update that could not be stored', async () => {
    const app = build({}, async () => {
      throw new Error('the database is away');
    });
    const response = await app.request('/telegram', post('{"update_id":7}'));
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({ error: 'unavailable' });
  });

  it('is not there for a bot that polls, nor for other methods', async () => {
    const polling = createHttpApp({ logger, isReady: async () => true });
    expect((await polling.request('/telegram', post('{"update_id":7}'))).status).toBe(404);
    const headers = { 'X-Telegram-Bot-Api-Secret-Token': secret };
    expect((await build().request('/telegram', { headers })).status).toBe(404);
  });
});

describe('the questions of an operator', () => {
  it('are answered: whether the process lives, whether it can work', async () => {
    expect((await build().request('/healthz')).status).toBe(200);
    expect((await build().request('/readyz')).status).toBe(200);
    const away = build({ isReady: async () => false });
    expect((await away.request('/healthz')).status).toBe(200);
    expect((await away.request('/readyz')).status).toBe(503);
  });
});

describe('the server', () => {
  it('closes although a connection is kept open', async () => {
    const server = await listen(build(), { host: '127.0.0.1', port: 0 });
    const response = await fetch(`http://127.0.0.1:${server.port}/healthz`);
    expect(await response.json()).toEqual({ status: 'ok' });
    await server.close();
    await expect(fetch(`http://127.0.0.1:${server.port}/healthz`)).rejects.toThrow('fetch failed');
  });

  it('says when its port is taken', async () => {
    const server = await listen(build(), { host: '127.0.0.1', port: 0 });
    await expect(listen(build(), { host: '127.0.0.1', port: server.port })).rejects.toThrow('EADDRINUSE');
    await server.close();
  });
});
