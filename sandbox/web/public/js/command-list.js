/** @import { BotCommand } from './types.js' */
import { el, uniqueId } from './dom.js';

/**
 * The list of the bot's commands over the composer. It is used in two ways: filtered while a command is being
 * typed (the focus stays in the text field), and whole, opened by the Menu button (the focus is in the list).
 *
 * @param {{ label: string, choose(command: string): void, closed(): void }} options
 */
export function createCommandList({ label, choose, closed }) {
  const element = el('div', {
    class: 'command-list',
    role: 'listbox',
    id: uniqueId('commands'),
    'aria-label': label,
    tabindex: '-1',
    hidden: true,
  });
  /** @type {BotCommand[]} */
  let shown = [];
  let active = 0;
  element.addEventListener('keydown', (event) => handleKey(event));

  /** @param {number} index */
  function activate(index) {
    active = index;
    for (const [position, option] of [...element.children].entries()) {
      option.setAttribute('aria-selected', String(position === active));
      if (position === active) option.scrollIntoView({ block: 'nearest' });
    }
    element.setAttribute('aria-activedescendant', element.children[active]?.id ?? '');
  }

  /** @param {BotCommand[]} commands */
  function show(commands) {
    const same = commands.length === shown.length && commands.every((one, index) => one === shown[index]);
    if (same && !element.hidden) return;
    shown = commands;
    element.hidden = commands.length === 0;
    element.replaceChildren(
      ...commands.map(({ command, description }) =>
        el(
          'div',
          { role: 'option', id: uniqueId('command'), class: 'command', onclick: () => pick(command) },
          el('span', { class: 'command-name' }, `/${command}`),
          el('span', { class: 'command-description' }, description),
        ),
      ),
    );
    activate(0);
  }

  function close() {
    if (element.hidden) return;
    shown = [];
    element.hidden = true;
    element.replaceChildren();
    closed();
  }

  /** @param {string} command */
  function pick(command) {
    close();
    choose(`/${command}`);
  }

  /**
   * @param {KeyboardEvent} event
   * @returns {boolean} whether the key was for the list
   */
  function handleKey(event) {
    if (element.hidden || event.isComposing) return false;
    const command = shown[active]?.command;
    if (event.key === 'ArrowDown') activate((active + 1) % shown.length);
    else if (event.key === 'ArrowUp') activate((active - 1 + shown.length) % shown.length);
    else if (event.key === 'Escape') close();
    else if (event.key === 'Enter' && !event.shiftKey && command !== undefined) pick(command);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  return {
    element,
    get open() {
      return !element.hidden;
    },
    get activeId() {
      return element.children[active]?.id ?? '';
    },
    show,
    close,
    handleKey,
  };
}
