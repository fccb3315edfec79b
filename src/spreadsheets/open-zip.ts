import { inflateRawSync } from 'node:zlib';

/** A ZIP archive of which nothing was inflated yet. */
export interface ZipArchive {
  has(name: string): boolean;
  /** Inflates one entry; null where there is none of that name, or where it is damaged. */
  read(name: string): { kind: 'bytes'; bytes: Uint8Array } | { kind: 'tooLarge' } | null;
}

export type OpenedZip = { kind: 'archive'; archive: ZipArchive } | { kind: 'notZip' } | { kind: 'tooLarge' };

export interface ZipLimits {
  entries: number;
  /** Bytes of one entry once inflated. */
  entryBytes: number;
  /** Bytes of all entries once inflated, as the directory tells. */
  allBytes: number;
  /** How many times larger an entry may be than its compressed bytes, from a megabyte on. */
  ratio: number;
}

interface Entry {
  method: number;
  packed: number;
  size: number;
  /** Where its local header stands. */
  at: number;
}

const endSignature = 0x06054b50;
const directorySignature = 0x02014b50;
const localSignature = 0x04034b50;
const endLength = 22;
/** The end may be followed by a comment of up to this length. */
const longestComment = 0xffff;
const stored = 0;
const deflated = 8;
const encryptedFlag = 1;
const smallEnough = 1024 * 1024;

/**
 * Reads the directory of an archive, and holds it to the limits before anything is inflated. What the directory
 * says is not believed either: inflating stops at the limit. Archives in several parts, of more than 4 GB, with
 * encrypted entries or with entries that share their bytes are none of ours. Never throws.
 */
export function openZip(bytes: Uint8Array, limits: ZipLimits): OpenedZip {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  if (end === null) return { kind: 'notZip' };
  const count = view.getUint16(end + 10, true);
  if (count > limits.entries) return { kind: 'tooLarge' };
  const entries = readDirectory(view, { at: view.getUint32(end + 16, true), count });
  if (entries === null) return { kind: 'notZip' };
  const all = [...entries.values()];
  const isTooLarge = all.some(
    ({ size, packed }) =>
      size > limits.entryBytes || (size > smallEnough && size > Math.max(packed, 1) * limits.ratio),
  );
  const total = all.reduce((sum, { size }) => sum + size, 0);
  if (isTooLarge || total > limits.allBytes) return { kind: 'tooLarge' };
  const packed = all.reduce((sum, entry) => sum + entry.packed, 0);
  if (packed > bytes.length) return { kind: 'tooLarge' };
  return {
    kind: 'archive',
    archive: {
      has: (name) => entries.has(name),
      read(name) {
        const entry = entries.get(name);
        return entry === undefined ? null : inflate(bytes, view, entry, limits.entryBytes);
      },
    },
  };
}

function findEnd(view: DataView): number | null {
  const first = Math.max(0, view.byteLength - endLength - longestComment);
  for (let at = view.byteLength - endLength; at >= first; at -= 1) {
    if (view.getUint32(at, true) === endSignature) return at;
  }
  return null;
}

function readDirectory(
  view: DataView,
  directory: { at: number; count: number },
): ReadonlyMap<string, Entry> | null {
  const entries = new Map<string, Entry>();
  const decoder = new TextDecoder();
  let { at } = directory;
  for (let index = 0; index < directory.count; index += 1) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== directorySignature) return null;
    const nameLength = view.getUint16(at + 28, true);
    const rest = view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (at + 46 + nameLength > view.byteLength) return null;
    if ((view.getUint16(at + 8, true) & encryptedFlag) !== 0) return null;
    const name = decoder.decode(new Uint8Array(view.buffer, view.byteOffset + at + 46, nameLength));
    // Two entries of one name: which of them counts depends on who reads.
    if (entries.has(name)) return null;
    entries.set(name, {
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
    });
    at += 46 + nameLength + rest;
  }
  return entries;
}

function inflate(
  bytes: Uint8Array,
  view: DataView,
  entry: Entry,
  most: number,
): ReturnType<ZipArchive['read']> {
  const { at, method, packed, size } = entry;
  if (at + 30 > view.byteLength || view.getUint32(at, true) !== localSignature) return null;
  const from = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  if (from + packed > bytes.length) return null;
  const body = bytes.subarray(from, from + packed);
  if (method === stored) return body.length === size ? { kind: 'bytes', bytes: body } : null;
  if (method !== deflated) return null;
  try {
    return { kind: 'bytes', bytes: inflateRawSync(body, { maxOutputLength: most }) };
  } catch (error) {
    return (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? { kind: 'tooLarge' } : null;
  }
}
