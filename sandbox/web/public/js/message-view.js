/** @import { ChatMessage } from './types.js' */
/** @import { MessageRow } from './message-rows.js' */
import { el } from './dom.js';
import { renderInlineKeyboard } from './inline-keyboard.js';
import { renderMedia } from './media-view.js';
import { renderRichText } from './rich-text.js';

/**
 * @typedef {import('./rich-text.js').TextActions
 *   & import('./media-view.js').MediaActions
 *   & import('./inline-keyboard.js').InlineActions
 *   & { findMessage(id: number): ChatMessage | undefined, senderName(message: ChatMessage): string,
 *       openMessageMenu(message: ChatMessage, anchor: HTMLElement): void }} MessageActions
 */

/**
 * One row of the chat: the bubble (or bare sticker) and the buttons under it.
 *
 * @param {MessageRow} row
 * @param {MessageActions} actions
 */
export function renderMessageRow(row, actions) {
  const message = /** @type {ChatMessage} */ (row.messages[0]);
  const captioned = row.messages.find((each) => each.caption !== undefined) ?? message;
  const text = message.text ?? captioned.caption;
  const media = renderMedia(row.messages, actions);
  const bare = message.sticker !== undefined;
  const meta = renderMeta(message, row.messages, actions);
  const bubble = el('div', { class: 'bubble' });
  if (message.replyTo !== undefined) bubble.append(renderReply(message.replyTo, actions));
  if (media) bubble.append(media);
  if (text !== undefined) {
    const entities = message.text === undefined ? captioned.captionEntities : message.entities;
    bubble.append(el('div', { class: 'text', dir: 'auto' }, renderRichText(text, entities, actions), meta));
  } else bubble.append(meta);
  bubble.classList.toggle('media-only', media !== null && text === undefined);
  bubble.classList.toggle('with-photo', message.photo !== undefined);
  bubble.classList.toggle('with-place', message.location !== undefined);

  const buttons = row.messages.find((each) => each.inlineKeyboard?.length);
  const keyboard = buttons && renderInlineKeyboard(buttons.id, buttons.inlineKeyboard ?? [], actions);
  const classes = ['message', message.from === 'bot' ? 'in' : 'out'];
  if (row.first) classes.push('first');
  if (row.last && !keyboard) classes.push('tail');
  if (row.last) classes.push('last');
  if (bare) classes.push('bare');
  if (keyboard) classes.push('with-buttons');
  const node = el('div', { class: classes.join(' '), 'data-message': message.id }, bubble, keyboard);
  node.addEventListener('contextmenu', (event) => {
    if (
      getSelection()?.isCollapsed === false ||
      (event.target instanceof Element && event.target.closest('a'))
    )
      return;
    event.preventDefault();
    actions.openMessageMenu(message, bubble);
  });
  return node;
}

/** @param {ChatMessage} message @param {ChatMessage[]} all @param {MessageActions} actions */
function renderMeta(message, all, { strings, formats }) {
  const date = new Date(message.date * 1000);
  const edited = all.some((each) => each.editDate !== undefined);
  return el(
    'span',
    { class: 'meta' },
    edited && el('span', { class: 'edited' }, strings.edited),
    el('time', { datetime: date.toISOString() }, formats.time(date)),
  );
}

/** @param {number | { id: number }} replyTo @param {MessageActions} actions */
function renderReply(replyTo, { findMessage, senderName, strings }) {
  const message = findMessage(typeof replyTo === 'number' ? replyTo : replyTo.id);
  return el(
    'div',
    { class: 'reply' },
    el('strong', {}, message ? senderName(message) : strings.deletedMessage),
    el('span', {}, message ? summarize(message, strings) : ''),
  );
}

/**
 * A message in one line, as the list of people and replies show it.
 *
 * @param {ChatMessage} message
 * @param {import('./strings.js').Strings} strings
 */
export function summarize(message, strings) {
  const text = message.text ?? message.caption;
  if (text !== undefined && text !== '') return text.replace(/\s+/g, ' ').slice(0, 160);
  if (message.photo) return `🖼 ${strings.photo}`;
  if (message.document) return `📎 ${message.document.fileName}`;
  if (message.location) return `📍 ${strings.location}`;
  if (message.sticker) return `${message.sticker.emoji ?? '🙂'} ${strings.sticker}`;
  if (message.voice) return `🎤 ${strings.voice}`;
  return message.contact ? `👤 ${strings.contact}` : '';
}
