/** A message that this worker may send now; nobody else has it. */
export interface ClaimedMessage {
  id: number;
  kind: string;
  params: unknown;
  recipientId: number;
  /** Sends tried so far. */
  attempts: number;
}

/** Why a message was not worth sending (any more). `joined`: another message says the same. `stopped`: its broadcast was. */
export type DropReason = 'untrue' | 'blocked' | 'deleted' | 'unreachable' | 'joined' | 'stopped';

/** Why a message can never arrive. */
export type FailReason = 'blocked' | 'deactivated' | 'chatNotFound' | 'badRequest';

/** Why it was certainly not sent this time, and is worth another try. `error` is a mistake of our own. */
export type RetryReason = 'tooMany' | 'server' | 'network' | 'error';

/** Everything that can come of one attempt at a message: a closed list. */
export type DeliveryOutcome =
  | { kind: 'sent'; messageRef: string }
  | { kind: 'dropped'; reason: DropReason }
  /** Nothing was tried: it is not the time for it. */
  | { kind: 'postponed'; until: Date }
  | { kind: 'failed'; reason: FailReason }
  /** `afterSeconds`: not before then, as the messenger asked. */
  | { kind: 'retry'; reason: RetryReason; afterSeconds?: number }
  /** It may or may not have arrived. */
  | { kind: 'unknown'; reason: 'lostAnswer' | 'abandoned' };
