import type { EvidenceInput } from '../../usecases/reporting/evidence.ts';
import type { ValueSlot } from '../../usecases/reporting/value-slot.ts';
import { defineAction } from '../callback-data.ts';

/** Where a person is in submitting values. */
export interface SubmitFields {
  /** Of the list of cities and periods, or of the list of KPIs in `slot`'s city and period. */
  page: number;
  /** The city and period whose KPIs are listed, or the value that is asked for. */
  slot: { cityId: string; periodId: number; kpiCode?: string } | null;
  /** Number of the newest version when the question was asked. */
  newest: number;
  /** What was typed and not sent yet. */
  typed: string | null;
  /** Which of two possible readings is meant. */
  reading: string | null;
  /** Why the value is right although it looks odd. */
  explanation: string | null;
  /** Of the value sent last. */
  receipt: string | null;
  /** What was typed for other values and not sent yet, by slot. */
  drafts: Record<string, string>;
  /** What values that were not sent yet rest on, by slot; the open one counted in. */
  evidence?: Record<string, EvidenceInput>;
  /** The album that is coming in, part by part, and the message that answers it. */
  album?: AnsweredAlbum | null;
}

export interface AnsweredAlbum {
  id: string;
  messageId: number | null;
  /** When that message was last changed, in Unix seconds. */
  changedAt: number;
  /** Why parts of it were not taken. */
  problems: string[];
}

export const emptyFields: SubmitFields = {
  page: 0,
  slot: null,
  newest: 0,
  typed: null,
  reading: null,
  explanation: null,
  receipt: null,
  drafts: {},
  evidence: {},
  album: null,
};

/** As many unsent values as are kept for later. */
export const mostDrafts = 20;

export const submitKind = 'submit';

/** The list of what is owed, by city and period. */
export const openList = defineAction('sub.list', { page: 'int' });
/** The KPIs owed in a city and period. */
export const openGroup = defineAction('sub.group', { city: 'id', period: 'int', page: 'int' });
/** The question for one value: also from notifications and other areas. */
export const openValue = defineAction('sub.open', { city: 'id', kpi: 'id', period: 'int' });
/** The next value that is owed, after the one just sent. */
export const openNext = defineAction('sub.next', {});

export const resumeTyped = defineAction('sub.resume', {}, submitKind);
export const chooseReading = defineAction('sub.read', { reading: 'id' }, submitKind);
export const correctTo = defineAction('sub.fixto', { value: 'id' }, submitKind);
export const standBy = defineAction('sub.right', {}, submitKind);
export const explainBy = defineAction('sub.why', { name: 'id' }, submitKind);
export const editValue = defineAction('sub.edit', {}, submitKind);
export const sendValue = defineAction('sub.send', {}, submitKind);

/** The slot of the question that is open; null in lists. */
export function openSlot(fields: SubmitFields): ValueSlot | null {
  const { slot } = fields;
  if (slot?.kpiCode === undefined) return null;
  return { cityId: slot.cityId, kpiCode: slot.kpiCode, periodId: slot.periodId };
}

export function draftKey({ cityId, kpiCode, periodId }: ValueSlot): string {
  return `${cityId}|${kpiCode}|${periodId}`;
}

/** The fields with another value asked for: what was typed for the one before is kept, and found again. */
export function turnTo(fields: SubmitFields, slot: ValueSlot, newest: number): SubmitFields {
  const drafts = laidAside(fields);
  const key = draftKey(slot);
  const typed = drafts[key] ?? null;
  delete drafts[key];
  return { ...emptyFields, slot, newest, typed, drafts, evidence: fields.evidence ?? {} };
}

/** What was typed and not sent, the value that is open counted in. */
export function laidAside(fields: SubmitFields): Record<string, string> {
  const slot = openSlot(fields);
  if (slot === null || fields.typed === null) return { ...fields.drafts };
  const entries = Object.entries(fields.drafts).filter(([key]) => key !== draftKey(slot));
  return Object.fromEntries([...entries, [draftKey(slot), fields.typed]].slice(-mostDrafts));
}
