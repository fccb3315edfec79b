import {
  readReason,
  readyExplanations,
  readyNoValues,
  storedReady,
} from '../../usecases/reporting/reason.ts';
import type { ValueSlot } from '../../usecases/reporting/value-slot.ts';
import { type DialogueHandler, type Feature, on, onStep } from '../feature.ts';
import { lines } from '../screen.ts';
import type { Turn } from '../turn.ts';
import {
  chooseNoValue,
  chooseReading,
  correctTo,
  editValue,
  explainBy,
  haveNoValue,
  isUnsent,
  noValueBecause,
  openGroup,
  openList,
  openNext,
  openSent,
  openSlot,
  openSphere,
  openValue,
  resumeTyped,
  type SubmitFields,
  sendValue,
  standBy,
  submitKind,
} from './submit-actions.ts';
import { cardScreen } from './submit-card.ts';
import {
  evidenceActions,
  refuseThing,
  type SubmitWays,
  takeEvidenceText,
  takeOther,
} from './submit-evidence.ts';
import { isEvidenceStep } from './submit-evidence-screens.ts';
import { noValueKinds } from './submit-no-value.ts';
import { backToGroup } from './submit-question.ts';
import { badReasonText, unreadableText } from './submit-refusals.ts';
import { answerLateSend, send } from './submit-send.ts';
import {
  ask,
  askNext,
  begin,
  goOn,
  preview,
  refusalScreen,
  render,
  type State,
  showList,
  showSent,
} from './submit-steps.ts';

type Empty = Record<string, never>;

/** A value as it was typed: read, kept, and asked to be confirmed, or refused in one sentence. */
async function take(turn: Turn, state: State, slot: ValueSlot, typed: string): Promise<void> {
  const fields = { ...state.fields, typed, reading: null, explanation: null, noValue: null };
  const read = await preview(turn, slot, fields);
  switch (read.kind) {
    case 'value':
    case 'ambiguous':
      return goOn(turn, state, { step: 'confirm', fields });
    case 'unreadable': {
      // Lines of codes and values are meant for many at once, whichever question is open.
      if (await turn.go.offerText(typed)) return;
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

/** Why there is no number: kept, and asked to be confirmed. */
async function giveNoValueReason(turn: Turn, state: State, reason: string): Promise<void> {
  const { noValue } = state.fields;
  if (noValue === null) return turn.show(await render(turn, state));
  const isReady = readyNoValues[noValue.kind].some((name) => storedReady(name) === reason);
  const read = readReason(reason);
  if (!isReady && read.kind !== 'ok') {
    const { buttons = [] } = await render(turn, state);
    return turn.say({ text: badReasonText(turn, read), buttons });
  }
  const given = isReady || read.kind !== 'ok' ? reason : read.text;
  await goOn(turn, state, {
    step: 'noValueConfirm',
    fields: { ...state.fields, noValue: { ...noValue, reason: given } },
  });
}

const ways: SubmitWays = { render, goOn };

const submitDialogue: DialogueHandler<SubmitFields> = {
  kind: submitKind,
  render,
  hasUnsent: ({ fields }) => isUnsent(fields) && openSlot(fields) !== null,
  async onText(turn, state, text) {
    const slot = openSlot(state.fields);
    if (slot === null || state.step === 'receipt') {
      if (await turn.go.offerText(text)) return;
      const screen = await render(turn, state);
      return turn.say({ ...screen, text: lines(turn.t('submit:pickFromList'), screen.text) });
    }
    if (state.step === 'explain') return explain(turn, state, text);
    if (state.step === 'noValueReason' || state.step === 'noValueConfirm') {
      return giveNoValueReason(turn, state, text);
    }
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
    on(openSphere, (turn, { city, period, sphere, page }) =>
      showList(turn, { cityId: city, periodId: period, sphereId: sphere }, page),
    ),
    on(openSent, (turn, { page }) => showSent(turn, page)),
    on(openValue, (turn, { city, kpi, period }) =>
      ask(turn, { cityId: city, kpiCode: kpi, periodId: period }),
    ),
    on(openNext, askNext),
    onStep<Empty, SubmitFields>(resumeTyped, async (turn, _, state) => {
      const { noValue } = state.fields;
      if (state.step === 'noValueReason' && noValue !== null && noValue.reason !== null) {
        return goOn(turn, state, { step: 'noValueConfirm', fields: state.fields });
      }
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
    onStep<Empty, SubmitFields>(haveNoValue, (turn, _, state) =>
      goOn(turn, state, { step: 'noValue', fields: state.fields }),
    ),
    onStep<{ kind: 'id' }, SubmitFields>(chooseNoValue, async (turn, { kind }, state) => {
      const chosen = noValueKinds.find((known) => known === kind);
      if (chosen === undefined) return turn.show(await render(turn, state));
      const kept = state.fields.noValue?.kind === chosen ? state.fields.noValue.reason : null;
      const fields = { ...state.fields, noValue: { kind: chosen, reason: kept } };
      return goOn(turn, state, { step: 'noValueReason', fields });
    }),
    onStep<{ name: 'id' }, SubmitFields>(noValueBecause, async (turn, { name }, state) => {
      const { noValue } = state.fields;
      const ready =
        noValue === null ? undefined : readyNoValues[noValue.kind].find((known) => known === name);
      if (ready === undefined) return turn.show(await render(turn, state));
      return giveNoValueReason(turn, state, storedReady(ready));
    }),
    onStep<Empty, SubmitFields>(sendValue, (turn, _, state) => send(turn, state, ways), answerLateSend),
    ...evidenceActions(ways),
  ],
  dialogues: [submitDialogue],
};
