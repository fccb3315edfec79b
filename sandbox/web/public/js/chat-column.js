/** @import { ChatMessage, Persona } from './types.js' */
import { openPlaces } from './attach-menu.js';
import { createChatHeader } from './chat-header.js';
import { createComposer } from './composer.js';
import { openChoice, openLightbox, showAlert } from './dialogs.js';
import { el } from './dom.js';
import { readLink } from './links.js';
import { createMessageList } from './message-list.js';
import { openMenu } from './popup-menu.js';
import { createReplyBar } from './reply-bar.js';
import { createToast } from './toast.js';

/** A number of the kind that nobody has. */
const SAMPLE_PHONE = '77000000000';

/**
 * What all chats of the page share.
 *
 * @typedef {object} Page
 * @property {import('./control-api.js').ControlApi} api
 * @property {import('./store.js').Store} store
 * @property {import('./strings.js').Strings} strings
 * @property {import('./formats.js').Formats} formats
 * @property {import('./pending-callbacks.js').PendingCallbacks} callbacks
 * @property {(userId: number) => void} openChat
 * @property {(userId: number) => void} closeChat
 * @property {() => void} showPeople
 */

/**
 * One person's chat with the bot.
 *
 * @param {Persona} persona
 * @param {Page} page
 */
export function createChatColumn(persona, page) {
  const { api, store, strings, formats, callbacks } = page;
  const { userId } = persona;
  const toast = createToast();
  const bot = () => store.bot(persona.languageCode);

  /**
   * Runs a request of this person and reads the chat again; says why when it fails.
   *
   * @param {() => Promise<unknown>} request
   * @returns {Promise<boolean>} whether it succeeded
   */
  async function attempt(request) {
    try {
      await request();
      await store.readChat(userId);
      return true;
    } catch (problem) {
      fail(problem);
      return false;
    }
  }

  /** @param {unknown} problem */
  function fail(problem) {
    toast.show(`${strings.failed}: ${problem instanceof Error ? problem.message : String(problem)}`);
  }

  /** @param {string} text */
  const sendText = (text) => {
    const replyTo = replyBar.take();
    return attempt(() => api.sendText(userId, text, replyTo));
  };
  /** @param {string} [payload] */
  const start = (payload) => attempt(() => api.start(userId, payload));
  /** @param {boolean} blocked */
  const setBlocked = (blocked) => attempt(() => api.setBlocked(userId, blocked));
  /** @param {{ latitude: number, longitude: number }} place */
  const sendLocation = (place) => attempt(() => api.sendLocation(userId, place));

  /** @param {string} text */
  async function copy(text) {
    await navigator.clipboard.writeText(text);
    toast.show(strings.copied);
  }

  /** @param {import('./links.js').LinkTarget} target */
  function openLink(target) {
    if (target.kind === 'group') toast.show(strings.noGroups);
    if (target.kind === 'none') toast.show(strings.notSupported);
    if (target.kind === 'page') window.open(target.href, '_blank', 'noopener,noreferrer');
    if (target.kind === 'start') openStartLink(target.payload);
  }

  /**
   * A link to the bot can be meant for somebody else (an invitation, say), so the page asks who opens it.
   *
   * @param {string | undefined} payload
   */
  function openStartLink(payload) {
    const people = store.state?.personas ?? [];
    const ordered = [persona, ...people.filter((one) => one.userId !== userId)];
    openChoice({
      title: strings.openLinkAs,
      cancel: strings.cancel,
      options: ordered.map((one) => ({
        label: one.label,
        detail: strings.roles[/** @type {keyof typeof strings.roles} */ (one.role)] ?? one.role,
        value: one.userId,
      })),
      choose: (chosen) => {
        page.openChat(chosen);
        void attempt(() => api.start(chosen, payload));
      },
    });
  }

  /** @param {ChatMessage} message */
  const senderName = (message) => (message.from === 'bot' ? (bot()?.firstName ?? '') : persona.label);

  const replyBar = createReplyBar({ strings, senderName });
  const actions = {
    ...{ strings, formats, fileUrl: api.fileUrl, sendText, copy, openLink, senderName },
    botUsername: bot()?.username ?? '',
    /** @param {{ url: string, caption: string }[]} photos @param {number} index */
    openPhotos: (photos, index) => openLightbox({ photos, index, strings }),
    /** @param {number} messageId @param {string} data */
    press: (messageId, data) =>
      attempt(() => callbacks.press(userId, messageId, data, () => api.pressButton(userId, messageId, data))),
    /** @param {number} messageId @param {string} data */
    isWaiting: (messageId, data) => callbacks.isWaiting(userId, messageId, data),
    /** @param {string} url */
    openUrl: (url) => openLink(readTarget(url)),
    /** @param {string} query */
    switchInline: (query) => composer.insert(`@${bot()?.username} ${query}`),
    refuse: () => toast.show(strings.notSupported),
    /** @param {number} id */
    findMessage: (id) => store.chat(userId)?.messages.find((message) => message.id === id),
    /** @param {ChatMessage} message @param {HTMLElement} anchor */
    openMessageMenu(message, anchor) {
      const text = message.text ?? message.caption;
      openMenu(anchor, strings.messageMenu, [
        { label: strings.reply, icon: 'reply', choose: () => answer(message) },
        ...(text === undefined
          ? []
          : [{ label: strings.copyText, icon: /** @type {const} */ ('copy'), choose: () => copy(text) }]),
      ]);
    },
  };
  /** @param {string} url */
  const readTarget = (url) => readLink(url, bot()?.username ?? '');

  /** @param {ChatMessage} message */
  function answer(message) {
    replyBar.answer(message);
    composer.focus();
  }

  const header = createChatHeader({
    ...{ persona, store, strings, setBlocked },
    back: page.showPeople,
    close: () => page.closeChat(userId),
    restart: () => sendText('/start'),
  });
  const emptyText = el('p', {}, '');
  const empty = el(
    'div',
    { class: 'empty-chat' },
    el('div', { class: 'empty-card' }, el('strong', {}, strings.whatCanBotDo), emptyText),
  );
  const list = createMessageList({
    ...{ actions, empty, isWaiting: actions.isWaiting, language: persona.languageCode },
    onReachEnd: () => store.markRead(userId),
  });
  const composer = createComposer({
    ...{ strings, sendText },
    attach: {
      ...{ strings, formats, sendLocation, fail },
      sendFiles: (field, files, caption) => attempt(() => api.sendFiles(userId, field, files, caption)),
      sendSticker: () => attempt(() => api.sendSticker(userId)),
      sendVoice: () => attempt(() => api.sendVoice(userId)),
    },
    pressReply: (button) => {
      if (button.requestLocation) openPlaces({ strings, sendLocation });
      else if (button.requestContact)
        void attempt(() => api.sendContact(userId, { phoneNumber: SAMPLE_PHONE, firstName: persona.label }));
      else void sendText(button.text);
    },
    start: () => start(),
    unblock: () => setBlocked(false),
  });
  composer.element.prepend(replyBar.element);
  const element = el(
    'section',
    { class: 'chat', 'data-user': userId, 'aria-label': `${strings.chatOf} ${persona.label}` },
    header.element,
    el('div', { class: 'chat-body' }, el('div', { class: 'wallpaper' }), list.element, toast.element),
    composer.element,
  );
  element.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    replyBar.clear();
    composer.focus();
  });

  function showChat() {
    const chat = store.chat(userId);
    if (!chat) return;
    emptyText.textContent = bot()?.description || strings.noMessages;
    composer.show(chat);
    if (list.atEnd) store.markRead(userId);
    list.show(chat.messages, new Date(store.state?.now ?? Date.now()), store.unread(userId));
  }
  function showState() {
    header.show();
    showChat();
  }

  const subscriptions = [
    store.on(`chat:${userId}`, showChat),
    store.on(`typing:${userId}`, header.show),
    store.on('connection', header.show),
    store.on('unread', header.show),
    store.on('state', showState),
  ];
  showState();

  return {
    element,
    persona,
    focus: composer.focus,
    focusMessages: () => list.scroller.focus({ preventScroll: true }),
    toEnd: list.toEnd,
    refreshWaiting: list.refreshWaiting,
    /** @param {import('./types.js').CallbackAnswer} reply */
    showAnswer(reply) {
      if (reply.url !== undefined) openLink(readTarget(reply.url));
      if (reply.text === undefined || reply.text === '') return;
      if (reply.showAlert) showAlert({ title: bot()?.firstName ?? '', text: reply.text, ok: strings.ok });
      else toast.show(reply.text);
    },
    dispose() {
      for (const stop of subscriptions) stop();
      list.dispose();
    },
  };
}

/** @typedef {ReturnType<typeof createChatColumn>} ChatColumn */
