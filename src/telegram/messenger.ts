import { createHash } from 'node:crypto';
import { Api, InputFile } from 'grammy';
import type { Html } from '../i18n/html.ts';
import { createConnectingAgent } from './connecting-agent.ts';
import { inlineKeyboard, newMessageMarkup, type Screen } from './screen.ts';
import { type KnownFile, type SentFile, sendFiles } from './send-files.ts';
import { type SendFailure, type SendFailureKind, sendFailureOf } from './send-outcome.ts';

/** How long a request may take before its outcome counts as unknown, in milliseconds. */
const requestTimeout = 10_000;
/** How long a connection may take to come about, in milliseconds. */
const connectTimeout = 5_000;
/** A reply waits for Telegram's `retry_after` at most this long, in seconds; longer, the update is tried again. */
const longestPause = 3;
const rememberedScreens = 5_000;
/** Failures that repeating the whole update may mend, and mistakes of ours; the others mean "cannot be reached". */
const mustThrow: ReadonlySet<SendFailureKind> = new Set([
  'tooMany',
  'server',
  'network',
  'unknown',
  'badRequest',
  'topicGone',
  'unauthorized',
]);

/** A message of ours that can be edited. */
export interface ShownMessage {
  id: number;
  /** When it was last seen to change, in Unix seconds. */
  changedAt: number;
}

/** Sends and edits screens. Knows Telegram's limits; knows nothing of what is said. */
export interface Messenger {
  readonly api: Api;
  /** Sends a new message; answers its id, or null where the person cannot be written to. */
  send(chatId: string, screen: Screen): Promise<number | null>;
  /** Shows the screen in an earlier message, or in a new one where that cannot be edited any more. */
  edit(chatId: string, message: ShownMessage, screen: Screen): Promise<number | null>;
  /** Changes an earlier message, and does nothing else: what the server refuses is thrown. */
  change(chatId: string, messageId: number, screen: Screen): Promise<void>;
  sendFile(
    chatId: string,
    file: { bytes: Uint8Array; name: string; caption: Html; isPhoto?: boolean },
  ): Promise<number | null>;
  /** Sends files that Telegram may know already, the first with the caption; answers for each of them. */
  sendFiles(chatId: string, files: readonly KnownFile[], caption: Html): Promise<SentFile[]>;
  answer(callbackId: string, text?: string, isAlert?: boolean): Promise<void>;
}

/**
 * The Bot API client. `root` is the address of a Bot API server. `holdSeconds`: how long the server may hold a
 * request open before it answers, as a long poll asks it to. `connectWithin`: milliseconds.
 */
export function createApi(token: string, root: string, holdSeconds = 0, connectWithin = connectTimeout): Api {
  return new Api(token, {
    apiRoot: root,
    timeoutSeconds: requestTimeout / 1000 + holdSeconds,
    sensitiveLogs: false,
    baseFetchConfig: { agent: createConnectingAgent(root, connectWithin) },
  });
}

/**
 * Wraps the client; `pause` waits for the given seconds (injected, so that tests need not wait). `fileApi`: one
 * that waits longer for an answer, for files.
 */
export function createMessenger(
  api: Api,
  pause: (seconds: number) => Promise<void>,
  fileApi: Api = api,
): Messenger {
  const shown = new Map<string, { print: string; at: number }>();

  function remember(chatId: string, messageId: number, screen: Screen, at: number): void {
    shown.set(`${chatId}:${messageId}`, { print: fingerprint(screen), at });
    if (shown.size > rememberedScreens) shown.delete(shown.keys().next().value ?? '');
  }

  /** Whether the message shows that screen already; what another replica made of it since is not known here. */
  function shows(chatId: string, message: ShownMessage, screen: Screen): boolean {
    const known = shown.get(`${chatId}:${message.id}`);
    return known !== undefined && known.at >= message.changedAt && known.print === fingerprint(screen);
  }

  /** Repeats a request that Telegram asked to repeat soon; null where the person cannot be reached. */
  async function request<T>(
    call: () => Promise<T>,
  ): Promise<{ ok: true; value: T } | { ok: false; failure: SendFailure }> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return { ok: true, value: await call() };
      } catch (error) {
        const failure = sendFailureOf(error);
        if (failure.kind === 'tooMany' && attempt <= 3) {
          const seconds = failure.retryAfter ?? 1;
          if (seconds <= longestPause) {
            await pause(seconds);
            continue;
          }
        }
        if (mustThrow.has(failure.kind)) throw error;
        return { ok: false, failure };
      }
    }
  }

  async function send(chatId: string, screen: Screen): Promise<number | null> {
    const markup = newMessageMarkup(screen);
    const sent = await request(() =>
      api.sendMessage(chatId, screen.text, {
        parse_mode: 'HTML',
        link_preview_options: { is_disabled: true },
        ...(markup === undefined ? {} : { reply_markup: markup }),
      }),
    );
    if (!sent.ok) return null;
    remember(chatId, sent.value.message_id, screen, sent.value.date);
    return sent.value.message_id;
  }

  return {
    api,
    send,
    async edit(chatId, message, screen) {
      if (screen.replyKeyboard !== undefined) return send(chatId, screen);
      if (shows(chatId, message, screen)) return message.id;
      let { changedAt } = message;
      try {
        const edited = await request(() =>
          api.editMessageText(chatId, message.id, screen.text, {
            parse_mode: 'HTML',
            link_preview_options: { is_disabled: true },
            reply_markup: inlineKeyboard(screen),
          }),
        );
        if (!edited.ok && edited.failure.kind !== 'notModified') return null;
        if (edited.ok && edited.value !== true) changedAt = edited.value.edit_date ?? changedAt;
      } catch (error) {
        if (sendFailureOf(error).kind !== 'badRequest') throw error;
        return send(chatId, screen);
      }
      remember(chatId, message.id, screen, changedAt);
      return message.id;
    },
    async change(chatId, messageId, screen) {
      if (shown.get(`${chatId}:${messageId}`)?.print === fingerprint(screen)) return;
      const edited = await api.editMessageText(chatId, messageId, screen.text, {
        parse_mode: 'HTML',
        link_preview_options: { is_disabled: true },
        reply_markup: inlineKeyboard(screen),
      });
      remember(chatId, messageId, screen, edited === true ? 0 : (edited.edit_date ?? 0));
    },
    async sendFile(chatId, file) {
      const input = new InputFile(file.bytes, file.name);
      const options = { caption: file.caption, parse_mode: 'HTML' as const };
      const sent = await request<{ message_id: number }>(() =>
        file.isPhoto
          ? fileApi.sendPhoto(chatId, input, options)
          : fileApi.sendDocument(chatId, input, options),
      );
      return sent.ok ? sent.value.message_id : null;
    },
    sendFiles(chatId, files, caption) {
      const reach = async <T>(call: () => Promise<T>) => {
        const sent = await request(call);
        return sent.ok ? { value: sent.value } : null;
      };
      return sendFiles({ api: fileApi, request: reach }, chatId, files, caption);
    },
    async answer(callbackId, text, isAlert) {
      try {
        await request(() =>
          api.answerCallbackQuery(callbackId, {
            ...(text === undefined ? {} : { text }),
            ...(isAlert === true ? { show_alert: true } : {}),
          }),
        );
      } catch (error) {
        // An answer that comes too late is of no use to anybody; the screen has been shown.
        if (sendFailureOf(error).kind !== 'badRequest') throw error;
      }
    },
  };
}

function fingerprint(screen: Screen): string {
  const whole = JSON.stringify([screen.text, inlineKeyboard(screen)]);
  return createHash('sha256').update(whole).digest('base64');
}
