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

/** How one kind of owed message is drawn. */
export interface Notification<Kind extends OutboxKind = OutboxKind> {
  kind: Kind;
  /**
   * Draws the message in the recipient's language from what is true now. Null: it is not true any more, or
   * the recipient is not entitled to it any more; it is then dropped, not sent. A `Hold` puts it off.
   */
  render(context: NotificationContext, params: OutboxParams[Kind]): Promise<Screen | Hold | null>;
  /** True where the recipient's commands change together with it (a role was given or ended). */
  changesCommands?: boolean;
}

/** Keeps a notification's parameters typed while the list of all of them is not. */
export function notification<Kind extends OutboxKind>(definition: Notification<Kind>): Notification {
  return definition as unknown as Notification;
}
