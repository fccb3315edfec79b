import { type ReadWorkbook, readWorkbook, type SheetCell, type SheetRow } from './read-workbook.ts';
import { columnNumber, type RowKey, readRowKey, templateMark } from './template.ts';

/** As many rows of values as a file may have. */
export const mostTemplateRows = 2_000;
/** Notes and head above the table, and a few lines that somebody added. */
const mostOtherRows = 20;

/** A filled row of a template that came back. */
export interface FilledRow {
  /** As the spreadsheet program counts, from 1. */
  number: number;
  /** The code that is written in the row, for telling which one it is. */
  code: string | null;
  /** Which value it is about; null where the hidden key cannot be believed. */
  key: RowKey | null;
  /** `value`: as it was typed; `isExact` where the cell holds a number, which can be read in one way only. */
  content:
    | { kind: 'value'; text: string; explanation: string | null; isExact?: true }
    /** A formula, a date, an error of the spreadsheet program, or joined cells: nothing that can be read. */
    | { kind: 'formula' | 'date' | 'error' | 'merged' }
    /** An explanation, and no value. */
    | { kind: 'valueMissing' }
    /** The hidden key is missing, was changed, or does not belong to what the row shows. */
    | { kind: 'badKey' };
}

export type ReadTemplate =
  /** `blank`: how many rows were left as they were. */
  | { kind: 'filled'; rows: readonly FilledRow[]; blank: number }
  /** A workbook, but not one of ours. */
  | { kind: 'wrongTemplate' }
  /** One of ours in which nothing was filled in. */
  | { kind: 'empty' }
  | Exclude<ReadWorkbook, { kind: 'rows' }>;

/** Reads a template that somebody filled and sent back, or whatever else they sent. Never throws. */
export async function readTemplate(bytes: Uint8Array): Promise<ReadTemplate> {
  const read = await readWorkbook(bytes, mostTemplateRows + mostOtherRows);
  if (read.kind !== 'rows') return read;
  const head = read.rows.findIndex((row) => textOf(row, 'key') === templateMark);
  if (head === -1) return { kind: 'wrongTemplate' };
  const below = read.rows.slice(head + 1);
  if (below.length > mostTemplateRows) return { kind: 'tooManyRows' };
  const rows = below.flatMap((row) => toFilled(row) ?? []);
  return rows.length === 0 ? { kind: 'empty' } : { kind: 'filled', rows, blank: below.length - rows.length };
}

function toFilled(row: SheetRow): FilledRow | null {
  const value = row.cells.get(columnNumber('value'));
  const explanation = row.cells.get(columnNumber('explanation'));
  const isUntouched = isBlank(value) && isBlank(explanation);
  if (isUntouched && !row.isMerged) return null;
  const code = textOf(row, 'code');
  const known = readRowKey(textOf(row, 'key') ?? '');
  const key = known?.kpiCode === code ? known : null;
  return { number: row.number, code, key, content: contentOf(row.isMerged, key, value, explanation) };
}

function contentOf(
  isMerged: boolean,
  key: RowKey | null,
  value: SheetCell | undefined,
  explanation: SheetCell | undefined,
): FilledRow['content'] {
  if (isMerged) return { kind: 'merged' };
  const trouble = [value, explanation].find((cell) => cell !== undefined && !('text' in cell));
  if (trouble !== undefined && !('text' in trouble)) return { kind: trouble.kind };
  if (key === null) return { kind: 'badKey' };
  const text = value !== undefined && 'text' in value ? asTyped(value.text) : '';
  if (text === '') return { kind: 'valueMissing' };
  const words = explanation !== undefined && 'text' in explanation ? asTyped(explanation.text) : '';
  return {
    kind: 'value',
    text,
    explanation: words === '' ? null : words,
    ...(value?.kind === 'number' ? { isExact: true as const } : {}),
  };
}

/** Without the apostrophe that makes a text harmless. */
function asTyped(text: string): string {
  return text.trim().replace(/^'(?=[=+\-@])/, '');
}

function isBlank(cell: SheetCell | undefined): boolean {
  return cell === undefined || ('text' in cell && cell.text.trim() === '');
}

function textOf(row: SheetRow, column: 'key' | 'code'): string | null {
  const cell = row.cells.get(columnNumber(column));
  return cell !== undefined && 'text' in cell ? cell.text.trim() : null;
}
