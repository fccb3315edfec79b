import { GrammyError, HttpError } from 'grammy';

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
  | { kind: 'tooMany'; retryAfter: number }
  | { kind: 'server' }
  /** No connection came about: the request was certainly not carried out. */
  | { kind: 'network' }
  /** The request may or may not have been carried out: its answer was lost. */
  | { kind: 'unknown' };

export type SendFailureKind = SendFailure['kind'];

/** Codes of Node.js for connections that never came about. */
const notConnected = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/** Tells what kind of failure a thrown error is; errors that are not Telegram's are thrown on. */
export function sendFailureOf(error: unknown): SendFailure {
  if (error instanceof HttpError) {
    const code = (error.error as { code?: unknown } | null)?.code;
    return typeof code === 'string' && notConnected.has(code) ? { kind: 'network' } : { kind: 'unknown' };
  }
  if (!(error instanceof GrammyError)) throw error;
  const { error_code: code, description, parameters } = error;
  if (code === 429) return { kind: 'tooMany', retryAfter: parameters.retry_after ?? 1 };
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
