import { unescapeCellText } from './cell-text.ts';
import type { NumberMeaning } from './number-formats.ts';
import { parseXml } from './parse-xml.ts';
import { longestCellText } from './shared-strings.ts';

/** What stands in a cell. Numbers are plain decimal text; a percentage is written with its sign. */
export type SheetCell =
  | { kind: 'text'; text: string }
  | { kind: 'number'; text: string }
  /** Computed by the spreadsheet program: what it shows is not what was typed. */
  | { kind: 'formula' }
  | { kind: 'date' }
  | { kind: 'error' };

export interface SheetRow {
  /** As the spreadsheet program counts, from 1. */
  number: number;
  /** By column, from 0; empty cells are left out. */
  cells: ReadonlyMap<number, SheetCell>;
  /** Whether cells of it are joined with others. */
  isMerged: boolean;
}

interface Sheet {
  strings: readonly string[];
  meaningOf(style: number): NumberMeaning;
  mostRows: number;
}

/** Columns and joined ranges that are looked at; a template has a dozen of the one and none of the other. */
const mostColumns = 64;
const mostMerges = 5_000;
/** Digits that a spreadsheet program keeps of a number; what stands beyond is noise. */
const exactDigits = 15;

class TooManyRows extends Error {}

/** Reads the rows of a sheet in which something stands. */
export async function readSheet(
  bytes: Uint8Array,
  sheet: Sheet,
): Promise<{ kind: 'rows'; rows: readonly SheetRow[] } | { kind: 'notAWorkbook' } | { kind: 'tooManyRows' }> {
  const rows: { number: number; cells: Map<number, SheetCell>; isMerged: boolean }[] = [];
  const merges: { from: number; to: number }[] = [];
  let rowNumber = 0;
  let column = -1;
  let cells = new Map<number, SheetCell>();
  let cell: RawCell | null = null;
  let isData = false;
  let reading: 'value' | 'inline' | null = null;
  let isPronunciation = false;
  try {
    const isRead = await parseXml(bytes, {
      open(name, attribute) {
        if (name === 'sheetData') isData = true;
        else if (name === 'mergeCell' && merges.length < mostMerges) {
          const range = rowsOfRange(attribute('ref') ?? '');
          if (range !== null) merges.push(range);
        } else if (isData && name === 'row') {
          rowNumber = wholeNumber(attribute('r')) ?? rowNumber + 1;
          column = -1;
          cells = new Map();
        } else if (isData && name === 'c') {
          column = columnOf(attribute('r') ?? '') ?? column + 1;
          cell = {
            type: attribute('t') ?? 'n',
            style: wholeNumber(attribute('s')) ?? 0,
            text: '',
            isFormula: false,
          };
        } else if (cell !== null && name === 'f') cell.isFormula = true;
        else if (cell !== null && name === 'v') reading = 'value';
        else if (cell !== null && name === 'rPh') isPronunciation = true;
        else if (cell !== null && name === 't' && !isPronunciation) reading = 'inline';
      },
      text(text) {
        if (cell === null || reading === null || cell.text.length >= longestCellText) return;
        cell.text += text.slice(0, longestCellText);
      },
      close(name) {
        if (name === 'v' || name === 't') reading = null;
        else if (name === 'rPh') isPronunciation = false;
        else if (name === 'c' && cell !== null) {
          const content = contentOf(cell, sheet);
          if (content !== null && column < mostColumns) cells.set(column, content);
          cell = null;
        } else if (name === 'row' && isData && cells.size > 0) {
          if (rows.length >= sheet.mostRows) throw new TooManyRows();
          rows.push({ number: rowNumber, cells, isMerged: false });
        } else if (name === 'sheetData') isData = false;
      },
    });
    if (!isRead) return { kind: 'notAWorkbook' };
  } catch (error) {
    if (error instanceof TooManyRows) return { kind: 'tooManyRows' };
    throw error;
  }
  for (const row of rows)
    row.isMerged = merges.some(({ from, to }) => row.number >= from && row.number <= to);
  return { kind: 'rows', rows };
}

interface RawCell {
  type: string;
  style: number;
  text: string;
  isFormula: boolean;
}

function contentOf({ type, style, text, isFormula }: RawCell, sheet: Sheet): SheetCell | null {
  if (isFormula) return { kind: 'formula' };
  if (text === '') return null;
  switch (type) {
    case 's': {
      const shared = sheet.strings[wholeNumber(text) ?? -1];
      return shared === undefined || shared.trim() === ''
        ? null
        : { kind: 'text', text: unescapeCellText(shared) };
    }
    case 'inlineStr':
    case 'str':
      return text.trim() === '' ? null : { kind: 'text', text: unescapeCellText(text) };
    case 'd':
      return { kind: 'date' };
    case 'n':
      return numberOf(text, sheet.meaningOf(style));
    default:
      return { kind: 'error' };
  }
}

/** A number as it would be written by hand: workbooks keep 85.5 as 85.500000000000014 or 8.55E1. */
function numberOf(text: string, meaning: NumberMeaning): SheetCell {
  const number = Number(text);
  if (text.trim() === '' || !Number.isFinite(number)) return { kind: 'error' };
  if (meaning === 'date') return { kind: 'date' };
  const shown = meaning === 'percent' ? number * 100 : number;
  return { kind: 'number', text: plainDecimal(shown) + (meaning === 'percent' ? ' %' : '') };
}

function plainDecimal(number: number): string {
  const rounded = Number(number.toPrecision(exactDigits));
  const text = String(rounded);
  if (!/e/i.test(text)) return text;
  if (Number.isInteger(rounded)) return BigInt(rounded).toString();
  return rounded.toFixed(20).replace(/\.?0+$/, '');
}

/** The column that a reference such as `AB12` names, from 0. */
function columnOf(reference: string): number | null {
  const letters = /^([A-Z]{1,3})\d/.exec(reference)?.[1];
  if (letters === undefined) return null;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function rowsOfRange(range: string): { from: number; to: number } | null {
  const match = /^\$?[A-Z]{1,3}\$?(\d{1,7})(?::\$?[A-Z]{1,3}\$?(\d{1,7}))?$/.exec(range);
  if (match === null) return null;
  const from = Number(match[1]);
  return { from, to: Number(match[2] ?? from) };
}

function wholeNumber(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,9}$/.test(text.trim()) ? Number(text) : null;
}
