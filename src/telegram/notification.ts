import type { Language } from '../i18n/language.ts';
import type { Translate } from '../i18n/translate.ts';
import type { GroupChat } from '../usecases/delivery/read-addressee.ts';
import type { Deps } from '../usecases/deps.ts';
import type { OutboxKind, OutboxParams } from '../usecases/outbox/outbox-kinds.ts';
import type { Actor } from '../usecases/people/actor.ts';
import type { Screen } from './screen.ts';

/** What every message is drawn from, at the moment of sending. */
export interface DrawingContext {
  deps: Deps;
  now: Date;
  t: Translate;
  language: Language;
  botName: string;
  /** An attempt at it was made before: it may have arrived. */
  wasTried: boolean;
}

/** What a message to a person is drawn from. */
export interface NotificationContext extends DrawingContext {
  recipient: Actor;
}

/** What a message to a working group's chat is drawn from, in the language of the chat. */
export interface ChatNotificationContext extends DrawingContext {
  chat: GroupChat;
}

/** The message stays true, but it is not the time for it. */
export interface Hold {
  holdUntil: Date;
}

/** An earlier message is edited, not a new one sent; `nextAt`: it is looked at again then, null when it is over. */
export interface Edit {
  inPlaceOf: number;
  screen: Screen;
  nextAt: Date | null;
}

/** How one kind of owed message is drawn, for whomever it is. */
export interface Drawing<Context extends DrawingContext, Kind extends OutboxKind = OutboxKind> {
  kind: Kind;
  /**
   * Draws the message in the recipient's language from what is true now. Null: it is not true any more, or
   * the recipient is not entitled to it any more; it is then dropped, not sent. A `Hold` puts it off, an `Edit`
   * changes a message that was sent before.
   */
  render(context: Context, params: OutboxParams[Kind]): Promise<Screen | Hold | Edit | null>;
  /** Several of the kind to one person or chat are told in one message; absent: each by itself. */
  // biome-ignore lint/suspicious/noExplicitAny: each kind knows its own parts; who sends them needs not.
  join?: Joining<OutboxParams[Kind], any, Context>;
}

/** How one kind of message to a person is drawn. */
export interface Notification<Kind extends OutboxKind = OutboxKind>
  extends Drawing<NotificationContext, Kind> {
  /** True where the recipient's commands change together with it (a role was given or ended). */
  changesCommands?: boolean;
}

/**
 * How one kind of message to a working group's chat is drawn. Everybody in the chat reads it: it holds no
 * citizen's data and no individual's lateness, and its buttons lead to the private chat.
 */
export type ChatNotification<Kind extends OutboxKind = OutboxKind> = Drawing<ChatNotificationContext, Kind>;

/** How several owed messages of a kind become one. */
// biome-ignore lint/suspicious/noExplicitAny: each kind knows its own parts; who sends them needs not.
export interface Joining<Params, Part = any, Context extends DrawingContext = NotificationContext> {
  /** What is true now of each, in the same order; null for what is not true, or not theirs, any more. */
  read(context: Context, all: readonly Params[]): Promise<(Part | null)[]>;
  /** Draws two or more that are true. */
  draw(context: Context, parts: readonly Part[]): Promise<Screen>;
}

/** Keeps the parts of a joining typed. */
export function joining<Params, Part, Context extends DrawingContext = NotificationContext>(
  definition: Joining<Params, Part, Context>,
  // biome-ignore lint/suspicious/noExplicitAny: each kind knows its own parts; who sends them needs not.
): Joining<Params, any, Context> {
  return definition;
}

/** Keeps a notification's parameters typed while the list of all of them is not. */
export function notification<Kind extends OutboxKind>(definition: Notification<Kind>): Notification {
  return definition as unknown as Notification;
}

/** The same for a message to a working group's chat. */
export function chatNotification<Kind extends OutboxKind>(
  definition: ChatNotification<Kind>,
): ChatNotification {
  return definition as unknown as ChatNotification;
}
