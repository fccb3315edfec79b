import { readNumberMeanings } from './number-formats.ts';
import { type OpenedZip, openZip, type ZipArchive, type ZipLimits } from './open-zip.ts';
import { parseXml } from './parse-xml.ts';
import { readSheet, type SheetRow } from './read-sheet.ts';
import { readSharedStrings } from './shared-strings.ts';

export type { SheetCell, SheetRow } from './read-sheet.ts';

export type ReadWorkbook =
  /** The rows of the first sheet in which something stands, in their order. */
  | { kind: 'rows'; rows: readonly SheetRow[] }
  /** Not a workbook, by what it holds, or a damaged one. */
  | { kind: 'notAWorkbook' }
  /** A workbook of Excel 97–2003. */
  | { kind: 'oldWorkbook' }
  | { kind: 'encrypted' }
  /** Larger than a file may be, or once unpacked. */
  | { kind: 'tooLarge' }
  | { kind: 'tooManyRows' };

/** Bytes of a file. */
export const largestWorkbook = 20 * 1024 * 1024;

/** A sheet of 2,000 rows with all its styles is a tenth of this. */
const limits: ZipLimits = {
  entries: 200,
  entryBytes: 16 * 1024 * 1024,
  allBytes: 48 * 1024 * 1024,
  ratio: 200,
};

/**
 * Reads the first sheet of an .xlsx workbook from bytes that anybody may have sent. What it unpacks and keeps is
 * bounded, whatever the bytes are; it stops at the first row above `mostRows`, and lets others run meanwhile.
 * Never throws.
 */
export async function readWorkbook(bytes: Uint8Array, mostRows: number): Promise<ReadWorkbook> {
  if (bytes.length > largestWorkbook) return { kind: 'tooLarge' };
  const old = asCompoundFile(bytes);
  if (old !== null) return { kind: old };
  if (!startsWith(bytes, [0x50, 0x4b])) return { kind: 'notAWorkbook' };
  const opened: OpenedZip = openZip(bytes, limits);
  if (opened.kind === 'tooLarge') return opened;
  if (opened.kind === 'notZip' || !opened.archive.has('xl/workbook.xml')) return { kind: 'notAWorkbook' };
  return readFrom(opened.archive, mostRows);
}

async function readFrom(archive: ZipArchive, mostRows: number): Promise<ReadWorkbook> {
  const parts = new Map<string, Uint8Array | null>();
  const workbook = read('xl/workbook.xml');
  const relations = read('xl/_rels/workbook.xml.rels');
  if (workbook === 'tooLarge' || relations === 'tooLarge') return { kind: 'tooLarge' };
  const sheetPath = await findFirstSheet(workbook, relations);
  for (const name of ['xl/styles.xml', 'xl/sharedStrings.xml', sheetPath]) {
    const part = read(name);
    if (part === 'tooLarge') return { kind: 'tooLarge' };
    parts.set(name, part);
  }
  const sheet = parts.get(sheetPath) ?? null;
  const strings = await readSharedStrings(parts.get('xl/sharedStrings.xml') ?? null);
  if (sheet === null || strings === null) return { kind: 'notAWorkbook' };
  const meaningOf = await readNumberMeanings(parts.get('xl/styles.xml') ?? null);
  return readSheet(sheet, { strings, meaningOf, mostRows });

  function read(name: string): Uint8Array | null | 'tooLarge' {
    const entry = archive.read(name);
    if (entry === null) return null;
    return entry.kind === 'tooLarge' ? 'tooLarge' : entry.bytes;
  }
}

/** Where the first sheet of the workbook lies in the archive. */
async function findFirstSheet(workbook: Uint8Array | null, relations: Uint8Array | null): Promise<string> {
  const usual = 'xl/worksheets/sheet1.xml';
  if (workbook === null || relations === null) return usual;
  let id: string | undefined;
  await parseXml(workbook, {
    open(name, attribute) {
      if (name === 'sheet') id ??= attribute('r:id');
    },
  });
  let target: string | undefined;
  await parseXml(relations, {
    open(name, attribute) {
      if (name === 'Relationship' && attribute('Id') === id) target ??= attribute('Target');
    },
  });
  if (target === undefined) return usual;
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`;
}

/** Excel 97–2003 and encrypted workbooks lie in the container format of old. */
function asCompoundFile(bytes: Uint8Array): 'oldWorkbook' | 'encrypted' | 'notAWorkbook' | null {
  if (!startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])) return null;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.includes(Buffer.from('EncryptedPackage', 'utf16le'))) return 'encrypted';
  return buffer.includes(Buffer.from('Workbook', 'utf16le')) ? 'oldWorkbook' : 'notAWorkbook';
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}
