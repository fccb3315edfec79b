import { type Api, InputFile, InputMediaBuilder } from 'grammy';
import type { Message } from 'grammy/types';
import type { Html } from '../i18n/html.ts';
import { sendFailureOf } from './send-outcome.ts';

/** A file to be sent that Telegram may know already. */
export interface KnownFile {
  /** As a picture, or as a document. */
  isPhoto: boolean;
  name: string;
  /** Telegram's id of it; null where it has none. */
  knownAs: string | null;
  /** The bytes, asked for only where Telegram does not know the file; null where there are none. */
  load(): Promise<Uint8Array | null>;
}

export type SentFile =
  /** `knownAs`: its id with Telegram from now on; null where it cannot be sent by one. */
  { kind: 'sent'; knownAs: string | null } | { kind: 'lost' } | { kind: 'unreachable' };

interface Sender {
  api: Api;
  /** Repeats what Telegram asks to repeat; null where the person cannot be reached. Throws other refusals. */
  request<T>(call: () => Promise<T>): Promise<{ value: T } | null>;
}

/** Files of one kind that go together as one album. */
const mostInAlbum = 10;

/**
 * Sends files, pictures first, as albums where Telegram knows them all; else one by one, those that it does not
 * know by their bytes. The first message carries the caption. Answers for each file, in the given order.
 */
export async function sendFiles(
  { api, request }: Sender,
  chatId: string,
  files: readonly KnownFile[],
  caption: Html,
): Promise<SentFile[]> {
  const results = new Map<KnownFile, SentFile>();
  let isFirst = true;
  const nextCaption = () => (isFirst ? { caption, parse_mode: 'HTML' as const } : {});

  async function sendAlbum(album: readonly KnownFile[], isPhoto: boolean): Promise<boolean> {
    if (album.length < 2 || album.length > mostInAlbum || album.some((one) => one.knownAs === null))
      return false;
    const itemOf = (file: KnownFile, index: number) =>
      [file.knownAs ?? '', index === 0 ? nextCaption() : {}] as const;
    const sent = await unlessRefused<{ value: Message[] } | null>(
      request<Message[]>(() =>
        isPhoto
          ? api.sendMediaGroup(
              chatId,
              album.map((file, index) => InputMediaBuilder.photo(...itemOf(file, index))),
            )
          : api.sendMediaGroup(
              chatId,
              album.map((file, index) => InputMediaBuilder.document(...itemOf(file, index))),
            ),
      ),
    );
    if (sent === 'refused') return false;
    for (const [index, file] of album.entries()) {
      const message = sent?.value[index];
      results.set(file, message === undefined ? { kind: 'unreachable' } : outcomeOf(file, message));
    }
    isFirst = false;
    return true;
  }

  async function sendOne(file: KnownFile): Promise<SentFile> {
    if (file.knownAs !== null) {
      const sent = await unlessRefused(sendAs(file, file.knownAs, file.isPhoto));
      if (sent !== 'refused') return sent === null ? { kind: 'unreachable' } : outcomeOf(file, sent.value);
    }
    const bytes = await file.load();
    if (bytes === null) return { kind: 'lost' };
    let sent = await unlessRefused(sendAs(file, bytes, file.isPhoto));
    // What Telegram takes for no picture is still a file.
    if (sent === 'refused') sent = await sendAs(file, bytes, false);
    return sent === null ? { kind: 'unreachable' } : outcomeOf(file, sent.value);
  }

  function sendAs(file: KnownFile, what: string | Uint8Array, isPhoto: boolean) {
    // Telegram reads a file's name up to the first semicolon.
    const input = typeof what === 'string' ? what : new InputFile(what, file.name.replaceAll(';', ','));
    return request<Message>(() =>
      isPhoto
        ? api.sendPhoto(chatId, input, nextCaption())
        : api.sendDocument(chatId, input, { ...nextCaption(), disable_content_type_detection: true }),
    );
  }

  for (const isPhoto of [true, false]) {
    const alike = files.filter((file) => file.isPhoto === isPhoto);
    if (await sendAlbum(alike, isPhoto)) continue;
    for (const file of alike) {
      const result = await sendOne(file);
      if (result.kind === 'sent') isFirst = false;
      results.set(file, result);
    }
  }
  return files.map((file) => results.get(file) ?? { kind: 'lost' });
}

async function unlessRefused<T>(sending: Promise<T>): Promise<T | 'refused'> {
  try {
    return await sending;
  } catch (error) {
    if (sendFailureOf(error).kind === 'badRequest') return 'refused';
    throw error;
  }
}

function outcomeOf(file: KnownFile, message: Message): SentFile {
  const knownAs = file.isPhoto ? message.photo?.at(-1)?.file_id : message.document?.file_id;
  return { kind: 'sent', knownAs: knownAs ?? null };
}
