import { joinHtml } from '../../i18n/html.ts';
import { isLanguage, languages } from '../../i18n/language.ts';
import { beginDialogue } from '../../usecases/dialogue/dialogue-state.ts';
import { chooseLanguage } from '../../usecases/people/recognise-person.ts';
import { defineAction } from '../callback-data.ts';
import { type Feature, on } from '../feature.ts';
import { actionButton, type Screen } from '../screen.ts';
import type { Turn } from '../turn.ts';
import { askCityOrShowMenu } from './city-choice.ts';

const setLanguage = defineAction('lang', { language: 'id' });

/** The deep link by which somebody came, kept while their language is asked. */
interface ArrivalFields {
  link: string | null;
}

/** The first screen: one message in both languages, and the choice between them. */
export async function welcome(turn: Turn, link?: string): Promise<void> {
  if (link !== undefined) await keepLink(turn, link);
  await turn.show(languageScreen(turn));
}

async function keepLink(turn: Turn, link: string | null): Promise<void> {
  await beginDialogue(turn.deps.db, {
    personId: turn.person.id,
    kind: 'arrival',
    step: 'language',
    fields: { link } satisfies ArrivalFields,
    now: turn.deps.clock.now(),
    isActive: false,
  });
}

function languageScreen(turn: Turn): Screen {
  const isNew = turn.person.language === null;
  const texts = languages.map((language) =>
    turn.inLanguage(language)(isNew ? 'start:welcome' : 'settings:chooseLanguage'),
  );
  return {
    text: joinHtml(texts, '\n\n'),
    buttons: [
      languages.map((language) =>
        actionButton(turn.inLanguage(language).plain('start:button.language'), setLanguage, { language }),
      ),
    ],
  };
}

/** Goes on in the chosen language where the person was: by their link, in their dialogue, or from the start. */
async function goOn(turn: Turn): Promise<void> {
  const arrival = await turn.read<ArrivalFields>('arrival');
  const link = arrival?.fields.link ?? null;
  if (link !== null) {
    await turn.go.command('start', link);
    // Forgotten only when it was followed: where that fails, the press is tried again and needs it.
    return keepLink(turn, null);
  }
  if (!(await turn.go.toActiveDialogue())) await askCityOrShowMenu(turn);
}

/** Language: asked once at the start, changed at any time by `/language`, also in the middle of a dialogue. */
export const languageFeature: Feature = {
  commands: {
    language: (turn) => welcome(turn),
    start: askCityOrShowMenu,
  },
  actions: [
    {
      ...on(setLanguage, async (turn, { language }) => {
        if (!isLanguage(language)) return welcome(turn);
        await chooseLanguage(turn.deps, { personId: turn.person.id, language });
        await turn.reload();
        await turn.refreshCommands();
        await turn.note(turn.t.plain('settings:languageChanged'));
        await goOn(turn);
      }),
      beforeLanguage: true,
    },
  ],
};
