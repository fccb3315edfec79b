import writeExcelFile from 'write-excel-file/node';
import { harmlessText } from './harmless-text.ts';
import type { Cell, Table } from './table.ts';

/** Digits that a number of a spreadsheet program keeps exactly; longer ones are written as text. */
const exactDigits = 15;

/** The table as a workbook of one sheet, its head fixed. Texts are made harmless. */
export async function writeXlsx(table: Table): Promise<Uint8Array> {
  const head = table.columns.map(({ header }) => ({
    value: harmlessText(header),
    type: String,
    fontWeight: 'bold' as const,
    wrap: true,
  }));
  const rows = table.rows.map((row) => row.map(toCell));
  const file = writeExcelFile([head, ...rows], {
    sheet: table.sheet,
    columns: table.columns.map(({ width }) => ({ width })),
    stickyRowsCount: 1,
  });
  return new Uint8Array(await file.toBuffer());
}

function toCell(cell: Cell) {
  if (cell === null) return null;
  if ('text' in cell) return { value: harmlessText(cell.text), type: String };
  const digits = cell.number.replace(/\D/g, '').length;
  return digits > exactDigits
    ? { value: cell.number, type: String }
    : { value: Number(cell.number), type: Number };
}
