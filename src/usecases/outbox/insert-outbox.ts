import type { Tx } from '../../storage/database.ts';
import type { OutboxKind, OutboxParams } from './outbox-kinds.ts';

/** Whom a message is owed to: a person, or the linked chat of a working group. */
export type OutboxRecipient =
  | { recipientId: number; chatId?: undefined }
  | { chatId: number; recipientId?: undefined };

/** A message owed to somebody: what it is about, never its text. */
export type OutboxEntry = OutboxRecipient & OutboxMatter;

type OutboxMatter = {
  [Kind in OutboxKind]: {
    kind: Kind;
    params: OutboxParams[Kind];
    /** The same key is never owed twice. */
    uniqueKey: string;
    priority?: OutboxPriority;
    /** Not sent before this instant; now, if absent. */
    notBefore?: Date;
  };
}[OutboxKind];

/** Smaller goes first. */
export const outboxPriority = { answer: 0, reminder: 1, news: 2, broadcast: 3 } as const;
export type OutboxPriority = (typeof outboxPriority)[keyof typeof outboxPriority];

/**
 * Writes outbox rows; rows whose unique key exists already are left as they are. Answers the unique keys of
 * those that were written.
 */
export async function insertOutbox(tx: Tx, entries: readonly OutboxEntry[], now: Date): Promise<string[]> {
  const written = await tx.outboxMessage.createManyAndReturn({
    select: { uniqueKey: true },
    data: entries.map((entry) => ({
      kind: entry.kind,
      params: { ...entry.params },
      recipientId: entry.recipientId ?? null,
      chatId: entry.chatId ?? null,
      uniqueKey: entry.uniqueKey,
      priority: entry.priority ?? outboxPriority.answer,
      notBefore: entry.notBefore ?? now,
      createdAt: now,
    })),
    skipDuplicates: true,
  });
  return written.map(({ uniqueKey }) => uniqueKey);
}
