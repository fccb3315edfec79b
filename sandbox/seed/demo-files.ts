import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { projectFolder } from '../../src/project-folder.ts';
import type { FileStore } from '../../src/storage/files/file-store.ts';

/** What values of the demo rest on, by the name under which it lies in `sandbox/seed/files`. All of it is invented. */
export const demoFiles = {
  'camera-act.pdf': { name: 'Камераларды қабылдау актісі.pdf', mimeType: 'application/pdf' },
  'post-act.pdf': { name: 'Бекетті қабылдау актісі.pdf', mimeType: 'application/pdf' },
  // Sent as a picture, so it has no name.
  'post-photo.jpg': { name: null, mimeType: 'image/jpeg' },
  'august-measurements.xlsx': {
    name: 'Тамыз өлшемдері.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  },
} as const;

export type DemoFile = keyof typeof demoFiles;

export async function readDemoFile(file: DemoFile): Promise<Uint8Array> {
  return new Uint8Array(await readFile(path.join(projectFolder(), 'sandbox', 'seed', 'files', file)));
}

/** Puts the bytes where the database of the demo, however old, looks for them. */
export async function keepDemoFiles(store: FileStore): Promise<void> {
  for (const file of Object.keys(demoFiles) as DemoFile[]) await store.put(await readDemoFile(file));
}
