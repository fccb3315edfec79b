import { guessLanguage } from '../i18n/language.ts';
import type { Translations } from '../i18n/translate.ts';
import type { Deps } from '../usecases/deps.ts';
import {
  type DialogueState,
  readActiveDialogue,
  readDialogue,
  resumeDialogue,
} from '../usecases/dialogue/dialogue-state.ts';
import { findUnsentDialogue } from '../usecases/dialogue/find-unsent-dialogue.ts';
import { noteMeaning } from '../usecases/inbox/claim-updates.ts';
import { markBlocked } from '../usecases/people/mark-blocked.ts';
import { readLanguage, recognisePerson } from '../usecases/people/recognise-person.ts';
import { readActionParams, splitActionData } from './callback-data.ts';
import { isCommandName } from './commands.ts';
import { type BoundAction, type DialogueHandler, type Feature, on, type SentThing } from './feature.ts';
import { goTo, resume } from './go.ts';
import type { Incoming } from './inbound/incoming.ts';
import type { Messenger } from './messenger.ts';
import { type Navigation, openTurn, type Turn } from './turn.ts';

/** The longest text that any dialogue reads, in UTF-16 units; Telegram's own limit is 4096. */
const longestText = 3_000;

export interface RouterParts {
  deps: Deps;
  messenger: Messenger;
  translations: Translations;
  botName: string;
  features: readonly Feature[];
  /** Answers what belongs to no command, button or dialogue; and whoever has not chosen a language yet. */
  home: {
    /** `link`: the payload of the deep link they came by, to go on with once the language is chosen. */
    welcome(turn: Turn, link?: string): Promise<void>;
    menu(turn: Turn, opening?: string): Promise<void>;
  };
}

export interface Router {
  /**
   * Answers one thing that somebody did. Throws on bugs and outages only; then nothing is lost, and nothing
   * done twice, by repeating it with the same id of the update. `isRepeated`: it was tried before.
   */
  handle(incoming: Incoming, update: { id: number; isRepeated: boolean }): Promise<void>;
  /** Tells somebody that the thing they did could not be answered. */
  apologise(incoming: Incoming): Promise<void>;
  /** Every kind of button there is, for the tests that must reach them all. */
  actionNames: readonly string[];
}

/** Puts the features together. Throws where two of them claim the same command, button or dialogue. */
export function createRouter(parts: RouterParts): Router {
  const { deps, messenger, translations, features, home } = parts;
  const commands = new Map<
    string,
    NonNullable<Feature['commands']>[keyof NonNullable<Feature['commands']>]
  >();
  const actions = new Map<string, BoundAction>();
  const dialogues = new Map<string, DialogueHandler>();
  const startLinks = new Map<string, (turn: Turn, rest: string) => Promise<void>>();
  for (const feature of features) {
    for (const [name, handler] of Object.entries(feature.commands ?? {})) claim(commands, name, handler);
    for (const bound of feature.actions ?? []) claim(actions, bound.action.name, bound);
    for (const dialogue of feature.dialogues ?? []) claim(dialogues, dialogue.kind, dialogue);
    for (const [prefix, handler] of Object.entries(feature.startLinks ?? {}))
      claim(startLinks, prefix, handler);
  }

  const waysOut = [
    on(goTo, (turn, { command: name }) => command(turn, name, '')),
    on(resume, (turn, { kind }) => navigate(turn).resume(kind)),
  ];
  for (const bound of waysOut) claim(actions, bound.action.name, bound);

  function navigate(turn: Turn): Navigation {
    return {
      press: (data) => press(turn, data),
      command: (name, argument = '') => command(turn, name, argument),
      async toActiveDialogue() {
        const state = await readActiveDialogue(deps.db, turn.person.id);
        const dialogue = state === null ? undefined : dialogues.get(state.kind);
        if (state === null || dialogue === undefined) return false;
        await turn.show(await dialogue.render(turn, state));
        return true;
      },
      async resume(kind) {
        const dialogue = dialogues.get(kind);
        const state =
          dialogue === undefined
            ? null
            : await resumeDialogue(deps.db, { personId: turn.person.id, kind, now: turn.now });
        if (dialogue === undefined || state === null) return home.menu(turn);
        await turn.show(await dialogue.render(turn, state));
      },
      findUnsent: () =>
        findUnsentDialogue(
          deps.db,
          turn.person.id,
          (state) => dialogues.get(state.kind)?.hasUnsent?.(state) ?? false,
        ),
      async offerText(words) {
        for (const { offers } of features) if (await offers?.text?.(turn, words)) return true;
        return false;
      },
      async offerDocument(sent, isAlone) {
        for (const { offers } of features) if (await offers?.document?.(turn, sent, isAlone)) return true;
        return false;
      },
    };
  }

  async function open(incoming: Extract<Incoming, { by: { externalId: string } }>, isRepeated: boolean) {
    const person = await recognisePerson(deps, { channel: 'telegram', externalId: incoming.by.externalId });
    return openTurn({
      deps,
      messenger,
      botName: parts.botName,
      chatId: incoming.chatId,
      sender: incoming.by,
      person,
      isRepeated,
      languageOf: (who, sender) => who.language ?? guessLanguage(sender.languageCode),
      translations,
      press:
        incoming.kind === 'pressed'
          ? {
              callbackId: incoming.callbackId,
              editable: incoming.message?.isText ? incoming.message : null,
            }
          : null,
      navigate,
    });
  }

  /** What is true now, after a tap that came too late or twice. */
  async function showNow(turn: Turn, state: DialogueState | null): Promise<void> {
    const dialogue = state === null ? undefined : dialogues.get(state.kind);
    if (state === null || dialogue === undefined) return home.menu(turn);
    await turn.show(await dialogue.render(turn, state));
  }

  async function press(turn: Turn, data: string): Promise<void> {
    const split = splitActionData(data);
    const bound = split === null ? undefined : actions.get(split.name);
    if (turn.person.language === null && bound?.beforeLanguage !== true) return home.welcome(turn);
    const read = split === null || bound === undefined ? null : readActionParams(bound.action, split.parts);
    if (bound === undefined || read === null) {
      await turn.note(turn.t.plain('common:staleButton'));
      return home.menu(turn);
    }
    if (bound.action.dialogue === null) return bound.handle(turn, read.params, null);
    const state = await readDialogue(deps.db, turn.person.id, bound.action.dialogue);
    if (state === null || state.version !== read.version) {
      if (state !== null && read.version !== null) {
        if ((await bound.late?.(turn, state, read.version)) === true) return;
      }
      await turn.noteStale();
      return showNow(turn, state);
    }
    return bound.handle(turn, read.params, state);
  }

  /** What a deep link leads to; null where its payload is none of ours. */
  function readStartLink(argument: string): ((turn: Turn) => Promise<void>) | null {
    const [prefix = '', ...rest] = argument.split('_');
    const follow = startLinks.get(prefix);
    if (follow === undefined || !/^[\w-]{1,64}$/.test(argument)) return null;
    return (turn) => follow(turn, rest.join('_'));
  }

  async function command(turn: Turn, name: string, argument: string): Promise<void> {
    const link = name === 'start' ? readStartLink(argument) : null;
    if (turn.person.language === null) return home.welcome(turn, link === null ? undefined : argument);
    if (link !== null) return link(turn);
    const handler = isCommandName(name) ? commands.get(name) : undefined;
    if (handler === undefined) return home.menu(turn, turn.t.plain('common:unknownInput'));
    return handler(turn, argument);
  }

  async function text(turn: Turn, words: string, updateId: number): Promise<void> {
    const state = await readActiveDialogue(deps.db, turn.person.id);
    const step = state === null ? 'none' : `${state.kind}:${state.step}`;
    // It took effect before and its answer failed: what it was meant for is over.
    if ((await noteMeaning(deps.db, updateId, step)) !== step) {
      return (await navigate(turn).toActiveDialogue()) ? undefined : home.menu(turn);
    }
    const dialogue = state === null ? undefined : dialogues.get(state.kind);
    if (state === null || dialogue?.onText === undefined) {
      if (await navigate(turn).offerText(words)) return;
      return home.menu(turn, turn.t.plain('common:unknownInput'));
    }
    const max = dialogue.longestText ?? longestText;
    if (words.length > max) {
      return turn.say({ text: turn.t('common:tooLong', { length: words.length, max }) });
    }
    return dialogue.onText(turn, state, words);
  }

  async function other(
    turn: Turn,
    incoming: SentThing | Extract<Incoming, { kind: 'unreadable' }>,
  ): Promise<void> {
    const state = await readActiveDialogue(deps.db, turn.person.id);
    const dialogue = state === null ? undefined : dialogues.get(state.kind);
    const isWaitedFor = dialogue?.onOther !== undefined;
    if (
      incoming.kind === 'document' &&
      !isWaitedFor &&
      (await navigate(turn).offerDocument(incoming, true))
    ) {
      return;
    }
    if (state === null || dialogue === undefined) {
      return home.menu(turn, turn.t.plain('common:unknownInput'));
    }
    if (incoming.kind === 'unreadable') {
      if (dialogue.onUnreadable !== undefined) return dialogue.onUnreadable(turn, state, incoming.what);
      return turn.say({ text: turn.t(`common:notText.${incoming.what}`) });
    }
    if (dialogue.onOther === undefined) return turn.say({ text: turn.t('common:notText.other') });
    return dialogue.onOther(turn, state, incoming);
  }

  async function answer(turn: Turn, incoming: Incoming, updateId: number): Promise<void> {
    switch (incoming.kind) {
      case 'pressed':
        return press(turn, incoming.data);
      case 'command':
        return command(turn, incoming.name, incoming.argument);
      case 'text':
        return text(turn, incoming.text, updateId);
      case 'photo':
      case 'document':
      case 'location':
      case 'unreadable':
        return other(turn, incoming);
      case 'blocked':
      case 'unblocked':
      case 'group':
      case 'ignored':
        return;
    }
  }

  return {
    actionNames: [...actions.keys()],
    async handle(incoming, update) {
      if (incoming.kind === 'ignored') return;
      if (incoming.kind === 'group') {
        const { command: asked, addressee } = incoming;
        const isForUs = addressee === null || addressee === parts.botName.toLowerCase();
        if (asked === 'help' && isForUs) await sayInGroup(parts, incoming);
        return;
      }
      if (incoming.kind === 'blocked' || incoming.kind === 'unblocked') {
        await markBlocked(deps, {
          ...incoming.by,
          channel: 'telegram',
          isBlocked: incoming.kind === 'blocked',
        });
        return;
      }
      const { turn, finish } = await open(incoming, update.isRepeated);
      const mayComeBefore = incoming.kind === 'pressed' || incoming.kind === 'command';
      if (turn.person.language === null && !mayComeBefore) await home.welcome(turn);
      else await answer(turn, incoming, update.id);
      await finish();
    },
    async apologise(incoming) {
      if (!('by' in incoming) || incoming.by === null || incoming.kind === 'group') return;
      // A database that does not answer either leaves the language of the messenger.
      const identity = { channel: 'telegram', externalId: incoming.by.externalId };
      const known = await readLanguage(deps, identity).catch(() => null);
      const t = translations.for(known ?? guessLanguage(incoming.by.languageCode));
      await messenger.send(incoming.chatId, { text: t('common:trouble') });
      if (incoming.kind === 'pressed') await messenger.answer(incoming.callbackId);
    },
  };
}

async function sayInGroup(parts: RouterParts, incoming: Extract<Incoming, { kind: 'group' }>): Promise<void> {
  const t = parts.translations.for(guessLanguage(incoming.by?.languageCode));
  await parts.messenger.send(incoming.chatId, {
    text: t('help:group'),
    buttons: [
      [{ text: t.plain('help:button.openPrivate'), target: { url: `https://t.me/${parts.botName}` } }],
    ],
  });
}

function claim<T>(map: Map<string, T>, name: string, value: T): void {
  if (map.has(name)) throw new Error(`Two features claim «${name}»`);
  map.set(name, value);
}
