import type { BotCommand, LanguageCode } from 'grammy/types';
import { languages } from '../i18n/language.ts';
import type { Translations } from '../i18n/translate.ts';
import { commandsFor, describeCommands } from './commands.ts';
import type { Messenger } from './messenger.ts';

/**
 * Registers the commands of citizens, the bot's name and its descriptions, in both languages: what Telegram
 * has already is left alone, for it limits how often a bot may change these.
 */
export async function registerBot(messenger: Messenger, translations: Translations): Promise<void> {
  for (const language of [undefined, ...languages]) await registerIn(messenger, translations, language);
}

async function registerIn(
  { api }: Messenger,
  translations: Translations,
  language: LanguageCode | undefined,
): Promise<void> {
  const t = translations.for(language === 'ru' ? 'ru' : 'kk');
  const inLanguage = language === undefined ? {} : { language_code: language };
  const lists = [
    { scope: { type: 'all_private_chats' as const }, names: commandsFor([]) },
    { scope: { type: 'all_group_chats' as const }, names: ['help' as const] },
  ];
  for (const { scope, names } of lists) {
    const wanted = describeCommands(names, t);
    const present = await api.getMyCommands({ scope, ...inLanguage });
    if (!isSameList(present, wanted)) await api.setMyCommands(wanted, { scope, ...inLanguage });
  }
  const name = t.plain('bot:name');
  if ((await api.getMyName(inLanguage)).name !== name) await api.setMyName(name, inLanguage);
  const description = t.plain('bot:description');
  if ((await api.getMyDescription(inLanguage)).description !== description) {
    await api.setMyDescription(description, inLanguage);
  }
  const short = t.plain('bot:shortDescription');
  if ((await api.getMyShortDescription(inLanguage)).short_description !== short) {
    await api.setMyShortDescription(short, inLanguage);
  }
}

function isSameList(a: readonly BotCommand[], b: readonly BotCommand[]): boolean {
  const line = ({ command, description }: BotCommand) => `${command}\n${description}`;
  return a.map(line).join('\n') === b.map(line).join('\n');
}
