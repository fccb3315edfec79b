import type { Logger } from '../../logger.ts';
import { createFileStore, type FileStore } from './file-store.ts';
import type { FilesPlace } from './files-url.ts';
import { folderPlace } from './folder-place.ts';
import { s3Place } from './s3-place.ts';

/** The store of files at that place. Nothing is touched yet: `check` tells whether it can be used. */
export function openFileStore(place: FilesPlace, logger: Pick<Logger, 'error'>): FileStore {
  return createFileStore(place.kind === 'folder' ? folderPlace(place.folder) : s3Place(place), logger);
}
