/** @import { ChatState } from './types.js' */

/**
 * Remembers, in this tab, up to which message each person has read. On the first sight of a chat the server's
 * count of unread messages decides.
 *
 * @param {{ storage: Storage, key?: string }} options
 */
export function createReadMarks({ storage, key = 'sandbox-read' }) {
  /** @type {Record<string, number>} */
  const marks = JSON.parse(storage.getItem(key) ?? '{}');

  /** @param {ChatState | undefined} chat */
  const fromBot = (chat) => (chat?.messages ?? []).filter((message) => message.from === 'bot');

  /** @param {number} userId @param {number} id */
  function set(userId, id) {
    marks[userId] = id;
    storage.setItem(key, JSON.stringify(marks));
  }

  return {
    /** @param {number} userId @param {ChatState} chat */
    follow(userId, chat) {
      const ids = fromBot(chat).map((message) => message.id);
      const newest = chat.messages.at(-1)?.id ?? 0;
      const known = marks[userId];
      // A mark beyond the newest message is from another run of the sandbox on the same port.
      if (known !== undefined && known <= newest) return;
      set(userId, ids.at(-1 - chat.unread) ?? 0);
    },
    /** @param {number} userId @param {ChatState | undefined} chat */
    unread(userId, chat) {
      const mark = marks[userId] ?? 0;
      return fromBot(chat).filter((message) => message.id > mark).length;
    },
    /** @param {number} userId @param {ChatState | undefined} chat @returns {boolean} whether anything changed */
    markRead(userId, chat) {
      const newest = chat?.messages.at(-1)?.id ?? 0;
      if (newest <= (marks[userId] ?? 0)) return false;
      set(userId, newest);
      return true;
    },
  };
}
