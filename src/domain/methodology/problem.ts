/** Where a fault in the methodology data lies, and what is wrong; `row.index` counts from 1. */
export type Problem = {
  readonly file: string;
  /** Null when the fault concerns the whole file. */
  readonly row: { readonly index: number; readonly id: string | null } | null;
  /** Path of the field inside the row, `target.oblast`; null when it concerns the whole row or file. */
  readonly field: string | null;
  readonly message: string;
};

/** One line for a terminal: `kpis.json, row 3 (GOV-03), target.oblast: …`. */
export function formatProblem(problem: Problem): string {
  const row =
    problem.row === null
      ? ''
      : `, row ${problem.row.index}${problem.row.id === null ? '' : ` (${problem.row.id})`}`;
  const field = problem.field === null ? '' : `, ${problem.field}`;
  return `${problem.file}${row}${field}: ${problem.message}`;
}

/** A row that has the right shape, with what is needed to point at it. */
export type Row<T> = { readonly index: number; readonly id: string; readonly value: T };

/** Collects problems; the checks get it instead of returning lists. */
export type Report = (file: string, row: Row<unknown> | null, field: string | null, message: string) => void;
