import { isEffective } from '../../domain/rating/what-counts.ts';
import { code, escapeHtml, type Html, joinHtml, markup } from '../../i18n/html.ts';
import { nameInSentence } from '../../i18n/name-in-sentence.ts';
import { formatNumber } from '../../i18n/numbers.ts';
import { sparkline } from '../../i18n/sparkline.ts';
import type { DialogueState } from '../../usecases/dialogue/dialogue-state.ts';
import type { CurrentVersion, PreviewOutcome, Question } from '../../usecases/reporting/read-question.ts';
import { readyExplanations } from '../../usecases/reporting/reason.ts';
import { actionButton, type Button, lines, type Screen } from '../screen.ts';
import type { Turn } from '../turn.ts';
import { discussButton } from './discussion-actions.ts';
import {
  chooseReading,
  correctTo,
  editValue,
  explainBy,
  haveNoValue,
  openGroup,
  openNext,
  resumeTyped,
  type SubmitFields,
  sendValue,
  standBy,
} from './submit-actions.ts';
import { aboutLine, effectLine, stakeLines } from './submit-effect.ts';
import { evidenceButtons, evidenceLines } from './submit-evidence-screens.ts';
import { echo, exampleOf } from './submit-refusals.ts';
import { suggestionsOf, warningQuestion, warningText } from './submit-warnings.ts';
import { dueLine, measure, reasonWords, valueWords } from './submit-words.ts';

/** Earlier values beside a question or a warning. */
const mostPrevious = 6;
/** Fewer earlier values make no line of bars that says more than the numbers do. */
const fewestForTrend = 3;

type State = DialogueState<SubmitFields>;
export type ReadyValue = Extract<PreviewOutcome, { kind: 'value' }>;

/** The question for one value, with what helps to answer it; a returned one begins with the reason. */
export async function questionScreen(
  turn: Turn,
  state: State,
  question: Question,
  /** Whether what was typed before can be read, so that going on with it leads somewhere. */
  canResume = false,
): Promise<Screen> {
  const { t, language } = turn;
  const { kpi, city, period, target, previous, current, thread } = question;
  const { typed } = state.fields;
  const values = previous.toReversed();
  const trend = trendLine(turn, question);
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
      trend !== null || values.length === 0 ? trend : previousLine(turn, question),
      await stakeLines(turn, question),
      dueLine(
        t,
        {
          ...period,
          isPastDue: question.isPastDue,
          isLate: question.isLate,
          workingDaysLeft: question.workingDaysLeft,
        },
        turn.deps.settings.timeZone,
        // The mark of what was returned stands above.
        current?.state !== 'returned',
      ),
      typed === null ? null : t('submit:question.draft', { text: echo(typed) }),
      t('submit:question.ask', { example: exampleOf(kpi) }),
    ),
    buttons: [
      typed === null || !canResume
        ? []
        : [actionButton(t.plain('submit:button.resume'), resumeTyped, {}, state.version)],
      [
        actionButton(t.plain('entry:button.noValue'), haveNoValue, {}, state.version),
        actionButton(t.plain('common:button.later'), openNext, {}),
      ],
      [
        ...(thread === null || (thread.discussed === 0 && current?.state !== 'returned')
          ? []
          : [discussButton(turn, thread)]),
        backToGroup(turn, question),
      ],
    ],
  };
}

/** The newest version and what becomes of it; where an earlier one counts meanwhile, that too. */
function currentLine(turn: Turn, { kpi, effective }: Question, current: CurrentVersion): Html {
  const { t } = turn;
  const value = valueWords(t, kpi, current);
  const state = t.plain(`states:value.${current.state}`);
  if (isEffective(current)) return t('entry:question.inForce', { value, state });
  const newest =
    current.state === 'returned'
      ? t('submit:question.returned', { value, reason: reasonWords(t, current.reason) })
      : t('submit:question.current', { value, state });
  if (effective === null) return newest;
  return joinHtml([newest, t('entry:question.meanwhile', { value: valueWords(t, kpi, effective) })], ' ');
}

/** The earlier values as bars, with the first and the last one; null where they are too few. */
function trendLine({ t }: Turn, { history, kpi }: Question): Html | null {
  const oldestFirst = history.toReversed();
  const [first] = oldestFirst;
  const last = oldestFirst.at(-1);
  if (first === undefined || last === undefined || history.length < fewestForTrend) return null;
  return t('entry:question.trend', {
    bars: markup(code(escapeHtml(sparkline(oldestFirst.map(({ value }) => value))))),
    first: formatNumber(first.value, kpi.decimals),
    from: first.periodKey,
    last: formatNumber(last.value, kpi.decimals),
    to: last.periodKey,
  });
}

/** The last values, the newest last; null where there is none. */
function previousLine({ t }: Turn, { previous, kpi }: Pick<Question, 'previous' | 'kpi'>): Html | null {
  const values = previous.slice(0, mostPrevious).reverse();
  if (values.length === 0) return null;
  return t('submit:question.previous', {
    values: values.map((value) => formatNumber(value, kpi.decimals)).join('; '),
  });
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
      text: lines(...warningLines(turn, ready), aboutLine(turn, question), previousLine(turn, question)),
      buttons: [
        [
          ...suggestionsOf(warnings).map((suggestion) =>
            actionButton(
              t.plain('submit:button.correctTo', { value: suggestion }),
              correctTo,
              { value: suggestion },
              state.version,
            ),
          ),
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
      await effectLine(turn, question, { kind: 'value', value }),
      ...evidenceLines(turn, state),
    ),
    buttons: [
      [actionButton(t.plain('common:button.send'), sendValue, {}, state.version), edit],
      evidenceButtons(turn, state),
    ],
  };
}

/** What is odd, a line each, and what is asked about it after the last; one mark before them all. */
function warningLines(turn: Turn, { question: { kpi }, value, warnings }: ReadyValue): Html[] {
  return warnings.map((warning, index) => {
    const mark = index === 0 ? '⚠️ ' : '';
    const asked = index === warnings.length - 1 ? ` ${warningQuestion(turn, warnings)}` : '';
    return `${mark}${warningText(turn, { kpi, value }, warning)}${asked}` as Html;
  });
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

/** Back to the list that the question was chosen from. */
export function backToGroup(turn: Turn, { city, period }: Pick<Question, 'city' | 'period'>): Button {
  return actionButton(turn.t.plain('common:button.back'), openGroup, {
    city: city.id,
    period: period.id,
    page: 0,
  });
}
