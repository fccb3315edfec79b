import { badRequest } from '../api-error.ts';
import type { ChatState } from '../state/chats.ts';
import { unixNow } from '../state/world.ts';
import type { Call, Handler } from './call.ts';
import { findChatToSend, isGroup } from './chat-access.ts';

/** A bot may delete messages for this long after they were sent. */
const deletableSeconds = 48 * 60 * 60;

export const deleteMessage: Handler<'deleteMessage'> = (call, parameters) => {
  const chat = findChatToSend(call, parameters.chat_id);
  const refusal = removeMessage(call, chat, parameters.message_id);
  if (refusal !== null) throw badRequest(refusal);
  return true;
};

/** Messages that are not found are skipped, as the real server does. */
export const deleteMessages: Handler<'deleteMessages'> = (call, parameters) => {
  const chat = findChatToSend(call, parameters.chat_id);
  const refusals = parameters.message_ids.map((id) => removeMessage(call, chat, id));
  if (refusals.includes("message can't be deleted")) throw badRequest("message can't be deleted");
  return true;
};

function removeMessage(call: Call, chat: ChatState, messageId: number): string | null {
  const stored = chat.messages.get(messageId);
  if (stored === undefined) return 'message to delete not found';
  const isAdministrator = isGroup(chat) && chat.members.get(call.bot.user.id)?.status === 'administrator';
  const isOthersInGroup = isGroup(chat) && stored.senderId !== call.bot.user.id;
  const isOld = unixNow(call.world) - stored.message.date > deletableSeconds;
  if (!isAdministrator && (isOthersInGroup || isOld)) return "message can't be deleted";
  chat.messages.delete(messageId);
  chat.pinned = chat.pinned.filter((id) => id !== messageId);
  if (!isGroup(chat)) call.world.events.emit({ type: 'deleted', userId: chat.chat.id, messageId });
  return null;
}
