import { listFeedbackToAnswer } from '../../usecases/feedback/list-feedback-to-answer.ts';
import { readFeedbackToAnswer } from '../../usecases/feedback/read-feedback-to-answer.ts';
import { takeFeedback } from '../../usecases/feedback/take-feedback.ts';
import { type Feature, on } from '../feature.ts';
import { commandButton } from '../go.ts';
import type { Turn } from '../turn.ts';
import { answerActions, answerDialogue, beginAnswerTo } from './answers-dialogue.ts';
import { beginAnswer, cardScreen, openFeedback, openQueue, queueScreen, take } from './answers-screens.ts';

const pageSize = 5;

async function showQueue(turn: Turn, page: number): Promise<void> {
  const queue = await listFeedbackToAnswer(turn.deps, { personId: turn.person.id, page, pageSize });
  switch (queue.kind) {
    case 'queue':
      return turn.show(queueScreen(turn, queue));
    case 'notAllowed':
      return refuse(turn);
  }
}

async function refuse(turn: Turn): Promise<void> {
  await turn.show({
    text: turn.t('common:noRight'),
    buttons: [[commandButton(turn.t.plain('common:button.menu'), 'menu')]],
  });
}

/** Reads a feedback that the person may answer; otherwise says why not, and shows what they may. */
async function readOrRefuse(turn: Turn, feedbackId: number) {
  const card = await readFeedbackToAnswer(turn.deps, { personId: turn.person.id, feedbackId });
  switch (card.kind) {
    case 'feedback':
      return card;
    case 'notAllowed':
      await refuse(turn);
      return null;
    case 'notFound':
      await turn.note(turn.t.plain('errors:notFound'));
      await showQueue(turn, 0);
      return null;
  }
}

async function showOne(turn: Turn, id: number): Promise<void> {
  const card = await readOrRefuse(turn, id);
  if (card !== null) await turn.show(cardScreen(turn, card));
}

/** What coordinators do with citizens' feedback: see it by age, take it, answer it. */
export const answersFeature: Feature = {
  commands: { answers: (turn) => showQueue(turn, 0) },
  dialogues: [answerDialogue],
  actions: [
    ...answerActions,
    on(openQueue, (turn, { page }) => showQueue(turn, page)),
    on(openFeedback, (turn, { id }) => showOne(turn, id)),
    on(take, async (turn, { id }) => {
      const outcome = await takeFeedback(turn.deps, { personId: turn.person.id, feedbackId: id });
      switch (outcome.kind) {
        case 'taken':
          await turn.note(turn.t.plain('answers:toast.taken'));
          break;
        case 'notWaiting':
          await turn.note(turn.t.plain('answers:toast.alreadyTaken'));
          break;
        case 'notAllowed':
        case 'notFound':
          break;
      }
      await showOne(turn, id);
    }),
    on(beginAnswer, async (turn, { id }) => {
      const card = await readOrRefuse(turn, id);
      if (card === null) return;
      const isOpen = card.state === 'received' || card.state === 'in_work';
      if (isOpen) await beginAnswerTo(turn, card);
      else await turn.show(cardScreen(turn, card));
    }),
  ],
};
