import type { Update } from 'grammy/types';
import type { Logger } from '../../logger.ts';
import type { Deps } from '../../usecases/deps.ts';
import {
  type ClaimedUpdate,
  claimSeconds,
  claimUpdates,
  finishUpdate,
  releaseClaimsOfTheDead,
  releaseUpdate,
  renewClaims,
} from '../../usecases/inbox/claim-updates.ts';
import type { Router } from '../router.ts';
import { judgeFailure, mostAttempts } from './failure.ts';
import { type Incoming, readUpdate } from './incoming.ts';

/** How many chats are answered at the same time. */
const parallel = 16;
/** How often the inbox is looked at although nobody said that something came, in milliseconds. */
const idlePause = 1_000;
/** How often claims are renewed, and those of the dead ended, in milliseconds. */
const renewalPause = (claimSeconds * 1_000) / 10;
/** A write that the database did not take is tried again after so many milliseconds. */
const outagePause = 300;

export interface InboxWorker {
  start(): void;
  /** Says that something came: the inbox is looked at now. */
  wake(): void;
  /** Resolves when nothing is left to do; what failed and waits for its next try counts as left. */
  whenIdle(): Promise<void>;
  /** Finishes what is being answered, and stops. */
  stop(): Promise<void>;
}

/**
 * Answers stored updates, one at a time per chat. An update is marked done after it was answered, so one that
 * a dying process leaves behind is taken up again, here or by another replica.
 */
export function createInboxWorker(parts: {
  deps: Deps;
  router: Pick<Router, 'handle' | 'apologise'>;
  logger: Logger;
  /** Names this process among replicas: the session of its database. */
  holder: string;
}): InboxWorker {
  const { deps, router, logger, holder } = parts;
  const { db } = deps;
  const running = new Map<number, Promise<void>>();
  let stopping = false;
  let wakeUp: () => void = () => undefined;
  let woken = false;
  let loop: Promise<void> | null = null;
  let renewal: NodeJS.Timeout | undefined;
  const idlers: (() => void)[] = [];

  async function answer(claimed: ClaimedUpdate): Promise<void> {
    let incoming: Incoming = { kind: 'ignored' };
    try {
      if (claimed.attempts > mostAttempts) throw new Error('Whoever handles this update dies of it');
      incoming = readUpdate(claimed.body as Update);
      await router.handle(incoming, claimed);
    } catch (error) {
      return afterFailure(claimed, incoming, error);
    }
    await untilWritten(() => finishUpdate(db, claimed.id, deps.clock.now()));
  }

  async function afterFailure(claimed: ClaimedUpdate, incoming: Incoming, error: unknown): Promise<void> {
    const { id, attempts } = claimed;
    logger.error({ err: error, update: id, attempt: attempts }, 'an update was not answered');
    const next = judgeFailure(error, attempts, deps.clock.now().getTime() - claimed.receivedAt.getTime());
    if (next.kind !== 'giveUp') {
      const counts = next.kind === 'repeat';
      return untilWritten(() => releaseUpdate(db, { id, holder, pause: next.pause, counts }));
    }
    await router.apologise(incoming).catch((cause) => logger.error({ err: cause }, 'no apology was sent'));
    const failure = error instanceof Error ? error.name : 'unknown';
    await untilWritten(() => finishUpdate(db, id, deps.clock.now(), failure));
  }

  /** Repeats a write until the database takes it: what was answered must not be answered again. */
  async function untilWritten(write: () => Promise<unknown>): Promise<void> {
    for (;;) {
      try {
        await write();
        return;
      } catch (error) {
        logger.error({ err: error }, 'the inbox could not be written');
        if (stopping) return;
        await new Promise((resolve) => setTimeout(resolve, outagePause));
      }
    }
  }

  function launch(claimed: ClaimedUpdate): void {
    const task = answer(claimed)
      .catch((error) => logger.error({ err: error, update: claimed.id }, 'an update was left'))
      .finally(() => {
        running.delete(claimed.id);
        wake();
      });
    running.set(claimed.id, task);
  }

  async function run(): Promise<void> {
    await tendClaims();
    while (!stopping) {
      woken = false;
      const room = parallel - running.size;
      let claimed: ClaimedUpdate[] = [];
      try {
        if (room > 0) claimed = await claimUpdates(db, holder, room);
      } catch (error) {
        logger.error({ err: error }, 'the inbox could not be read');
      }
      for (const one of claimed.sort((a, b) => a.id - b.id)) launch(one);
      if (claimed.length > 0 || woken) continue;
      if (running.size === 0 && idlers.length > 0) await tellIdlers();
      if (!woken) await rest();
    }
    for (const tell of idlers.splice(0)) tell();
  }

  async function tellIdlers(): Promise<void> {
    const left = await db.inboxUpdate.count({ where: { doneAt: null } }).catch(() => 1);
    if (left === 0) for (const tell of idlers.splice(0)) tell();
  }

  async function tendClaims(): Promise<void> {
    try {
      if (running.size > 0) await renewClaims(db, holder, [...running.keys()]);
      if ((await releaseClaimsOfTheDead(db, holder)) > 0) wake();
    } catch (error) {
      logger.error({ err: error }, 'claims could not be renewed');
    }
  }

  function rest(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, idlers.length > 0 ? 50 : idlePause);
      wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  function wake(): void {
    woken = true;
    wakeUp();
  }

  return {
    start() {
      loop ??= run();
      renewal ??= setInterval(() => void tendClaims(), renewalPause);
    },
    wake,
    whenIdle() {
      if (loop === null || stopping) return Promise.resolve();
      return new Promise((resolve) => {
        idlers.push(resolve);
        wake();
      });
    },
    async stop() {
      stopping = true;
      clearInterval(renewal);
      wake();
      await loop;
      await Promise.all(running.values());
    },
  };
}
