import type {
  InlineKeyboardButton,
  InlineKeyboardMarkup,
  ReplyKeyboardMarkup,
  ReplyKeyboardRemove,
} from 'grammy/types';
import { type Html, joinHtml } from '../i18n/html.ts';
import { type Action, encodeAction, type ParamsOf } from './callback-data.ts';

/** What a person sees at one moment: a message and its buttons. */
export interface Screen {
  text: Html;
  buttons?: readonly (readonly Button[])[];
  /** Shown instead of inline buttons, only on a new message; `remove` takes an earlier one away. */
  replyKeyboard?: { shareLocation: string } | 'remove';
}

export interface Button {
  text: string;
  target: { data: string } | { url: string } | { copy: string };
}

/** A button that asks for an action; `version` is needed where the action belongs to a dialogue. */
export function actionButton<S extends Readonly<Record<string, 'int' | 'id'>>>(
  text: string,
  action: Action<S>,
  params: ParamsOf<S>,
  version?: number,
): Button {
  return { text, target: { data: encodeAction(action, params, version) } };
}

export function urlButton(text: string, url: string): Button {
  return { text, target: { url } };
}

/** A button that copies a text of 1 to 256 characters. */
export function copyButton(text: string, copy: string): Button {
  return { text, target: { copy } };
}

/** Lines of a screen; those that say nothing fall away. */
export function lines(...parts: (Html | null)[]): Html {
  return joinHtml(
    parts.filter((part) => part !== null),
    '\n',
  );
}

/** Rows of two. */
export function inPairs<T>(items: readonly T[]): T[][] {
  return items.flatMap((_, index) => (index % 2 === 0 ? [items.slice(index, index + 2)] : []));
}

/** The inline keyboard of a screen, as the Bot API wants it; empty rows fall away. */
export function inlineKeyboard(screen: Screen): InlineKeyboardMarkup {
  const rows = (screen.buttons ?? []).filter((row) => row.length > 0);
  return { inline_keyboard: rows.map((row) => row.map(toInlineButton)) };
}

/** The markup that a new message of this screen carries. */
export function newMessageMarkup(
  screen: Screen,
): InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | undefined {
  if (screen.replyKeyboard === 'remove') return { remove_keyboard: true };
  if (screen.replyKeyboard !== undefined) {
    return {
      keyboard: [[{ text: screen.replyKeyboard.shareLocation, request_location: true }]],
      resize_keyboard: true,
      one_time_keyboard: true,
    };
  }
  const markup = inlineKeyboard(screen);
  return markup.inline_keyboard.length > 0 ? markup : undefined;
}

function toInlineButton(button: Button): InlineKeyboardButton {
  const { text, target } = button;
  if ('data' in target) return { text, callback_data: target.data };
  if ('url' in target) return { text, url: target.url };
  return { text, copy_text: { text: target.copy } };
}
