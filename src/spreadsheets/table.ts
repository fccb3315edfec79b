/** A cell: text, a number as plain decimal text, an instant already written in words, or nothing. */
export type Cell = { text: string } | { number: string } | null;

export interface Column {
  header: string;
  /** In characters. */
  width: number;
}

/** A table to be written into a file; each row has a cell for each column. */
export interface Table {
  sheet: string;
  columns: readonly Column[];
  rows: readonly (readonly Cell[])[];
}
