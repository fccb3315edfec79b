/** @import { ChatState } from './types.js' */
import { createAttachButton, openPhotoFiles } from './attach-menu.js';
import { createCommandList } from './command-list.js';
import { el } from './dom.js';
import { icon } from './icons.js';
import { createReplyKeyboard } from './reply-keyboard.js';

/**
 * The lower part of a chat: Menu button, text field, attachments and the bot's keyboard; or, instead, the
 * Start button of a chat that was not started, or the Unblock button of a blocked one.
 *
 * @param {object} options
 * @param {import('./attach-menu.js').AttachActions} options.attach
 * @param {import('./strings.js').Strings} options.strings
 * @param {(text: string) => Promise<boolean>} options.sendText resolves to whether it was sent
 * @param {(button: import('./types.js').ReplyButton) => void} options.pressReply
 * @param {() => void} options.start
 * @param {() => void} options.unblock
 */
export function createComposer({ attach, strings, sendText, pressReply, start, unblock }) {
  /** @type {ChatState | null} */
  let chat = null;
  const field = el('textarea', {
    rows: '1',
    maxlength: '4096',
    'aria-label': strings.message,
    placeholder: strings.message,
    'aria-autocomplete': 'list',
    enterkeyhint: 'send',
  });
  const send = el(
    'button',
    {
      type: 'submit',
      class: 'icon-button send',
      'aria-label': strings.send,
      title: strings.send,
      disabled: true,
    },
    icon('send'),
  );
  const menuButton = el(
    'button',
    {
      type: 'button',
      class: 'menu-button',
      'aria-haspopup': 'listbox',
      'aria-expanded': 'false',
      hidden: true,
      onclick: toggleCommands,
    },
    icon('menu'),
    el('span', {}, strings.command),
  );
  const commands = createCommandList({
    label: strings.commandsOfBot,
    choose: (command) => {
      field.value = '';
      void submit(command);
    },
    closed: () => {
      menuButton.setAttribute('aria-expanded', 'false');
      field.removeAttribute('aria-activedescendant');
      if (commands.element.contains(document.activeElement)) field.focus();
    },
  });
  const keyboard = createReplyKeyboard({ strings, press: pressReply, changed: () => setPlaceholder() });
  const form = el(
    'form',
    {
      class: 'composer-line',
      onsubmit: (/** @type {SubmitEvent} */ event) => {
        event.preventDefault();
        void submit(field.value);
      },
    },
    menuButton,
    field,
    keyboard.toggle,
    createAttachButton(attach),
    send,
  );
  const bigButton = el('button', {
    type: 'button',
    class: 'big-button',
    hidden: true,
    onclick: () => (chat?.blocked ? unblock() : start()),
  });
  const element = el('div', { class: 'composer' }, commands.element, form, keyboard.element, bigButton);
  field.setAttribute('aria-controls', commands.element.id);

  function setPlaceholder() {
    field.placeholder = keyboard.placeholder ?? strings.message;
  }

  function resize() {
    field.style.height = 'auto';
    field.style.height = `${field.scrollHeight}px`;
    send.disabled = field.value.trim() === '';
  }

  /** @param {string} text */
  async function submit(text) {
    const trimmed = text.trim();
    if (trimmed === '') return;
    field.value = '';
    commands.close();
    resize();
    field.focus();
    if (await sendText(trimmed)) return;
    if (field.value === '') field.value = text;
    resize();
  }

  function toggleCommands() {
    if (commands.open) return commands.close();
    commands.show(chat?.commands ?? []);
    menuButton.setAttribute('aria-expanded', 'true');
    commands.element.focus();
  }

  function suggest() {
    const typed = /^\/([\w]*)$/.exec(field.value)?.[1];
    if (typed === undefined) return commands.close();
    const matching = (chat?.commands ?? []).filter(({ command }) => command.startsWith(typed.toLowerCase()));
    if (matching.length === 0) return commands.close();
    commands.show(matching);
    field.setAttribute('aria-activedescendant', commands.activeId);
  }

  field.addEventListener('input', () => {
    resize();
    suggest();
  });
  field.addEventListener('keydown', (event) => {
    if (commands.handleKey(event)) {
      if (commands.open) field.setAttribute('aria-activedescendant', commands.activeId);
      return;
    }
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    void submit(field.value);
  });
  field.addEventListener('paste', (event) => {
    const files = [...(event.clipboardData?.files ?? [])].filter((file) => file.type.startsWith('image/'));
    if (files.length === 0) return;
    event.preventDefault();
    void openPhotoFiles(files, attach);
  });
  element.addEventListener('focusout', (event) => {
    if (!(event.relatedTarget instanceof Node) || !element.contains(event.relatedTarget)) commands.close();
  });

  return {
    element,
    focus: () => (bigButton.hidden ? field : bigButton).focus({ preventScroll: true }),
    /** @param {string} text */
    insert(text) {
      field.value = text;
      resize();
      field.focus();
    },
    /** @param {ChatState} next */
    show(next) {
      chat = next;
      const replaced = next.blocked || next.messages.length === 0;
      const hadFocus = element.contains(document.activeElement);
      const was = bigButton.hidden;
      bigButton.hidden = !replaced;
      bigButton.textContent = next.blocked ? strings.unblock : strings.start;
      form.hidden = replaced;
      keyboard.show(replaced ? null : next.replyKeyboard);
      menuButton.hidden = next.commands.length === 0;
      if (hadFocus && was !== bigButton.hidden) (replaced ? bigButton : field).focus({ preventScroll: true });
    },
  };
}
