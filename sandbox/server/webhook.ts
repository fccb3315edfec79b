import type { QueuedUpdate, UpdateQueue } from './state/update-queue.ts';
import type { Delay } from './state/world.ts';
import type { Update } from './telegram-types.ts';

export interface WebhookSettings {
  url: string;
  secretToken: string | undefined;
  maxConnections: number;
}

export interface Webhook {
  settings: WebhookSettings;
  lastError(): { date: number; message: string } | null;
  /** Ends deliveries; one under way is cut off. */
  stop(): void;
}

export interface WebhookDependencies {
  updates: UpdateQueue;
  /** Sends the request, as the global `fetch` does. */
  post: (url: string, init: RequestInit) => Promise<Response>;
  delay: Delay;
  unixNow: () => number;
  /** Runs a method call that came as the answer to an update. */
  runAnswer: (call: Record<string, unknown>) => Promise<unknown>;
}

const firstRetryMs = 1000;
const longestRetryMs = 64_000;

/**
 * Delivers a bot's updates to its webhook: in order within a chat, chats side by side up to the number of connections,
 * each update again with growing delay until it is answered with 2xx.
 */
export function startWebhook(settings: WebhookSettings, dependencies: WebhookDependencies): Webhook {
  const { updates, post, delay, unixNow, runAnswer } = dependencies;
  const stopping = new AbortController();
  const busyChats = new Set<number | null>();
  let lastError: { date: number; message: string } | null = null;

  function deliverWaiting(): void {
    if (stopping.signal.aborted) return;
    for (const queued of updates.waiting()) {
      if (busyChats.size >= settings.maxConnections) return;
      if (busyChats.has(queued.chatId)) continue;
      busyChats.add(queued.chatId);
      void deliver(queued).finally(() => {
        busyChats.delete(queued.chatId);
        deliverWaiting();
      });
    }
  }

  async function deliver({ update }: QueuedUpdate): Promise<void> {
    for (let wait = firstRetryMs; !stopping.signal.aborted; wait = Math.min(wait * 2, longestRetryMs)) {
      const failure = await attempt(update);
      if (stopping.signal.aborted) return;
      if (failure === null) {
        updates.remove(update.update_id);
        return;
      }
      lastError = { date: unixNow(), message: failure };
      await delay(wait, stopping.signal);
    }
  }

  async function attempt(update: Update): Promise<string | null> {
    try {
      const secret: Record<string, string> =
        settings.secretToken === undefined ? {} : { 'X-Telegram-Bot-Api-Secret-Token': settings.secretToken };
      const response = await post(settings.url, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...secret },
        body: JSON.stringify(update),
        signal: stopping.signal,
      });
      const body = await response.text();
      if (!response.ok) {
        return `Wrong response from the webhook: ${response.status} ${response.statusText}`.trimEnd();
      }
      const call = readCall(body);
      if (call !== null) await runAnswer(call);
      return null;
    } catch (error) {
      return `Connection failed: ${error instanceof Error ? error.message : String(error)}`;
    }
  }

  const unsubscribe = updates.onPush(deliverWaiting);
  deliverWaiting();
  return {
    settings,
    lastError: () => lastError,
    stop() {
      unsubscribe();
      stopping.abort();
    },
  };
}

function readCall(body: string): Record<string, unknown> | null {
  if (!body.trimStart().startsWith('{')) return null;
  try {
    const value = JSON.parse(body) as Record<string, unknown>;
    return typeof value.method === 'string' ? value : null;
  } catch {
    return null;
  }
}
