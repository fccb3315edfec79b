import type { Whereabouts } from '../../domain/kpi/next-owed.ts';
import type { DialogueState } from '../../usecases/dialogue/dialogue-state.ts';
import { findNextOwed } from '../../usecases/reporting/find-next-owed.ts';
import type { SlotRefusal } from '../../usecases/reporting/may-submit.ts';
import { previewValue, readQuestion } from '../../usecases/reporting/read-question.ts';
import type { ValueSlot } from '../../usecases/reporting/value-slot.ts';
import { menuButton } from '../go.ts';
import type { Screen } from '../screen.ts';
import type { Turn } from '../turn.ts';
import { askButtons } from './period-words.ts';
import {
  emptyFields,
  isUnsent,
  laidAside,
  openSlot,
  type SubmitFields,
  submitKind,
  turnTo,
} from './submit-actions.ts';
import { carryEvidence } from './submit-evidence-actions.ts';
import { evidenceStepScreen, isEvidenceStep } from './submit-evidence-screens.ts';
import { groupScreen, listButton, listScreen } from './submit-list.ts';
import { noValueScreen, noValueSteps } from './submit-no-value.ts';
import { ambiguousScreen, confirmScreen, explainScreen, questionScreen } from './submit-question.ts';
import { receiptScreen } from './submit-receipt.ts';
import { refusalText } from './submit-refusals.ts';
import { sentScreen } from './submit-sent.ts';

export type State = DialogueState<SubmitFields>;

/**
 * Draws the step that the dialogue is at: `list`, `group` (also one sphere of it), `sent`; `value`, `confirm`
 * (also which reading is meant), `explain`; those of evidence; `noValue`, `noValueReason`, `noValueConfirm`; `receipt`.
 */
export async function render(turn: Turn, state: State): Promise<Screen> {
  const { fields, step } = state;
  if (step === 'receipt' && fields.sent !== null) return receiptScreen(turn, fields.sent.receipt, false);
  if (step === 'sent') return sentScreen(turn, fields.page);
  const slot = openSlot(fields);
  if (slot === null) {
    return fields.slot === null ? listScreen(turn, fields.page) : groupScreen(turn, fields.slot, fields.page);
  }
  if (isEvidenceStep(step)) return evidenceStepScreen(turn, state, slot);
  if (fields.typed === null || noValueSteps.includes(step)) {
    const asked = await readQuestion(turn.deps, { personId: turn.person.id, slot });
    if (asked.kind !== 'question') return refusalScreen(turn, asked);
    return noValueSteps.includes(step)
      ? noValueScreen(turn, state, asked.question)
      : questionScreen(turn, state, asked.question);
  }
  const read = await preview(turn, slot, fields);
  if (step === 'value' && 'question' in read) {
    return questionScreen(turn, state, read.question, read.kind !== 'unreadable');
  }
  switch (read.kind) {
    case 'value':
      return step === 'explain' ? explainScreen(turn, state, read) : confirmScreen(turn, state, read);
    case 'ambiguous':
      return ambiguousScreen(turn, state, read);
    case 'unreadable':
      return questionScreen(turn, state, read.question);
    default:
      return refusalScreen(turn, read);
  }
}

/** How what was typed would be taken. */
export function preview(turn: Turn, slot: ValueSlot, fields: SubmitFields) {
  return previewValue(turn.deps, {
    personId: turn.person.id,
    slot,
    text: fields.typed ?? '',
    reading: fields.reading ?? undefined,
  });
}

export function refusalScreen(turn: Turn, refusal: SlotRefusal, more?: { isTyped: boolean }): Screen {
  return {
    text: refusalText(turn, refusal, more),
    buttons: [askButtons(turn, refusal), [listButton(turn), menuButton(turn)]],
  };
}

async function readFields(turn: Turn): Promise<SubmitFields> {
  return { ...emptyFields, ...(await turn.read<SubmitFields>(submitKind))?.fields };
}

/** Opens a list; what was typed for the value that is left stays. */
export async function showList(turn: Turn, slot: Whereabouts | null, page: number): Promise<void> {
  await beginList(turn, slot === null ? 'list' : 'group', { slot, page });
}

/** Opens the list of what was sent. */
export async function showSent(turn: Turn, page: number): Promise<void> {
  await beginList(turn, 'sent', { page });
}

async function beginList(turn: Turn, step: string, shown: Partial<SubmitFields>): Promise<void> {
  const before = await readFields(turn);
  const { sent, evidence = {} } = before;
  const fields = { ...emptyFields, ...shown, sent, drafts: laidAside(before), evidence };
  const state = await turn.begin<SubmitFields>(submitKind, step, fields);
  await turn.show(await render(turn, state));
}

/** Asks for one value, whoever sent the person here. */
export async function ask(turn: Turn, slot: ValueSlot): Promise<void> {
  const asked = await readQuestion(turn.deps, { personId: turn.person.id, slot });
  const before = await readFields(turn);
  if (asked.kind !== 'question') {
    const isTyped = isUnsent(turnTo(before, slot, 0));
    return turn.show(refusalScreen(turn, asked, { isTyped }));
  }
  const { question } = asked;
  const fields = carryEvidence(turnTo(before, slot, question.newest), question);
  const state = await turn.begin<SubmitFields>(submitKind, 'value', fields);
  await turn.show(await render(turn, state));
}

/** Where the person was, if a value was being asked for and still is to be answered; else the list. */
export async function begin(turn: Turn): Promise<void> {
  const state = await turn.read<SubmitFields>(submitKind);
  const slot = state === null || state.step === 'receipt' ? null : openSlot(state.fields);
  if (state === null || slot === null) return showList(turn, null, 0);
  const asked = await readQuestion(turn.deps, { personId: turn.person.id, slot });
  // What was typed before the period locked is shown with the way to have it reopened.
  const isKept = asked.kind === 'periodLocked' && isUnsent(state.fields);
  if (asked.kind !== 'question' && !isKept) return showList(turn, null, 0);
  if (asked.kind === 'question') {
    const { current } = asked.question;
    const isDone = current !== null && current.state !== 'returned';
    if (isDone && state.step === 'value' && !isUnsent(state.fields)) return showList(turn, null, 0);
  }
  const again = await turn.begin<SubmitFields>(submitKind, state.step, state.fields);
  await turn.show(await render(turn, again));
}

/** The value that is owed after the one that is open or was just sent; the list where nothing else is. */
export async function askNext(turn: Turn): Promise<void> {
  const state = await turn.read<SubmitFields>(submitKind);
  const { slot, sent } = { ...emptyFields, ...state?.fields };
  const at = state?.step === 'receipt' ? (sent?.slot ?? null) : slot;
  const next = await findNextOwed(turn.deps, { personId: turn.person.id, at });
  if (next === null) return showList(turn, null, 0);
  await ask(turn, next);
}

/** Moves on and shows where the dialogue then is; after a doubled tap, just shows it. */
export async function goOn(
  turn: Turn,
  state: State,
  next: { step: string; fields: SubmitFields },
): Promise<void> {
  const moved = await turn.advance(state, next);
  const now = moved ?? (await turn.read<SubmitFields>(submitKind)) ?? state;
  await turn.show(await render(turn, now));
}
