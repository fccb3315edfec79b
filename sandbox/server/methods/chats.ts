import { badRequest } from '../api-error.ts';
import { present } from '../present.ts';
import { type Group, storeMessage } from '../state/chats.ts';
import { unixNow } from '../state/world.ts';
import type { ChatMember, User } from '../telegram-types.ts';
import type { Call, Handler } from './call.ts';
import { findChat, findChatToSend, isGroup, requireMembership } from './chat-access.ts';

/** A colour of the client's palette; the sandbox gives all chats the same. */
const accentColor = 0;
const acceptedGifts = {
  unlimited_gifts: false,
  limited_gifts: false,
  unique_gifts: false,
  premium_subscription: false,
  gifts_from_channels: false,
};

export const getChat: Handler<'getChat'> = (call, parameters) => {
  const chat = findChat(call, parameters.chat_id);
  if (isGroup(chat)) requireMembership(call, chat);
  const pinned = chat.messages.get(chat.pinned.at(-1) ?? 0)?.message;
  return present({
    ...chat.chat,
    accent_color_id: accentColor,
    max_reaction_count: 11,
    accepted_gift_types: acceptedGifts,
    pinned_message: pinned,
  });
};

export const getChatMember: Handler<'getChatMember'> = (call, parameters) => {
  const chat = findChat(call, parameters.chat_id);
  if (isGroup(chat)) {
    requireMembership(call, chat);
    const member = chat.members.get(parameters.user_id);
    if (member !== undefined) return describeMember(member.user, member.status);
  }
  const user = call.world.users.find(parameters.user_id);
  if (user === undefined) throw badRequest('invalid user_id specified');
  return describeMember(user, !isGroup(chat) && chat.chat.id === user.id ? 'member' : 'left');
};

export const getChatAdministrators: Handler<'getChatAdministrators'> = (call, parameters) => {
  const group = findGroup(call, parameters.chat_id, 'there are no administrators in the private chat');
  return [...group.members.values()]
    .filter(({ status }) => status === 'creator' || status === 'administrator')
    .filter(({ user }) => !user.is_bot || user.id === call.bot.user.id || parameters.return_bots === true)
    .map(({ user, status }) => describeMember(user, status));
};

export const getChatMemberCount: Handler<'getChatMemberCount'> = (call, parameters) => {
  const chat = findChat(call, parameters.chat_id);
  if (!isGroup(chat)) return 2;
  requireMembership(call, chat);
  return [...chat.members.values()].filter(({ status }) => status !== 'left' && status !== 'kicked').length;
};

export const leaveChat: Handler<'leaveChat'> = (call, parameters) => {
  const { world, bot } = call;
  const group = findGroup(call, parameters.chat_id, "chat member status can't be changed in private chats");
  const before = group.members.get(bot.user.id)?.status ?? 'member';
  group.members.set(bot.user.id, { user: bot.user, status: 'left' });
  const change = {
    chat: group.chat,
    from: bot.user,
    date: unixNow(world),
    old_chat_member: describeMember(bot.user, before),
    new_chat_member: describeMember(bot.user, 'left'),
  };
  bot.updates.push({ my_chat_member: change }, group.chat.id);
  return true;
};

export const pinChatMessage: Handler<'pinChatMessage'> = (call, parameters) => {
  const chat = findChatToSend(call, parameters.chat_id);
  requirePinRight(call, chat);
  const stored = chat.messages.get(parameters.message_id);
  if (stored === undefined) throw badRequest('message to pin not found');
  chat.pinned = [...chat.pinned.filter((id) => id !== parameters.message_id), parameters.message_id];
  const { reply_to_message: _, ...pinned } = stored.message;
  const { message } = storeMessage(chat, call.bot.user.id, {
    from: call.bot.user,
    date: unixNow(call.world),
    pinned_message: pinned,
  });
  call.bot.updates.push({ message }, chat.chat.id);
  return true;
};

export const unpinChatMessage: Handler<'unpinChatMessage'> = (call, parameters) => {
  const chat = findChatToSend(call, parameters.chat_id);
  requirePinRight(call, chat);
  const messageId = parameters.message_id ?? chat.pinned.at(-1);
  if (messageId === undefined || !chat.pinned.includes(messageId)) {
    throw badRequest('message to unpin not found');
  }
  chat.pinned = chat.pinned.filter((id) => id !== messageId);
  return true;
};

function requirePinRight({ bot }: Call, chat: ReturnType<typeof findChat>): void {
  if (isGroup(chat) && chat.members.get(bot.user.id)?.status !== 'administrator') {
    throw badRequest('not enough rights to manage pinned messages in the chat');
  }
}

function findGroup(call: Call, chatId: number | string, privateText: string): Group {
  const chat = findChat(call, chatId);
  if (!isGroup(chat)) throw badRequest(privateText);
  requireMembership(call, chat);
  return chat;
}

/** A member as the Bot API tells of one, with the rights that the sandbox gives to each status. */
export function describeMember(user: User, status: ChatMember['status']): ChatMember {
  if (status === 'creator') return { status, user, is_anonymous: false };
  if (status === 'kicked') return { status, user, until_date: 0 };
  if (status !== 'administrator') return { status, user };
  const rights = {
    can_manage_chat: true,
    can_delete_messages: true,
    can_manage_video_chats: true,
    can_restrict_members: true,
    can_promote_members: false,
    can_change_info: true,
    can_invite_users: true,
    can_pin_messages: true,
    can_post_stories: false,
    can_edit_stories: false,
    can_delete_stories: false,
  };
  return { status, user, can_be_edited: false, is_anonymous: false, ...rights };
}
