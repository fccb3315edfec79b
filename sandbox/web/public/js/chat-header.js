/** @import { Persona } from './types.js' */
import { renderAvatar } from './avatar.js';
import { openDialog } from './dialogs.js';
import { el } from './dom.js';
import { icon } from './icons.js';
import { openMenu } from './popup-menu.js';

/**
 * The head of a chat: whose phone this is, and below, as Telegram shows it, the bot with its menu.
 *
 * @param {object} options
 * @param {Persona} options.persona
 * @param {import('./store.js').Store} options.store
 * @param {import('./strings.js').Strings} options.strings
 * @param {() => void} options.back
 * @param {() => void} options.close
 * @param {() => void} options.restart
 * @param {(blocked: boolean) => void} options.setBlocked
 */
export function createChatHeader({ persona, store, strings, back, close, restart, setBlocked }) {
  const title = el('h2', { class: 'bot-name' });
  const status = el('span', { class: 'bot-status', 'aria-live': 'polite' });
  const avatar = el('span', { class: 'bot-avatar' });
  const unread = el('span', { class: 'badge', hidden: true });
  const role = strings.roles[/** @type {keyof typeof strings.roles} */ (persona.role)] ?? persona.role;
  const more = el(
    'button',
    {
      type: 'button',
      class: 'icon-button',
      'aria-label': strings.chatMenu,
      title: strings.chatMenu,
      'aria-haspopup': 'menu',
      'aria-expanded': 'false',
      onclick: openChatMenu,
    },
    icon('more'),
  );
  const element = el(
    'header',
    { class: 'chat-header' },
    el(
      'div',
      { class: `person-strip colour-${Math.abs(persona.userId) % 7}` },
      renderAvatar(persona.label, persona.userId),
      el('strong', {}, persona.label),
      el('span', { class: 'person-role' }, `${role} · ${persona.languageCode}`),
      el(
        'button',
        {
          type: 'button',
          class: 'icon-button close-chat',
          'aria-label': `${strings.closeChat}: ${persona.label}`,
          title: strings.closeChat,
          onclick: close,
        },
        icon('close'),
      ),
    ),
    el(
      'div',
      { class: 'bot-line' },
      el(
        'button',
        { type: 'button', class: 'icon-button back', 'aria-label': strings.backToPeople, onclick: back },
        icon('back'),
        unread,
      ),
      avatar,
      el('div', { class: 'bot-title' }, title, status),
      more,
    ),
  );

  function openChatMenu() {
    const blocked = store.chat(persona.userId)?.blocked ?? false;
    openMenu(more, strings.chatMenu, [
      { label: strings.about, icon: 'info', choose: showAbout },
      { label: strings.restart, icon: 'restart', choose: restart },
      {
        label: blocked ? strings.unblock : strings.block,
        icon: 'block',
        danger: !blocked,
        choose: () => setBlocked(!blocked),
      },
    ]);
  }

  function showAbout() {
    const bot = store.bot(persona.languageCode);
    if (!bot) return;
    const commands = (store.chat(persona.userId)?.commands ?? []).map(({ command, description }) =>
      el('li', {}, el('span', { class: 'command-name' }, `/${command}`), ' ', description),
    );
    const done = el(
      'button',
      { type: 'button', class: 'text-button', onclick: () => dialog.close() },
      strings.close,
    );
    const dialog = openDialog({
      title: bot.firstName,
      class: 'about',
      content: [
        el('p', { class: 'about-name' }, `@${bot.username}`),
        el('p', {}, bot.shortDescription ?? ''),
        el('p', {}, bot.description ?? ''),
        el('ul', { class: 'about-commands' }, ...commands),
        el('div', { class: 'dialog-buttons' }, done),
      ],
    });
    done.focus();
  }

  function statusText() {
    if (!store.online) return strings.connecting;
    const action = store.typingAction(persona.userId);
    if (action === 'upload_photo') return strings.sendingPhoto;
    if (action === 'upload_document') return strings.sendingFile;
    if (action !== null) return strings.typing;
    return store.bot(persona.languageCode)?.shortDescription || strings.bot;
  }

  return {
    element,
    show() {
      const bot = store.bot(persona.languageCode);
      if (!bot) return;
      if (title.textContent !== bot.firstName) {
        title.textContent = bot.firstName;
        avatar.replaceChildren(renderAvatar(bot.firstName, 5));
      }
      const text = statusText();
      if (status.textContent !== text) status.textContent = text;
      status.classList.toggle('live', store.typingAction(persona.userId) !== null && store.online);
      status.title = bot.shortDescription ?? '';
      const others = (store.state?.personas ?? []).filter((one) => one.userId !== persona.userId);
      const count = others.reduce((sum, one) => sum + store.unread(one.userId), 0);
      unread.hidden = count === 0;
      unread.textContent = String(count);
    },
  };
}
