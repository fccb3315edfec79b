import type * as Telegram from '../telegram-types.ts';
import { chatFacts } from './chats.ts';
import { editingFacts } from './edits.ts';
import type { Fact, Facts } from './fact.ts';
import { sendingFacts } from './messages.ts';
import { profileFacts } from './profile.ts';
import { updateFacts } from './updates.ts';

/** Every method that the sandbox serves, with its parameters. Validation and coverage are driven by this table. */
export const methodFacts = {
  ...profileFacts,
  ...updateFacts,
  ...sendingFacts,
  ...editingFacts,
  ...chatFacts,
} as const satisfies Record<string, Facts>;

export type MethodName = keyof typeof methodFacts;

const byLowerCase = new Map(Object.keys(methodFacts).map((name) => [name.toLowerCase(), name as MethodName]));

/** The served method of that name; the real server ignores the case of method names. */
export function findMethod(name: string): MethodName | undefined {
  return byLowerCase.get(name.toLowerCase());
}

/** Methods that count against the limits on sending. */
export function countsAsMessage(method: MethodName): boolean {
  return method in sendingFacts ? method !== 'sendChatAction' : method.startsWith('edit');
}

interface ValueOfType {
  Integer: number;
  Float: number;
  String: string;
  Boolean: boolean;
  InputFile: Telegram.Upload;
  MessageEntity: Telegram.MessageEntity;
  LinkPreviewOptions: Telegram.LinkPreviewOptions;
  ReplyParameters: Telegram.ReplyParameters;
  InlineKeyboardMarkup: Telegram.InlineKeyboardMarkup;
  ReplyKeyboardMarkup: Telegram.ReplyKeyboardMarkup;
  ReplyKeyboardRemove: Telegram.ReplyKeyboardRemove;
  ForceReply: Telegram.ForceReply;
  InputMedia: Telegram.InputMedia;
  InputMediaAudio: Telegram.InputMedia;
  InputMediaDocument: Telegram.InputMedia;
  InputMediaLivePhoto: Telegram.InputMedia;
  InputMediaPhoto: Telegram.InputMedia;
  InputMediaVideo: Telegram.InputMedia;
  BotCommand: Telegram.BotCommand;
  BotCommandScope: Telegram.BotCommandScope;
  MenuButton: Telegram.MenuButton;
  InlineQueryResult: { type: string; id: string };
  InlineQueryResultsButton: { text: string; start_parameter?: string };
}

type Value<T extends string> = T extends `Array of ${infer Element}`
  ? Value<Element>[]
  : T extends keyof ValueOfType
    ? ValueOfType[T]
    : never;

type ValueOfFact<F extends Fact> = Value<F['types'][number]>;

/** A method's parameters as its handler receives them: checked, converted, without those not served. */
export type ParametersOf<M extends MethodName> = {
  [P in keyof (typeof methodFacts)[M] as (typeof methodFacts)[M][P] extends { required: true }
    ? P
    : never]: (typeof methodFacts)[M][P] extends Fact ? ValueOfFact<(typeof methodFacts)[M][P]> : never;
} & {
  [P in keyof (typeof methodFacts)[M] as (typeof methodFacts)[M][P] extends { required: false; served: true }
    ? P
    : never]?: (typeof methodFacts)[M][P] extends Fact ? ValueOfFact<(typeof methodFacts)[M][P]> : never;
};
