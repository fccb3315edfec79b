/** @import { CallbackAnswer } from './types.js' */

/** As Telegram's apps do, a button stops waiting when the bot has not answered for so long. */
const GIVE_UP_MS = 30_000;
const REMEMBERED_ANSWERS = 50;

/**
 * Callback queries of this page that wait for their answer. An answer may come before the request that names
 * the query's id has returned, so early answers are kept and matched.
 *
 * @param {{ onChange(userId: number): void, onAnswer(userId: number, answer: CallbackAnswer): void }} options
 */
export function createPendingCallbacks({ onChange, onAnswer }) {
  /** @type {Set<{ userId: number, messageId: number, data: string, callbackId?: string }>} */
  const waiting = new Set();
  /** @type {Map<string, CallbackAnswer>} */
  const early = new Map();

  return {
    /** @param {number} userId @param {number} messageId @param {string} data */
    isWaiting: (userId, messageId, data) =>
      [...waiting].some((one) => one.userId === userId && one.messageId === messageId && one.data === data),

    /**
     * @param {number} userId
     * @param {number} messageId
     * @param {string} data
     * @param {() => Promise<{ callbackId: string }>} send
     */
    async press(userId, messageId, data, send) {
      /** @type {{ userId: number, messageId: number, data: string, callbackId?: string }} */
      const entry = { userId, messageId, data };
      waiting.add(entry);
      onChange(userId);
      try {
        entry.callbackId = String((await send()).callbackId);
      } catch (error) {
        waiting.delete(entry);
        onChange(userId);
        throw error;
      }
      const answer = early.get(entry.callbackId);
      if (answer) {
        early.delete(entry.callbackId);
        waiting.delete(entry);
        onChange(userId);
        onAnswer(userId, answer);
        return;
      }
      setTimeout(() => waiting.delete(entry) && onChange(userId), GIVE_UP_MS);
    },

    /** @param {number} userId @param {CallbackAnswer} answer */
    answered(userId, answer) {
      const entry = [...waiting].find((one) => one.callbackId === String(answer.callbackId));
      if (!entry) {
        early.set(String(answer.callbackId), answer);
        const [oldest] = early.keys();
        if (early.size > REMEMBERED_ANSWERS && oldest !== undefined) early.delete(oldest);
        return;
      }
      waiting.delete(entry);
      onChange(userId);
      onAnswer(userId, answer);
    },
  };
}

/** @typedef {ReturnType<typeof createPendingCallbacks>} PendingCallbacks */
