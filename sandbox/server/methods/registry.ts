import type { MethodName } from '../facts/methods.ts';
import type { Handler } from './call.ts';
import * as chats from './chats.ts';
import * as deletions from './deletions.ts';
import * as edits from './edits.ts';
import { getFile } from './files.ts';
import * as media from './media.ts';
import * as messages from './messages.ts';
import * as profile from './profile.ts';
import * as queries from './queries.ts';
import * as updates from './updates.ts';

/** What does the work of each method in the table of facts; the type keeps the two equal. */
export const handlers: { readonly [M in MethodName]: Handler<M> } = {
  getMe: profile.getMe,
  logOut: profile.logOut,
  close: profile.close,
  setMyCommands: profile.setMyCommands,
  getMyCommands: profile.getMyCommands,
  deleteMyCommands: profile.deleteMyCommands,
  setMyName: profile.setMyName,
  getMyName: profile.getMyName,
  setMyDescription: profile.setMyDescription,
  getMyDescription: profile.getMyDescription,
  setMyShortDescription: profile.setMyShortDescription,
  getMyShortDescription: profile.getMyShortDescription,
  setChatMenuButton: profile.setChatMenuButton,
  getChatMenuButton: profile.getChatMenuButton,
  getUpdates: updates.getUpdates,
  setWebhook: updates.setWebhook,
  deleteWebhook: updates.deleteWebhook,
  getWebhookInfo: updates.getWebhookInfo,
  answerCallbackQuery: queries.answerCallbackQuery,
  answerInlineQuery: queries.answerInlineQuery,
  getFile,
  sendMessage: messages.sendMessage,
  sendPhoto: media.sendPhoto,
  sendDocument: media.sendDocument,
  sendMediaGroup: media.sendMediaGroup,
  sendLocation: messages.sendLocation,
  copyMessage: messages.copyMessage,
  sendChatAction: messages.sendChatAction,
  editMessageText: edits.editMessageText,
  editMessageCaption: edits.editMessageCaption,
  editMessageMedia: edits.editMessageMedia,
  editMessageReplyMarkup: edits.editMessageReplyMarkup,
  deleteMessage: deletions.deleteMessage,
  deleteMessages: deletions.deleteMessages,
  getChat: chats.getChat,
  getChatMember: chats.getChatMember,
  getChatAdministrators: chats.getChatAdministrators,
  getChatMemberCount: chats.getChatMemberCount,
  leaveChat: chats.leaveChat,
  pinChatMessage: chats.pinChatMessage,
  unpinChatMessage: chats.unpinChatMessage,
};
