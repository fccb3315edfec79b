import { badRequest } from '../api-error.ts';
import { type ChatMessage, toChatMessage } from '../chat-message.ts';
import { formatText } from '../formatting.ts';
import { checkMarkup } from '../markup.ts';
import { present } from '../present.ts';
import { type ChatState, type StoredMessage, storeMessage } from '../state/chats.ts';
import { unixNow } from '../state/world.ts';
import type { Message, MessageEntity, ReplyMarkup, ReplyParameters } from '../telegram-types.ts';
import type { Call } from './call.ts';
import { isGroup } from './chat-access.ts';

export interface PostOptions {
  protect_content?: boolean;
  reply_parameters?: ReplyParameters;
  reply_markup?: ReplyMarkup;
  mediaGroupId?: string;
}

/** Puts a message of the bot into the chat and shows it to the person there. */
export function post(call: Call, chat: ChatState, content: Partial<Message>, options: PostOptions): Message {
  const { world, bot } = call;
  const markup = checkMarkup(options.reply_markup, chat.chat, world.strict);
  const inline = markup !== undefined && 'inline_keyboard' in markup ? markup : undefined;
  const reply = findReplied(chat, options.reply_parameters);
  const stored = storeMessage(
    chat,
    bot.user.id,
    present({
      from: bot.user,
      date: unixNow(world),
      media_group_id: options.mediaGroupId,
      ...reply,
      ...content,
      has_protected_content: options.protect_content === true ? true : undefined,
      reply_markup: inline,
    }),
    markup !== undefined && inline === undefined,
  );
  if (markup !== undefined && 'keyboard' in markup) chat.replyKeyboard = markup;
  if (markup !== undefined && 'remove_keyboard' in markup) chat.replyKeyboard = null;
  chat.forceReply = markup !== undefined && 'force_reply' in markup ? markup : null;
  announce(call, chat, 'message', stored);
  return structuredClone(stored.message);
}

/** Tells the web chat of a new or changed message; groups are not shown there. */
export function announce(
  call: Call,
  chat: ChatState,
  type: 'message' | 'edited',
  stored: StoredMessage,
): void {
  if (isGroup(chat)) return;
  const message: ChatMessage = toChatMessage(stored, chat.chat.id);
  call.world.events.emit({ type, userId: chat.chat.id, message });
}

function findReplied(
  chat: ChatState,
  reply: ReplyParameters | undefined,
): Pick<Message, 'reply_to_message' | 'quote'> {
  if (reply === undefined) return {};
  const found = chat.messages.get(reply.message_id);
  if (found === undefined) {
    if (reply.allow_sending_without_reply === true) return {};
    throw badRequest('message to be replied not found');
  }
  const { reply_to_message: _, ...message } = found.message;
  if (reply.quote === undefined || reply.quote === '') return { reply_to_message: message };
  const position = (message.text ?? message.caption ?? '').indexOf(reply.quote, reply.quote_position ?? 0);
  if (position === -1) throw badRequest('QUOTE_TEXT_INVALID');
  return { reply_to_message: message, quote: { text: reply.quote, position, is_manual: true } };
}

interface TextParameters {
  text: string;
  parse_mode?: string;
  entities?: MessageEntity[];
}

/** The text of a message and its entities; throws when nothing remains or it is too long. */
export function formatMessageText(call: Call, parameters: TextParameters, longest: number) {
  if (parameters.text === '') throw badRequest('message text is empty');
  const { text, entities } = formatText({
    text: parameters.text,
    parseMode: parameters.parse_mode,
    entities: parameters.entities,
    strict: call.world.strict,
  });
  if (text === '') throw badRequest('text must be non-empty');
  if (text.length > longest) throw badRequest('message is too long');
  return { text, ...(entities.length > 0 ? { entities } : {}) };
}

interface CaptionParameters {
  caption?: string;
  parse_mode?: string;
  caption_entities?: MessageEntity[];
}

/** A caption and its entities, or nothing when there is none; throws when it is too long. */
export function formatCaption(
  call: Call,
  parameters: CaptionParameters,
  longest: number,
): Pick<Message, 'caption' | 'caption_entities'> {
  const { text, entities } = formatText({
    text: parameters.caption ?? '',
    parseMode: parameters.parse_mode,
    entities: parameters.caption_entities,
    strict: call.world.strict,
  });
  if (text === '') return {};
  if (text.length > longest) throw badRequest('message caption is too long');
  return { caption: text, ...(entities.length > 0 ? { caption_entities: entities } : {}) };
}
