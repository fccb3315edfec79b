import { escapeHtml, type Html } from '../i18n/html.ts';
import type { Language } from '../i18n/language.ts';
import type { Translate, Translations } from '../i18n/translate.ts';
import type { Deps } from '../usecases/deps.ts';
import {
  advanceDialogue,
  beginDialogue,
  type DialogueState,
  type DialogueStep,
  readDialogue,
} from '../usecases/dialogue/dialogue-state.ts';
import { type Actor, loadActor } from '../usecases/people/actor.ts';
import { type CommandName, registerPersonCommands } from './commands.ts';
import type { SentDocument } from './feature.ts';
import type { Sender } from './inbound/incoming.ts';
import type { Messenger, ShownMessage } from './messenger.ts';
import type { Screen } from './screen.ts';

/** One thing that a person did, and all that is needed to answer it. */
export interface Turn {
  readonly deps: Deps;
  readonly now: Date;
  readonly messenger: Messenger;
  /** User name of the bot, for deep links. */
  readonly botName: string;
  readonly chatId: string;
  readonly sender: Sender;
  /** Reads anew with `reload` after something changed the person. */
  person: Actor;
  /** Of the press that is answered: the same where its update is done again, another for another tap. */
  readonly pressId: string | null;
  t: Translate;
  language: Language;
  /** The texts of either language, for a screen that has both. */
  inLanguage(language: Language): Translate;
  /** Shows the person's client the commands of their roles in their language. */
  refreshCommands(): Promise<void>;

  /** Shows a screen: in place of the one whose button was pressed, else as a new message. */
  show(screen: Screen): Promise<void>;
  /** Leaves the message whose button was pressed as it is: the next screen is a new message. */
  keepPressed(): void;
  /** Sends a new message, leaving what is above as it is. */
  say(screen: Screen): Promise<void>;
  /** Answers the press with a short line (at most 200 characters); without a press, says it. */
  note(text: string): Promise<void>;
  /**
   * Notes that the button is of a step that is over, before what is true now is shown. Says nothing where the
   * press was tried before: then the step is over because the press took effect, and only its answer was lost.
   */
  noteStale(): Promise<void>;
  sendFile(file: { bytes: Uint8Array; name: string; caption: Html; isPhoto?: boolean }): Promise<void>;
  /** Loads the person again, with the language that is now theirs. */
  reload(): Promise<void>;

  /** Begins a dialogue, or begins it anew; what is typed now goes to it. */
  begin<F extends object>(kind: string, step: string, fields: F): Promise<DialogueState<F>>;
  /** Moves a dialogue on; null where somebody (a doubled tap) already did. */
  advance<F extends object>(
    state: DialogueState<F>,
    next: { step?: string; fields?: F; isActive?: boolean },
  ): Promise<DialogueState<F> | null>;
  read<F extends object>(kind: string): Promise<DialogueState<F> | null>;

  /** Ways to other areas of the conversation, so that they need not import one another. */
  readonly go: Navigation;
}

export interface Navigation {
  /** Does what a button with this callback data would do. */
  press(data: string): Promise<void>;
  /** Does what the command would do. */
  command(name: CommandName, argument?: string): Promise<void>;
  /** Shows the current step of the active dialogue; false where there is none. */
  toActiveDialogue(): Promise<boolean>;
  /** Goes on with a dialogue that was left; the menu where there is none of that kind. */
  resume(kind: string): Promise<void>;
  /** The kind of the dialogue, the latest first, in which something was typed and not sent yet. */
  findUnsent(): Promise<string | null>;
  /** Offers to every area what was sent while the dialogue does not ask for it; true where one of them took it. */
  offerText(text: string): Promise<boolean>;
  offerDocument(sent: SentDocument, isAlone: boolean): Promise<boolean>;
}

export interface TurnParts {
  deps: Deps;
  messenger: Messenger;
  botName: string;
  chatId: string;
  sender: Sender;
  person: Actor;
  languageOf(person: Actor, sender: Sender): Language;
  translations: Translations;
  press: { callbackId: string; editable: ShownMessage | null } | null;
  /** Whether the update was tried before. */
  isRepeated: boolean;
  navigate(turn: Turn): Navigation;
}

/** Opens a turn. `finish` answers the press if nothing else did, so that no button keeps spinning. */
export function openTurn(parts: TurnParts): { turn: Turn; finish(): Promise<void> } {
  const { deps, messenger, chatId, press } = parts;
  let answered = press === null;
  let editable = press?.editable ?? null;
  const language = parts.languageOf(parts.person, parts.sender);

  async function answer(text?: string): Promise<void> {
    if (answered || press === null) return;
    answered = true;
    await messenger.answer(press.callbackId, text);
  }

  const turn: Turn = {
    deps,
    now: deps.clock.now(),
    messenger,
    botName: parts.botName,
    chatId,
    sender: parts.sender,
    person: parts.person,
    pressId: press?.callbackId ?? null,
    language,
    t: parts.translations.for(language),
    inLanguage: (other) => parts.translations.for(other),
    async refreshCommands() {
      await registerPersonCommands(messenger, parts.translations, chatId, turn.person);
    },
    async show(screen) {
      if (editable === null) await messenger.send(chatId, screen);
      else {
        await messenger.edit(chatId, editable, screen);
        // A second screen of the same turn must not wipe out the first.
        editable = null;
      }
    },
    keepPressed() {
      editable = null;
    },
    async say(screen) {
      await messenger.send(chatId, screen);
    },
    async note(text) {
      if (press === null) await messenger.send(chatId, { text: escapeHtml(text) });
      else await answer(text);
    },
    async noteStale() {
      if (!parts.isRepeated) await turn.note(turn.t.plain('common:staleButton'));
    },
    async sendFile(file) {
      await messenger.sendFile(chatId, file);
    },
    async reload() {
      turn.person = await loadActor(deps.db, turn.person.id, deps.clock.now());
      turn.language = parts.languageOf(turn.person, parts.sender);
      turn.t = parts.translations.for(turn.language);
    },
    begin: (kind, step, fields) =>
      beginDialogue(deps.db, {
        personId: turn.person.id,
        kind,
        step,
        fields,
        now: deps.clock.now(),
      }) as never,
    advance: (state, next) =>
      advanceDialogue(deps.db, stepOf(state), { ...next, now: deps.clock.now() }) as never,
    read: (kind) => readDialogue(deps.db, turn.person.id, kind) as never,
    get go() {
      return parts.navigate(turn);
    },
  };
  return { turn, finish: () => answer() };
}

/** The step that a dialogue is at, for the compare-and-set of an effect. */
export function stepOf(state: { personId: number; kind: string; version: number }): DialogueStep {
  return { personId: state.personId, kind: state.kind, version: state.version };
}
