import { characters, type Facts, items, optional, required } from './fact.ts';

const language = { language_code: optional('String') } as const;
const scope = { scope: optional('BotCommandScope'), ...language } as const;

/** Methods about the bot itself: who it is, how it presents itself, its commands. */
export const profileFacts = {
  getMe: {},
  logOut: {},
  close: {},
  setMyCommands: { commands: items(required('Array of BotCommand'), 0, 100), ...scope },
  getMyCommands: scope,
  deleteMyCommands: scope,
  setMyName: { name: characters(optional('String'), 0, 64), ...language },
  getMyName: language,
  setMyDescription: { description: characters(optional('String'), 0, 512), ...language },
  getMyDescription: language,
  setMyShortDescription: { short_description: characters(optional('String'), 0, 120), ...language },
  getMyShortDescription: language,
  setChatMenuButton: { chat_id: optional('Integer'), menu_button: optional('MenuButton') },
  getChatMenuButton: { chat_id: optional('Integer') },
} as const satisfies Record<string, Facts>;
