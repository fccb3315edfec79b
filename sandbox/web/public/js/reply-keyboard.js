/** @import { ReplyButton, ReplyKeyboard } from './types.js' */
import { el, uniqueId } from './dom.js';
import { icon } from './icons.js';

/**
 * The bot's keyboard under the composer, and the button that shows or hides it. A new keyboard opens itself;
 * a one-time keyboard closes after its use and can be opened again.
 *
 * @param {{ strings: import('./strings.js').Strings, press(button: ReplyButton): void, changed(): void }} options
 */
export function createReplyKeyboard({ strings, press, changed }) {
  const element = el('div', {
    class: 'reply-keyboard',
    id: uniqueId('keyboard'),
    role: 'group',
    'aria-label': strings.keyboardOfBot,
    hidden: true,
  });
  const toggle = el(
    'button',
    {
      type: 'button',
      class: 'icon-button keyboard-toggle',
      hidden: true,
      'aria-controls': element.id,
      'aria-expanded': 'false',
      'aria-label': strings.showKeyboard,
      onclick: () => open(element.hidden === true),
    },
    icon('keyboard'),
  );
  /** @type {ReplyKeyboard | null} */
  let keyboard = null;
  let signature = 'null';

  /** @param {boolean} value */
  function open(value) {
    element.hidden = !value;
    toggle.setAttribute('aria-expanded', String(value));
    toggle.setAttribute('aria-label', value ? strings.hideKeyboard : strings.showKeyboard);
    toggle.classList.toggle('active', value);
    changed();
  }

  /** @param {ReplyButton} button */
  function pressed(button) {
    press(button);
    if (keyboard?.oneTime) open(false);
  }

  /** @param {ReplyButton} button */
  function renderButton(button) {
    return el(
      'button',
      { type: 'button', class: 'reply-button', onclick: () => pressed(button) },
      button.requestLocation && icon('location'),
      button.requestContact && icon('person'),
      el('span', {}, button.text),
    );
  }

  return {
    element,
    toggle,
    get placeholder() {
      return element.hidden ? undefined : keyboard?.placeholder;
    },
    /** @param {ReplyKeyboard | null} next */
    show(next) {
      const nextSignature = JSON.stringify(next);
      if (nextSignature === signature) return;
      signature = nextSignature;
      keyboard = next;
      toggle.hidden = next === null;
      element.replaceChildren(
        ...(next?.rows ?? []).map((row) => el('div', { class: 'reply-row' }, ...row.map(renderButton))),
      );
      open(next !== null);
    },
  };
}
