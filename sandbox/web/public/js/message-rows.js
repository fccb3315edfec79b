/** @import { ChatMessage } from './types.js' */

/**
 * @typedef {object} MessageRow
 * @property {'messages'} kind
 * @property {string} key
 * @property {ChatMessage[]} messages one message, or the photos of one album
 * @property {boolean} first opens a group of one sender's messages
 * @property {boolean} last closes it: the bubble with the tail
 *
 * @typedef {{ kind: 'day', key: string, date: Date }} DayRow
 */

const GROUP_SECONDS = 600;

/**
 * Puts a chat's messages into rows as Telegram shows them: a line per day, albums as one row, and messages
 * of one sender within ten minutes as a group.
 *
 * @param {ChatMessage[]} messages oldest first
 * @param {(date: Date) => string} dayKey
 * @returns {(MessageRow | DayRow)[]}
 */
export function arrangeRows(messages, dayKey) {
  /** @type {(MessageRow | DayRow)[]} */
  const rows = [];
  /** @type {MessageRow | null} */
  let previous = null;
  let day = '';
  for (const message of messages) {
    const date = new Date(message.date * 1000);
    const key = dayKey(date);
    if (key !== day) {
      rows.push({ kind: 'day', key: `day-${key}-${message.id}`, date });
      day = key;
      previous = null;
    }
    /** @type {ChatMessage | undefined} */
    const before = previous?.messages.at(-1);
    if (
      previous &&
      before &&
      message.mediaGroupId !== undefined &&
      before.mediaGroupId === message.mediaGroupId
    ) {
      previous.messages.push(message);
      continue;
    }
    /** @type {boolean} */
    const joins =
      before !== undefined && before.from === message.from && message.date - before.date <= GROUP_SECONDS;
    if (joins && previous) previous.last = false;
    /** @type {MessageRow} */
    const row = {
      kind: 'messages',
      key: `message-${message.id}`,
      messages: [message],
      first: !joins,
      last: true,
    };
    rows.push(row);
    previous = row;
  }
  return rows;
}
