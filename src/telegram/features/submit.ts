import type { DialogueState } from '../../usecases/dialogue/dialogue-state.ts';
import { listOwed } from '../../usecases/reporting/list-owed.ts';
import type { SlotRefusal } from '../../usecases/reporting/may-submit.ts';
import { previewValue, readQuestion } from '../../usecases/reporting/read-question.ts';
import { readReason, readyExplanations, storedReady } from '../../usecases/reporting/reason.ts';
import { submitValue } from '../../usecases/reporting/submit-value.ts';
import type { ValueSlot } from '../../usecases/reporting/value-slot.ts';
import { type DialogueHandler, type Feature, on, onStep } from '../feature.ts';
import { menuButton } from '../go.ts';
import type { Screen } from '../screen.ts';
import { lines } from '../screen.ts';
import { stepOf, type Turn } from '../turn.ts';
import { askButtons } from './period-words.ts';
import {
  chooseReading,
  correctTo,
  editValue,
  emptyFields,
  explainBy,
  laidAside,
  openGroup,
  openList,
  openNext,
  openSlot,
  openValue,
  resumeTyped,
  type SubmitFields,
  sendValue,
  standBy,
  submitKind,
  turnTo,
} from './submit-actions.ts';
import { cardScreen } from './submit-card.ts';
import {
  amendEvidence,
  evidenceActions,
  refuseThing,
  type SubmitWays,
  takeEvidenceText,
  takeOther,
} from './submit-evidence.ts';
import { carryEvidence, evidenceOf, evidenceWithout } from './submit-evidence-actions.ts';
import { evidenceStepScreen, isEvidenceStep } from './submit-evidence-screens.ts';
import { groupScreen, listButton, listScreen } from './submit-list.ts';
import {
  ambiguousScreen,
  backToGroup,
  confirmScreen,
  explainScreen,
  questionScreen,
} from './submit-question.ts';
import { receiptScreen } from './submit-receipt.ts';
import { badReasonText, refusalText, unreadableText } from './submit-refusals.ts';

type State = DialogueState<SubmitFields>;
type Empty = Record<string, never>;

/** Draws a step; what each shows and where it leads stands in docs/states.md. */
async function render(turn: Turn, state: State): Promise<Screen> {
  const { fields, step } = state;
  if (step === 'receipt' && fields.receipt !== null) return receiptScreen(turn, fields.receipt);
  const slot = openSlot(fields);
  if (slot === null) {
    return fields.slot === null ? listScreen(turn, fields.page) : groupScreen(turn, fields.slot, fields.page);
  }
  if (isEvidenceStep(step)) return evidenceStepScreen(turn, state, slot);
  if (fields.typed === null) {
    const asked = await readQuestion(turn.deps, { personId: turn.person.id, slot });
    if (asked.kind !== 'question') return refusalScreen(turn, asked);
    return questionScreen(turn, state, asked.question);
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

function preview(turn: Turn, slot: ValueSlot, fields: SubmitFields) {
  return previewValue(turn.deps, {
    personId: turn.person.id,
    slot,
    text: fields.typed ?? '',
    reading: fields.reading ?? undefined,
  });
}

/** Why it is not asked for; of a locked period, with a way to ask for its reopening. */
function refusalScreen(turn: Turn, refusal: SlotRefusal): Screen {
  return {
    text: refusalText(turn, refusal),
    buttons: [askButtons(turn, refusal), [listButton(turn), menuButton(turn)]],
  };
}

async function readFields(turn: Turn): Promise<SubmitFields> {
  return { ...emptyFields, ...(await turn.read<SubmitFields>(submitKind))?.fields };
}

/** Opens a list; what was typed for the value that is left stays. */
async function showList(turn: Turn, slot: SubmitFields['slot'], page: number): Promise<void> {
  const before = await readFields(turn);
  const drafts = laidAside(before);
  const fields = { ...emptyFields, slot, page, drafts, evidence: before.evidence ?? {} };
  const state = await turn.begin<SubmitFields>(submitKind, slot === null ? 'list' : 'group', fields);
  await turn.show(await render(turn, state));
}

/** Asks for one value, whoever sent the person here. */
async function ask(turn: Turn, slot: ValueSlot): Promise<void> {
  const asked = await readQuestion(turn.deps, { personId: turn.person.id, slot });
  if (asked.kind !== 'question') return turn.show(refusalScreen(turn, asked));
  const { question } = asked;
  const fields = carryEvidence(turnTo(await readFields(turn), slot, question.newest), question);
  const state = await turn.begin<SubmitFields>(submitKind, 'value', fields);
  await turn.show(await render(turn, state));
}

/** Where the person was, if a value was being asked for and still may be; else the list. */
async function begin(turn: Turn): Promise<void> {
  const state = await turn.read<SubmitFields>(submitKind);
  const slot = state === null || state.step === 'receipt' ? null : openSlot(state.fields);
  if (state === null || slot === null) return showList(turn, null, 0);
  const asked = await readQuestion(turn.deps, { personId: turn.person.id, slot });
  if (asked.kind !== 'question') return showList(turn, null, 0);
  const again = await turn.begin<SubmitFields>(submitKind, state.step, state.fields);
  await turn.show(await render(turn, again));
}

async function askNext(turn: Turn): Promise<void> {
  const [next] = await listOwed(turn.deps.db, turn.now, { personId: turn.person.id });
  if (next === undefined) return showList(turn, null, 0);
  await ask(turn, { cityId: next.cityId, kpiCode: next.kpiCode, periodId: next.periodId });
}

/** Moves on and shows where the dialogue then is; after a doubled tap, just shows it. */
async function goOn(turn: Turn, state: State, next: { step: string; fields: SubmitFields }): Promise<void> {
  const moved = await turn.advance(state, next);
  const now = moved ?? (await turn.read<SubmitFields>(submitKind)) ?? state;
  await turn.show(await render(turn, now));
}

/** A value as it was typed: read, kept, and asked to be confirmed, or refused in one sentence. */
async function take(turn: Turn, state: State, slot: ValueSlot, typed: string): Promise<void> {
  const fields = { ...state.fields, typed, reading: null, explanation: null };
  const read = await preview(turn, slot, fields);
  switch (read.kind) {
    case 'value':
    case 'ambiguous':
      return goOn(turn, state, { step: 'confirm', fields });
    case 'unreadable': {
      await turn.advance(state, { step: 'value', fields });
      const { city, period, kpi } = read.question;
      return turn.say({
        text: unreadableText(turn, kpi, typed, read.problem),
        buttons: [[backToGroup(turn, { city, period })]],
      });
    }
    default:
      await turn.advance(state, { fields });
      return turn.say(refusalScreen(turn, read));
  }
}

async function explain(turn: Turn, state: State, explanation: string): Promise<void> {
  const isReady = readyExplanations.some((name) => storedReady(name) === explanation);
  const read = readReason(explanation);
  if (!isReady && read.kind !== 'ok') {
    const { buttons = [] } = await render(turn, state);
    return turn.say({ text: badReasonText(turn, read), buttons });
  }
  const fields = { ...state.fields, explanation: read.kind === 'ok' ? read.text : explanation };
  await goOn(turn, state, { step: 'confirm', fields });
}

async function send(turn: Turn, state: State): Promise<void> {
  const { fields } = state;
  const slot = openSlot(fields);
  if (slot === null || fields.typed === null) return turn.show(await render(turn, state));
  const outcome = await submitValue(turn.deps, {
    personId: turn.person.id,
    at: stepOf(state),
    next: (receipt) => ({
      step: 'receipt',
      fields: {
        ...emptyFields,
        drafts: fields.drafts,
        evidence: evidenceWithout(fields, slot),
        receipt,
      } satisfies SubmitFields,
    }),
    slot,
    newest: fields.newest,
    text: fields.typed,
    reading: fields.reading ?? undefined,
    explanation: fields.explanation ?? undefined,
    evidence: evidenceOf(fields),
  });
  switch (outcome.kind) {
    case 'accepted':
      return turn.show(await receiptScreen(turn, outcome.receipt));
    case 'duplicate':
      await turn.note(turn.t.plain('errors:alreadyAccepted', { receipt: outcome.receipt }));
      return turn.show(await receiptScreen(turn, outcome.receipt));
    case 'stale':
      await turn.noteStale();
      return turn.show(await render(turn, (await turn.read<SubmitFields>(submitKind)) ?? state));
    case 'overtaken': {
      await turn.note(turn.t.plain('submit:overtaken'));
      return ask(turn, slot);
    }
    case 'ambiguous':
    case 'unreadable':
    case 'needsConfirmation':
      // The earlier values changed since the confirmation was shown: it is asked anew.
      return goOn(turn, state, { step: 'confirm', fields: { ...fields, explanation: null } });
    case 'badExplanation':
      return goOn(turn, state, { step: 'explain', fields: { ...fields, explanation: null } });
    case 'badEvidence':
      return amendEvidence(turn, state, outcome.problem, ways);
    case 'noRight':
    case 'notFound':
    case 'notAssigned':
    case 'periodLocked':
    case 'periodNotOpen':
      return turn.show(refusalScreen(turn, outcome));
  }
}

const ways: SubmitWays = { render, goOn };

const submitDialogue: DialogueHandler<SubmitFields> = {
  kind: submitKind,
  render,
  hasUnsent: ({ fields }) => fields.typed !== null && openSlot(fields) !== null,
  async onText(turn, state, text) {
    const slot = openSlot(state.fields);
    if (slot === null || state.step === 'receipt') {
      const screen = await render(turn, state);
      return turn.say({ ...screen, text: lines(turn.t('submit:pickFromList'), screen.text) });
    }
    if (state.step === 'explain') return explain(turn, state, text);
    if (isEvidenceStep(state.step)) return takeEvidenceText(turn, state, text, ways);
    return take(turn, state, slot, text);
  },
  onOther: (turn, state, incoming) => takeOther(turn, state, incoming, ways),
  onUnreadable: (turn, state, what) => refuseThing(turn, state, what, ways),
};

/** Submitting values: what is owed, the question, the confirmation, the receipt. */
export const submitFeature: Feature = {
  commands: { submit: begin },
  startLinks: { rc: async (turn, rest) => turn.show(await cardScreen(turn, `rc_${rest}`)) },
  actions: [
    on(openList, (turn, { page }) => showList(turn, null, page)),
    on(openGroup, (turn, { city, period, page }) => showList(turn, { cityId: city, periodId: period }, page)),
    on(openValue, (turn, { city, kpi, period }) =>
      ask(turn, { cityId: city, kpiCode: kpi, periodId: period }),
    ),
    on(openNext, askNext),
    onStep<Empty, SubmitFields>(resumeTyped, async (turn, _, state) => {
      const slot = openSlot(state.fields);
      if (slot === null || state.fields.typed === null) return turn.show(await render(turn, state));
      return take(turn, state, slot, state.fields.typed);
    }),
    onStep<{ reading: 'id' }, SubmitFields>(chooseReading, (turn, { reading }, state) =>
      goOn(turn, state, { step: 'confirm', fields: { ...state.fields, reading } }),
    ),
    onStep<{ value: 'id' }, SubmitFields>(correctTo, (turn, { value }, state) =>
      goOn(turn, state, {
        step: 'confirm',
        fields: { ...state.fields, typed: value, reading: value, explanation: null },
      }),
    ),
    onStep<Empty, SubmitFields>(standBy, (turn, _, state) =>
      goOn(turn, state, { step: 'explain', fields: state.fields }),
    ),
    onStep<{ name: 'id' }, SubmitFields>(explainBy, async (turn, { name }, state) => {
      const ready = readyExplanations.find((known) => known === name);
      if (ready === undefined) return turn.show(await render(turn, state));
      return explain(turn, state, storedReady(ready));
    }),
    onStep<Empty, SubmitFields>(editValue, (turn, _, state) =>
      goOn(turn, state, { step: 'value', fields: { ...state.fields, reading: null, explanation: null } }),
    ),
    onStep<Empty, SubmitFields>(sendValue, (turn, _, state) => send(turn, state)),
    ...evidenceActions(ways),
  ],
  dialogues: [submitDialogue],
};
