import { badRequest } from '../api-error.ts';
import { methodFacts } from '../facts/methods.ts';
import { present } from '../present.ts';
import type { Location } from '../telegram-types.ts';
import type { Handler } from './call.ts';
import { findChat, findChatToSend, isGroup } from './chat-access.ts';
import { formatCaption, formatMessageText, post } from './posting.ts';

const longestText = methodFacts.sendMessage.text.limit.max;
const longestCaption = methodFacts.copyMessage.caption.limit.max;
const actions = new Set([
  ...['typing', 'upload_photo', 'record_video', 'upload_video', 'record_voice', 'upload_voice'],
  ...['upload_document', 'choose_sticker', 'find_location', 'record_video_note', 'upload_video_note'],
]);

export const sendMessage: Handler<'sendMessage'> = (call, parameters) => {
  const text = formatMessageText(call, parameters, longestText);
  const chat = findChatToSend(call, parameters.chat_id);
  const preview = present({ link_preview_options: parameters.link_preview_options });
  return post(call, chat, { ...text, ...preview }, parameters);
};

export const sendLocation: Handler<'sendLocation'> = (call, parameters) => {
  const chat = findChatToSend(call, parameters.chat_id);
  const location: Location = present({
    latitude: parameters.latitude,
    longitude: parameters.longitude,
    horizontal_accuracy: parameters.horizontal_accuracy,
  });
  return post(call, chat, { location }, parameters);
};

/** Copies text, pictures, documents and places; anything else cannot be copied here. */
export const copyMessage: Handler<'copyMessage'> = (call, parameters) => {
  const chat = findChatToSend(call, parameters.chat_id);
  const source = findChat(call, parameters.from_chat_id).messages.get(parameters.message_id)?.message;
  if (source === undefined) throw badRequest('message to copy not found');
  const hasMedia = source.photo !== undefined || source.document !== undefined;
  if (!hasMedia && source.text === undefined && source.location === undefined) {
    throw badRequest("message can't be copied");
  }
  const captioned = hasMedia && parameters.caption !== undefined;
  const caption = captioned
    ? formatCaption(call, parameters, longestCaption)
    : present({ caption: source.caption, caption_entities: source.caption_entities });
  const content = present({
    text: source.text,
    entities: source.entities,
    photo: source.photo,
    document: source.document,
    location: source.location,
    show_caption_above_media: captioned
      ? parameters.show_caption_above_media
      : source.show_caption_above_media,
  });
  return { message_id: post(call, chat, { ...content, ...caption }, parameters).message_id };
};

export const sendChatAction: Handler<'sendChatAction'> = (call, parameters) => {
  if (!actions.has(parameters.action)) throw badRequest('wrong parameter action in request');
  const chat = findChatToSend(call, parameters.chat_id);
  if (!isGroup(chat)) {
    call.world.events.emit({ type: 'typing', userId: chat.chat.id, action: parameters.action });
  }
  return true;
};
