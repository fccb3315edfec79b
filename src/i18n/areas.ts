// Static imports: the compiler copies these files into dist/locales, and their types make the typed keys.
import kkBot from '../../locales/kk/bot.json' with { type: 'json' };
import kkCommands from '../../locales/kk/commands.json' with { type: 'json' };
import kkCommon from '../../locales/kk/common.json' with { type: 'json' };
import kkErrors from '../../locales/kk/errors.json' with { type: 'json' };
import kkHelp from '../../locales/kk/help.json' with { type: 'json' };
import kkMenu from '../../locales/kk/menu.json' with { type: 'json' };
import kkSettings from '../../locales/kk/settings.json' with { type: 'json' };
import kkStart from '../../locales/kk/start.json' with { type: 'json' };
import kkStates from '../../locales/kk/states.json' with { type: 'json' };
import ruBot from '../../locales/ru/bot.json' with { type: 'json' };
import ruCommands from '../../locales/ru/commands.json' with { type: 'json' };
import ruCommon from '../../locales/ru/common.json' with { type: 'json' };
import ruErrors from '../../locales/ru/errors.json' with { type: 'json' };
import ruHelp from '../../locales/ru/help.json' with { type: 'json' };
import ruMenu from '../../locales/ru/menu.json' with { type: 'json' };
import ruSettings from '../../locales/ru/settings.json' with { type: 'json' };
import ruStart from '../../locales/ru/start.json' with { type: 'json' };
import ruStates from '../../locales/ru/states.json' with { type: 'json' };

/** The Kazakh texts, one file per area. Their types are the keys of both languages. */
export const kazakhTexts = {
  bot: kkBot,
  commands: kkCommands,
  common: kkCommon,
  errors: kkErrors,
  help: kkHelp,
  menu: kkMenu,
  settings: kkSettings,
  start: kkStart,
  states: kkStates,
};

/** The Russian texts, of the same areas; a guard test holds their keys and placeholders against the Kazakh. */
export const russianTexts: Record<keyof typeof kazakhTexts, object> = {
  bot: ruBot,
  commands: ruCommands,
  common: ruCommon,
  errors: ruErrors,
  help: ruHelp,
  menu: ruMenu,
  settings: ruSettings,
  start: ruStart,
  states: ruStates,
};
