import { createHash } from 'node:crypto';
import type { Logger } from '../../logger.ts';

/**
 * Where the bytes of files lie, each under the SHA-256 of its bytes (64 hexadecimal digits). All of it throws
 * `FileStoreOutage` where the place does not answer.
 */
export interface FileStore {
  /** Keeps bytes and answers their name. Done again with the same bytes it changes nothing, and mends a damage. */
  put(bytes: Uint8Array): Promise<{ sha256: string; size: number }>;
  /** The bytes of that name; null where there are none. Throws `DamagedFile` rather than give any other bytes. */
  get(sha256: string): Promise<Uint8Array | null>;
  /** Forgets the bytes of that name; nothing happens where there are none. */
  delete(sha256: string): Promise<void>;
  /** Throws, with a message for the operator, where nothing can be kept here. */
  check(): Promise<void>;
}

/** The bytes that lie under a name are not those that were kept under it. */
export class DamagedFile extends Error {
  override readonly name = 'DamagedFile';
}

/** The place of the files does not answer, or is full: what was asked for may succeed later. */
export class FileStoreOutage extends Error {
  override readonly name = 'FileStoreOutage';
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Throws a `TypeError` for anything that is no name of a file: it would lead to another place. */
export function requireName(sha256: string): void {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new TypeError('A file is named by 64 hexadecimal digits');
}

/** A place for bytes by name, which believes whatever lies there. */
export interface BytePlace {
  write(sha256: string, bytes: Uint8Array): Promise<void>;
  read(sha256: string): Promise<Uint8Array | null>;
  remove(sha256: string): Promise<void>;
  check(): Promise<void>;
}

/** Makes a store of a place: names are computed here, and what is read is compared with its name. */
export function createFileStore(place: BytePlace, logger: Pick<Logger, 'error'>): FileStore {
  return {
    check: () => place.check(),
    async put(bytes) {
      const sha256 = sha256Of(bytes);
      await reach(place.write(sha256, bytes));
      return { sha256, size: bytes.length };
    },
    async get(sha256) {
      requireName(sha256);
      const bytes = await reach(place.read(sha256));
      if (bytes === null || sha256Of(bytes) === sha256) return bytes;
      logger.error({ sha256, size: bytes.length }, 'a kept file is damaged: its bytes do not fit its name');
      throw new DamagedFile(`The file ${sha256} is damaged`);
    },
    async delete(sha256) {
      requireName(sha256);
      await reach(place.remove(sha256));
    },
  };
}

function reach<T>(work: Promise<T>): Promise<T> {
  return work.catch((cause: unknown) => {
    throw new FileStoreOutage('The place of the files does not answer', { cause });
  });
}
