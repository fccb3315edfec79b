import type { Tx } from '../storage/database.ts';
import { Prisma } from '../storage/generated/client.ts';
import { type AuditEntry, appendAudit } from './audit/append-audit.ts';
import type { Deps } from './deps.ts';
import { insertOutbox, type OutboxEntry } from './outbox/insert-outbox.ts';

/** One unit of work: what is done in it is committed together or not at all. */
export interface Work {
  tx: Tx;
  /** The same instant throughout the unit. */
  now: Date;
  /** Adds an audit event; written at the end, when the head of its chain is locked. */
  audit(entry: AuditEntry): void;
  /** Owes somebody a message; a second one with the same unique key is not written. */
  owe(entry: OutboxEntry): void;
}

const attempts = 5;

/**
 * Runs a use case's effect in one transaction: data, then outgoing messages, then audit events, whose chain
 * heads are locked last and in order. A conflict with another transaction repeats the whole unit, so `effect`
 * must do nothing outside it. No network call belongs in it.
 */
export async function transact<T>(deps: Deps, effect: (work: Work) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await deps.db.$transaction(async (tx) => {
        const now = deps.clock.now();
        const audits: AuditEntry[] = [];
        const messages: OutboxEntry[] = [];
        const result = await effect({
          tx,
          now,
          audit: (entry) => audits.push(entry),
          owe: (entry) => messages.push(entry),
        });
        if (messages.length > 0) await insertOutbox(tx, messages, now);
        if (audits.length > 0) await appendAudit(tx, audits, now, deps.random);
        return result;
      });
    } catch (error) {
      if (attempt >= attempts || !isConflict(error)) throw error;
    }
  }
}

/** Serialization failures, deadlocks, and unique violations between two first writers: worth a repeat. */
function isConflict(error: unknown): boolean {
  if (error instanceof Prisma.PrismaClientKnownRequestError) {
    return error.code === 'P2034' || error.code === 'P2002';
  }
  const cause = (error as { cause?: { code?: string; originalCode?: string } } | null)?.cause;
  const code = cause?.originalCode ?? cause?.code;
  return code === '40001' || code === '40P01';
}
