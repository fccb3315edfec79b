import type { ImageSize } from '../images.ts';
import { present } from '../present.ts';
import type { Document, FileFields, PhotoSize } from '../telegram-types.ts';

export type FileKind = 'photo' | 'document' | 'voice' | 'sticker';

export interface StoredFile {
  kind: FileKind;
  fields: FileFields;
  path: string;
  bytes: Uint8Array;
  mimeType: string;
  fileName: string | undefined;
  /** For photos: all sizes of the picture this file is one of. */
  sizes: PhotoSize[] | undefined;
}

export interface NewFile {
  bytes: Uint8Array;
  fileName?: string | undefined;
  mimeType?: string | undefined;
}

export interface Files {
  /** Keeps a picture of that size. Every size that is made of it carries the same bytes. */
  addPhoto(file: NewFile, size: ImageSize): PhotoSize[];
  addDocument(file: NewFile): Document;
  add(kind: 'voice' | 'sticker', file: NewFile): FileFields;
  find(fileId: string): StoredFile | undefined;
  findByPath(path: string): StoredFile | undefined;
}

const folders = { photo: 'photos', document: 'documents', voice: 'voice', sticker: 'stickers' } as const;
const idPrefixes = {
  photo: 'AgACAgIAAxk',
  document: 'BQACAgIAAxk',
  voice: 'AwACAgIAAxk',
  sticker: 'CAACAgIAAxk',
};
const sizeBounds = [90, 320, 800, 1280];
const extensions: Readonly<Record<string, string>> = {
  'image/png': '.png',
  'image/jpeg': '.jpg',
  'audio/ogg': '.oga',
  'image/webp': '.webp',
};

/** The files of the sandbox, by id and by the path for downloads. `random` gives numbers in [0, 1). */
export function createFiles(random: () => number): Files {
  const byId = new Map<string, StoredFile>();
  const byPath = new Map<string, StoredFile>();
  let counter = 0;

  function letters(count: number): string {
    return Buffer.from(Array.from({ length: count }, () => Math.floor(random() * 256))).toString('base64url');
  }

  function store(kind: FileKind, file: NewFile, sizes?: PhotoSize[]): StoredFile {
    const mimeType = file.mimeType ?? 'application/octet-stream';
    const fields: FileFields = {
      file_id: `${idPrefixes[kind]}${letters(30)}${counter}`,
      file_unique_id: `AQAD${letters(9)}`,
      file_size: file.bytes.length,
    };
    const extension = /\.[A-Za-z0-9]{1,8}$/.exec(file.fileName ?? '')?.[0] ?? extensions[mimeType] ?? '';
    const path = `${folders[kind]}/file_${counter}${extension}`;
    counter += 1;
    const stored = { kind, fields, path, bytes: file.bytes, mimeType, fileName: file.fileName, sizes };
    byId.set(fields.file_id, stored);
    byPath.set(path, stored);
    return stored;
  }

  return {
    addPhoto(file, size) {
      const sizes: PhotoSize[] = [];
      const longest = Math.max(size.width, size.height);
      const bounds = [...sizeBounds.filter((bound) => bound < longest), Math.min(longest, 2560)];
      for (const bound of bounds) {
        const scale = bound / longest;
        const { fields } = store('photo', { bytes: file.bytes, mimeType: `image/${size.format}` }, sizes);
        const width = Math.max(1, Math.round(size.width * scale));
        sizes.push({ ...fields, width, height: Math.max(1, Math.round(size.height * scale)) });
      }
      return sizes;
    },
    addDocument(file) {
      const stored = store('document', file);
      return present({ ...stored.fields, file_name: file.fileName, mime_type: stored.mimeType });
    },
    add: (kind, file) => store(kind, file).fields,
    find: (fileId) => byId.get(fileId),
    findByPath: (path) => byPath.get(path),
  };
}
