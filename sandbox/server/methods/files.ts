import { badRequest } from '../api-error.ts';
import type { Handler } from './call.ts';

/** Bots may fetch files up to this size. */
export const largestDownload = 20 * 1024 * 1024;

export const getFile: Handler<'getFile'> = ({ world }, parameters) => {
  const file = world.files.find(parameters.file_id);
  if (file === undefined) throw badRequest('wrong file_id or the file is temporarily unavailable');
  if (file.bytes.length > largestDownload) throw badRequest('file is too big');
  return { ...file.fields, file_path: file.path };
};
