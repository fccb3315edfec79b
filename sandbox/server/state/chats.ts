import type { Chat, ForceReply, Message, ReplyKeyboardMarkup, User } from '../telegram-types.ts';

export interface StoredMessage {
  message: Message;
  /** Id of the sender: a person, or a bot. */
  senderId: number;
  /** True when it was sent with a markup other than inline: such messages cannot be edited. */
  hadOtherMarkup: boolean;
}

/** One chat as it stands: its messages in order, and what the clients show beside them. */
export interface ChatState {
  chat: Chat;
  messages: Map<number, StoredMessage>;
  nextMessageId: number;
  replyKeyboard: ReplyKeyboardMarkup | null;
  forceReply: ForceReply | null;
  pinned: number[];
}

/** A private chat of a person with one bot. */
export interface PrivateChat extends ChatState {
  user: User;
  /** The person has written to the bot at least once. */
  started: boolean;
  blocked: boolean;
  /** Id of the newest message that the person has seen for certain: they wrote, tapped or opened the chat. */
  readUpTo: number;
}

export type MemberStatus = 'creator' | 'administrator' | 'member' | 'left' | 'kicked';

export interface Group extends ChatState {
  /** People and bots by id. */
  members: Map<number, { user: User; status: MemberStatus }>;
  migratedTo: number | null;
}

/** A chat without messages. */
export function createChatState(chat: Chat): ChatState {
  return {
    chat,
    messages: new Map(),
    nextMessageId: 1,
    replyKeyboard: null,
    forceReply: null,
    pinned: [],
  };
}

/** Gives the message its number, which only grows within a chat, and keeps it. */
export function storeMessage(
  state: ChatState,
  senderId: number,
  content: Omit<Message, 'message_id' | 'chat'>,
  hadOtherMarkup = false,
): StoredMessage {
  const message: Message = { message_id: state.nextMessageId, chat: state.chat, ...content };
  state.nextMessageId += 1;
  const stored = { message, senderId, hadOtherMarkup };
  state.messages.set(message.message_id, stored);
  return stored;
}
