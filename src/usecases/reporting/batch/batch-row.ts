import type { Relation, ValueWarning } from '../../../domain/kpi/check-value.ts';
import type { ValueBatch } from '../../../storage/generated/client.ts';
import type { Unreadable } from '../judge-value.ts';
import type { SlotRefusal } from '../may-submit.ts';
import type { ReadReason } from '../reason.ts';
import type { NewReport } from '../submit-version.ts';
import type { SlotFacts } from '../value-slot.ts';

/** As many rows as one file or message may bring. */
export const mostBatchRows = 2_000;

/** Which value a row is about. */
export interface RowKey {
  cityId: string;
  kpiCode: string;
  periodKey: string;
  /** Number of the newest version that the person knew of; 0 where there was none. */
  newest: number;
}

/** Why nothing can be read from a row, whatever the value. */
export type RowTrouble =
  /** Computed, a date, an error of the spreadsheet program, joined cells. */
  | 'formula'
  | 'date'
  | 'error'
  | 'merged'
  /** An explanation without a value. */
  | 'valueMissing'
  /** The hidden key is missing or was changed. */
  | 'badKey'
  /** A line that does not begin with the code of a KPI. */
  | 'notALine'
  /** No KPI of this code is asked of this person. */
  | 'notYours'
  /** A city that the person does not answer for. */
  | 'unknownCity'
  /** The person answers for it in several cities, and none is named. */
  | 'whichCity';

/** A row as it was read from a file or a message. */
export interface BatchRow {
  /** Number of the row of the sheet or of the line of the message, from 1. */
  number: number;
  /** What the row calls itself: a code, or the beginning of the line. */
  label: string | null;
  key: RowKey | null;
  content: GivenValue | { kind: RowTrouble };
}

export interface GivenValue {
  kind: 'value';
  text: string;
  explanation: string | null;
  /** The spreadsheet program knew it as a number: it can be read in one way only. */
  isExact?: boolean;
  /** Which of two possible readings the person said is meant. */
  reading?: string;
}

/** Two ways to read a value; smaller first. */
export type Readings = [string, string];

export type RowRefusal =
  | { kind: RowTrouble }
  | SlotRefusal
  /** An earlier row says something about the same value. */
  | { kind: 'twice'; first: number }
  /** A newer version came since the row was made. */
  | { kind: 'overtaken' }
  /** The newest version says just the same. */
  | { kind: 'unchanged' }
  | { kind: 'unreadable'; problem: Unreadable; text: string }
  | { kind: 'badExplanation'; problem: Exclude<ReadReason, { kind: 'ok' }> }
  /** «No data» or «not applicable» without a reason. */
  | { kind: 'reasonMissing' };

export type RowVerdict =
  /** `warnings`: what is odd about it, explained. */
  | { kind: 'accepted'; report: NewReport; warnings: readonly ValueWarning[] }
  /** It can be read in two ways, and the person has not said which one is meant. */
  | { kind: 'ambiguous'; readings: Readings }
  /** Something is odd, and nothing explains it yet. */
  | { kind: 'asks'; value: string; warnings: readonly ValueWarning[] }
  | { kind: 'refused'; why: RowRefusal };

/** A row with what is known of its value and what would come of sending it. */
export interface JudgedRow {
  row: BatchRow;
  /** Null where the row does not say what it is about, or names what does not exist. */
  facts: SlotFacts | null;
  /** The two ways to read its value, also where one of them is chosen already; null where there is one. */
  readings: Readings | null;
  verdict: RowVerdict;
}

/** What the checks of one value look at. */
export interface SlotContext {
  facts: SlotFacts;
  /** Effective values of the periods before, newest first. */
  previous: readonly string[];
  relations: readonly Relation[];
}

/** The rows of a batch as they were stored. */
export function rowsOf({ rows }: Pick<ValueBatch, 'rows'>): readonly BatchRow[] {
  return rows as unknown as BatchRow[];
}
