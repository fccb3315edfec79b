import type { BotCommand, BotCommandScope } from '../telegram-types.ts';

export interface CommandLists {
  set(scope: BotCommandScope, languageCode: string, commands: readonly BotCommand[]): void;
  get(scope: BotCommandScope, languageCode: string): BotCommand[];
  /** The list that a client in a private chat shows: the narrowest scope first, in each the language first. */
  shownTo(userId: number, languageCode: string | undefined): BotCommand[];
}

/** Commands by scope and language, as a bot has registered them. */
export function createCommandLists(): CommandLists {
  const lists = new Map<string, readonly BotCommand[]>();
  const key = (scope: BotCommandScope, language: string) =>
    [scope.type, scope.chat_id ?? '', scope.user_id ?? '', language].join('|');

  return {
    set(scope, languageCode, commands) {
      if (commands.length === 0) lists.delete(key(scope, languageCode));
      else lists.set(key(scope, languageCode), structuredClone(commands));
    },
    get: (scope, languageCode) => [...(lists.get(key(scope, languageCode)) ?? [])],
    shownTo(userId, languageCode) {
      const language = languageCode?.slice(0, 2) ?? '';
      const scopes = [{ type: 'chat', chat_id: userId }, { type: 'all_private_chats' }, { type: 'default' }];
      for (const scope of scopes) {
        const list = lists.get(key(scope, language)) ?? lists.get(key(scope, ''));
        if (list !== undefined) return [...list];
      }
      return [];
    },
  };
}
