import type { DialogueState } from '../usecases/dialogue/dialogue-state.ts';
import type { Action, ParamsOf } from './callback-data.ts';
import type { CommandName } from './commands.ts';
import type { Incoming } from './inbound/incoming.ts';
import type { Screen } from './screen.ts';
import type { Turn } from './turn.ts';

type Shape = Readonly<Record<string, 'int' | 'id'>>;

/** One area of the conversation: its commands, buttons, dialogues and deep links. */
export interface Feature {
  commands?: Partial<Record<CommandName, (turn: Turn, argument: string) => Promise<void>>>;
  actions?: readonly BoundAction[];
  dialogues?: readonly DialogueHandler[];
  /** Deep links `t.me/bot?start=<prefix>_<rest>`, by prefix without the underscore. */
  startLinks?: Readonly<Record<string, (turn: Turn, rest: string) => Promise<void>>>;
  /** Takes what somebody sends while nothing asks for it; false where it is none of this area's. */
  offers?: {
    text?(turn: Turn, text: string): Promise<boolean>;
    /** `isAlone`: no dialogue would take the document; otherwise only what is surely this area's is to be taken. */
    document?(turn: Turn, sent: SentDocument, isAlone: boolean): Promise<boolean>;
  };
}

/** A kind of conversation with steps. Its state is in the database; this only draws and reads. */
// biome-ignore lint/suspicious/noExplicitAny: each dialogue knows its own fields; the router needs not.
export interface DialogueHandler<F extends object = any> {
  kind: string;
  /** Draws the current step: after a stale tap, a language switch, a restart. */
  render(turn: Turn, state: DialogueState<F>): Promise<Screen>;
  /** What the person typed while this dialogue was active. */
  onText?(turn: Turn, state: DialogueState<F>, text: string): Promise<void>;
  /** The longest text that it takes, in UTF-16 units, where that is less than the router lets through. */
  longestText?: number;
  /** A photo, a document, a location; absent: the person is told that text is wanted here. */
  onOther?(turn: Turn, state: DialogueState<F>, incoming: SentThing): Promise<void>;
  /** A sticker, a voice message and the like; absent: the person is told that text is wanted here. */
  onUnreadable?(turn: Turn, state: DialogueState<F>, what: UnreadableThing): Promise<void>;
  /** Whether something was typed in it and not sent yet: the menu then offers to continue. Absent: never. */
  hasUnsent?(state: DialogueState<F>): boolean;
}

export type SentDocument = Extract<Incoming, { kind: 'document' }>;
export type SentThing = Extract<Incoming, { kind: 'photo' | 'document' | 'location' }>;

export type UnreadableThing = Extract<Incoming, { kind: 'unreadable' }>['what'];

export interface BoundAction {
  action: Action;
  handle(turn: Turn, params: Record<string, number | string>, state: DialogueState | null): Promise<void>;
  /**
   * Answers a press on a button whose step is over, and says whether it did: a doubled tap, or an update done
   * again. Absent, or where it did not: the person is told that the button is old, and sees what is now.
   */
  late?(turn: Turn, state: DialogueState, version: number): Promise<boolean>;
  /** Works also for somebody who has not chosen a language yet; any other button shows them the welcome. */
  beforeLanguage?: boolean;
}

/** Ties a kind of button to what it does. */
export function on<S extends Shape>(
  action: Action<S>,
  handle: (turn: Turn, params: ParamsOf<S>) => Promise<void>,
): BoundAction {
  if (action.dialogue !== null)
    throw new TypeError(`Action ${action.name} belongs to a dialogue: use onStep`);
  return { action, handle: (turn, params) => handle(turn, params as ParamsOf<S>) };
}

/** Ties a button of a dialogue to what it does; it is called only while the button's step is the current one. */
export function onStep<S extends Shape, F extends object>(
  action: Action<S>,
  handle: (turn: Turn, params: ParamsOf<S>, state: DialogueState<F>) => Promise<void>,
  late?: (turn: Turn, state: DialogueState<F>, version: number) => Promise<boolean>,
): BoundAction {
  if (action.dialogue === null) throw new TypeError(`Action ${action.name} belongs to no dialogue: use on`);
  return {
    action,
    handle: (turn, params, state) => handle(turn, params as ParamsOf<S>, state as DialogueState<F>),
    ...(late === undefined
      ? {}
      : { late: (turn, state, version) => late(turn, state as DialogueState<F>, version) }),
  };
}
