/** @import { ChatMessage } from './types.js' */
import { el } from './dom.js';
import { icon } from './icons.js';
import { showWaiting } from './inline-keyboard.js';
import { arrangeRows } from './message-rows.js';
import { renderMessageRow } from './message-view.js';

const NEAR_BOTTOM_PX = 80;

/**
 * The scrolling list of a chat. `show` changes only the rows that differ, keeps the place of whoever reads
 * above, follows new messages otherwise, and keeps the focus on the same button when a message is edited.
 *
 * @param {{ actions: import('./message-view.js').MessageActions, language: string,
 *   isWaiting(messageId: number, data: string): boolean, onReachEnd(): void, empty: HTMLElement }} options
 */
export function createMessageList({ actions, language, isWaiting, onReachEnd, empty }) {
  const { strings, formats } = actions;
  const rows = el('div', {
    class: 'rows',
    role: 'log',
    'aria-live': 'polite',
    'aria-label': strings.messages,
    lang: language,
  });
  const scroller = el(
    'div',
    { class: 'scroller', tabindex: '0', role: 'region', 'aria-label': strings.messages },
    empty,
    rows,
  );
  const badge = el('span', { class: 'badge', hidden: true });
  const down = el(
    'button',
    {
      type: 'button',
      class: 'scroll-down',
      hidden: true,
      'aria-label': strings.scrollDown,
      onclick: () => toEnd(true),
    },
    icon('down'),
    badge,
  );
  const element = el('div', { class: 'message-list' }, scroller, down);
  /** @type {Map<string, { node: HTMLElement, signature: string }>} */
  const drawn = new Map();
  let newestId = -1;
  let atEnd = true;

  scroller.addEventListener('scroll', () => {
    atEnd = distanceToEnd() < NEAR_BOTTOM_PX;
    down.hidden = atEnd;
    if (atEnd) onReachEnd();
  });
  // Keyboards that open, pictures that load and windows that shrink must not hide the newest message.
  const observer = new ResizeObserver(() => atEnd && toEnd(false));
  observer.observe(scroller);
  observer.observe(rows);

  const distanceToEnd = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;

  /** @param {boolean} smooth */
  function toEnd(smooth) {
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    scroller.scrollTo({ top: scroller.scrollHeight, behavior: smooth && !calm ? 'smooth' : 'instant' });
  }

  /** @param {ChatMessage[]} messages @param {Date} now */
  function draw(messages, now) {
    const wanted = arrangeRows(messages, formats.dayKey);
    const keys = new Set(wanted.map((row) => row.key));
    for (const [key, { node }] of drawn) {
      if (keys.has(key)) continue;
      node.remove();
      drawn.delete(key);
    }
    const today = formats.dayKey(now);
    /** @type {Element | null} */
    let place = rows.firstElementChild;
    for (const row of wanted) {
      const label = row.kind === 'day' ? dayLabel(row.date, now, today) : '';
      const signature = row.kind === 'day' ? label : JSON.stringify(row);
      let entry = drawn.get(row.key);
      if (entry?.signature !== signature) {
        const node =
          row.kind === 'day'
            ? el('div', { class: 'day' }, el('span', {}, label))
            : renderMessageRow(row, actions);
        if (entry) {
          const focus = focusedButton(entry.node);
          if (place === entry.node) place = node;
          entry.node.replaceWith(node);
          if (focus) restoreFocus(node, focus);
        } else if (newestId >= 0) node.classList.add('appearing');
        entry = { node, signature };
        drawn.set(row.key, entry);
      }
      if (entry.node === place) place = place.nextElementSibling;
      else rows.insertBefore(entry.node, place);
    }
  }

  /** @param {Date} date @param {Date} now @param {string} today */
  function dayLabel(date, now, today) {
    return formats.dayKey(date) === today ? strings.today : formats.day(date, now);
  }

  return {
    element,
    scroller,
    get atEnd() {
      return atEnd;
    },
    /** @param {ChatMessage[]} messages @param {Date} now @param {number} unread */
    show(messages, now, unread) {
      const newest = messages.at(-1);
      const followed = atEnd || (newest?.from === 'user' && newest.id > newestId);
      empty.hidden = messages.length > 0;
      rows.hidden = messages.length === 0;
      draw(messages, now);
      newestId = newest?.id ?? 0;
      badge.hidden = unread === 0;
      badge.textContent = String(unread);
      if (followed) toEnd(false);
    },
    refreshWaiting() {
      for (const button of rows.querySelectorAll('[data-callback]')) {
        if (!(button instanceof HTMLElement)) continue;
        const id = Number(button.closest('.message')?.getAttribute('data-message'));
        showWaiting(button, isWaiting(id, button.dataset.callback ?? ''));
      }
    },
    toEnd: () => toEnd(false),
    dispose: () => observer.disconnect(),
  };
}

/** @param {HTMLElement} node @returns {{ text: string, index: number } | null} */
function focusedButton(node) {
  const active = document.activeElement;
  if (!(active instanceof HTMLElement) || !node.contains(active)) return null;
  return { text: active.textContent ?? '', index: inlineButtons(node).indexOf(active) };
}

/** @param {HTMLElement} node @param {{ text: string, index: number }} focus */
function restoreFocus(node, { text, index }) {
  const buttons = inlineButtons(node);
  const same = buttons.find((button) => button.textContent === text);
  const target = same ?? buttons[Math.min(Math.max(index, 0), buttons.length - 1)];
  if (target) target.focus({ preventScroll: true });
  else node.closest('.chat')?.querySelector('textarea')?.focus({ preventScroll: true });
}

/** @param {HTMLElement} node @returns {HTMLElement[]} */
function inlineButtons(node) {
  return [...node.querySelectorAll('.inline-button')].filter((button) => button instanceof HTMLElement);
}
