import { beforeEach, describe, expect, it } from 'vitest';
import { readImageSize } from '../../../sandbox/server/images.ts';
import { parseMultipart } from '../../../sandbox/server/multipart.ts';
import type { Message } from '../../../sandbox/server/telegram-types.ts';
import { createFixture, type Fixture, png, token, userId } from './fixture.ts';

let fixture: Fixture;
const megabyte = 1024 * 1024;

beforeEach(async () => {
  fixture = await createFixture();
});

const send = (method: string, parts: Record<string, string | Blob>) =>
  fixture.upload(method, { chat_id: String(userId), ...parts });

function download(path: string): Promise<Response> {
  return fixture.sandbox.fetch(new Request(`http://sandbox/file/bot${token}/${path}`));
}

describe('pictures', () => {
  it('have sizes, the largest last, and are sent again by id', async () => {
    const { result } = await send('sendPhoto', { photo: new Blob([png(1000, 500)]), caption: 'one' });
    const { photo = [] } = result as Message;
    expect(photo.map(({ width, height }) => [width, height])).toEqual([
      [90, 45],
      [320, 160],
      [800, 400],
      [1000, 500],
    ]);
    const again = await fixture.call('sendPhoto', { chat_id: userId, photo: photo[0]?.file_id });
    expect((again.result as Message).photo).toEqual(photo);
  });

  it.each<[string, Record<string, string | Blob>, string]>([
    ['no file', {}, 'there is no photo in the request'],
    ['not a picture', { photo: new Blob(['plain text']) }, 'IMAGE_PROCESS_FAILED'],
    ['an empty file', { photo: new Blob([]) }, 'file must be non-empty'],
    ['a panorama', { photo: new Blob([png(2100, 100)]) }, 'PHOTO_INVALID_DIMENSIONS'],
    ['huge dimensions', { photo: new Blob([png(6000, 6000)]) }, 'PHOTO_INVALID_DIMENSIONS'],
    ['11 MB', { photo: new Blob([png(10, 10), new Uint8Array(11 * megabyte)]) }, 'file is too big'],
    ['an unknown id', { photo: 'AgAC-unknown' }, 'wrong file identifier/HTTP URL specified'],
    ['an address', { photo: 'https://a.kz/a.png' }, 'failed to get HTTP URL content'],
    [
      'a long caption',
      { photo: new Blob([png(9, 9)]), caption: 'x'.repeat(1025) },
      'message caption is too long',
    ],
  ])('refuses %s', async (_name, parts, description) => {
    expect(await send('sendPhoto', parts)).toMatchObject({
      ok: false,
      description: `Bad Request: ${description}`,
    });
  });
});

describe('documents', () => {
  it('keep name, type and bytes both ways', async () => {
    const bytes = new Uint8Array([0, 13, 10, 45, 45, 255]);
    const file = new File([bytes], 'есеп.csv', { type: 'text/csv' });
    const form = new FormData();
    form.set('chat_id', String(userId));
    form.set('document', file);
    await fixture.sandbox.fetch(
      new Request(`http://sandbox/bot${token}/sendDocument`, { method: 'POST', body: form }),
    );
    const shown = fixture.sandbox.as(userId).last().document;
    expect(shown).toMatchObject({ fileName: 'есеп.csv', mimeType: 'text/csv', size: 6 });
    const { result } = await fixture.call('getFile', { file_id: shown?.fileId });
    const { file_path } = result as { file_path: string };
    expect(file_path).toMatch(/^documents\/file_\d+\.csv$/);
    expect(new Uint8Array(await (await download(file_path)).arrayBuffer())).toEqual(bytes);
  });

  it('are not pictures, and pictures are not documents', async () => {
    const person = fixture.sandbox.as(userId);
    const { document } = await person.sendDocument(png(5, 5), { fileName: 'a.png', mimeType: 'image/png' });
    const { photo } = await person.sendPhoto(png(5, 5));
    expect(await send('sendPhoto', { photo: document?.file_id ?? '' })).toMatchObject({
      description: "Bad Request: can't use file of type Document as Photo",
    });
    expect(await send('sendDocument', { document: photo?.[0]?.file_id ?? '' })).toMatchObject({
      description: "Bad Request: can't use file of type Photo as Document",
    });
    expect(await send('sendDocument', {})).toMatchObject({
      description: 'Bad Request: there is no document in the request',
    });
  });

  it('may be fetched up to 20 MB', async () => {
    const person = fixture.sandbox.as(userId);
    const named = { fileName: 'a.bin', mimeType: 'application/octet-stream' };
    const big = await person.sendDocument(new Uint8Array(20 * megabyte + 1), named);
    expect(await fixture.call('getFile', { file_id: big.document?.file_id })).toMatchObject({
      description: 'Bad Request: file is too big',
    });
    const fits = await person.sendDocument(new Uint8Array(20 * megabyte), named);
    expect(await fixture.call('getFile', { file_id: fits.document?.file_id })).toMatchObject({ ok: true });
  });

  it('may be sent up to 50 MB', async () => {
    expect(
      await send('sendDocument', { document: new Blob([new Uint8Array(50 * megabyte + 1)]) }),
    ).toMatchObject({
      status: 413,
      error_code: 413,
      description: 'Request Entity Too Large',
    });
  });

  it('are not found under wrong names or tokens', async () => {
    expect((await fixture.call('getFile', { file_id: 'x' })).description).toBe(
      'Bad Request: wrong file_id or the file is temporarily unavailable',
    );
    expect((await fixture.call('getFile')).description).toBe('Bad Request: file_id not specified');
    expect((await download('documents/none')).status).toBe(404);
    const wrong = await fixture.sandbox.fetch(new Request('http://sandbox/file/bot1:x/documents/none'));
    expect(wrong.status).toBe(401);
  });
});

describe('albums', () => {
  const photo = (name: string) => ({ type: 'photo', media: `attach://${name}` });
  const album = (media: unknown[], files: Record<string, Blob> = {}) =>
    send('sendMediaGroup', { media: JSON.stringify(media), ...files });

  it('are messages of one group', async () => {
    const files = { a: new Blob([png(1, 1)]), b: new Blob([png(2, 2)]) };
    const { result } = await album([{ ...photo('a'), caption: 'one' }, photo('b')], files);
    const [first, second] = result as Message[];
    expect(first?.media_group_id).toBe(second?.media_group_id);
    expect(first).toMatchObject({ caption: 'one' });
    expect(second?.message_id).toBe((first?.message_id ?? 0) + 1);
  });

  it('have 2 to 10 parts of kinds that go together, all attached', async () => {
    const files = { a: new Blob([png(1, 1)]), d: new Blob(['x']) };
    const refusal = async (media: unknown[]) => (await album(media, files)).description;
    expect(await refusal([photo('a')])).toContain('must be 2-10 items');
    expect(await refusal(Array(11).fill(photo('a')))).toContain('must be 2-10 items');
    expect(await refusal([photo('a'), { type: 'document', media: 'attach://d' }])).toBe(
      "Bad Request: document can't be mixed with other media types",
    );
    expect(await refusal([photo('a'), photo('absent')])).toBe(
      "Bad Request: can't parse InputMedia: media not found",
    );
    expect(await refusal([photo('a'), { type: 'hologram', media: 'x' }])).toBe(
      'Bad Request: can\'t parse InputMedia: type "hologram" is unsupported',
    );
    expect(fixture.sandbox.as(userId).messages()).toHaveLength(1);
  });

  it('come from a person as separate updates', async () => {
    await fixture.sandbox.as(userId).sendAlbum([png(1, 1), png(2, 2), png(3, 3)], { caption: 'three' });
    const { result } = await fixture.call('getUpdates');
    const messages = (result as { message: Message }[]).map(({ message }) => message);
    expect(messages.map(({ caption }) => caption)).toEqual(['three', undefined, undefined]);
    expect(new Set(messages.map(({ media_group_id }) => media_group_id)).size).toBe(1);
    await expect(fixture.sandbox.as(userId).sendPhoto(new Uint8Array(3))).rejects.toThrow(
      'neither PNG nor JPEG',
    );
  });
});

describe('reading pictures', () => {
  it('finds the frame of a JPEG behind other segments', () => {
    const start = [0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2];
    const frame = [0xff, 0xc2, 0, 17, 8, 0x01, 0x02, 0x03, 0x04, 3];
    expect(readImageSize(new Uint8Array([...start, ...frame]))).toEqual({
      width: 0x304,
      height: 0x102,
      format: 'jpeg',
    });
    expect(readImageSize(new Uint8Array(start))).toBeUndefined();
  });

  it('knows no size of anything else', () => {
    expect(readImageSize(new TextEncoder().encode('GIF89a'))).toBeUndefined();
    expect(readImageSize(png(0, 10))).toBeUndefined();
    expect(readImageSize(png(1, 1).slice(0, 20))).toBeUndefined();
  });
});

describe('multipart bodies', () => {
  const body = (...lines: string[]) => Buffer.from(lines.join('\r\n'));

  it('are read as clients write them', () => {
    const head = 'content-disposition:form-data;name="a";filename="б \\"в\\".txt"';
    expect(
      parseMultipart(
        body('--x', head, '', 'one', '--x', 'Content-Disposition: form-data; name=b', '', 'two', '--x--'),
        'x',
      ),
    ).toEqual([
      {
        name: 'a',
        upload: {
          fileName: 'б "в".txt',
          mimeType: 'application/octet-stream',
          bytes: new Uint8Array(Buffer.from('one')),
        },
      },
      { name: 'b', text: 'two' },
    ]);
  });

  it('read a file name without quotes up to the next semicolon, as grammY sends it', () => {
    const part = (head: string) =>
      parseMultipart(
        body('--x', `content-disposition:form-data;name="a";filename=${head}`, '', 'one', '--x--'),
        'x',
      );
    expect(part('Су өлшеу актісі.pdf')).toMatchObject([{ upload: { fileName: 'Су өлшеу актісі.pdf' } }]);
    expect(part('акт; копия.pdf')).toMatchObject([{ upload: { fileName: 'акт' } }]);
  });

  it('are refused when cut off', async () => {
    expect(
      parseMultipart(body('--x', 'content-disposition: form-data; name="a"', '', 'one'), 'x'),
    ).toBeUndefined();
    expect(parseMultipart(body('nothing'), 'x')).toBeUndefined();
    const request = new Request(`http://sandbox/bot${token}/getMe`, {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      body: '--x\r\n',
    });
    expect((await fixture.sandbox.fetch(request)).status).toBe(400);
  });
});
