/** @import { InlineButton } from './types.js' */
import { el } from './dom.js';
import { icon } from './icons.js';

/**
 * @typedef {object} InlineActions
 * @property {(messageId: number, data: string) => void} press
 * @property {(messageId: number, data: string) => boolean} isWaiting
 * @property {(url: string) => void} openUrl
 * @property {(text: string) => void} copy
 * @property {(query: string) => void} switchInline
 * @property {() => void} refuse for a kind of button that the page does not have
 */

/**
 * The buttons under a message, in the rows in which the bot sent them.
 *
 * @param {number} messageId
 * @param {InlineButton[][]} rows
 * @param {InlineActions} actions
 */
export function renderInlineKeyboard(messageId, rows, actions) {
  const grid = rows.map((row) =>
    el('div', { class: 'inline-row' }, ...row.map((button) => renderButton(messageId, button, actions))),
  );
  return el('div', { class: 'inline-keyboard' }, ...grid);
}

/** @param {number} messageId @param {InlineButton} button @param {InlineActions} actions */
function renderButton(messageId, button, actions) {
  const kind = kindOf(button);
  const node = el(
    'button',
    {
      type: 'button',
      class: 'inline-button',
      title: button.text,
      onclick: () => follow(messageId, button, node, actions),
    },
    el('span', { class: 'inline-text' }, button.text),
  );
  if (kind) {
    const corner = icon(kind);
    corner.classList.add('corner');
    node.append(corner);
  }
  if (button.callbackData !== undefined) {
    node.dataset.callback = button.callbackData;
    showWaiting(node, actions.isWaiting(messageId, button.callbackData));
  }
  return node;
}

/** @param {InlineButton} button */
function kindOf(button) {
  if (button.url !== undefined || button.webApp !== undefined) return 'link';
  if (button.copyText !== undefined) return 'copy';
  return button.switchInlineQuery !== undefined ? 'reply' : null;
}

/**
 * @param {number} messageId
 * @param {InlineButton} button
 * @param {HTMLButtonElement} node
 * @param {InlineActions} actions
 */
function follow(messageId, button, node, actions) {
  if (node.getAttribute('aria-busy') === 'true') return;
  if (button.callbackData !== undefined) actions.press(messageId, button.callbackData);
  else if (button.url !== undefined) actions.openUrl(button.url);
  else if (button.webApp !== undefined) actions.openUrl(button.webApp);
  else if (button.copyText !== undefined) actions.copy(button.copyText);
  else if (button.switchInlineQuery !== undefined) actions.switchInline(button.switchInlineQuery);
  else actions.refuse();
}

/**
 * Shows or ends the waiting state of a button whose callback was not answered yet.
 *
 * @param {HTMLElement} button
 * @param {boolean} waiting
 */
export function showWaiting(button, waiting) {
  button.classList.toggle('waiting', waiting);
  if (waiting) button.setAttribute('aria-busy', 'true');
  else button.removeAttribute('aria-busy');
}
