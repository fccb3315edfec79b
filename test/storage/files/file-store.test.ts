import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  createFileStore,
  DamagedFile,
  type FileStore,
  FileStoreOutage,
} from '../../../src/storage/files/file-store.ts';
import { parseFilesUrl } from '../../../src/storage/files/files-url.ts';
import { openFileStore } from '../../../src/storage/files/open-file-store.ts';
import { filesFolder } from '../../setup/files.ts';
import { type S3Server, startS3Server } from './s3-server.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const nameOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const logged: object[] = [];
const logger = { error: (fields: object) => void logged.push(fields) } as never;
afterEach(() => void logged.splice(0));

/** What holds wherever the bytes lie. `damage` changes what lies under a name. */
function promises(
  store: () => FileStore,
  damage: (sha256: string, bytes: Uint8Array) => Promise<void>,
): void {
  it('gives back the very bytes under their SHA-256, whatever they are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), async (bytes) => {
        const kept = await store().put(bytes);
        expect(kept).toEqual({ sha256: nameOf(bytes), size: bytes.length });
        expect(await store().get(kept.sha256)).toEqual(bytes);
      }),
      { numRuns: 40 },
    );
  });

  it('keeps a large file whole', async () => {
    const bytes = new Uint8Array(20 * 1024 * 1024).map((_, index) => (index * 31 + (index >> 8)) & 255);
    const { sha256 } = await store().put(bytes);
    expect(nameOf((await store().get(sha256)) ?? new Uint8Array())).toBe(nameOf(bytes));
    await store().delete(sha256);
  });

  it('keeps the same bytes once, also when they come at the same time', async () => {
    const bytes = bytesOf('the same');
    const kept = await Promise.all([1, 2, 3, 4].map(() => store().put(bytes)));
    expect(new Set(kept.map(({ sha256 }) => sha256)).size).toBe(1);
    expect(await store().get(nameOf(bytes))).toEqual(bytes);
  });

  it('has nothing under a name that was never kept or was deleted', async () => {
    const { sha256 } = await store().put(bytesOf('to be deleted'));
    await store().delete(sha256);
    await store().delete(sha256);
    expect(await store().get(sha256)).toBeNull();
    expect(await store().get('0'.repeat(64))).toBeNull();
  });

  it('never gives bytes that do not fit their name, says so in the log, and mends them when they come again', async () => {
    const bytes = bytesOf('an act of measurement');
    const { sha256 } = await store().put(bytes);
    await damage(sha256, bytesOf('an act of forgery'));
    await expect(store().get(sha256)).rejects.toBeInstanceOf(DamagedFile);
    expect(logged).toEqual([{ sha256, size: 17 }]);
    await store().put(bytes);
    expect(await store().get(sha256)).toEqual(bytes);
  });

  it.each(['', '../../etc/passwd', 'A'.repeat(64), `${'0'.repeat(63)}/`])(
    'takes «%s» for no name of a file',
    async (name) => {
      await expect(store().get(name)).rejects.toBeInstanceOf(TypeError);
      await expect(store().delete(name)).rejects.toBeInstanceOf(TypeError);
    },
  );

  it('can be used, and says so', async () => {
    await store().check();
  });
}

describe('a folder of files', () => {
  const { folder, remove } = filesFolder();
  const store = openFileStore({ kind: 'folder', folder }, logger);
  afterAll(remove);
  const placeOf = (sha256: string) => path.join(folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  promises(
    () => store,
    (sha256, bytes) => writeFile(placeOf(sha256), bytes),
  );

  it('is fanned out by the first digits, with no half-written file left in it', async () => {
    const bytes = bytesOf('in its place');
    const { sha256 } = await store.put(bytes);
    expect(new Uint8Array(await readFile(placeOf(sha256)))).toEqual(bytes);
    const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((one) =>
      one.isFile(),
    );
    expect(files.filter(({ name }) => !/^[0-9a-f]{64}$/.test(name))).toEqual([]);
  });

  it('tells what is wrong with it', async () => {
    const file = path.join(folder, 'a-file');
    await mkdir(folder, { recursive: true });
    await writeFile(file, '');
    const broken = openFileStore({ kind: 'folder', folder: path.join(file, 'below') }, logger);
    await expect(broken.check()).rejects.toThrow(`the folder ${file}/below cannot be written to (ENOTDIR)`);
    await expect(broken.put(bytesOf('x'))).rejects.toBeInstanceOf(FileStoreOutage);
  });
});

describe('a bucket of an S3-compatible service', () => {
  let s3: S3Server;
  beforeAll(async () => {
    s3 = await startS3Server();
  });
  afterAll(() => s3.close());
  const urlOf = (change: { secret?: string; region?: string; bucket?: string; prefix?: string } = {}) => {
    const keys = [s3.accessKey, change.secret ?? s3.secretKey].map(encodeURIComponent).join(':');
    const place = `${change.bucket ?? s3.bucket}${change.prefix ?? ''}`;
    return `s3://${keys}@${s3.host}/${place}?region=${change.region ?? s3.region}&tls=false`;
  };
  const openAt = (url: string) => openFileStore(parseFilesUrl(url), logger);
  promises(
    () => openAt(urlOf()),
    async (sha256, bytes) => void s3.objects.set(sha256, Buffer.from(bytes)),
  );

  it('puts a prefix before the names', async () => {
    const store = openAt(urlOf({ prefix: '/aqyldy/qala' }));
    const { sha256 } = await store.put(bytesOf('with a prefix'));
    expect(s3.objects.has(`aqyldy/qala/${sha256}`)).toBe(true);
    expect(await store.get(sha256)).toEqual(bytesOf('with a prefix'));
    await store.delete(sha256);
    expect(s3.objects.has(`aqyldy/qala/${sha256}`)).toBe(false);
  });

  it('signs each request so that the service takes it, and is refused with other keys', async () => {
    s3.requests.splice(0);
    await openAt(urlOf()).put(bytesOf('signed'));
    expect(s3.requests).toEqual([`PUT /${s3.bucket}/${nameOf(bytesOf('signed'))} 200`]);
    for (const wrong of [{ secret: 'wrong' }, { region: 'elsewhere' }]) {
      const store = openAt(urlOf(wrong));
      await expect(store.put(bytesOf('forged'))).rejects.toBeInstanceOf(FileStoreOutage);
      await expect(store.get(nameOf(bytesOf('signed')))).rejects.toBeInstanceOf(FileStoreOutage);
      await expect(store.check()).rejects.toThrow(
        'the bucket «evidence» is not there, or its keys or region are wrong',
      );
    }
    expect(s3.objects.has(nameOf(bytesOf('forged')))).toBe(false);
    await expect(openAt(urlOf({ bucket: 'another' })).check()).rejects.toThrow(
      'the bucket «another» is not there',
    );
  });

  it('throws while the service is out of order or away', async () => {
    const store = openAt(urlOf());
    const { sha256 } = await store.put(bytesOf('kept before'));
    s3.failWith = 503;
    await expect(store.put(bytesOf('lost'))).rejects.toBeInstanceOf(FileStoreOutage);
    await expect(store.get(sha256)).rejects.toBeInstanceOf(FileStoreOutage);
    await expect(store.delete(sha256)).rejects.toBeInstanceOf(FileStoreOutage);
    await expect(store.check()).rejects.toThrow('does not answer as an S3 service does');
    s3.failWith = null;
    expect(await store.get(sha256)).toEqual(bytesOf('kept before'));
    const nowhere = openAt('s3://key:secret@127.0.0.1:1/evidence?tls=false');
    await expect(nowhere.check()).rejects.toThrow('http://127.0.0.1:1 does not answer as an S3 service does');
    await expect(nowhere.get(sha256)).rejects.toBeInstanceOf(FileStoreOutage);
  });
});

describe('a store', () => {
  it('names its bytes itself, and not the place where they lie', async () => {
    const written: string[] = [];
    const store = createFileStore(
      {
        write: async (sha256) => void written.push(sha256),
        read: async () => null,
        remove: async () => undefined,
        check: async () => undefined,
      },
      logger,
    );
    await store.put(bytesOf('abc'));
    expect(written).toEqual(['ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad']);
  });
});
