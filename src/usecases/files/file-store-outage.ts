import { FileStoreOutage } from '../../storage/files/file-store.ts';

/** Whether an error says that the store of files cannot be reached. */
export function isFileStoreOutage(error: unknown): boolean {
  return error instanceof FileStoreOutage;
}
