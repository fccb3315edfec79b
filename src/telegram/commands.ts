import type { GivenRole } from '../domain/people/roles.ts';
import type { Translations } from '../i18n/translate.ts';
import type { Actor } from '../usecases/people/actor.ts';
import type { Messenger } from './messenger.ts';

/** Every command, in the order in which a client lists them. */
export const commandNames = [
  'menu',
  'submit',
  'status',
  'deadlines',
  'review',
  'answers',
  'team',
  'broadcast',
  'admin',
  'rating',
  'city',
  'initiatives',
  'feedback',
  'my',
  'settings',
  'language',
  'privacy',
  'help',
  'cancel',
  'start',
] as const;

export type CommandName = (typeof commandNames)[number];

/** Commands that only the holders of these roles are shown. What is shown grants nothing. */
const shownTo: Partial<Record<CommandName, readonly GivenRole[]>> = {
  submit: ['member', 'coordinator'],
  status: ['member', 'observer', 'coordinator', 'authority'],
  deadlines: ['member', 'observer', 'coordinator', 'authority'],
  review: ['coordinator', 'authority'],
  answers: ['coordinator'],
  team: ['coordinator', 'authority', 'administrator'],
  broadcast: ['coordinator', 'authority'],
  admin: ['authority', 'administrator'],
};

/** The commands that fit a person's roles. */
export function commandsFor(roles: readonly GivenRole[]): CommandName[] {
  return commandNames.filter((name) => shownTo[name]?.some((role) => roles.includes(role)) ?? true);
}

export function isCommandName(name: string): name is CommandName {
  return (commandNames as readonly string[]).includes(name);
}

/** Shows a person the commands of their roles, in their language. */
export async function registerPersonCommands(
  messenger: Messenger,
  translations: Translations,
  chatId: string,
  person: Actor,
): Promise<void> {
  const t = translations.for(person.language ?? 'kk');
  const commands = describeCommands(commandsFor(person.grants.map((grant) => grant.role)), t);
  await messenger.api.setMyCommands(commands, { scope: { type: 'chat', chat_id: Number(chatId) } });
}

/** Takes a person's own list of commands away again: the one of all citizens is shown. */
export async function forgetPersonCommands(messenger: Messenger, chatId: string): Promise<void> {
  await messenger.api.deleteMyCommands({ scope: { type: 'chat', chat_id: Number(chatId) } });
}

/** Commands with what each does, as Telegram wants them. */
export function describeCommands(names: readonly CommandName[], t: ReturnType<Translations['for']>) {
  return names.map((command) => ({ command, description: t.plain(`commands:${command}`) }));
}
