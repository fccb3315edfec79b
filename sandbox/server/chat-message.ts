import { present } from './present.ts';
import type { StoredMessage } from './state/chats.ts';
import type { InlineKeyboardButton, MessageEntity, ReplyKeyboardMarkup } from './telegram-types.ts';

/** An inline button as a client shows it. */
export interface ChatButton {
  text: string;
  callbackData?: string;
  url?: string;
  switchInlineQuery?: string;
  copyText?: string;
  webApp?: string;
}

/** A message as the person in a private chat sees it now. */
export interface ChatMessage {
  id: number;
  /** Unix seconds. */
  date: number;
  editDate?: number;
  from: 'bot' | 'user';
  text?: string;
  entities?: MessageEntity[];
  caption?: string;
  captionEntities?: MessageEntity[];
  photo?: { fileId: string; width: number; height: number };
  document?: { fileId: string; fileName: string; mimeType: string; size: number };
  location?: { latitude: number; longitude: number };
  contact?: { phoneNumber: string; firstName: string };
  sticker?: { emoji: string };
  voice?: { duration: number };
  mediaGroupId?: string;
  replyTo?: number;
  inlineKeyboard?: ChatButton[][];
}

/** A reply keyboard as a client shows it below the chat. */
export interface ShownReplyKeyboard {
  rows: { text: string; requestLocation?: boolean; requestContact?: boolean }[][];
  placeholder?: string;
  oneTime?: boolean;
}

/** The stored message from the person's point of view. */
export function toChatMessage({ message, senderId }: StoredMessage, userId: number): ChatMessage {
  const photo = message.photo?.at(-1);
  const { document } = message;
  return present({
    id: message.message_id,
    date: message.date,
    editDate: message.edit_date,
    from: senderId === userId ? ('user' as const) : ('bot' as const),
    text: message.text,
    entities: message.entities,
    caption: message.caption,
    captionEntities: message.caption_entities,
    photo: photo && { fileId: photo.file_id, width: photo.width, height: photo.height },
    document: document && {
      fileId: document.file_id,
      fileName: document.file_name ?? 'file',
      mimeType: document.mime_type ?? 'application/octet-stream',
      size: document.file_size ?? 0,
    },
    location: message.location && {
      latitude: message.location.latitude,
      longitude: message.location.longitude,
    },
    contact: message.contact && {
      phoneNumber: message.contact.phone_number,
      firstName: message.contact.first_name,
    },
    sticker: message.sticker && { emoji: message.sticker.emoji ?? '' },
    voice: message.voice && { duration: message.voice.duration },
    mediaGroupId: message.media_group_id,
    replyTo: message.reply_to_message?.message_id,
    inlineKeyboard: message.reply_markup?.inline_keyboard.map((row) => row.map(toChatButton)),
  });
}

function toChatButton(button: InlineKeyboardButton): ChatButton {
  return present({
    text: button.text,
    callbackData: button.callback_data,
    url: button.url,
    switchInlineQuery: button.switch_inline_query ?? button.switch_inline_query_current_chat,
    copyText: button.copy_text?.text,
    webApp: button.web_app?.url,
  });
}

/** The reply keyboard in the form of the web chat. */
export function toShownReplyKeyboard(markup: ReplyKeyboardMarkup): ShownReplyKeyboard {
  const rows = markup.keyboard.map((row) =>
    row.map((button) =>
      typeof button === 'string'
        ? { text: button }
        : present({
            text: button.text,
            requestLocation: button.request_location,
            requestContact: button.request_contact,
          }),
    ),
  );
  return present({ rows, placeholder: markup.input_field_placeholder, oneTime: markup.one_time_keyboard });
}
