import { el } from './dom.js';

const SHOWN_MS = 4000;

/** The short note over a chat that goes by itself: answers of callbacks, and what failed. */
export function createToast() {
  const element = el('div', { class: 'toast', role: 'status', 'aria-live': 'polite' });
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  return {
    element,
    /** @param {string} text */
    show(text) {
      clearTimeout(timer);
      element.textContent = text;
      element.classList.add('shown');
      timer = setTimeout(() => {
        element.classList.remove('shown');
        element.textContent = '';
      }, SHOWN_MS);
    },
  };
}
