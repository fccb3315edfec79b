/** @import { SandboxEvent } from './types.js' */
import { createChatColumn } from './chat-column.js';
import { createControlApi } from './control-api.js';
import { el } from './dom.js';
import { listenToEvents } from './event-stream.js';
import { createFormats } from './formats.js';
import { readLayout, readOpenChats, withChat, writeHash } from './open-chats.js';
import { createPendingCallbacks } from './pending-callbacks.js';
import { createPeopleList } from './people-list.js';
import { createReadMarks } from './read-marks.js';
import { createStore } from './store.js';
import { chooseStrings } from './strings.js';
import { createTheme } from './theme.js';
import { createTopBar } from './top-bar.js';

const CLOCK_READ_MS = 15_000;
const RETRY_MS = 1500;

const { language, strings } = chooseStrings(location.search);
document.documentElement.lang = language;
document.title = strings.pageTitle;
const theme = createTheme();
const formats = createFormats(language, strings.units);
const api = createControlApi();
const store = createStore({ api, language, readMarks: createReadMarks({ storage: sessionStorage }) });

/** @type {Map<number, import('./chat-column.js').ChatColumn>} */
const columns = new Map();
/** @type {number[]} */
let open = [];
let streaming = false;

const callbacks = createPendingCallbacks({
  onChange: (userId) => columns.get(userId)?.refreshWaiting(),
  onAnswer: (userId, answer) => columns.get(userId)?.showAnswer(answer),
});
const page = { api, store, strings, formats, callbacks, openChat, closeChat, showPeople: () => setHash([]) };
const people = createPeopleList({
  store,
  strings,
  formats,
  isOpen: (userId) => open.includes(userId),
  pick: openChat,
});
const topBar = createTopBar({ api, store, strings, formats, switchTheme: theme.toggle });
const chats = el('main', { class: 'chats' });
const nothingOpen = el('div', { class: 'nothing-open', hidden: true }, el('span', {}, strings.noChats));
const app = el(
  'div',
  { class: 'app', 'aria-busy': 'true' },
  topBar.element,
  people.element,
  chats,
  nothingOpen,
);
document.getElementById('app')?.append(app);

/** @param {number} userId */
function openChat(userId) {
  const layout = readLayout(innerWidth);
  setHash(withChat(open, userId, layout.most));
  // On a phone the focus in the text field would open the keyboard over the chat.
  if (layout.phone) columns.get(userId)?.focusMessages();
  else columns.get(userId)?.focus();
}

/** @param {number} userId */
function closeChat(userId) {
  setHash(open.filter((id) => id !== userId));
  people.element.querySelector('button')?.focus();
}

/** @param {number[]} next */
function setHash(next) {
  const hash = writeHash(next);
  if (location.hash !== hash) history.pushState(null, '', hash);
  arrange();
}

/** Makes the columns those that the address and the width ask for. */
function arrange() {
  if (!store.state) return;
  const layout = readLayout(innerWidth);
  const { personas } = store.state;
  open = readOpenChats(
    location.hash,
    personas.map((persona) => persona.userId),
    layout,
  );
  for (const [userId, column] of columns) {
    const persona = personas.find((one) => one.userId === userId);
    if (open.includes(userId) && JSON.stringify(persona) === JSON.stringify(column.persona)) continue;
    column.dispose();
    column.element.remove();
    columns.delete(userId);
  }
  for (const [index, userId] of open.entries()) {
    const persona = personas.find((one) => one.userId === userId);
    const column = columns.get(userId) ?? (persona && createChatColumn(persona, page));
    if (!column) continue;
    columns.set(userId, column);
    if (chats.children[index] === column.element) continue;
    chats.insertBefore(column.element, chats.children[index] ?? null);
    column.toEnd();
  }
  nothingOpen.hidden = open.length > 0;
  app.classList.toggle('phone', layout.phone);
  app.classList.toggle('chat-open', open.length > 0);
  app.removeAttribute('aria-busy');
  people.show();
}

/** @param {SandboxEvent} event */
function receive(event) {
  if (event.type === 'clock') store.setNow(event.now);
  else if (event.type === 'personas') void readAll();
  else if (event.type === 'typing') store.setTyping(event.userId, event.action);
  else if (event.type === 'callbackAnswer') callbacks.answered(event.userId, event);
  else if (isShown(event.userId)) void store.readChat(event.userId).catch(retryLater);
}

/** The sandbox also has people whom this page does not show. @param {number} userId */
function isShown(userId) {
  return store.state?.personas.some((persona) => persona.userId === userId) ?? false;
}

async function readAll() {
  try {
    await store.readAll();
    store.setOnline(streaming);
    arrange();
  } catch {
    retryLater();
  }
}

/**
 * A lost connection is seen by the event stream too, which reads everything anew when it is back; what fails
 * while the stream is there is tried again here.
 */
function retryLater() {
  store.setOnline(false);
  setTimeout(() => {
    if (streaming && !store.online) void readAll();
  }, RETRY_MS);
}

addEventListener('hashchange', arrange);
addEventListener('popstate', arrange);
addEventListener('resize', arrange);
addEventListener('focus', () => {
  for (const userId of open) store.markRead(userId);
});
setInterval(() => {
  if (store.online && !document.hidden) void store.readState().catch(retryLater);
}, CLOCK_READ_MS);

listenToEvents({
  url: api.eventsUrl,
  onEvent: receive,
  onOpen: () => {
    streaming = true;
    void readAll();
  },
  onLost: () => {
    streaming = false;
    store.setOnline(false);
  },
});
