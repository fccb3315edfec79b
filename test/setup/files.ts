import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createFileStore, type FileStore } from '../../src/storage/files/file-store.ts';
import { folderPlace } from '../../src/storage/files/folder-place.ts';

export interface TestFolder {
  folder: string;
  remove(): Promise<void>;
}

/** A folder of one's own for files, which comes into being with the first of them. */
export function filesFolder(): TestFolder {
  const folder = path.join(tmpdir(), `aqyldy-files-${randomUUID()}`);
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

const shared = filesFolder();
process.once('exit', () => rmSync(shared.folder, { recursive: true, force: true }));

/** A store for tests that do not look into it: a folder that ends with the process. */
export const testFiles: FileStore = createFileStore(folderPlace(shared.folder), { error: () => undefined });
