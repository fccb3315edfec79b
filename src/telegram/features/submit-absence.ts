import type { DialogueState } from '../../usecases/dialogue/dialogue-state.ts';
import type { Question } from '../../usecases/reporting/read-question.ts';
import { type AbsenceKind, readyAbsences } from '../../usecases/reporting/reason.ts';
import { actionButton, lines, type Screen } from '../screen.ts';
import type { Turn } from '../turn.ts';
import {
  type Absence,
  absentBecause,
  chooseAbsence,
  editValue,
  haveNoValue,
  resumeTyped,
  type SubmitFields,
  sendValue,
} from './submit-actions.ts';
import { absenceLine } from './submit-card.ts';
import { aboutLine, effectLine } from './submit-effect.ts';
import { evidenceButtons, evidenceLines } from './submit-evidence-screens.ts';
import { echo } from './submit-refusals.ts';
import { reasonWords } from './submit-words.ts';

type State = DialogueState<SubmitFields>;

export const absenceKinds: readonly AbsenceKind[] = ['no_data', 'not_applicable'];

/** The steps at which no number is spoken of. */
export const absenceSteps: readonly string[] = ['absence', 'absenceReason', 'absenceConfirm'];

/** Which of the two it is, with what each means; then why; then whether to send it. */
export async function absenceScreen(turn: Turn, state: State, question: Question): Promise<Screen> {
  const { absence } = state.fields;
  if (state.step === 'absence' || absence === null) return choiceScreen(turn, state, question);
  if (state.step === 'absenceReason' || absence.reason === null) {
    return reasonScreen(turn, state, question, absence);
  }
  return confirmScreen(turn, state, question, { ...absence, reason: absence.reason });
}

function choiceScreen(turn: Turn, state: State, question: Question): Screen {
  const { t } = turn;
  return {
    text: lines(
      t('entry:absence.choose'),
      aboutLine(turn, question),
      ...absenceKinds.map((kind) => t(`entry:absence.about.${kind}`)),
    ),
    buttons: [
      ...absenceKinds.map((kind) => [
        actionButton(t.plain(`entry:absence.kind.${kind}`), chooseAbsence, { kind }, state.version),
      ]),
      [actionButton(t.plain('common:button.back'), editValue, {}, state.version)],
    ],
  };
}

function reasonScreen(turn: Turn, state: State, question: Question, { kind, reason }: Absence): Screen {
  const { t } = turn;
  return {
    text: lines(
      t('entry:absence.askReason', { kind: t.plain(`entry:absence.kind.${kind}`) }),
      aboutLine(turn, question),
      reason === null ? null : t('submit:question.draft', { text: echo(reasonWords(t, reason)) }),
    ),
    buttons: [
      reason === null ? [] : [actionButton(t.plain('submit:button.resume'), resumeTyped, {}, state.version)],
      ...readyAbsences[kind].map((name) => [
        actionButton(t.plain(`entry:absence.reason.${name}`), absentBecause, { name }, state.version),
      ]),
      [actionButton(t.plain('common:button.back'), haveNoValue, {}, state.version)],
    ],
  };
}

async function confirmScreen(
  turn: Turn,
  state: State,
  question: Question,
  { kind, reason }: Absence & { reason: string },
): Promise<Screen> {
  const { t } = turn;
  return {
    text: lines(
      t('entry:absence.confirm', { kind: t.plain(`entry:absence.kind.${kind}`) }),
      aboutLine(turn, question),
      absenceLine(t, reason),
      t(`entry:absence.means.${kind}`),
      await effectLine(turn, question, { kind, value: null }),
      ...evidenceLines(turn, state),
    ),
    buttons: [
      [
        actionButton(t.plain('common:button.send'), sendValue, {}, state.version),
        actionButton(t.plain('common:button.fix'), chooseAbsence, { kind }, state.version),
      ],
      evidenceButtons(turn, state),
    ],
  };
}
