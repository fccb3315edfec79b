import { stripInvisible } from '../../i18n/clean-text.ts';
import { escapeHtml, type Html, joinHtml, quote } from '../../i18n/html.ts';
import { type Language, languages } from '../../i18n/language.ts';
import type { DialogueState } from '../../usecases/dialogue/dialogue-state.ts';
import { answerFeedback, longestAnswer } from '../../usecases/feedback/answer-feedback.ts';
import { type FeedbackCard, readFeedbackToAnswer } from '../../usecases/feedback/read-feedback-to-answer.ts';
import { defineAction } from '../callback-data.ts';
import { type BoundAction, type DialogueHandler, onStep } from '../feature.ts';
import { commandButton } from '../go.ts';
import { actionButton, type Screen } from '../screen.ts';
import { stepOf, type Turn } from '../turn.ts';
import { agoIn } from './answers-ago.ts';
import { cardScreen, openFeedback } from './answers-screens.ts';

const kind = 'answer';

/** What is being answered; the texts so far. */
export interface AnswerFields {
  feedbackId: number;
  kk: string | null;
  ru: string | null;
}

type AnswerState = DialogueState<AnswerFields>;

const skipSecond = defineAction('ans.skip', {}, kind);
const writeAnew = defineAction('ans.anew', {}, kind);
const sendAnswer = defineAction('ans.send', {}, kind);

/** Begins an answer, or goes on with one to the same feedback. */
export async function beginAnswerTo(turn: Turn, card: FeedbackCard): Promise<void> {
  const left = await turn.read<AnswerFields>(kind);
  const isSame = left !== null && left.step !== 'sent' && left.fields.feedbackId === card.id;
  const state = await turn.begin<AnswerFields>(
    kind,
    isSame ? left.step : 'first',
    isSame ? left.fields : { feedbackId: card.id, kk: null, ru: null },
  );
  await turn.show(await draw(turn, state));
}

/** Steps: `first` (the author's language), `second` (the other one, or none), `preview`, `sent`. */
async function draw(turn: Turn, state: AnswerState): Promise<Screen> {
  const { t, deps, person } = turn;
  const { feedbackId } = state.fields;
  const card = await readFeedbackToAnswer(deps, { personId: person.id, feedbackId });
  const menu = commandButton(t.plain('common:button.menu'), 'menu');
  switch (card.kind) {
    case 'notAllowed':
      return { text: t('common:noRight'), buttons: [[menu]] };
    case 'notFound':
      return { text: t('errors:notFound'), buttons: [[menu]] };
    case 'feedback':
      return drawStep(turn, state, card);
  }
}

function drawStep(turn: Turn, { step, fields, version }: AnswerState, card: FeedbackCard): Screen {
  const { t } = turn;
  const { number } = card;
  const cancel = commandButton(t.plain('common:button.cancel'), 'cancel');
  const back = actionButton(t.plain('common:button.back'), openFeedback, { id: card.id });
  if (step === 'sent') return sentScreen(turn, card);
  if (step === 'first') {
    return {
      text: joinHtml([
        t(`answers:ask.${card.language}`, { number }),
        t('answers:askFirstHint'),
        ...(card.text === null ? [] : [quote(escapeHtml(card.text))]),
      ]),
      buttons: [[back, cancel]],
    };
  }
  if (step === 'second') {
    return {
      text: joinHtml([t(`answers:ask.${otherThan(card.language)}`, { number }), t('answers:askSecondHint')]),
      buttons: [[actionButton(t.plain('common:button.skip'), skipSecond, {}, version)], [back, cancel]],
    };
  }
  return {
    text: joinHtml([
      t('answers:preview', { number }),
      ...textLines(t('answers:inKazakh'), fields.kk),
      ...textLines(t('answers:inRussian'), fields.ru),
      t('answers:authorSees'),
    ]),
    buttons: [
      [actionButton(t.plain('common:button.send'), sendAnswer, {}, version)],
      [actionButton(t.plain('answers:button.writeAnew'), writeAnew, {}, version)],
      [back, cancel],
    ],
  };
}

function sentScreen(turn: Turn, card: FeedbackCard): Screen {
  const { t } = turn;
  if (!card.isOwnAnswer) return cardScreen(turn, card);
  return {
    text: joinHtml([
      t('answers:sent', { number: card.number }),
      ...textLines(t('answers:inKazakh'), card.answerKk),
      ...textLines(t('answers:inRussian'), card.answerRu),
    ]),
    buttons: [
      [
        commandButton(t.plain('menu:button.answer'), 'answers'),
        commandButton(t.plain('common:button.menu'), 'menu'),
      ],
    ],
  };
}

function textLines(heading: Html, text: string | null): Html[] {
  return text === null ? [] : [heading, quote(escapeHtml(text))];
}

function otherThan(language: Language): Language {
  return languages.find((other) => other !== language) ?? language;
}

async function showNow(turn: Turn, fallback: AnswerState): Promise<void> {
  await turn.show(await draw(turn, (await turn.read<AnswerFields>(kind)) ?? fallback));
}

/** The answer as typed: first in the author's language, then in the other; in the preview, the first anew. */
async function takeText(turn: Turn, state: AnswerState, words: string): Promise<void> {
  const { deps, person } = turn;
  const { feedbackId } = state.fields;
  const card = await readFeedbackToAnswer(deps, { personId: person.id, feedbackId });
  if (card.kind !== 'feedback' || state.step === 'sent') return showNow(turn, state);
  const text = stripInvisible(words).trim();
  if (text === '') return showNow(turn, state);
  const isSecond = state.step === 'second';
  const language = isSecond ? otherThan(card.language) : card.language;
  await turn.advance(state, {
    step: state.step === 'first' ? 'second' : 'preview',
    fields: { ...state.fields, [language]: text },
  });
  await showNow(turn, state);
}

async function submit(turn: Turn, state: AnswerState): Promise<void> {
  const { deps, person, t, now } = turn;
  const { feedbackId, kk, ru } = state.fields;
  const outcome = await answerFeedback(deps, {
    personId: person.id,
    at: stepOf(state),
    feedbackId,
    answer: { kk, ru },
  });
  switch (outcome.kind) {
    case 'answered':
    case 'stale':
      return showNow(turn, state);
    case 'alreadyAnswered':
      await turn.note(t.plain('answers:alreadyAnswered', { ago: agoIn(turn, outcome.at, now) }));
      return showCard(turn, feedbackId);
    case 'closed':
      await turn.note(t.plain('answers:closed'));
      return showCard(turn, feedbackId);
    case 'notAllowed':
      await turn.note(t.plain('common:noRight'));
      return turn.go.command('menu');
    case 'notFound':
      await turn.note(t.plain('errors:notFound'));
      return turn.go.command('answers');
    case 'empty':
      await turn.note(t.plain('answers:nothingToSend'));
      return showNow(turn, state);
    case 'tooLong':
      return turn.say({ text: t('common:tooLong', { length: outcome.length, max: outcome.max }) });
  }
}

async function showCard(turn: Turn, feedbackId: number): Promise<void> {
  const card = await readFeedbackToAnswer(turn.deps, { personId: turn.person.id, feedbackId });
  if (card.kind === 'feedback') await turn.show(cardScreen(turn, card));
  else await turn.go.command('answers');
}

export const answerDialogue: DialogueHandler<AnswerFields> = {
  kind,
  render: draw,
  onText: takeText,
  longestText: longestAnswer,
  hasUnsent: ({ step, fields }) => step !== 'sent' && (fields.kk !== null || fields.ru !== null),
};

export const answerActions: readonly BoundAction[] = [
  onStep<Record<string, never>, AnswerFields>(skipSecond, async (turn, _, state) => {
    if (state.step === 'second') await turn.advance(state, { step: 'preview' });
    await showNow(turn, state);
  }),
  onStep<Record<string, never>, AnswerFields>(writeAnew, async (turn, _, state) => {
    if (state.step === 'preview') await turn.advance(state, { step: 'first' });
    await showNow(turn, state);
  }),
  onStep<Record<string, never>, AnswerFields>(sendAnswer, (turn, _, state) =>
    state.step === 'preview' ? submit(turn, state) : showNow(turn, state),
  ),
];
