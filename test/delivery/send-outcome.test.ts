import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createApi } from '../../src/telegram/messenger.ts';
import { sendFailureOf } from '../../src/telegram/send-outcome.ts';

let server: Server | undefined;
afterEach(() => new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined))));

async function listen(answer: Parameters<typeof createServer>[1]): Promise<string> {
  server = createServer(answer as never);
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** What kind of failure a message to that address meets. */
async function failureAt(root: string) {
  const sent = createApi('1:token-for-tests', root).sendMessage(1, 'text');
  return sendFailureOf(await sent.catch((error: unknown) => error));
}

function refusal(code: number, description: string, parameters: object = {}) {
  return listen((_request, response) => {
    response.writeHead(code, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ ok: false, error_code: code, description, parameters }));
  });
}

describe('a failed request', () => {
  it('was certainly not carried out where nobody listens', async () => {
    const root = await listen(() => undefined);
    await new Promise((resolve) => server?.close(resolve));
    server = undefined;
    expect(await failureAt(root)).toEqual({ kind: 'network' });
    expect(await failureAt('http://no-such-host.invalid')).toEqual({ kind: 'network' });
  });

  it('may have been carried out where the connection broke', async () => {
    expect(await failureAt(await listen((request) => request.socket.destroy()))).toEqual({ kind: 'unknown' });
  });

  it.each([
    [429, 'Too Many Requests: retry after 7', { retry_after: 7 }, { kind: 'tooMany', retryAfter: 7 }],
    [429, 'Too Many Requests', {}, { kind: 'tooMany', retryAfter: null }],
    [502, 'Bad Gateway', {}, { kind: 'server' }],
    [401, 'Unauthorized', {}, { kind: 'unauthorized' }],
    [404, 'Not Found', {}, { kind: 'unauthorized' }],
    [403, 'Forbidden: bot was blocked by the user', {}, { kind: 'blocked' }],
    [403, 'Forbidden: user is deactivated', {}, { kind: 'deactivated' }],
    [400, 'Bad Request: chat not found', {}, { kind: 'chatNotFound' }],
    [400, 'Bad Request: message is not modified: the same', {}, { kind: 'notModified' }],
    [400, 'Bad Request: upgraded', { migrate_to_chat_id: -100 }, { kind: 'migrated', chatId: -100 }],
    [400, 'Bad Request: message thread not found', {}, { kind: 'topicGone' }],
    [400, 'Bad Request: no text', {}, { kind: 'badRequest', description: 'Bad Request: no text' }],
  ])('is told apart: %d %s', async (code, description, parameters, expected) => {
    expect(await failureAt(await refusal(code, description, parameters))).toEqual(expected);
  });

  it.each([
    [502, '<html><h1>502 Bad Gateway</h1></html>'],
    [503, ''],
    [200, 'Sign in to this network'],
  ])(
    'is the trouble of what stands in between where the answer is none of Telegram’s: %d %s',
    async (code, page) => {
      const root = await listen((_request, response) => {
        response.writeHead(code, { 'content-type': 'text/html' });
        response.end(page);
      });
      expect(await failureAt(root)).toEqual({ kind: 'server' });
    },
  );

  it('may have been carried out where its answer broke off', async () => {
    const root = await listen((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
      response.write('{"ok":true,"result":{', () => response.destroy());
    });
    expect(await failureAt(root)).toEqual({ kind: 'unknown' });
  });

  it('was certainly not carried out where the connection does not come about in time', async () => {
    // Whoever takes the connection says nothing, so that it is never a secure one.
    const silent = createTcpServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    const sent = createApi('1:token-for-tests', `https://127.0.0.1:${port}`, 0, 50).sendMessage(1, 'text');
    expect(sendFailureOf(await sent.catch((error: unknown) => error))).toEqual({ kind: 'network' });
    silent.close();
  });

  it('that is none of Telegram’s is thrown on', () => {
    expect(() => sendFailureOf(new TypeError('a bug'))).toThrow('a bug');
  });
});
