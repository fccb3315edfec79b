import { defineAction } from '../callback-data.ts';

export interface BatchFields {
  /** The rows that are shown; null where none were brought yet. */
  batchId: number | null;
  page: number;
  filter: BatchFilter;
  /** Why odd values are right, for all that have no explanation of their own; a ready one as it is stored. */
  explanation: string | null;
  /** What came of what was sent last. */
  sent: { count: number; restId: number | null } | null;
}

export const batchFilters = ['all', 'ambiguous', 'asks', 'refused'] as const;
export type BatchFilter = (typeof batchFilters)[number];

export const emptyBatch: BatchFields = {
  batchId: null,
  page: 0,
  filter: 'all',
  explanation: null,
  sent: null,
};

export const batchKind = 'batch';

/** Sending many values at once: how, or what was brought and not sent yet. */
export const openBatch = defineAction('bat.open', {});
/** The template of what is owed. */
export const getTemplate = defineAction('bat.file', {});
/** The template of what a batch did not send. */
export const getRest = defineAction('bat.rest', { batch: 'int' });

export const showPage = defineAction('bat.page', { filter: 'id', page: 'int' }, batchKind);
/** Says which of two ways to read the value of a row is meant. */
export const readRowAs = defineAction('bat.read', { row: 'int', reading: 'id' }, batchKind);
export const askReason = defineAction('bat.ask', {}, batchKind);
export const explainAll = defineAction('bat.why', { name: 'id' }, batchKind);
export const sendAll = defineAction('bat.send', {}, batchKind);
export const showRest = defineAction('bat.left', {}, batchKind);
export const dropBatch = defineAction('bat.drop', {}, batchKind);
