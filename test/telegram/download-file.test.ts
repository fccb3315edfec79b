import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { HttpError } from 'grammy';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { downloadFile, largestDownload } from '../../src/telegram/download-file.ts';
import { createApi } from '../../src/telegram/messenger.ts';

/** What the server answers to `getFile`, and what it then sends: chunks until the reader goes away. */
interface Answer {
  file: { status: number; body: object };
  status: number;
  chunks: number;
}

const chunk = Buffer.alloc(1024 * 1024, 7);
const fits: Answer = {
  file: { status: 200, body: { ok: true, result: { file_id: 'id', file_path: 'documents/a.pdf' } } },
  status: 200,
  chunks: 1,
};

describe('fetching a file that somebody sent', () => {
  let server: Server;
  let root = '';
  let answer = fits;
  let sent = 0;
  const paths: string[] = [];
  function* chunksOf(count: number) {
    for (let index = 0; index < count; index += 1) {
      sent += 1;
      yield chunk;
    }
  }
  beforeAll(async () => {
    server = createServer((request, response) => {
      paths.push(request.url ?? '');
      request.resume();
      if (request.url?.endsWith('/getFile')) {
        response.writeHead(answer.file.status, { 'content-type': 'application/json' });
        return response.end(JSON.stringify(answer.file.body));
      }
      response.writeHead(answer.status);
      // Whoever goes away in the middle ends it.
      return void pipeline(Readable.from(chunksOf(answer.chunks)), response).catch(() => undefined);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  afterEach(() => {
    answer = fits;
    sent = 0;
    paths.splice(0);
  });
  const fetchFile = (size = 0) => downloadFile(createApi('7:token', root), { fileId: 'id', size });
  const refuse = (code: number, description: string): Answer => ({
    ...fits,
    file: { status: code, body: { ok: false, error_code: code, description } },
  });

  it('gives its bytes', async () => {
    const download = await fetchFile(chunk.length);
    expect(download.kind === 'bytes' && Buffer.from(download.bytes).equals(chunk)).toBe(true);
    expect(paths).toEqual(['/bot7:token/getFile', '/file/bot7:token/documents/a.pdf']);
  });

  it('asks nobody for one that is too large by what Telegram told', async () => {
    expect(await fetchFile(largestDownload + 1)).toEqual({ kind: 'tooLarge' });
    expect(paths).toEqual([]);
  });

  it('reads no more than is allowed, whatever was told', async () => {
    answer = { ...fits, chunks: 200 };
    expect(await fetchFile(10)).toEqual({ kind: 'tooLarge' });
    expect(sent).toBeLessThan(60);
    answer = { ...fits, chunks: 20 };
    expect((await fetchFile(10)).kind).toBe('bytes');
  });

  it('says when Telegram refuses it', async () => {
    answer = refuse(400, 'Bad Request: file is too big');
    expect(await fetchFile()).toEqual({ kind: 'tooLarge' });
    answer = refuse(400, 'Bad Request: wrong file_id or the file is temporarily unavailable');
    expect(await fetchFile()).toEqual({ kind: 'refused' });
    answer = { ...fits, status: 404 };
    expect(await fetchFile()).toEqual({ kind: 'refused' });
  });

  it('throws where Telegram or the network is out of order, and never tells the token', async () => {
    answer = refuse(502, 'Bad Gateway');
    await expect(fetchFile()).rejects.toThrow('Bad Gateway');
    answer = { ...fits, status: 503 };
    const error = await fetchFile().catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(HttpError);
    expect(String(error)).not.toContain('7:token');
  });
});
