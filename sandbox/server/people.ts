import { toChatMessage } from './chat-message.ts';
import { addFoundEntities } from './found-entities.ts';
import { describeMember } from './methods/chats.ts';
import { type PrivateChat, storeMessage } from './state/chats.ts';
import { type Bot, privateChatOf, randomDigits, unixNow, type World } from './state/world.ts';
import type { CallbackQuery, Message } from './telegram-types.ts';

/** Longer texts are split by the clients into several messages. */
const longestText = 4096;

/** Puts a person's message into the private chat with the bot and queues its update. */
export function postFromPerson(
  world: World,
  bot: Bot,
  userId: number,
  content: Partial<Message>,
  replyTo?: number,
): Message {
  const chat = openChat(world, bot, userId);
  if (chat.blocked) throw new Error(`User ${userId} has blocked the bot and cannot write to it`);
  chat.started = true;
  const replied = replyTo === undefined ? undefined : chat.messages.get(replyTo)?.message;
  const { reply_to_message: _, ...flatReplied } = replied ?? {};
  const stored = storeMessage(chat, userId, {
    from: chat.user,
    date: unixNow(world),
    ...(replied === undefined ? {} : { reply_to_message: flatReplied as Message }),
    ...content,
  });
  chat.readUpTo = stored.message.message_id;
  chat.forceReply = null;
  if (chat.replyKeyboard?.one_time_keyboard === true) chat.replyKeyboard = null;
  world.events.emit({ type: 'message', userId, message: toChatMessage(stored, userId) });
  bot.updates.push({ message: stored.message }, chat.chat.id);
  return structuredClone(stored.message);
}

/** Sends a text as a client does: trimmed, in parts where it is too long. Returns the messages. */
export function writeText(
  world: World,
  bot: Bot,
  userId: number,
  text: string,
  replyTo?: number,
): [Message, ...Message[]] {
  const trimmed = text.trim();
  if (trimmed === '') throw new Error('A client does not send an empty message');
  const [first, ...rest] = splitText(trimmed).map((part) => textContent(part));
  if (first === undefined) throw new Error('A text has at least one part');
  return [
    postFromPerson(world, bot, userId, first, replyTo),
    ...rest.map((part) => postFromPerson(world, bot, userId, part)),
  ];
}

/** The text with the entities that a client marks in it. */
export function textContent(text: string): Partial<Message> {
  const entities = addFoundEntities(text, []);
  return { text, ...(entities.length > 0 ? { entities } : {}) };
}

/** A tap on an inline button: queues the callback query and returns its id. */
export function tapButton(world: World, bot: Bot, userId: number, messageId: number, data: string): string {
  const chat = openChat(world, bot, userId);
  const message = chat.messages.get(messageId)?.message;
  const query: CallbackQuery = {
    id: randomDigits(world, 18),
    from: chat.user,
    message: message ?? { chat: chat.chat, message_id: messageId, date: 0 },
    chat_instance: String(chat.chat.id * 7919),
    data,
  };
  chat.readUpTo = chat.nextMessageId - 1;
  bot.callbackQueries.open(query, world.now());
  bot.updates.push({ callback_query: query }, chat.chat.id);
  return query.id;
}

/** The person blocks the bot or lets it write again; the bot is told when that changes. */
export function setBlocked(world: World, bot: Bot, userId: number, blocked: boolean): void {
  const chat = openChat(world, bot, userId);
  if (chat.blocked === blocked) return;
  chat.blocked = blocked;
  const change = {
    chat: chat.chat,
    from: chat.user,
    date: unixNow(world),
    old_chat_member: describeMember(bot.user, blocked ? 'member' : 'kicked'),
    new_chat_member: describeMember(bot.user, blocked ? 'kicked' : 'member'),
  };
  bot.updates.push({ my_chat_member: change }, chat.chat.id);
}

/** The person's private chat with the bot; person and chat are created when there are none. */
export function openChat(world: World, bot: Bot, userId: number): PrivateChat {
  return privateChatOf(bot, world.users.obtain(userId));
}

function splitText(text: string): string[] {
  const parts: string[] = [];
  for (let rest = text; rest !== ''; ) {
    const end = rest.length <= longestText ? rest.length : endOfPart(rest);
    parts.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  return parts;
}

/** The last white space that fits, or the limit without breaking a surrogate pair. */
function endOfPart(text: string): number {
  const space = text.slice(0, longestText).search(/\s\S*$/);
  if (space > longestText / 2) return space;
  const code = text.charCodeAt(longestText - 1);
  return code >= 0xd800 && code < 0xdc00 ? longestText - 1 : longestText;
}
