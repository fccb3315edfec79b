/** @import { ChatMessage } from './types.js' */
import { el } from './dom.js';
import { icon } from './icons.js';
import { summarize } from './message-view.js';

/**
 * The line over the text field that shows which message is being answered.
 *
 * @param {{ strings: import('./strings.js').Strings, senderName(message: ChatMessage): string }} options
 */
export function createReplyBar({ strings, senderName }) {
  const name = el('strong');
  const text = el('span');
  const cancel = el(
    'button',
    { type: 'button', class: 'icon-button', 'aria-label': strings.cancel, onclick: clear },
    icon('close'),
  );
  const element = el(
    'div',
    { class: 'reply-bar', hidden: true },
    icon('reply'),
    el('div', { class: 'reply' }, name, text),
    cancel,
  );
  /** @type {number | undefined} */
  let messageId;

  function clear() {
    messageId = undefined;
    element.hidden = true;
  }

  return {
    element,
    /** @param {ChatMessage} message */
    answer(message) {
      messageId = message.id;
      name.textContent = senderName(message);
      text.textContent = summarize(message, strings);
      element.hidden = false;
    },
    /** The message being answered, if any; the next message answers nothing. */
    take() {
      const id = messageId;
      clear();
      return id;
    },
    clear,
  };
}
