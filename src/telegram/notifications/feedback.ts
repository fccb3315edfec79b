import { joinHtml } from '../../i18n/html.ts';
import { readFeedbackToAnswer } from '../../usecases/feedback/read-feedback-to-answer.ts';
import { readOwnFeedback } from '../../usecases/feedback/read-own-feedback.ts';
import { openFeedback } from '../features/answers-screens.ts';
import { answerLines, targetName } from '../features/feedback-lines.ts';
import { eOtinish } from '../features/feedback-screens.ts';
import { commandButton } from '../go.ts';
import { notification } from '../notification.ts';
import { actionButton, urlButton } from '../screen.ts';

/** To a coordinator: a citizen wrote. Dropped once somebody has taken it up, or the role is gone. */
export const feedbackReceived = notification({
  kind: 'feedback.received',
  async render(context, { feedbackId }) {
    const { deps, recipient, t } = context;
    const card = await readFeedbackToAnswer(deps, { personId: recipient.id, feedbackId });
    if (card.kind !== 'feedback' || card.state !== 'received') return null;
    return {
      text: joinHtml([
        t('answers:new', { number: card.number, target: targetName(context, card) }),
        t('answers:newDue', { day: card.dueOn }),
      ]),
      buttons: [[actionButton(t.plain('answers:button.open'), openFeedback, { id: card.id })]],
    };
  },
});

/** To the author: the answer, in their language as far as it was written in it. */
export const feedbackAnswered = notification({
  kind: 'feedback.answered',
  async render(context, { feedbackId }) {
    const { deps, recipient, t } = context;
    const own = await readOwnFeedback(deps, { personId: recipient.id, id: feedbackId });
    if (own.kind !== 'feedback' || own.answeredAt === null) return null;
    return {
      text: joinHtml([
        t('my:answered', { number: own.number }),
        ...answerLines(context, own),
        t('feedback:notAppeal'),
      ]),
      buttons: [
        [
          commandButton(t.plain('menu:button.my'), 'my'),
          urlButton(t.plain('feedback:button.eotinish'), eOtinish),
        ],
      ],
    };
  },
});
