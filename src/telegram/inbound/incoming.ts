import type { Message, Update } from 'grammy/types';

/** An update, read once at the edge: what somebody did, in our words. */
export type Incoming =
  | {
      kind: 'pressed';
      by: Sender;
      chatId: string;
      callbackId: string;
      data: string;
      message: PressedMessage | null;
    }
  | { kind: 'command'; by: Sender; chatId: string; name: string; argument: string }
  | { kind: 'text'; by: Sender; chatId: string; text: string }
  | { kind: 'location'; by: Sender; chatId: string; lat: number; lon: number }
  | {
      kind: 'photo';
      by: Sender;
      chatId: string;
      fileId: string;
      size: number;
      caption: string;
      album: string | null;
    }
  | {
      kind: 'document';
      by: Sender;
      chatId: string;
      fileId: string;
      size: number;
      name: string;
      mimeType: string;
      caption: string;
      album: string | null;
    }
  /** A sticker, a voice message, a contact: something that the bot does not read. */
  | { kind: 'unreadable'; by: Sender; chatId: string; what: 'sticker' | 'voice' | 'other' }
  | { kind: 'blocked' | 'unblocked'; by: Sender; chatId: string }
  /** `addressee`: the bot that a command names, `/help@some_bot`; null where it names none. */
  | { kind: 'group'; by: Sender | null; chatId: string; command: string | null; addressee: string | null }
  /** Nothing that wants an answer: an edited message, a service message. */
  | { kind: 'ignored' };

export interface Sender {
  externalId: string;
  languageCode: string | undefined;
  /** As the person calls themselves in the messenger; shown to an inviter, never stored without a role. */
  name: string;
}

export interface PressedMessage {
  id: number;
  /** A message without text (a picture, a file) cannot become a text screen: a new message is sent instead. */
  isText: boolean;
  /** When it was sent or last edited, in Unix seconds, as it stood when the button was pressed. */
  changedAt: number;
}

/** Reads a raw update. Anything that it does not know is `ignored`. */
export function readUpdate(update: Update): Incoming {
  const pressed = update.callback_query;
  if (pressed) {
    const chat = pressed.message?.chat;
    if (pressed.data === undefined || chat?.type !== 'private') return { kind: 'ignored' };
    const message = pressed.message;
    return {
      kind: 'pressed',
      by: readSender(pressed.from),
      chatId: String(chat.id),
      callbackId: pressed.id,
      data: pressed.data,
      message:
        message === undefined
          ? null
          : {
              id: message.message_id,
              isText: 'text' in message && message.date !== 0,
              changedAt: ('edit_date' in message ? message.edit_date : undefined) ?? message.date,
            },
    };
  }
  const membership = update.my_chat_member;
  if (membership) {
    if (membership.chat.type !== 'private') return { kind: 'ignored' };
    return {
      kind: membership.new_chat_member.status === 'kicked' ? 'blocked' : 'unblocked',
      by: readSender(membership.from),
      chatId: String(membership.chat.id),
    };
  }
  return update.message ? readMessage(update.message) : { kind: 'ignored' };
}

/** The key under which updates of one conversation are handled in order. */
export function chatKeyOf(update: Update): string {
  const chat =
    update.message?.chat ??
    update.callback_query?.message?.chat ??
    update.my_chat_member?.chat ??
    update.edited_message?.chat;
  return String(chat?.id ?? update.callback_query?.from.id ?? update.inline_query?.from.id ?? 0);
}

function readMessage(message: Message): Incoming {
  const chatId = String(message.chat.id);
  if (message.chat.type !== 'private') {
    const command = message.text?.match(/^\/(\w+)(?:@(\w+))?/);
    return {
      kind: 'group',
      by: message.from ? readSender(message.from) : null,
      chatId,
      command: command?.[1]?.toLowerCase() ?? null,
      addressee: command?.[2]?.toLowerCase() ?? null,
    };
  }
  if (!message.from) return { kind: 'ignored' };
  const by = readSender(message.from);
  if (message.text !== undefined) {
    const command = message.text.match(/^\/([A-Za-z0-9_]+)(?:@\w+)?(?:\s+([\s\S]*))?$/);
    return command
      ? {
          kind: 'command',
          by,
          chatId,
          name: (command[1] ?? '').toLowerCase(),
          argument: (command[2] ?? '').trim(),
        }
      : { kind: 'text', by, chatId, text: message.text };
  }
  if (message.location) {
    return { kind: 'location', by, chatId, lat: message.location.latitude, lon: message.location.longitude };
  }
  const album = message.media_group_id ?? null;
  const caption = message.caption ?? '';
  const largest = message.photo?.at(-1);
  if (largest) {
    return {
      kind: 'photo',
      by,
      chatId,
      fileId: largest.file_id,
      size: largest.file_size ?? 0,
      caption,
      album,
    };
  }
  const document = message.document;
  if (document) {
    return {
      kind: 'document',
      by,
      chatId,
      fileId: document.file_id,
      size: document.file_size ?? 0,
      name: document.file_name ?? 'file',
      mimeType: document.mime_type ?? 'application/octet-stream',
      caption,
      album,
    };
  }
  const isService = message.new_chat_members || message.pinned_message || message.left_chat_member;
  if (isService) return { kind: 'ignored' };
  const what = message.sticker
    ? 'sticker'
    : message.voice || message.video_note || message.audio
      ? 'voice'
      : 'other';
  return { kind: 'unreadable', by, chatId, what };
}

function readSender(user: {
  id: number;
  first_name: string;
  last_name?: string;
  language_code?: string;
}): Sender {
  return {
    externalId: String(user.id),
    languageCode: user.language_code,
    name: [user.first_name, user.last_name].filter(Boolean).join(' '),
  };
}
