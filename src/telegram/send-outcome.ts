import { GrammyError, HttpError } from 'grammy';
import { notConnectedInTime } from './connecting-agent.ts';

/** Everything that can come of a request to Telegram: a closed list, mapped here and nowhere else. */
export type SendFailure =
  | { kind: 'blocked' }
  | { kind: 'deactivated' }
  | { kind: 'chatNotFound' }
  | { kind: 'migrated'; chatId: number }
  /** The topic of the chat was deleted; the chat is there. */
  | { kind: 'topicGone' }
  | { kind: 'notModified' }
  | { kind: 'badRequest'; description: string }
  /** `retryAfter` in seconds; null where Telegram does not say. */
  | { kind: 'tooMany'; retryAfter: number | null }
  /** Telegram, or whatever stands between it and us, is in trouble. */
  | { kind: 'server' }
  /** Telegram does not know the bot's token (any more). */
  | { kind: 'unauthorized' }
  /** No connection came about: the request was certainly not carried out. */
  | { kind: 'network' }
  /** The request may or may not have been carried out: its answer was lost. */
  | { kind: 'unknown' };

export type SendFailureKind = SendFailure['kind'];

/** Codes of Node.js for connections that never came about, or whose other end did not prove who it is. */
const notConnected = new Set([
  notConnectedInTime,
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** Tells what kind of failure a thrown error is; errors that are not Telegram's are thrown on. */
export function sendFailureOf(error: unknown): SendFailure {
  if (error instanceof HttpError) return transportFailureOf(error.error);
  if (!(error instanceof GrammyError)) throw error;
  const { error_code: code, description, parameters } = error;
  if (code === 429) return { kind: 'tooMany', retryAfter: parameters.retry_after ?? null };
  // 404 is what Telegram says of a token that never was one; every method that we call exists.
  if (code === 401 || code === 404) return { kind: 'unauthorized' };
  if (code >= 500) return { kind: 'server' };
  if (parameters.migrate_to_chat_id !== undefined) {
    return { kind: 'migrated', chatId: parameters.migrate_to_chat_id };
  }
  if (code === 403) return { kind: description.includes('deactivated') ? 'deactivated' : 'blocked' };
  if (description.includes('message is not modified')) return { kind: 'notModified' };
  if (description.includes('message thread not found')) return { kind: 'topicGone' };
  if (description.includes('chat not found')) return { kind: 'chatNotFound' };
  return { kind: 'badRequest', description };
}

/** What kind of failure it is that no answer of Telegram's came. */
function transportFailureOf(error: unknown): SendFailure {
  const { code, type } = (error ?? {}) as { code?: unknown; type?: unknown };
  if (typeof code === 'string' && notConnected.has(code)) return { kind: 'network' };
  // A whole answer, but not Telegram's: the page of a gateway, 502 Bad Gateway and the like.
  if (type === 'invalid-json') return { kind: 'server' };
  return { kind: 'unknown' };
}
