import { joinHtml } from '../../i18n/html.ts';
import { isLanguage, languages } from '../../i18n/language.ts';
import { chooseLanguage } from '../../usecases/people/recognise-person.ts';
import { defineAction } from '../callback-data.ts';
import { type Feature, on } from '../feature.ts';
import { actionButton, type Screen } from '../screen.ts';
import type { Turn } from '../turn.ts';
import { askCityOrShowMenu } from './city-choice.ts';

export const setLanguage = defineAction('lang', { language: 'id' });

/** The first screen: one message in both languages, and the choice between them. */
export async function welcome(turn: Turn): Promise<void> {
  await turn.show(languageScreen(turn));
}

function languageScreen(turn: Turn): Screen {
  const texts = languages.map((language) => turn.inLanguage(language)('start:welcome'));
  return {
    text: joinHtml(texts, '\n\n'),
    buttons: [
      languages.map((language) =>
        actionButton(turn.inLanguage(language).plain('start:button.language'), setLanguage, { language }),
      ),
    ],
  };
}

/** Language: asked once at the start, changed at any time by `/language`, also in the middle of a dialogue. */
export const languageFeature: Feature = {
  commands: {
    language: welcome,
    async start(turn) {
      if (turn.person.language === null) await welcome(turn);
      else await askCityOrShowMenu(turn);
    },
  },
  actions: [
    on(setLanguage, async (turn, { language }) => {
      if (!isLanguage(language)) return welcome(turn);
      await chooseLanguage(turn.deps, { personId: turn.person.id, language });
      await turn.reload();
      await turn.refreshCommands();
      await turn.note(turn.t.plain('settings:languageChanged'));
      await askCityOrShowMenu(turn);
    }),
  ],
};
