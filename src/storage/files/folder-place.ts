import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { BytePlace } from './file-store.ts';

/**
 * A folder of files, fanned out by the first digits of their names: `ab/cd/abcd…`. A file is written beside its
 * place and renamed, so that it is there as a whole or not at all, whenever the process is killed.
 */
export function folderPlace(folder: string): BytePlace {
  const placeOf = (sha256: string) => path.join(folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256);

  async function write(sha256: string, bytes: Uint8Array): Promise<void> {
    const target = placeOf(sha256);
    await mkdir(path.dirname(target), { recursive: true });
    const part = `${target}.${randomUUID()}.part`;
    try {
      const file = await open(part, 'wx');
      try {
        await file.writeFile(bytes);
        // On disk before it gets its name: a name must never stand for half a file.
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(part, target);
    } catch (error) {
      await rm(part, { force: true });
      throw error;
    }
  }

  return {
    write,
    async read(sha256) {
      try {
        return new Uint8Array(await readFile(placeOf(sha256)));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
        throw error;
      }
    },
    remove: (sha256) => rm(placeOf(sha256), { force: true }),
    async check() {
      const probe = path.join(folder, `.probe-${randomUUID()}`);
      try {
        await mkdir(folder, { recursive: true });
        await (await open(probe, 'wx')).close();
        await rm(probe);
      } catch (cause) {
        throw new Error(
          `the folder ${folder} cannot be written to (${(cause as NodeJS.ErrnoException).code})`,
          {
            cause,
          },
        );
      }
    },
  };
}
