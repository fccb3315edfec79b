import type { DialogueState } from '../../usecases/dialogue/dialogue-state.ts';
import type { Question } from '../../usecases/reporting/read-question.ts';
import { type NoValueKind, readyNoValues } from '../../usecases/reporting/reason.ts';
import { actionButton, lines, type Screen } from '../screen.ts';
import type { Turn } from '../turn.ts';
import {
  chooseNoValue,
  editValue,
  haveNoValue,
  type NoValue,
  noValueBecause,
  resumeTyped,
  type SubmitFields,
  sendValue,
} from './submit-actions.ts';
import { noValueLine } from './submit-card.ts';
import { aboutLine, effectLine } from './submit-effect.ts';
import { evidenceButtons, evidenceLines } from './submit-evidence-screens.ts';
import { echo } from './submit-refusals.ts';
import { reasonWords } from './submit-words.ts';

type State = DialogueState<SubmitFields>;

export const noValueKinds: readonly NoValueKind[] = ['no_data', 'not_applicable'];

/** The steps at which no number is spoken of. */
export const noValueSteps: readonly string[] = ['noValue', 'noValueReason', 'noValueConfirm'];

/** Which of the two it is, with what each means; then why; then whether to send it. */
export async function noValueScreen(turn: Turn, state: State, question: Question): Promise<Screen> {
  const { noValue } = state.fields;
  if (state.step === 'noValue' || noValue === null) return choiceScreen(turn, state, question);
  if (state.step === 'noValueReason' || noValue.reason === null) {
    return reasonScreen(turn, state, question, noValue);
  }
  return confirmScreen(turn, state, question, { ...noValue, reason: noValue.reason });
}

function choiceScreen(turn: Turn, state: State, question: Question): Screen {
  const { t } = turn;
  return {
    text: lines(
      t('entry:noValue.choose'),
      aboutLine(turn, question),
      ...noValueKinds.map((kind) => t(`entry:noValue.about.${kind}`)),
    ),
    buttons: [
      ...noValueKinds.map((kind) => [
        actionButton(t.plain(`entry:noValue.kind.${kind}`), chooseNoValue, { kind }, state.version),
      ]),
      [actionButton(t.plain('common:button.back'), editValue, {}, state.version)],
    ],
  };
}

function reasonScreen(turn: Turn, state: State, question: Question, { kind, reason }: NoValue): Screen {
  const { t } = turn;
  return {
    text: lines(
      t('entry:noValue.askReason', { kind: t.plain(`entry:noValue.kind.${kind}`) }),
      aboutLine(turn, question),
      reason === null ? null : t('submit:question.draft', { text: echo(reasonWords(t, reason)) }),
    ),
    buttons: [
      reason === null ? [] : [actionButton(t.plain('submit:button.resume'), resumeTyped, {}, state.version)],
      ...readyNoValues[kind].map((name) => [
        actionButton(t.plain(`entry:noValue.reason.${name}`), noValueBecause, { name }, state.version),
      ]),
      [actionButton(t.plain('common:button.back'), haveNoValue, {}, state.version)],
    ],
  };
}

async function confirmScreen(
  turn: Turn,
  state: State,
  question: Question,
  { kind, reason }: NoValue & { reason: string },
): Promise<Screen> {
  const { t } = turn;
  return {
    text: lines(
      t('entry:noValue.confirm', { kind: t.plain(`entry:noValue.kind.${kind}`) }),
      aboutLine(turn, question),
      noValueLine(t, reason),
      t(`entry:noValue.means.${kind}`),
      await effectLine(turn, question, { kind, value: null }),
      ...evidenceLines(turn, state),
    ),
    buttons: [
      [
        actionButton(t.plain('common:button.send'), sendValue, {}, state.version),
        actionButton(t.plain('common:button.fix'), chooseNoValue, { kind }, state.version),
      ],
      evidenceButtons(turn, state),
    ],
  };
}
