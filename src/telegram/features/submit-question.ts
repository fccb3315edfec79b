import type { ValueWarning } from '../../domain/kpi/check-value.ts';
import type { Html } from '../../i18n/html.ts';
import { nameInSentence } from '../../i18n/name-in-sentence.ts';
import { formatNumber } from '../../i18n/numbers.ts';
import type { DialogueState } from '../../usecases/dialogue/dialogue-state.ts';
import { effectOfValue } from '../../usecases/rating/effect-of-value.ts';
import type { PreviewOutcome, Question } from '../../usecases/reporting/read-question.ts';
import { readyExplanations } from '../../usecases/reporting/reason.ts';
import { actionButton, type Button, lines, type Screen } from '../screen.ts';
import type { Turn } from '../turn.ts';
import {
  chooseReading,
  correctTo,
  editValue,
  explainBy,
  openGroup,
  resumeTyped,
  type SubmitFields,
  sendValue,
  standBy,
} from './submit-actions.ts';
import { evidenceButtons, evidenceLines } from './submit-evidence-screens.ts';
import { echo, exampleOf } from './submit-refusals.ts';
import { dueLine, measure, reasonWords, valueWords } from './submit-words.ts';

/** Earlier values beside the question. */
const mostPrevious = 3;

type State = DialogueState<SubmitFields>;
export type ReadyValue = Extract<PreviewOutcome, { kind: 'value' }>;

/** The question for one value, with what helps to answer it; a returned one begins with the reason. */
export function questionScreen(
  turn: Turn,
  state: State,
  question: Question,
  /** Whether what was typed before can be read, so that going on with it leads somewhere. */
  canResume = false,
): Screen {
  const { t, language } = turn;
  const { kpi, city, period, target, previous, current } = question;
  const { typed } = state.fields;
  const values = previous.slice(0, mostPrevious).reverse();
  return {
    text: lines(
      current === null ? null : currentLine(turn, question, current),
      t('submit:question.kpi', {
        kpi: kpi.shortName[language],
        unit: kpi.unit.label[language],
        name: nameInSentence(kpi.name[language]),
      }),
      t('submit:question.where', { city: city.shortName[language], period: period.key }),
      target === null
        ? t(`submit:question.direction.${kpi.direction}`)
        : t(`submit:question.target.${kpi.direction}`, { target }),
      values.length === 0
        ? null
        : t('submit:question.previous', {
            values: values.map((value) => formatNumber(value, kpi.decimals)).join('; '),
          }),
      dueLine(
        t,
        { ...period, isLate: question.isLate, workingDaysLeft: question.workingDaysLeft },
        turn.deps.settings.timeZone,
      ),
      typed === null ? null : t('submit:question.draft', { text: echo(typed) }),
      t('submit:question.ask', { example: exampleOf(kpi) }),
    ),
    buttons: [
      typed === null || !canResume
        ? []
        : [actionButton(t.plain('submit:button.resume'), resumeTyped, {}, state.version)],
      [backToGroup(turn, question)],
    ],
  };
}

function currentLine(turn: Turn, { kpi }: Question, current: NonNullable<Question['current']>): Html {
  const { t } = turn;
  const value = valueWords(t, kpi, current);
  if (current.state === 'returned') {
    return t('submit:question.returned', { value, reason: reasonWords(t, current.reason) });
  }
  const state = t.plain(`states:value.${current.state}`);
  return t('submit:question.current', { value, state });
}

/** Which of two readings is meant. */
export function ambiguousScreen(
  turn: Turn,
  state: State,
  { question, readings }: Extract<PreviewOutcome, { kind: 'ambiguous' }>,
): Screen {
  return {
    text: turn.t('submit:ambiguous', { text: echo(state.fields.typed ?? '') }),
    buttons: [
      readings
        .toReversed()
        .map((reading) => actionButton(formatNumber(reading), chooseReading, { reading }, state.version)),
      [backToGroup(turn, question)],
    ],
  };
}

/** The value as it was read: what is odd about it is asked first, then whether to send it. */
export async function confirmScreen(turn: Turn, state: State, ready: ReadyValue): Promise<Screen> {
  const { t, language } = turn;
  const { question, value, warnings } = ready;
  const { explanation } = state.fields;
  const { kpi } = question;
  const [warning] = warnings;
  const edit = actionButton(t.plain('common:button.fix'), editValue, {}, state.version);
  if (warning !== undefined && explanation === null) {
    return {
      text: lines(...warnings.map((each) => warningText(turn, ready, each)), aboutLine(turn, question)),
      buttons: [
        [
          ...suggestions(turn, state, warnings),
          actionButton(t.plain('submit:button.isRight', { value }), standBy, {}, state.version),
        ],
        [edit],
      ],
    };
  }
  return {
    text: lines(
      t('submit:confirm', { value: measure(language, kpi, value) }),
      aboutLine(turn, question),
      warning === undefined ? null : t('submit:explained', { text: reasonWords(t, explanation) }),
      await effectLine(turn, question, value),
      ...evidenceLines(turn, state),
    ),
    buttons: [
      [actionButton(t.plain('common:button.send'), sendValue, {}, state.version), edit],
      evidenceButtons(turn, state),
    ],
  };
}

function suggestions(turn: Turn, state: State, warnings: readonly ValueWarning[]): Button[] {
  return warnings.flatMap((warning) =>
    warning.kind === 'likelySlip'
      ? [
          actionButton(
            turn.t.plain('submit:button.correctTo', { value: warning.suggestion }),
            correctTo,
            { value: warning.suggestion },
            state.version,
          ),
        ]
      : [],
  );
}

/** Why the value is right although it looks odd: a ready reason, or words of one's own. */
export function explainScreen(turn: Turn, state: State, ready: ReadyValue): Screen {
  const { t, language } = turn;
  const { question, value } = ready;
  return {
    text: lines(
      t('submit:explain', { value: measure(language, question.kpi, value) }),
      aboutLine(turn, question),
    ),
    buttons: [
      ...readyExplanations.map((name) => [
        actionButton(t.plain(`submit:explanation.${name}`), explainBy, { name }, state.version),
      ]),
      [actionButton(t.plain('common:button.fix'), editValue, {}, state.version)],
    ],
  };
}

function warningText(turn: Turn, { question, value: number }: ReadyValue, warning: ValueWarning): Html {
  const { t, language } = turn;
  const { kpi } = question;
  const value = measure(language, kpi, number);
  switch (warning.kind) {
    case 'likelySlip':
      return t(`submit:warning.${warning.direction}`, { value, factor: warning.factor });
    case 'outlier':
      return t('submit:warning.outlier', { value, median: formatNumber(warning.median, kpi.decimals) });
    case 'belowMin':
    case 'aboveMax':
      return t(`submit:warning.${warning.kind}`, { value, limit: warning.limit });
    case 'unchanged':
      return t('submit:warning.unchanged', { value, count: warning.times });
  }
}

function aboutLine({ t, language }: Turn, { city, kpi, period }: Question): Html {
  return t('submit:about', {
    city: city.shortName[language],
    kpi: nameInSentence(kpi.shortName[language]),
    period: period.key,
  });
}

/** What the value would do to the city's place once approved; null where it does nothing there. */
async function effectLine(turn: Turn, question: Question, value: string): Promise<Html | null> {
  const { city, kpi, period } = question;
  const effect = await effectOfValue(turn.deps, {
    cityId: city.id,
    kpiCode: kpi.code,
    periodKey: period.key,
    value,
  });
  if (effect === null) return null;
  const { placeBefore, placeAfter, scoreBefore, scoreAfter } = effect;
  if (placeBefore === null || placeAfter === null) return null;
  if (placeBefore !== placeAfter) {
    return turn.t('submit:effect.place', { before: placeBefore, after: placeAfter });
  }
  if (scoreBefore === null || scoreAfter === null || scoreBefore === scoreAfter) return null;
  return turn.t('submit:effect.score', { before: inPoints(scoreBefore), after: inPoints(scoreAfter) });
}

/** A score kept in hundredths, as decimal text. */
function inPoints(hundredths: number): string {
  return (hundredths / 100).toFixed(2);
}

/** Back to the list that the question was chosen from. */
export function backToGroup(turn: Turn, { city, period }: Pick<Question, 'city' | 'period'>): Button {
  return actionButton(turn.t.plain('common:button.back'), openGroup, {
    city: city.id,
    period: period.id,
    page: 0,
  });
}
