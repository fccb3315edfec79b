import { createOutboxWorker, type OutboxWorker } from '../../src/delivery/outbox-worker.ts';
import { createPace, sleep } from '../../src/delivery/pace.ts';
import { createTooMany } from '../../src/delivery/too-many.ts';
import { createLogger, type Logger } from '../../src/logger.ts';
import type { OutboxAttempt, OutboxMessage } from '../../src/storage/generated/client.ts';
import type { ClaimedMessage, DeliveryOutcome } from '../../src/usecases/delivery/delivery-outcome.ts';
import type { Deps } from '../../src/usecases/deps.ts';
import type { OutboxRecipient } from '../../src/usecases/outbox/insert-outbox.ts';
import { type MovableClock, movableClock } from '../setup/clock.ts';
import { openTestDatabase, type TestDatabase } from '../setup/database.ts';
import { testFiles } from '../setup/files.ts';
import { testSettings } from '../setup/prepare.ts';
import { seededRandom } from '../setup/random.ts';

export type Deliver = (message: ClaimedMessage) => Promise<DeliveryOutcome>;

/** A database with an outbox, and workers that hand its messages to a function. */
export interface Outbox {
  database: TestDatabase;
  deps: Deps;
  clock: MovableClock;
  /** Owes a message; answers its id. */
  owe(message: OutboxRecipient & { priority?: number; notBefore?: Date }): Promise<number>;
  addPeople(count: number): Promise<number[]>;
  message(id: number): Promise<OutboxMessage & { log: OutboxAttempt[] }>;
  /** Starts a worker; it is stopped with the outbox. */
  work(
    deliver: Deliver,
    changes?: { holder?: string; abandonedAfter?: number; logger?: Logger },
  ): OutboxWorker;
  /** Milliseconds of the workers' monotonic clock run ahead by so many more. */
  skip(milliseconds: number): void;
  close(): Promise<void>;
}

export async function openOutbox(): Promise<Outbox> {
  const database = await openTestDatabase();
  const { db } = database;
  const clock = movableClock('2026-10-05T10:00+05:00');
  const deps: Deps = { db, files: testFiles, clock, random: seededRandom(5), settings: testSettings };
  const workers: OutboxWorker[] = [];
  let skipped = 0;
  let counter = 0;
  const monotonic = () => performance.now() + skipped;

  return {
    database,
    deps,
    clock,
    async owe({ recipientId, chatId, priority = 0, notBefore = clock.now() }) {
      counter += 1;
      const row = await db.outboxMessage.create({
        data: {
          kind: 'value.decided',
          params: { versionId: counter },
          recipientId: recipientId ?? null,
          chatId: chatId ?? null,
          priority,
          notBefore,
          uniqueKey: `test:${counter}`,
          createdAt: clock.now(),
        },
      });
      return row.id;
    },
    async addPeople(count) {
      const since = clock.now();
      const people = await db.person.createManyAndReturn({
        data: Array.from({ length: count }, () => {
          counter += 1;
          return { ref: `recipient-${counter}`, createdAt: since, seenAt: since };
        }),
        select: { id: true },
      });
      return people.map(({ id }) => id);
    },
    message: (id) =>
      db.outboxMessage.findUniqueOrThrow({ where: { id }, include: { log: { orderBy: { id: 'asc' } } } }),
    work(deliver, changes = {}) {
      const worker = createOutboxWorker({
        deps,
        deliver,
        logger: changes.logger ?? createLogger('silent'),
        holder: changes.holder ?? 'this',
        sendRate: 1_000,
        pace: createPace({ rate: 1_000, monotonic, sleep }),
        tooMany: createTooMany(monotonic),
        monotonic,
        ...(changes.abandonedAfter === undefined ? {} : { abandonedAfter: changes.abandonedAfter }),
      });
      workers.push(worker);
      worker.start();
      return worker;
    },
    skip(milliseconds) {
      skipped += milliseconds;
      for (const worker of workers) worker.wake();
    },
    async close() {
      for (const worker of workers) await worker.stop();
      await database.close();
    },
  };
}

/** Delivers everything and notes what, in order. */
export function sends(log: number[]): Deliver {
  return async ({ id }) => {
    log.push(id);
    return { kind: 'sent', messageRef: `m${id}` };
  };
}
