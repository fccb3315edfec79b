import { harmlessText } from './harmless-text.ts';
import type { Cell, Table } from './table.ts';

/**
 * The table as CSV in UTF-8. Spreadsheet programs set to Kazakh or Russian take a semicolon between cells and a
 * comma in numbers, and need the mark at the beginning to read UTF-8. Texts are made harmless.
 */
export function writeCsv(table: Table): Uint8Array {
  const head = table.columns.map(({ header }) => quoted(harmlessText(header)));
  const rows = table.rows.map((row) => row.map(toText));
  const lines = [head, ...rows].map((cells) => cells.join(';'));
  return new TextEncoder().encode(`\uFEFF${lines.join('\r\n')}\r\n`);
}

function toText(cell: Cell): string {
  if (cell === null) return '';
  return 'text' in cell ? quoted(harmlessText(cell.text)) : cell.number.replace('.', ',');
}

function quoted(text: string): string {
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
