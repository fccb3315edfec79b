import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FolderLock, lockFolder } from '../../src/storage/folder-lock.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'aqyldy-lock-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function take(where: string): Promise<FolderLock> {
  const lock = await lockFolder(where);
  if (lock === 'inUse') throw new Error('The folder is in use');
  return lock;
}

describe('a data folder', () => {
  it('is held by one at a time, and free when released', async () => {
    const lock = await take(folder);
    expect(await lockFolder(folder)).toBe('inUse');
    expect(await lockFolder(`${folder}/../${path.basename(folder)}`)).toBe('inUse');
    await lock.release();
    await (await take(folder)).release();
    expect(await readdir(folder)).toEqual([]);
  });

  it('is made where there is none', async () => {
    const lock = await take(path.join(folder, 'a', 'b'));
    await lock.release();
  });

  it('goes to at most one of many that come at once', async () => {
    for (let round = 0; round < 10; round += 1) {
      const locks = await Promise.all(Array.from({ length: 6 }, () => lockFolder(folder)));
      const held = locks.filter((lock) => lock !== 'inUse');
      expect(held).toHaveLength(1);
      for (const lock of held) await lock.release();
    }
  });

  it('is not blocked by what a killed process leaves', async () => {
    // A socket file that nobody listens on: what is left of a process that was killed.
    const dead = createServer();
    await new Promise<void>((resolve) => dead.listen(path.join(folder, 'living.sock'), resolve));
    await writeFile(path.join(folder, 'in-use-000000000000.sock'), '');
    const lock = await take(folder);
    await new Promise((resolve) => dead.close(resolve));
    await lock.release();
    expect(await readdir(folder)).toEqual([]);
  });

  it('may have a path too long for a socket', async () => {
    const deep = path.join(folder, 'x'.repeat(120));
    await mkdir(deep);
    const lock = await take(deep);
    expect(await lockFolder(deep)).toBe('inUse');
    await lock.release();
    await (await take(deep)).release();
  });

  it('cannot be a file', async () => {
    const file = path.join(folder, 'file');
    await writeFile(file, '');
    await expect(lockFolder(file)).rejects.toThrow('EEXIST');
  });
});
