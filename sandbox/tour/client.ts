import type { ChatMessage } from '../server/chat-message.ts';
import type { SandboxEvent } from '../server/state/events.ts';

/** What somebody sees in their chat. */
export interface SeenChat {
  messages: ChatMessage[];
  commands: { command: string; description: string }[];
}

/** The interface that the web chat uses, over HTTP. Every method throws where the server refuses. */
export interface TourClient {
  /** The simulated clock. */
  now(): Promise<Date>;
  chat(userId: number): Promise<SeenChat>;
  write(userId: number, text: string): Promise<void>;
  /** Presses Start, or opens a deep link with that payload. */
  start(userId: number, payload?: string): Promise<void>;
  /** Presses a button; answers the id of the callback query. */
  tap(userId: number, messageId: number, data: string): Promise<string>;
  /** Moves the simulated clock forward; resolves when all that fell due has been done. */
  moveClock(to: { advanceMs: number } | { nextDeadline: true }): Promise<Date>;
  /** Calls the listener for each event from now on, until the client is closed. */
  listen(listener: (event: SandboxEvent) => void): Promise<void>;
  close(): void;
}

/** A client of the control interface at `url`, the address of the web chat. */
export function createTourClient(url: string): TourClient {
  const closing = new AbortController();
  const signal = closing.signal;

  async function ask<T>(path: string, body?: object): Promise<T> {
    const response = await fetch(`${url}/sandbox/api/${path}`, {
      signal,
      ...(body === undefined
        ? {}
        : {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(body),
          }),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }

  return {
    now: async () => new Date((await ask<{ now: string }>('state')).now),
    chat: (userId) => ask(`chats/${userId}`),
    write: (userId, text) => ask(`chats/${userId}/messages`, { text }),
    start: (userId, payload) => ask(`chats/${userId}/start`, payload === undefined ? {} : { payload }),
    async tap(userId, messageId, data) {
      const { callbackId } = await ask<{ callbackId: string }>(`chats/${userId}/callbacks`, {
        messageId,
        data,
      });
      return callbackId;
    },
    moveClock: async (to) => new Date((await ask<{ now: string }>('clock', to)).now),
    async listen(listener) {
      const response = await fetch(`${url}/sandbox/api/events`, { signal });
      if (response.body === null) throw new Error('events: the stream has no body');
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      await reader.read();
      void readEvents(reader, listener).catch((error) => {
        if (!signal.aborted) throw error;
      });
    },
    close: () => closing.abort(),
  };
}

/** Reads server-sent events: blocks of lines, of which `data:` holds the JSON. */
async function readEvents(
  reader: ReadableStreamDefaultReader<string>,
  listener: (event: SandboxEvent) => void,
): Promise<void> {
  let rest = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const blocks = (rest + value).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const data = block
        .split('\n')
        .filter((line) => line.startsWith('data:'))
        .map((line) => line.slice('data:'.length).trim())
        .join('\n');
      if (data !== '') listener(JSON.parse(data) as SandboxEvent);
    }
  }
}
