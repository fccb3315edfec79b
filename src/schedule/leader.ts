import type { Logger } from '../logger.ts';
import type { Deps } from '../usecases/deps.ts';
import { giveUpLease, leaseSeconds, takeLease } from '../usecases/schedule/lease.ts';

/** The lease is renewed so often, in milliseconds. */
const renewalPause = 1_500;
/** Without a renewal for so long, in milliseconds, the lease counts as lost: a little before it runs out. */
const lostAfter = leaseSeconds * 1_000 - 500;

export interface Leader {
  /** Asks for the lease once, and from then on again and again. */
  start(): Promise<void>;
  /** Asks for the lease, or renews it, now. */
  beat(): Promise<void>;
  isLeader(): boolean;
  /** Gives the lease up, after what depends on it has stopped. */
  stop(): Promise<void>;
}

/**
 * Sees to it that one replica runs the schedule and delivery. Leadership only saves work: that nothing is
 * done twice rests on unique keys and row locks, so a leader that does not know yet that it lost does no harm.
 */
export function createLeader(parts: {
  deps: Pick<Deps, 'db'>;
  logger: Logger;
  name: string;
  /** Names this process among replicas. */
  holder: string;
  /** Milliseconds of a clock that is never set. */
  monotonic(): number;
  onGained(): Promise<void>;
  onLost(): Promise<void>;
}): Leader {
  const { logger, name, holder } = parts;
  const { db } = parts.deps;
  let isLeader = false;
  let renewedAt = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;
  let expiry: NodeJS.Timeout | undefined;
  let isStopping = false;
  /** Changes happen one after the other, whoever asks for them. */
  let changes: Promise<void> = Promise.resolve();

  function inTurn(change: () => Promise<void>): Promise<void> {
    changes = changes.then(change).catch((error) => {
      logger.error({ err: error }, 'the schedule could not be started or stopped');
    });
    return changes;
  }

  function become(leader: boolean): Promise<void> {
    return inTurn(async () => {
      if (leader === isLeader) return;
      isLeader = leader;
      logger.info(
        { leader },
        leader ? 'this process runs the schedule' : 'this process leaves the schedule to others',
      );
      await (leader ? parts.onGained() : parts.onLost());
    });
  }

  async function beat(): Promise<void> {
    const askedAt = parts.monotonic();
    let fencing: number | null = null;
    try {
      fencing = await takeLease(db, { name, holder });
    } catch (error) {
      logger.error({ err: error }, 'the lease could not be renewed');
      // It may still be ours: what is certain is only when it ends.
      if (parts.monotonic() - renewedAt < lostAfter) return;
    }
    if (isStopping) return;
    clearTimeout(expiry);
    if (fencing !== null) {
      renewedAt = askedAt;
      expiry = setTimeout(() => void become(false), lostAfter);
    }
    await become(fencing !== null);
  }

  let beating: Promise<void> = Promise.resolve();

  async function beatAgain(): Promise<void> {
    beating = beat();
    await beating;
    if (!isStopping) timer = setTimeout(() => void beatAgain(), renewalPause);
  }

  return {
    beat,
    isLeader: () => isLeader,
    start: beatAgain,
    async stop() {
      isStopping = true;
      clearTimeout(timer);
      await beating;
      clearTimeout(expiry);
      await become(false);
      await giveUpLease(db, { name, holder }).catch((error) => {
        logger.error({ err: error }, 'the lease could not be given up');
      });
    },
  };
}
