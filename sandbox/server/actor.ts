import { type ChatButton, type ChatMessage, toChatMessage, toShownReplyKeyboard } from './chat-message.ts';
import {
  askInline,
  editText,
  openChat,
  postFromPerson,
  react,
  setBlocked,
  tapButton,
  textContent,
  writeText,
} from './people.ts';
import { type OutgoingDocument, obtainMedia } from './person-media.ts';
import type { CallbackAnswer } from './state/callbacks.ts';
import { type Bot, randomDigits, type World } from './state/world.ts';
import type { BotCommand, Message, User } from './telegram-types.ts';

export type { CallbackAnswer } from './state/callbacks.ts';

/** What a press did: a callback query (its id), or a link opened, a text copied, an inline query begun. */
export interface Press {
  id: string | null;
  url?: string;
  copied?: string;
  inlineQuery?: string;
}

/** A person in a private chat with a bot. Each method queues the updates that a real client would cause. */
export interface Actor {
  readonly user: User;
  /** Sends a text; one longer than 4096 is split as clients do, and the first part is returned. */
  send(text: string, options?: { replyTo?: number }): Promise<Message>;
  sendPhoto(bytes: Uint8Array, options?: { caption?: string }): Promise<Message>;
  sendAlbum(photos: Uint8Array[], options?: { caption?: string }): Promise<Message[]>;
  sendDocument(bytes: Uint8Array, options: OutgoingDocument): Promise<Message>;
  sendVoice(): Promise<Message>;
  sendSticker(): Promise<Message>;
  sendLocation(place: { latitude: number; longitude: number }): Promise<Message>;
  sendContact(contact?: { phoneNumber: string; firstName: string }): Promise<Message>;
  /** Presses the inline button with that label in the newest message that has one; throws naming those there are. */
  press(label: string | RegExp): Promise<Press>;
  /** Any tap: on an old message, a second time, with forged data. */
  tap(messageId: number, data: string): Promise<Press>;
  /** Presses a button of the reply keyboard: sends its text. */
  pressReplyButton(label: string | RegExp): Promise<Message>;
  /** Changes the text of an own message. */
  edit(messageId: number, text: string): Promise<Message>;
  /** Sets a reaction on a message; reaches only a bot that asked for `message_reaction`. */
  react(messageId: number, emoji: string): void;
  /** Begins an inline query and returns its id; its results appear under that id. */
  inlineQuery(query: string): string;
  inlineResults(queryId: string): readonly unknown[] | undefined;
  block(): void;
  unblock(): void;
  /** The chat as the person sees it now, oldest first. */
  messages(): ChatMessage[];
  /** The newest message of the bot; throws when there is none. */
  last(): ChatMessage;
  /** Labels of the newest inline keyboard, row by row. */
  keyboard(): string[][];
  /** Labels of the reply keyboard shown, row by row. */
  replyKeyboard(): string[][];
  /** The commands that this person's client shows. */
  commands(): BotCommand[];
  readonly callbackAnswers: readonly CallbackAnswer[];
  /** Sends a text and resolves with the next message, or edit of one, that the bot makes. */
  ask(text: string): Promise<ChatMessage>;
  /** The next message, or edit of one, that the bot makes from now on. */
  whenNext(): Promise<ChatMessage>;
  /** The answer to that callback query, as soon as there is one. */
  whenAnswered(callbackId: string): Promise<CallbackAnswer>;
  /** The first message of the bot, now or later, that fits. */
  whenMessage(fits: (message: ChatMessage) => boolean): Promise<ChatMessage>;
}

/** The person with that id, who is created when unknown. */
export function createActor(world: World, bot: Bot, userId: number): Actor {
  const chat = openChat(world, bot, userId);
  const post = (content: Partial<Message>) => postFromPerson(world, bot, userId, content);
  const messages = () => [...chat.messages.values()].map((stored) => toChatMessage(stored, userId));
  const callbackAnswers = () => bot.callbackAnswers.get(userId) ?? [];

  function withButtons(): ChatMessage | undefined {
    return messages().findLast(({ inlineKeyboard }) => inlineKeyboard !== undefined);
  }

  function findButton(label: string | RegExp): { message: ChatMessage; button: ChatButton } {
    for (const message of messages().toReversed()) {
      const button = message.inlineKeyboard?.flat().find(({ text }) => fits(label, text));
      if (button !== undefined) return { message, button };
    }
    const present = messages().flatMap(
      ({ inlineKeyboard }) => inlineKeyboard?.flat().map(({ text }) => text) ?? [],
    );
    throw new Error(`No inline button "${label}"; there are: ${listed(present)}`);
  }

  async function tap(messageId: number, data: string): Promise<Press> {
    return { id: tapButton(world, bot, userId, messageId, data) };
  }

  async function press(label: string | RegExp): Promise<Press> {
    const { message, button } = findButton(label);
    if (button.callbackData !== undefined) return tap(message.id, button.callbackData);
    if (button.copyText !== undefined) return { id: null, copied: button.copyText };
    if (button.switchInlineQuery !== undefined) return { id: null, inlineQuery: button.switchInlineQuery };
    const url = button.url ?? button.webApp ?? '';
    const payload = startPayload(url, bot.user.username ?? '');
    if (payload !== undefined) writeText(world, bot, userId, `/start ${payload}`);
    return { id: null, url };
  }

  return {
    user: chat.user,
    send: async (text, options) => writeText(world, bot, userId, text, options?.replyTo)[0],
    sendPhoto: async (bytes, options) => post(obtainMedia.photo(world, bytes, options?.caption)),
    async sendAlbum(photos, options) {
      const album = { media_group_id: randomDigits(world, 17) };
      return photos.map((bytes, index) =>
        post({ ...album, ...obtainMedia.photo(world, bytes, index === 0 ? options?.caption : undefined) }),
      );
    },
    sendDocument: async (bytes, options) => post(obtainMedia.document(world, bytes, options)),
    sendVoice: async () => post(obtainMedia.voice(world)),
    sendSticker: async () => post(obtainMedia.sticker(world)),
    sendLocation: async ({ latitude, longitude }) => post({ location: { latitude, longitude } }),
    sendContact: async (contact) =>
      post({
        contact: {
          phone_number: contact?.phoneNumber ?? '77000000000',
          first_name: contact?.firstName ?? chat.user.first_name,
          ...(contact === undefined ? { user_id: userId } : {}),
        },
      }),
    press,
    tap,
    async pressReplyButton(label) {
      const buttons = shownReplyButtons(chat.replyKeyboard).flat();
      const text = buttons.find((button) => fits(label, button));
      if (text === undefined) throw new Error(`No reply button "${label}"; there are: ${listed(buttons)}`);
      return post(textContent(text));
    },
    edit: async (messageId, text) => editText(world, bot, userId, messageId, text),
    react: (messageId, emoji) => react(world, bot, userId, messageId, emoji),
    inlineQuery: (query) => askInline(world, bot, userId, query),
    inlineResults: (queryId) => bot.inlineAnswers.get(queryId),
    block: () => setBlocked(world, bot, userId, true),
    unblock: () => setBlocked(world, bot, userId, false),
    messages,
    last() {
      const newest = messages().findLast(({ from }) => from === 'bot');
      if (newest === undefined) throw new Error(`The bot has sent nothing to user ${userId}`);
      return newest;
    },
    keyboard: () => (withButtons()?.inlineKeyboard ?? []).map((row) => row.map(({ text }) => text)),
    replyKeyboard: () => shownReplyButtons(chat.replyKeyboard),
    commands: () => bot.commands.shownTo(userId, chat.user.language_code),
    get callbackAnswers() {
      return callbackAnswers();
    },
    ask(text) {
      const answered = nextFromBot(world, userId);
      writeText(world, bot, userId, text);
      return answered;
    },
    whenNext: () => nextFromBot(world, userId),
    whenAnswered: (callbackId) =>
      firstOf(world, () => callbackAnswers().find((answer) => answer.callbackId === callbackId)),
    whenMessage: (wanted) =>
      firstOf(world, () => messages().find((message) => message.from === 'bot' && wanted(message))),
  };
}

function nextFromBot(world: World, userId: number): Promise<ChatMessage> {
  return new Promise((resolve) => {
    const unsubscribe = world.events.subscribe((event) => {
      if (event.type !== 'message' && event.type !== 'edited') return;
      if (event.userId !== userId || event.message.from !== 'bot') return;
      unsubscribe();
      resolve(event.message);
    });
  });
}

/** The first value that `look` finds, now or after a later event. */
function firstOf<T>(world: World, look: () => T | undefined): Promise<T> {
  return new Promise((resolve) => {
    const found = look();
    if (found !== undefined) return resolve(found);
    const unsubscribe = world.events.subscribe(() => {
      const later = look();
      if (later === undefined) return;
      unsubscribe();
      resolve(later);
    });
  });
}

function shownReplyButtons(markup: Parameters<typeof toShownReplyKeyboard>[0] | null): string[][] {
  if (markup === null) return [];
  return toShownReplyKeyboard(markup).rows.map((row) => row.map(({ text }) => text));
}

/** The payload of a link that starts the bot; undefined for any other link. */
export function startPayload(url: string, username: string): string | undefined {
  const match = new RegExp(`^(?:https?://)?t\\.me/${username}\\?start=([A-Za-z0-9_-]{1,64})$`, 'i').exec(url);
  return match?.[1];
}

function fits(label: string | RegExp, text: string): boolean {
  return typeof label === 'string' ? text === label : label.test(text);
}

function listed(labels: readonly string[]): string {
  return labels.length === 0 ? 'none' : labels.map((label) => `"${label}"`).join(', ');
}
