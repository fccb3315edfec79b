import type { Whereabouts } from '../../domain/kpi/next-owed.ts';
import type { EvidenceInput } from '../../usecases/reporting/evidence.ts';
import type { NoValueKind } from '../../usecases/reporting/reason.ts';
import type { ValueSlot } from '../../usecases/reporting/value-slot.ts';
import { defineAction } from '../callback-data.ts';

/** Where a person is in submitting values. */
export interface SubmitFields {
  /** Of the list that is shown. */
  page: number;
  /** The city and period (or its sphere) whose KPIs are listed, or the value that is asked for. */
  slot: Whereabouts | null;
  /** Number of the newest version when the question was asked. */
  newest: number;
  /** What was typed and not sent yet. */
  typed: string | null;
  /** Which of two possible readings is meant. */
  reading: string | null;
  /** Why the value is right although it looks odd. */
  explanation: string | null;
  /** What is said in place of a number. */
  noValue: NoValue | null;
  /** What was sent last. */
  sent: SentReport | null;
  /** What was typed for other values and not sent yet, by slot. */
  drafts: Record<string, Draft>;
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

export interface NoValue {
  kind: NoValueKind;
  /** A ready one as it is stored, or the person's own words; null before it is given. */
  reason: string | null;
}

export interface SentReport {
  receipt: string;
  slot: ValueSlot;
  /** The version that the dialogue had when it was sent, and the press that sent it. */
  at: number;
  pressId: string | null;
}

type Draft = Pick<SubmitFields, 'typed' | 'noValue'>;

export const emptyFields: SubmitFields = {
  page: 0,
  slot: null,
  newest: 0,
  typed: null,
  reading: null,
  explanation: null,
  noValue: null,
  sent: null,
  drafts: {},
  evidence: {},
  album: null,
};

/** As many unsent values as are kept for later. */
export const mostDrafts = 20;

export const submitKind = 'submit';

/** The list of what is owed, by city and period. */
export const openList = defineAction('sub.list', { page: 'int' });
/** What is owed in a city and period: its spheres, or its KPIs. */
export const openGroup = defineAction('sub.group', { city: 'id', period: 'int', page: 'int' });
/** The KPIs owed of one sphere there. */
export const openSphere = defineAction('sub.sphere', {
  city: 'id',
  period: 'int',
  sphere: 'id',
  page: 'int',
});
/** What was sent and can still be corrected. */
export const openSent = defineAction('sub.sent', { page: 'int' });
/** The question for one value: also from notifications and other areas. */
export const openValue = defineAction('sub.open', { city: 'id', kpi: 'id', period: 'int' });
/** The next value that is owed after the one that is open or was just sent, or the first of the list. */
export const openNext = defineAction('sub.next', {});

export const resumeTyped = defineAction('sub.resume', {}, submitKind);
export const chooseReading = defineAction('sub.read', { reading: 'id' }, submitKind);
export const correctTo = defineAction('sub.fixto', { value: 'id' }, submitKind);
export const standBy = defineAction('sub.right', {}, submitKind);
export const explainBy = defineAction('sub.why', { name: 'id' }, submitKind);
export const editValue = defineAction('sub.edit', {}, submitKind);
export const sendValue = defineAction('sub.send', {}, submitKind);

/** There is no number: then which of the two it is, then why. */
export const haveNoValue = defineAction('sub.none', {}, submitKind);
export const chooseNoValue = defineAction('sub.lack', { kind: 'id' }, submitKind);
export const noValueBecause = defineAction('sub.lackwhy', { name: 'id' }, submitKind);

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
  const { typed, noValue } = drafts[key] ?? { typed: null, noValue: null };
  delete drafts[key];
  return {
    ...emptyFields,
    slot,
    newest,
    typed,
    noValue,
    sent: fields.sent,
    drafts,
    evidence: fields.evidence ?? {},
  };
}

/** What was typed and not sent, the value that is open counted in. */
export function laidAside(fields: SubmitFields): SubmitFields['drafts'] {
  const slot = openSlot(fields);
  const { typed, noValue, drafts } = fields;
  if (slot === null || !isUnsent(fields)) return { ...drafts };
  const entries = Object.entries(drafts).filter(([key]) => key !== draftKey(slot));
  return Object.fromEntries([...entries, [draftKey(slot), { typed, noValue }]].slice(-mostDrafts));
}

/** Whether something was typed or chosen for the open value and not sent yet. */
export function isUnsent({ typed, noValue }: SubmitFields): boolean {
  return typed !== null || (noValue !== null && noValue.reason !== null);
}
