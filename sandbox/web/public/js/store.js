/** @import { ControlApi } from './control-api.js' */
/** @import { BotProfile, ChatState, SandboxState } from './types.js' */

/** @typedef {'state' | 'connection' | `chat:${number}` | `typing:${number}` | 'unread'} Topic */

const TYPING_LASTS_MS = 5000;

/**
 * What the page knows of the sandbox, always a copy of the server's last answer: an event only tells which
 * chat to read again. Readers subscribe to a topic.
 *
 * @param {{ api: ControlApi, language: string, readMarks: ReturnType<typeof import('./read-marks.js').createReadMarks> }} options
 */
export function createStore({ api, language, readMarks }) {
  /** @type {Map<Topic, Set<() => void>>} */
  const listeners = new Map();
  /** @type {SandboxState | null} */
  let state = null;
  /** The bot's profile by language. @type {Map<string, BotProfile>} */
  const profiles = new Map();
  /** @type {Map<number, ChatState>} */
  const chats = new Map();
  /** @type {Map<number, { action: string, timer: ReturnType<typeof setTimeout> }>} */
  const typing = new Map();
  /** @type {Map<number, { again: boolean, done: Promise<void> }>} */
  const reading = new Map();
  let online = false;

  /** @param {Topic} topic */
  function tell(topic) {
    for (const listener of listeners.get(topic) ?? []) listener();
  }

  /** @param {number} userId @param {{ again: boolean }} mark */
  async function readUntilCurrent(userId, mark) {
    try {
      do {
        mark.again = false;
        const before = chats.get(userId);
        const chat = await api.readChat(userId);
        chats.set(userId, chat);
        readMarks.follow(userId, chat);
        if (newestBotMessage(chat) !== newestBotMessage(before)) setTyping(userId, null);
        tell(`chat:${userId}`);
        tell('unread');
      } while (mark.again);
    } finally {
      reading.delete(userId);
    }
  }

  /** @param {number} userId @param {string | null} action */
  function setTyping(userId, action) {
    const current = typing.get(userId);
    if (!current && action === null) return;
    if (current) clearTimeout(current.timer);
    if (action === null) typing.delete(userId);
    else typing.set(userId, { action, timer: setTimeout(() => setTyping(userId, null), TYPING_LASTS_MS) });
    tell(`typing:${userId}`);
  }

  const store = {
    /** @param {Topic} topic @param {() => void} listener @returns {() => void} stops the subscription */
    on(topic, listener) {
      const set = listeners.get(topic) ?? new Set();
      listeners.set(topic, set.add(listener));
      return () => set.delete(listener);
    },
    get state() {
      return state;
    },
    get online() {
      return online;
    },
    /** @param {number} userId */
    chat: (userId) => chats.get(userId) ?? null,
    /** @param {number} userId */
    typingAction: (userId) => typing.get(userId)?.action ?? null,
    /** @param {number} userId */
    unread: (userId) => readMarks.unread(userId, chats.get(userId)),
    setTyping,
    /** @param {boolean} value */
    setOnline(value) {
      if (online === value) return;
      online = value;
      tell('connection');
    },
    /** @param {number} userId */
    markRead(userId) {
      if (!readMarks.markRead(userId, chats.get(userId))) return;
      tell('unread');
      // Only other pages need to know; should this request fail, they show a count that is too high.
      void api.markRead(userId).catch(() => undefined);
    },
    /** @param {string | number} now */
    setNow(now) {
      if (!state) return;
      state = { ...state, now };
      tell('state');
    },
    /**
     * The bot's name and descriptions as the app of a person with that language shows them.
     *
     * @param {string} [of] the page's own language if absent
     */
    bot: (of = language) => profiles.get(of) ?? profiles.get(language) ?? null,
    async readState() {
      const read = await api.readState(language);
      profiles.set(language, read.bot);
      const others = new Set(read.personas.map((persona) => persona.languageCode));
      others.delete(language);
      for (const other of others) profiles.set(other, (await api.readState(other)).bot);
      state = read;
      tell('state');
    },
    /**
     * Reads one chat. Calls that come while it is being read share one more reading, so the last answer is
     * never older than the last call.
     *
     * @param {number} userId
     */
    readChat(userId) {
      const running = reading.get(userId);
      if (running) {
        running.again = true;
        return running.done;
      }
      const mark = { again: false, done: Promise.resolve() };
      reading.set(userId, mark);
      mark.done = readUntilCurrent(userId, mark);
      return mark.done;
    },
    async readAll() {
      await store.readState();
      await Promise.all((state?.personas ?? []).map((persona) => store.readChat(persona.userId)));
    },
  };
  return store;
}

/** @typedef {ReturnType<typeof createStore>} Store */

/** @param {ChatState | undefined} chat */
function newestBotMessage(chat) {
  return chat?.messages.findLast((message) => message.from === 'bot')?.id ?? 0;
}
