import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A Bot API that agrees with everything at once, and counts the messages that were sent. */
export interface BotApiStub {
  url: string;
  /** Resolves when `count` messages have been sent since the call. */
  whenSent(count: number): Promise<void>;
  close(): Promise<void>;
}

export async function startBotApiStub(): Promise<BotApiStub> {
  let sent = 0;
  let waiting: { until: number; resolve: () => void } | null = null;
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      const method = request.url?.split('/').at(-1)?.split('?')[0] ?? '';
      response.setHeader('content-type', 'application/json');
      response.end(answerTo(method));
      if (method !== 'sendMessage') return;
      sent += 1;
      if (waiting !== null && sent >= waiting.until) waiting.resolve();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    whenSent: (count) =>
      new Promise((resolve) => {
        waiting = { until: sent + count, resolve };
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answerTo(method: string): string {
  if (method === 'getMe') {
    return '{"ok":true,"result":{"id":1,"is_bot":true,"first_name":"Bench","username":"bench_bot"}}';
  }
  if (method === 'sendMessage') {
    return '{"ok":true,"result":{"message_id":1,"date":1,"chat":{"id":1,"type":"private","first_name":"A"},"text":"ok"}}';
  }
  return '{"ok":true,"result":true}';
}
