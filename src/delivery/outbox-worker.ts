import { setMaxListeners } from 'node:events';
import type { Logger } from '../logger.ts';
import { claimMessages, countDueMessages, releaseMessages } from '../usecases/delivery/claim-messages.ts';
import type { ClaimedMessage, DeliveryOutcome } from '../usecases/delivery/delivery-outcome.ts';
import { recordDelivery } from '../usecases/delivery/record-delivery.ts';
import { claimSeconds, recoverMessages } from '../usecases/delivery/recover-messages.ts';
import type { Deps } from '../usecases/deps.ts';
import type { Pace } from './pace.ts';
import { sleep } from './pace.ts';
import type { TooMany } from './too-many.ts';

/** Requests in flight at once, each to another recipient. */
const parallel = 40;
/** A worker claims what it can start within this time, in seconds: a dying one leaves little behind. */
const claimAhead = 0.15;
/** Claiming begins so many milliseconds before the pace lets a message go, so that its time is not lost. */
const claimLead = 60;
/** The worker looks by itself after so many milliseconds, whether it was woken or not. */
const idlePause = 1_000;
/** Claims of dead workers are looked for so often, in milliseconds. */
const recoveryPause = 5_000;
/** While the messenger does not know the bot, nothing is sent for so many milliseconds. */
const unauthorizedPause = 60_000;
/** The database is tried again after so many milliseconds. */
const outagePause = 500;

export interface OutboxWorker {
  start(): void;
  /** Something may be due: look now. */
  wake(): void;
  /** Resolves when nothing is in flight and nothing is due at the clock's now. */
  whenIdle(): Promise<void>;
  /** Finishes what is in flight, hands back the rest, and stops. */
  stop(): Promise<void>;
}

export interface OutboxWorkerParts {
  deps: Deps;
  /** Draws and sends one message; throws only for mistakes of our own and outages of the database. */
  deliver(message: ClaimedMessage): Promise<DeliveryOutcome>;
  logger: Logger;
  /** Names this process among replicas; new with each start. */
  holder: string;
  /** Messages a second, overall. */
  sendRate: number;
  pace: Pace;
  tooMany: TooMany;
  /** Milliseconds of a clock that is never set. */
  monotonic(): number;
  /** Age in seconds at which the claim of another worker counts as abandoned; 0 where there can be no other. */
  abandonedAfter?: number;
}

/**
 * Sends what is owed. A message is claimed in a short statement, sent outside any transaction, and what came
 * of it is recorded: killed at any instant, it leaves a claim that is found again. At most one request to a
 * recipient is in flight.
 */
export function createOutboxWorker(parts: OutboxWorkerParts): OutboxWorker {
  const { deps, logger, holder, pace, tooMany } = parts;
  const { db } = deps;
  const running = new Set<Promise<void>>();
  const stopping = new AbortController();
  // Every message in flight listens to it.
  setMaxListeners(parallel + 10, stopping.signal);
  const idlers: (() => void)[] = [];
  const atOnce = Math.min(parallel, Math.max(1, Math.ceil(parts.sendRate * claimAhead)));
  let loop: Promise<void> | null = null;
  let isUnauthorized = false;
  let isWoken = false;
  let wakeUp: () => void = () => undefined;
  let recoverAt = Number.NEGATIVE_INFINITY;

  async function attempt(message: ClaimedMessage): Promise<DeliveryOutcome> {
    try {
      return await parts.deliver(message);
    } catch (error) {
      logger.error({ err: error, message: message.id, kind: message.kind }, 'a message could not be drawn');
      return { kind: 'retry', reason: 'error' };
    }
  }

  /** Repeats a write until the database takes it: an outcome that is known must not get lost. */
  async function untilWritten(write: () => Promise<unknown>, message: ClaimedMessage): Promise<void> {
    for (;;) {
      try {
        await write();
        return;
      } catch (error) {
        logger.error({ err: error, message: message.id }, 'the outbox could not be written');
        if (stopping.signal.aborted) return;
        await sleep(outagePause, stopping.signal);
      }
    }
  }

  async function send(message: ClaimedMessage): Promise<void> {
    if (!(await pace.take(stopping.signal))) {
      return untilWritten(() => releaseMessages(db, holder, [message.id]), message);
    }
    const outcome = await attempt(message);
    if (outcome.kind === 'sent') {
      tooMany.sent();
      isUnauthorized = false;
    }
    if (outcome.kind === 'retry' && outcome.reason === 'unauthorized') {
      if (!isUnauthorized)
        logger.error('BOT_TOKEN: Telegram does not know this token: messages wait until it does');
      isUnauthorized = true;
      pace.pause(unauthorizedPause);
    }
    if (outcome.kind === 'retry' && outcome.reason === 'tooMany') {
      const seconds = outcome.afterSeconds ?? 1;
      if (tooMany.refused(addressOf(message), seconds)) {
        logger.warn({ seconds }, 'Telegram asks all messages to wait');
        pace.pause(seconds * 1_000);
      }
    }
    await untilWritten(async () => {
      const state = await recordDelivery(deps, { holder, message, outcome });
      if (state === 'failed') {
        logger.warn(
          { message: message.id, kind: message.kind, outcome: outcome.kind },
          'a message cannot arrive',
        );
      }
    }, message);
  }

  function launch(message: ClaimedMessage): void {
    const task: Promise<void> = send(message).finally(() => {
      running.delete(task);
      wake();
    });
    running.add(task);
  }

  async function recover(): Promise<void> {
    if (parts.monotonic() < recoverAt) return;
    const found = await recoverMessages(deps, {
      holder,
      olderThanSeconds: parts.abandonedAfter ?? claimSeconds,
    });
    recoverAt = parts.monotonic() + recoveryPause;
    if (found > 0) logger.warn({ found }, 'messages of a worker that died were found again');
  }

  async function claim(): Promise<ClaimedMessage[]> {
    const limit = Math.min(atOnce, parallel - running.size);
    if (limit <= 0 || pace.wait() > claimLead) return [];
    await recover();
    return claimMessages(db, { holder, now: deps.clock.now(), limit });
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      isWoken = false;
      let claimed: ClaimedMessage[] = [];
      try {
        claimed = await claim();
      } catch (error) {
        logger.error({ err: error }, 'the outbox could not be read');
        await sleep(outagePause, stopping.signal);
      }
      for (const message of claimed) launch(message);
      if (claimed.length > 0) continue;
      if (running.size === 0 && idlers.length > 0) await tellIdlers();
      const wait = pace.wait() - claimLead;
      if (wait > 0 && running.size < parallel) await rest(Math.min(wait, idlePause));
      else if (!isWoken) await rest(idlers.length > 0 ? 50 : idlePause);
    }
    for (const tell of idlers.splice(0)) tell();
  }

  async function tellIdlers(): Promise<void> {
    const left = await countDueMessages(db, deps.clock.now()).catch(() => 1);
    if (left === 0 && running.size === 0) for (const tell of idlers.splice(0)) tell();
  }

  function rest(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  function wake(): void {
    isWoken = true;
    wakeUp();
  }

  return {
    start() {
      loop ??= run();
    },
    wake,
    whenIdle() {
      if (loop === null || stopping.signal.aborted) return Promise.resolve();
      return new Promise((resolve) => {
        idlers.push(resolve);
        wake();
      });
    },
    async stop() {
      stopping.abort();
      wake();
      await loop;
      await Promise.all(running);
    },
  };
}

function addressOf({ recipientId, chatId }: ClaimedMessage): string {
  return chatId === null ? `person:${recipientId}` : `chat:${chatId}`;
}
