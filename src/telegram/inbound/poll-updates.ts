import { type Api, GrammyError } from 'grammy';
import type { Update } from 'grammy/types';
import type { Logger } from '../../logger.ts';
import type { Deps } from '../../usecases/deps.ts';
import { receiveUpdates } from '../../usecases/inbox/receive-updates.ts';
import { storable } from './storable.ts';

/** The updates that we ask Telegram for. */
export const allowedUpdates = ['message', 'callback_query', 'my_chat_member'] as const;

/** Telegram holds an empty poll open so long, in seconds. */
export const pollSeconds = 25;
/** Pauses after a failed poll, in milliseconds. */
const pauses = [200, 500, 1_000, 2_000, 5_000];

export interface Poller {
  start(): void;
  stop(): Promise<void>;
}

/**
 * Fetches updates by long polling. The offset moves only after the updates are stored: an outage of the
 * database, or a kill at any instant, loses none of them. `api` must wait longer for an answer than
 * `pollSeconds`.
 */
export function createPoller(parts: {
  deps: Pick<Deps, 'db' | 'clock'>;
  api: Api;
  logger: Logger;
  onReceived: () => void;
}): Poller {
  const { deps, api, logger } = parts;
  let stopping: AbortController | null = null;
  let loop: Promise<void> = Promise.resolve();

  async function run(signal: AbortSignal): Promise<void> {
    let offset = 0;
    let failures = 0;
    let told: string | null = null;
    while (!signal.aborted) {
      try {
        const updates = await api.getUpdates(
          { offset, timeout: pollSeconds, limit: 100, allowed_updates: [...allowedUpdates] },
          signal as never,
        );
        await store(updates);
        for (const update of updates) offset = Math.max(offset, update.update_id + 1);
        if (told !== null) logger.info('updates come in again');
        failures = 0;
        told = null;
      } catch (error) {
        if (signal.aborted) return;
        // Said once, not with every poll: it lasts until somebody does something about it.
        const trouble = describe(error);
        if (trouble !== told) logger.error(trouble === unknownTrouble ? { err: error } : {}, trouble);
        told = trouble;
        await wait(pauses[Math.min(failures, pauses.length - 1)] ?? 1_000, signal);
        failures += 1;
      }
    }
  }

  async function store(updates: readonly Update[]): Promise<void> {
    if (updates.length === 0) return;
    await receiveUpdates(deps, 'telegram', updates.map(storable));
    parts.onReceived();
  }

  return {
    start() {
      if (stopping !== null) return;
      stopping = new AbortController();
      loop = run(stopping.signal);
    },
    async stop() {
      stopping?.abort();
      await loop;
    },
  };
}

const unknownTrouble = 'updates could not be fetched or stored; trying again';

function describe(error: unknown): string {
  if (!(error instanceof GrammyError)) return unknownTrouble;
  if (error.error_code === 401) return 'Telegram does not know the token any more: it was revoked';
  if (error.error_code !== 409) return unknownTrouble;
  return error.description.includes('webhook')
    ? 'a webhook was set for this token, updates go there: restart this process, or stop whoever set it'
    : 'another process is polling with the same token: stop one of them';
}

function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end, { once: true });
    function end(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    }
  });
}
