/** @import { Persona } from './types.js' */
import { renderAvatar } from './avatar.js';
import { el } from './dom.js';
import { summarize } from './message-view.js';

/**
 * The list of people, drawn like Telegram's list of chats: newest message, its time, unread badge.
 *
 * @param {object} options
 * @param {import('./store.js').Store} options.store
 * @param {import('./strings.js').Strings} options.strings
 * @param {import('./formats.js').Formats} options.formats
 * @param {(userId: number) => boolean} options.isOpen
 * @param {(userId: number) => void} options.pick
 */
export function createPeopleList({ store, strings, formats, isOpen, pick }) {
  const list = el('ul', { class: 'people-list' });
  const element = el(
    'nav',
    { class: 'people', 'aria-label': strings.people },
    el('div', { class: 'people-head' }, el('h1', {}, strings.people), el('p', {}, strings.peopleHint)),
    list,
  );
  /** @type {Map<number, { row: HTMLLIElement, signature: string }>} */
  const drawn = new Map();

  /** @param {Persona} persona */
  function describe(persona) {
    const chat = store.chat(persona.userId);
    const newest = chat?.messages.at(-1);
    const now = new Date(store.state?.now ?? Date.now());
    return {
      persona,
      text: newest ? summarize(newest, strings) : (persona.hint ?? strings.noMessages),
      own: newest?.from === 'user',
      time: newest ? formats.recent(new Date(newest.date * 1000), now) : '',
      unread: store.unread(persona.userId),
      open: isOpen(persona.userId),
    };
  }

  /** @param {ReturnType<typeof describe>} description */
  function renderRow({ persona, text, time, unread, open }) {
    const role = strings.roles[/** @type {keyof typeof strings.roles} */ (persona.role)] ?? persona.role;
    return el(
      'li',
      {},
      el(
        'button',
        {
          type: 'button',
          class: open ? 'person open' : 'person',
          'data-user': persona.userId,
          'aria-current': open ? 'true' : undefined,
          title: persona.hint,
          onclick: () => pick(persona.userId),
        },
        renderAvatar(persona.label, persona.userId),
        el('span', { class: 'person-name' }, persona.label),
        el('time', { class: 'person-time' }, time),
        el(
          'span',
          { class: 'person-role' },
          role,
          el('span', { class: 'person-language' }, persona.languageCode),
        ),
        el('span', { class: 'person-text', lang: persona.languageCode }, text),
        unread > 0 &&
          el('span', { class: 'badge', 'aria-label': `${unread} ${strings.unread}` }, String(unread)),
      ),
    );
  }

  function show() {
    const personas = store.state?.personas ?? [];
    const ids = new Set(personas.map((persona) => persona.userId));
    for (const [userId, { row }] of drawn) {
      if (ids.has(userId)) continue;
      row.remove();
      drawn.delete(userId);
    }
    for (const persona of personas) {
      const description = describe(persona);
      const signature = JSON.stringify(description);
      const before = drawn.get(persona.userId);
      if (before?.signature === signature) continue;
      const row = renderRow(description);
      const focused = before?.row.contains(document.activeElement);
      if (before) before.row.replaceWith(row);
      else list.append(row);
      if (focused) row.querySelector('button')?.focus({ preventScroll: true });
      drawn.set(persona.userId, { row, signature });
    }
    const unread = personas.reduce((sum, persona) => sum + store.unread(persona.userId), 0);
    const title = store.bot()?.firstName ?? strings.pageTitle;
    document.title = unread > 0 ? `(${unread}) ${title}` : title;
  }

  store.on('state', show);
  store.on('unread', show);
  return { element, show };
}
