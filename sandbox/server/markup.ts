import { badRequest } from './api-error.ts';
import type {
  Chat,
  InlineKeyboardButton,
  InlineKeyboardMarkup,
  KeyboardButton,
  ReplyMarkup,
} from './telegram-types.ts';

const mostInlineButtons = 100;
const mostInlineButtonsInRow = 8;
const mostReplyButtons = 300;
const styles = new Set(['danger', 'success', 'primary']);

/**
 * The markup as the server keeps it: checked, empty rows left out, undefined for an inline keyboard without buttons.
 * With `strict`, rows longer than clients show and buttons with two actions are refused as well.
 */
export function checkMarkup<T extends ReplyMarkup>(
  markup: T | undefined,
  chat: Chat,
  strict: boolean,
): T | undefined {
  if (markup === undefined) return undefined;
  if ('inline_keyboard' in markup) return checkInlineKeyboard(markup, strict) as T | undefined;
  if (!('keyboard' in markup)) return markup;
  const buttons = markup.keyboard.flat();
  if (buttons.length > mostReplyButtons) throw badRequest('reply markup is too long');
  for (const button of buttons)
    checkReplyButton(typeof button === 'string' ? { text: button } : button, chat);
  return markup;
}

function checkInlineKeyboard(
  markup: InlineKeyboardMarkup,
  strict: boolean,
): InlineKeyboardMarkup | undefined {
  const rows = markup.inline_keyboard.filter((row) => row.length > 0);
  const buttons = rows.flat();
  if (buttons.length > mostInlineButtons) throw badRequest('reply markup is too long');
  if (strict && rows.some((row) => row.length > mostInlineButtonsInRow)) {
    throw badRequest(`a row of an inline keyboard shows at most ${mostInlineButtonsInRow} buttons`);
  }
  for (const button of buttons) checkInlineButton(button, strict);
  return rows.length === 0 ? undefined : { inline_keyboard: rows };
}

function checkInlineButton(button: InlineKeyboardButton, strict: boolean): void {
  if (button.text.trim() === '') throw badRequest('inline keyboard button text must be non-empty');
  const { text: _, style, ...actions } = button;
  checkStyle(style);
  const used = Object.keys(actions);
  if (used.length === 0) {
    throw badRequest("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard");
  }
  if (strict && used.length > 1) {
    throw badRequest(`can't parse inline keyboard button: more than one action: ${used.join(', ')}`);
  }
  if (button.url !== undefined && !isButtonUrl(button.url)) {
    throw badRequest(`inline keyboard button URL '${button.url}' is invalid: Wrong HTTP URL`);
  }
  checkWebApp('inline keyboard button', button.web_app);
}

function checkReplyButton(button: KeyboardButton, chat: Chat): void {
  if (button.text.trim() === '') throw badRequest('keyboard button text must be non-empty');
  checkStyle(button.style);
  checkWebApp('keyboard button', button.web_app);
  if (chat.type === 'private') return;
  if (button.request_contact === true) {
    throw badRequest('phone number can be requested in private chats only');
  }
  if (button.request_location === true) throw badRequest('location can be requested in private chats only');
}

function checkStyle(style: string | undefined): void {
  if (style !== undefined && !styles.has(style)) throw badRequest('invalid button style specified');
}

function checkWebApp(owner: string, webApp: { url: string } | undefined): void {
  if (webApp === undefined || (URL.canParse(webApp.url) && webApp.url.startsWith('https://'))) return;
  throw badRequest(`${owner} Web App URL '${webApp.url}' is invalid: Only HTTPS links are allowed`);
}

function isButtonUrl(url: string): boolean {
  if (/^(tg|ton):\/\//i.test(url)) return URL.canParse(url);
  const complete = url.includes('://') ? url : `http://${url}`;
  if (!URL.canParse(complete)) return false;
  const { protocol, hostname } = new URL(complete);
  return (protocol === 'http:' || protocol === 'https:') && hostname.includes('.');
}
