import type { Language } from '../i18n/language.ts';
import type { Translate } from '../i18n/translate.ts';
import type { Deps } from '../usecases/deps.ts';
import type { OutboxKind, OutboxParams } from '../usecases/outbox/outbox-kinds.ts';
import type { Actor } from '../usecases/people/actor.ts';
import type { Screen } from './screen.ts';

/** What a notification is drawn from, at the moment of sending. */
export interface NotificationContext {
  deps: Deps;
  now: Date;
  recipient: Actor;
  t: Translate;
  language: Language;
  botName: string;
}

/** The message stays true, but it is not the time for it. */
export interface Hold {
  holdUntil: Date;
}

/** A screen that takes the place of a message sent before, by the messenger's id. */
export interface Edit {
  messageRef: string;
  screen: Screen;
}

/** How one kind of owed message is drawn. */
export interface Notification<Kind extends OutboxKind = OutboxKind> {
  kind: Kind;
  /**
   * Draws the message in the recipient's language from what is true now. Null: it is not true any more, or
   * the recipient is not entitled to it any more; it is then dropped, not sent. A `Hold` puts it off, an `Edit`
   * changes an earlier message.
   */
  render(context: NotificationContext, params: OutboxParams[Kind]): Promise<Screen | Edit | Hold | null>;
  /** Several of the kind to one person are told in one message; absent: each by itself. */
  join?: Joining<OutboxParams[Kind]>;
  /** True where the recipient's commands change together with it (a role was given or ended). */
  changesCommands?: boolean;
}

/** How several owed messages of a kind become one. */
// biome-ignore lint/suspicious/noExplicitAny: each kind knows its own parts; who sends them needs not.
export interface Joining<Params, Part = any> {
  /** What is true now of each, in the same order; null for what is not true, or not theirs, any more. */
  read(context: NotificationContext, all: readonly Params[]): Promise<(Part | null)[]>;
  /** Draws two or more that are true. */
  draw(context: NotificationContext, parts: readonly Part[]): Promise<Screen>;
}

/** Keeps the parts of a joining typed. */
export function joining<Params, Part>(definition: Joining<Params, Part>): Joining<Params> {
  return definition;
}

/** Keeps a notification's parameters typed while the list of all of them is not. */
export function notification<Kind extends OutboxKind>(definition: Notification<Kind>): Notification {
  return definition as unknown as Notification;
}
