import type { EvidenceInput } from '../../usecases/reporting/evidence.ts';
import type { Question } from '../../usecases/reporting/read-question.ts';
import type { ValueSlot } from '../../usecases/reporting/value-slot.ts';
import { defineAction } from '../callback-data.ts';
import { draftKey, mostDrafts, openSlot, type SubmitFields, submitKind } from './submit-actions.ts';

/** What the value that is being entered rests on, to add to it or take from it. */
export const openEvidence = defineAction('sub.evid', {}, submitKind);
export const removeFile = defineAction('sub.unfile', { file: 'int' }, submitKind);
export const removeLink = defineAction('sub.unlink', {}, submitKind);
export const removeComment = defineAction('sub.unnote', {}, submitKind);
/** Back to the value, from the evidence or from its grade. */
export const closeEvidence = defineAction('sub.evdone', {}, submitKind);
export const openGrade = defineAction('sub.grade', {}, submitKind);
export const chooseGrade = defineAction('sub.graded', { name: 'id' }, submitKind);

const nothing: EvidenceInput = { fileIds: [], link: null, comment: null, grade: null };

/** What the open value rests on so far. */
export function evidenceOf(fields: SubmitFields): EvidenceInput {
  const slot = openSlot(fields);
  return (slot === null ? undefined : fields.evidence?.[draftKey(slot)]) ?? nothing;
}

/** The fields with something changed in what the open value rests on. */
export function withEvidence(fields: SubmitFields, change: Partial<EvidenceInput>): SubmitFields {
  const slot = openSlot(fields);
  if (slot === null) return fields;
  const key = draftKey(slot);
  const others = Object.entries(fields.evidence ?? {}).filter(([other]) => other !== key);
  const own = { ...evidenceOf(fields), ...change };
  return { ...fields, evidence: Object.fromEntries([...others, [key, own]].slice(-mostDrafts)) };
}

/** What values that were not sent yet rest on, without one that was. */
export function evidenceWithout(fields: SubmitFields, slot: ValueSlot): Record<string, EvidenceInput> {
  const { [draftKey(slot)]: _, ...rest } = fields.evidence ?? {};
  return rest;
}

/** A correction begins with what the version before rests on, unless something was changed there already. */
export function carryEvidence(fields: SubmitFields, { current }: Question): SubmitFields {
  const slot = openSlot(fields);
  const isTouched = slot !== null && fields.evidence?.[draftKey(slot)] !== undefined;
  return current === null || isTouched ? fields : withEvidence(fields, current.evidence);
}
