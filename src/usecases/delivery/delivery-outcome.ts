/** A message that this worker may send now; nobody else has it. */
export interface ClaimedMessage {
  id: number;
  kind: string;
  params: unknown;
  /** Whose it is: exactly one of the two is set, a person or the linked chat of a working group. */
  recipientId: number | null;
  chatId: number | null;
  /** Sends tried so far. */
  attempts: number;
}

/**
 * Names whom a message is for, so that two are to the same exactly where these are equal; also the condition,
 * for Prisma, of being to the same.
 */
export function toSame({ recipientId, chatId }: Pick<ClaimedMessage, 'recipientId' | 'chatId'>) {
  return { recipientId, chatId };
}

/**
 * Why a message was not worth sending (any more). `joined`: another message says the same. `unlinked`: it is
 * for a chat that hears nothing any more. `stopped`: its broadcast was.
 */
export type DropReason = 'untrue' | 'blocked' | 'deleted' | 'unreachable' | 'joined' | 'unlinked' | 'stopped';

/** Why a message can never arrive. */
export type FailReason = 'blocked' | 'deactivated' | 'chatNotFound' | 'badRequest';

/**
 * Why it was certainly not sent this time, and is worth another try. `unauthorized`: the messenger does not know
 * the bot (any more), so nothing can be sent to anybody. `error` is a mistake of our own.
 */
export type RetryReason = 'tooMany' | 'server' | 'network' | 'unauthorized' | 'error';

/** Everything that can come of one attempt at a message: a closed list. */
export type DeliveryOutcome =
  | { kind: 'sent'; messageRef: string }
  | { kind: 'dropped'; reason: DropReason }
  /** Nothing was tried: it is not the time for it; `forAll`: nor for anything else to the same. */
  | { kind: 'postponed'; until: Date; forAll?: boolean }
  | { kind: 'failed'; reason: FailReason }
  /** `afterSeconds`: not before then, as the messenger asked. */
  | { kind: 'retry'; reason: RetryReason; afterSeconds?: number }
  /** It was not sent: the chat goes on under this address, and is to be written to there. */
  | { kind: 'moved'; reason: 'chatMoved'; externalId: string; topicId: string | null }
  /** It may or may not have arrived. */
  | { kind: 'unknown'; reason: 'lostAnswer' | 'abandoned' };
