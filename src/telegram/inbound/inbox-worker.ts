import type { Update } from 'grammy/types';
import type { Logger } from '../../logger.ts';
import type { Deps } from '../../usecases/deps.ts';
import {
  type ClaimedUpdate,
  claimSeconds,
  claimUpdates,
  finishUpdate,
  releaseUpdate,
  renewClaims,
} from '../../usecases/inbox/claim-updates.ts';
import type { Router } from '../router.ts';
import { readUpdate } from './incoming.ts';

/** How many chats are answered at the same time. */
const parallel = 16;
/** Pauses before an update is tried again, in milliseconds; after the last one it is given up, with an apology. */
const pauses = [300, 1_000, 3_000];
/** How often the inbox is looked at although nobody said that something came, in milliseconds. */
const idlePause = 1_000;

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
  router: Router;
  logger: Logger;
  /** Names this process among replicas. */
  holder: string;
}): InboxWorker {
  const { deps, router, logger, holder } = parts;
  const { db } = deps;
  const running = new Set<Promise<void>>();
  let stopping = false;
  let wakeUp: () => void = () => undefined;
  let woken = false;
  let loop: Promise<void> | null = null;
  let renewal: NodeJS.Timeout | undefined;
  const idlers: (() => void)[] = [];

  async function answer(claimed: ClaimedUpdate): Promise<void> {
    const incoming = readUpdate(claimed.body as Update);
    try {
      await router.handle(incoming);
      await finishUpdate(db, claimed.id, deps.clock.now());
    } catch (error) {
      const pause = pauses[claimed.attempts - 1];
      logger.error(
        { err: error, update: claimed.id, attempt: claimed.attempts },
        'an update was not answered',
      );
      if (pause !== undefined) {
        await releaseUpdate(db, claimed.id, pause);
        return;
      }
      await router.apologise(incoming).catch((cause) => logger.error({ err: cause }, 'no apology was sent'));
      await finishUpdate(db, claimed.id, deps.clock.now(), error instanceof Error ? error.name : 'unknown');
    }
  }

  function launch(claimed: ClaimedUpdate): void {
    const task: Promise<void> = answer(claimed)
      .catch((error) => logger.error({ err: error, update: claimed.id }, 'the inbox could not be written'))
      .finally(() => {
        running.delete(task);
        wake();
      });
    running.add(task);
  }

  async function run(): Promise<void> {
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
  }

  async function tellIdlers(): Promise<void> {
    const left = await db.inboxUpdate.count({ where: { doneAt: null } }).catch(() => 1);
    if (left === 0) for (const tell of idlers.splice(0)) tell();
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
      renewal ??= setInterval(
        () => {
          if (running.size > 0) {
            renewClaims(db, holder).catch((error) =>
              logger.error({ err: error }, 'claims could not be renewed'),
            );
          }
        },
        (claimSeconds * 1_000) / 3,
      );
    },
    wake,
    whenIdle() {
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
      await Promise.all(running);
    },
  };
}
