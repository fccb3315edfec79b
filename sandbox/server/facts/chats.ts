import { type Facts, optional, required, unserved } from './fact.ts';

const chat = { chat_id: required('Integer', 'String') } as const;

/** Methods about chats and their members. */
export const chatFacts = {
  getChat: chat,
  getChatMember: { ...chat, user_id: required('Integer') },
  getChatAdministrators: { ...chat, return_bots: optional('Boolean') },
  getChatMemberCount: chat,
  leaveChat: chat,
  pinChatMessage: {
    business_connection_id: unserved('String'),
    ...chat,
    message_id: required('Integer'),
    disable_notification: optional('Boolean'),
  },
  unpinChatMessage: {
    business_connection_id: unserved('String'),
    ...chat,
    message_id: optional('Integer'),
  },
} as const satisfies Record<string, Facts>;
