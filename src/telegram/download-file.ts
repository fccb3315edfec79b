import { type Api, GrammyError, HttpError } from 'grammy';

/** Bots may fetch files up to this size. */
export const largestDownload = 20 * 1024 * 1024;
/** How long a whole file may take, in milliseconds. */
const downloadTimeout = 90_000;

export type Download =
  | { kind: 'bytes'; bytes: Uint8Array }
  | { kind: 'tooLarge' }
  /** Telegram does not have it, or not any more. */
  | { kind: 'refused' };

/**
 * Fetches a file that somebody sent. `size`: as Telegram told it with the message; more is never read than bots
 * may fetch, whatever it told. Throws where Telegram or the network is out of order.
 */
export async function downloadFile(api: Api, file: { fileId: string; size: number }): Promise<Download> {
  if (file.size > largestDownload) return { kind: 'tooLarge' };
  let path: string | undefined;
  try {
    path = (await api.getFile(file.fileId)).file_path;
  } catch (error) {
    if (!(error instanceof GrammyError) || error.error_code !== 400) throw error;
    return { kind: error.description.includes('too big') ? 'tooLarge' : 'refused' };
  }
  if (path === undefined) return { kind: 'refused' };
  const root = api.options?.apiRoot ?? 'https://api.telegram.org';
  try {
    const response = await fetch(`${root}/file/bot${api.token}/${path}`, {
      signal: AbortSignal.timeout(downloadTimeout),
    });
    if (response.status === 404) return { kind: 'refused' };
    if (!response.ok || response.body === null) throw new Error(`Telegram answered ${response.status}`);
    return await readUpTo(response.body, largestDownload);
  } catch (cause) {
    // The address holds the token: nothing of the request goes into the message.
    throw new HttpError('A file could not be fetched', cause as Error);
  }
}

async function readUpTo(body: ReadableStream<Uint8Array>, most: number): Promise<Download> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    // Leaving the loop cancels the rest.
    if (size > most) return { kind: 'tooLarge' };
    chunks.push(chunk);
  }
  return { kind: 'bytes', bytes: new Uint8Array(Buffer.concat(chunks)) };
}
