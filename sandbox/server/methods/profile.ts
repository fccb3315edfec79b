import { badRequest } from '../api-error.ts';
import type { BotCommandScope } from '../telegram-types.ts';
import type { Call, Handler } from './call.ts';
import { findChat, isGroup, requireMembership } from './chat-access.ts';

export const getMe: Handler<'getMe'> = ({ bot }) => ({
  ...bot.user,
  can_join_groups: true,
  can_read_all_group_messages: false,
  supports_inline_queries: bot.inlineQueriesOn,
  can_connect_to_business: false,
  has_main_web_app: false,
});

/** Answers as the real server; the sandbox has no second server to move to. */
export const logOut: Handler<'logOut'> = () => true;

/** Answers as the real server; the sandbox keeps the bot's state. */
export const close: Handler<'close'> = () => true;

export const setMyCommands: Handler<'setMyCommands'> = (call, parameters) => {
  const scope = checkScope(call, parameters.scope);
  const language = checkLanguage(parameters.language_code);
  for (const { command } of parameters.commands) {
    if (!/^\/?[a-z0-9_]{1,32}$/.test(command)) throw badRequest('BOT_COMMAND_INVALID');
  }
  const commands = parameters.commands.map(({ command, description }) => ({
    command: command.replace(/^\//, ''),
    description,
  }));
  call.bot.commands.set(scope, language, commands);
  announceCommands(call);
  return true;
};

export const getMyCommands: Handler<'getMyCommands'> = (call, parameters) =>
  call.bot.commands.get(checkScope(call, parameters.scope), checkLanguage(parameters.language_code));

export const deleteMyCommands: Handler<'deleteMyCommands'> = (call, parameters) => {
  call.bot.commands.set(checkScope(call, parameters.scope), checkLanguage(parameters.language_code), []);
  announceCommands(call);
  return true;
};

export const setMyName: Handler<'setMyName'> = ({ bot }, parameters) => {
  bot.profile.name.set(checkLanguage(parameters.language_code), parameters.name ?? '');
  return true;
};

export const getMyName: Handler<'getMyName'> = ({ bot }, parameters) => ({
  name: bot.profile.name.get(checkLanguage(parameters.language_code)),
});

export const setMyDescription: Handler<'setMyDescription'> = ({ bot }, parameters) => {
  bot.profile.description.set(checkLanguage(parameters.language_code), parameters.description ?? '');
  return true;
};

export const getMyDescription: Handler<'getMyDescription'> = ({ bot }, parameters) => ({
  description: bot.profile.description.get(checkLanguage(parameters.language_code)),
});

export const setMyShortDescription: Handler<'setMyShortDescription'> = ({ bot }, parameters) => {
  const language = checkLanguage(parameters.language_code);
  bot.profile.shortDescription.set(language, parameters.short_description ?? '');
  return true;
};

export const getMyShortDescription: Handler<'getMyShortDescription'> = ({ bot }, parameters) => ({
  short_description: bot.profile.shortDescription.get(checkLanguage(parameters.language_code)),
});

export const setChatMenuButton: Handler<'setChatMenuButton'> = (call, parameters) => {
  const { menuButtons } = call.bot;
  const button = parameters.menu_button ?? { type: 'default' };
  if (button.web_app !== undefined && !button.web_app.url.startsWith('https://')) {
    throw badRequest('menu button Web App URL is invalid: Only HTTPS links are allowed');
  }
  menuButtons.set(menuChat(call, parameters.chat_id), button);
  return true;
};

export const getChatMenuButton: Handler<'getChatMenuButton'> = (call, parameters) => {
  const { menuButtons } = call.bot;
  return menuButtons.get(menuChat(call, parameters.chat_id)) ?? menuButtons.get(null) ?? { type: 'commands' };
};

function menuChat(call: Call, chatId: number | undefined): number | null {
  if (chatId === undefined) return null;
  if (isGroup(findChat(call, chatId))) throw badRequest('chat must be a private chat');
  return chatId;
}

/** Only people who have opened a chat with the bot see commands, so only they need to be told. */
function announceCommands({ world, bot }: Call): void {
  for (const userId of bot.privateChats.keys()) world.events.emit({ type: 'commands', userId });
}

function checkScope(call: Call, scope: BotCommandScope | undefined): BotCommandScope {
  if (scope === undefined) return { type: 'default' };
  if (scope.chat_id === undefined) return scope;
  const chat = findChat(call, scope.chat_id);
  if (isGroup(chat)) requireMembership(call, chat);
  else if (scope.type !== 'chat') throw badRequest("can't use specified scope in private chats");
  return { ...scope, chat_id: chat.chat.id };
}

function checkLanguage(code: string | undefined): string {
  if (code === undefined || code === '') return '';
  if (!/^[a-z]{2}$/.test(code)) throw badRequest('invalid language code specified');
  return code;
}
