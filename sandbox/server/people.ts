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

/** The person changes the text of their own message; the bot is told. */
export function editText(world: World, bot: Bot, userId: number, messageId: number, text: string): Message {
  const stored = openChat(world, bot, userId).messages.get(messageId);
  if (stored?.senderId !== userId) throw new Error(`Message ${messageId} is not one of user ${userId}`);
  const { entities: _, ...kept } = stored.message;
  stored.message = { ...kept, ...textContent(text.trim()), edit_date: unixNow(world) };
  world.events.emit({ type: 'edited', userId, message: toChatMessage(stored, userId) });
  bot.updates.push({ edited_message: stored.message }, userId);
  return structuredClone(stored.message);
}

/** The person sets a reaction on a message; the bot is told when it has asked for reactions. */
export function react(world: World, bot: Bot, userId: number, messageId: number, emoji: string): void {
  const chat = openChat(world, bot, userId);
  const reaction = { type: 'emoji' as const, emoji };
  const change = { chat: chat.chat, message_id: messageId, user: chat.user, date: unixNow(world) };
  bot.updates.push({ message_reaction: { ...change, old_reaction: [], new_reaction: [reaction] } }, userId);
}

/** The person types the bot's name and a query into an input field; returns the id of the query. */
export function askInline(world: World, bot: Bot, userId: number, query: string): string {
  if (!bot.inlineQueriesOn) throw new Error('The bot has not turned inline queries on');
  const from = world.users.obtain(userId);
  const asked = { id: randomDigits(world, 18), from, query, offset: '', chat_type: 'sender' };
  bot.inlineQueries.open(asked, world.now());
  bot.updates.push({ inline_query: asked }, null);
  return asked.id;
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
