import { ApiError, badRequest, forbidden } from '../api-error.ts';
import type { ChatState, Group, PrivateChat } from '../state/chats.ts';
import type { Call } from './call.ts';

/** The chat that the bot names, if the bot may know it; throws "chat not found" and the like. */
export function findChat({ world, bot }: Call, chatId: number | string): PrivateChat | Group {
  if (typeof chatId === 'string') {
    const name = chatId.replace(/^@/, '').toLowerCase();
    const named = [...world.groups.values()].find((group) => group.chat.username?.toLowerCase() === name);
    if (named === undefined || name === '') throw badRequest('chat not found');
    return named;
  }
  if (chatId > 0) {
    const chat = bot.privateChats.get(chatId);
    if (chat === undefined || !chat.started) throw badRequest('chat not found');
    return chat;
  }
  const group = world.groups.get(chatId);
  if (group === undefined) throw badRequest('chat not found');
  return group;
}

/** The chat, if the bot may send to it or change something in it; throws the refusal otherwise. */
export function findChatToSend(call: Call, chatId: number | string): PrivateChat | Group {
  if (typeof chatId === 'number' && chatId > 0) return findPrivateChatToSend(call, chatId);
  const group = findChat(call, chatId);
  if (isGroup(group)) requireMembership(call, group);
  return group;
}

function findPrivateChatToSend({ world, bot }: Call, userId: number): PrivateChat {
  if (world.bots.some((other) => other.user.id === userId)) {
    throw forbidden("bot can't send messages to bots");
  }
  if (world.users.find(userId) === undefined) throw badRequest('chat not found');
  if (world.users.isDeactivated(userId)) throw forbidden('user is deactivated');
  const chat = bot.privateChats.get(userId);
  if (chat?.blocked === true) throw forbidden('bot was blocked by the user');
  if (chat === undefined || !chat.started) throw forbidden("bot can't initiate conversation with a user");
  return chat;
}

/** Throws unless the bot is in the group and the group still exists as such. */
export function requireMembership({ bot }: Call, group: Group): void {
  if (group.migratedTo !== null) {
    throw new ApiError(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
      migrate_to_chat_id: group.migratedTo,
    });
  }
  const status = group.members.get(bot.user.id)?.status ?? 'left';
  const kind = group.chat.type === 'supergroup' ? 'supergroup' : 'group';
  if (status === 'kicked') throw forbidden(`bot was kicked from the ${kind} chat`);
  if (status === 'left') throw forbidden(`bot is not a member of the ${kind} chat`);
}

/** Tells a group from a private chat. */
export function isGroup(chat: ChatState): chat is Group {
  return 'members' in chat;
}
