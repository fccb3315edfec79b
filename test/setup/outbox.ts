import type { Db } from '../../src/storage/database.ts';

export interface NewOutboxMessage {
  kind?: string;
  params?: object;
  /** Whose it is: a person, or a linked chat. */
  recipientId?: number;
  chatId?: number;
  at: Date;
  state?: 'waiting' | 'sent' | 'failed' | 'dropped';
  reason?: string;
  joinedIntoId?: number;
}

let counter = 0;

/** Puts a message into the outbox as it would be after what became of it; answers its id. */
export async function createOutboxMessage(db: Db, input: NewOutboxMessage): Promise<number> {
  counter += 1;
  const { at, kind = 'value.decided', params = { versionId: counter }, state = 'failed' } = input;
  const { id } = await db.outboxMessage.create({
    data: {
      kind,
      params,
      state,
      recipientId: input.recipientId ?? null,
      chatId: input.chatId ?? null,
      joinedIntoId: input.joinedIntoId ?? null,
      reason: input.reason ?? null,
      priority: 0,
      notBefore: at,
      createdAt: at,
      finishedAt: state === 'waiting' ? null : at,
      attempts: state === 'failed' || state === 'sent' ? 1 : 0,
      uniqueKey: `made:${counter}`,
    },
  });
  return id;
}
