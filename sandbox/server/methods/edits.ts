import { isDeepStrictEqual } from 'node:util';
import { badRequest } from '../api-error.ts';
import { methodFacts } from '../facts/methods.ts';
import { checkMarkup } from '../markup.ts';
import { present } from '../present.ts';
import type { ChatState, StoredMessage } from '../state/chats.ts';
import { unixNow } from '../state/world.ts';
import type { InlineKeyboardMarkup, Message } from '../telegram-types.ts';
import type { Call, Handler } from './call.ts';
import { findChatToSend } from './chat-access.ts';
import { mediaContent } from './media.ts';
import { announce, formatCaption, formatMessageText } from './posting.ts';

interface Target {
  chat_id?: number | string;
  message_id?: number;
  reply_markup?: InlineKeyboardMarkup;
}

const contentFields: readonly string[] = [
  ...['text', 'entities', 'link_preview_options', 'caption', 'caption_entities'],
  ...['show_caption_above_media', 'has_media_spoiler', 'photo', 'document', 'location'],
];

export const editMessageText: Handler<'editMessageText'> = (call, parameters) => {
  const longest = methodFacts.editMessageText.text.limit.max;
  const text = formatMessageText(call, { ...parameters, text: parameters.text ?? '' }, longest);
  const { chat, stored } = findTarget(call, parameters);
  if (stored.message.text === undefined) throw badRequest('there is no text in the message to edit');
  const preview = present({ link_preview_options: parameters.link_preview_options });
  return replaceContent(call, chat, stored, { ...text, ...preview }, parameters.reply_markup);
};

export const editMessageCaption: Handler<'editMessageCaption'> = (call, parameters) => {
  const caption = formatCaption(call, parameters, methodFacts.editMessageCaption.caption.limit.max);
  const { chat, stored } = findTarget(call, parameters);
  const { photo, document, has_media_spoiler } = stored.message;
  if (photo === undefined && document === undefined) {
    throw badRequest('there is no caption in the message to edit');
  }
  const above = parameters.show_caption_above_media;
  const media = present({ photo, document, has_media_spoiler, show_caption_above_media: above });
  return replaceContent(call, chat, stored, { ...media, ...caption }, parameters.reply_markup);
};

export const editMessageMedia: Handler<'editMessageMedia'> = (call, parameters) => {
  const { chat, stored } = findTarget(call, parameters);
  const { message } = stored;
  const replaceable = [message.text, message.photo, message.document].some((part) => part !== undefined);
  if (!replaceable) throw badRequest("message can't be edited");
  if (message.media_group_id !== undefined && message[albumKind(message)] !== undefined) {
    if (parameters.media.type !== albumKind(message)) throw badRequest("message can't be edited");
  }
  const content = mediaContent(call, parameters.media);
  return replaceContent(call, chat, stored, content, parameters.reply_markup);
};

export const editMessageReplyMarkup: Handler<'editMessageReplyMarkup'> = (call, parameters) => {
  const { chat, stored } = findTarget(call, parameters);
  return replaceContent(call, chat, stored, contentOf(stored.message), parameters.reply_markup);
};

function albumKind(message: Message): 'photo' | 'document' {
  return message.photo === undefined ? 'document' : 'photo';
}

function findTarget(call: Call, target: Target): { chat: ChatState; stored: StoredMessage } {
  if (target.chat_id === undefined) {
    throw badRequest(
      target.message_id === undefined ? 'message identifier is not specified' : 'chat_id is empty',
    );
  }
  const chat = findChatToSend(call, target.chat_id);
  const stored = chat.messages.get(target.message_id ?? 0);
  if (stored === undefined) throw badRequest('message to edit not found');
  if (stored.senderId !== call.bot.user.id || stored.hadOtherMarkup) {
    throw badRequest("message can't be edited");
  }
  return { chat, stored };
}

function contentOf(message: Message): Partial<Message> {
  return Object.fromEntries(Object.entries(message).filter(([field]) => contentFields.includes(field)));
}

function replaceContent(
  call: Call,
  chat: ChatState,
  stored: StoredMessage,
  content: Partial<Message>,
  markup: InlineKeyboardMarkup | undefined,
): Message {
  const inline = checkMarkup(markup, chat.chat, call.world.strict);
  const before = stored.message;
  if (isDeepStrictEqual(contentOf(before), content) && isDeepStrictEqual(before.reply_markup, inline)) {
    throw badRequest(
      'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    );
  }
  const kept = Object.fromEntries(
    Object.entries(before).filter(([field]) => field !== 'reply_markup' && !contentFields.includes(field)),
  ) as unknown as Message;
  const edited = present({ edit_date: unixNow(call.world), ...content, reply_markup: inline });
  stored.message = structuredClone({ ...kept, ...edited });
  announce(call, chat, 'edited', stored);
  return structuredClone(stored.message);
}
