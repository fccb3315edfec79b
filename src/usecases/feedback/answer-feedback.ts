import { decideFeedback, type FeedbackState } from '../../domain/feedback/feedback-state.ts';
import type { Deps } from '../deps.ts';
import { advanceDialogue, type DialogueStep } from '../dialogue/dialogue-state.ts';
import { loadActor } from '../people/actor.ts';
import { transact } from '../transaction.ts';
import { answeringGroups } from './answering-groups.ts';

/** In UTF-16 units; so that the answers in both languages fit into one message. */
export const longestAnswer = 1_800;

export type AnswerFeedbackOutcome =
  /** Answered, now or by the same action before. */
  | { kind: 'answered' }
  /** Answered by somebody else meanwhile; nothing was overwritten. */
  | { kind: 'alreadyAnswered'; at: Date }
  /** Its author asked to be forgotten meanwhile: nobody is there to be answered. */
  | { kind: 'closed' }
  | { kind: 'notAllowed' }
  | { kind: 'notFound' }
  | { kind: 'empty' }
  | { kind: 'tooLong'; length: number; max: number }
  | { kind: 'stale' };

/**
 * A coordinator of the city's group answers a feedback, in one language or both; its author is owed the
 * answer. Once per step of the dialogue.
 */
export async function answerFeedback(
  deps: Deps,
  input: {
    personId: number;
    at: DialogueStep;
    feedbackId: number;
    answer: { kk: string | null; ru: string | null };
  },
): Promise<AnswerFeedbackOutcome> {
  const { personId, at } = input;
  const answerKk = input.answer.kk?.trim() || null;
  const answerRu = input.answer.ru?.trim() || null;
  if (answerKk === null && answerRu === null) return { kind: 'empty' };
  for (const text of [answerKk, answerRu]) {
    if (text !== null && text.length > longestAnswer) {
      return { kind: 'tooLong', length: text.length, max: longestAnswer };
    }
  }
  /** Why it was not answered now: because it is answered, or closed without an answer. */
  const explain = (found: {
    state: FeedbackState;
    answerKk: string | null;
    answerRu: string | null;
    answeredById: number | null;
    answeredAt: Date | null;
  }): AnswerFeedbackOutcome => {
    const isSame =
      found.answeredById === personId && found.answerKk === answerKk && found.answerRu === answerRu;
    if (isSame) return { kind: 'answered' };
    if (found.answeredAt !== null) return { kind: 'alreadyAnswered', at: found.answeredAt };
    return { kind: found.state === 'closed' ? 'closed' : 'stale' };
  };
  return transact(deps, async ({ tx, now, audit, owe }) => {
    const actor = await loadActor(tx, personId, now);
    const groups = answeringGroups(actor);
    if (groups.length === 0) return { kind: 'notAllowed' };
    const find = () =>
      tx.feedback.findUnique({
        where: { id: input.feedbackId },
        select: {
          id: true,
          state: true,
          authorId: true,
          answerKk: true,
          answerRu: true,
          answeredById: true,
          answeredAt: true,
          hiddenAt: true,
          city: { select: { workingGroupId: true } },
        },
      });
    const feedback = await find();
    if (feedback === null || feedback.hiddenAt !== null) return { kind: 'notFound' };
    const chain = feedback.city.workingGroupId;
    if (!groups.includes(chain)) return { kind: 'notAllowed' };

    const decision = decideFeedback(feedback.state, 'answer');
    if (decision.kind === 'wrongState') return explain(feedback);
    const sent = { step: 'sent', fields: { feedbackId: feedback.id }, isActive: false, now };
    if ((await advanceDialogue(tx, at, sent)) === null) return explain((await find()) ?? feedback);
    const answered = await tx.feedback.updateMany({
      where: { id: feedback.id, state: feedback.state },
      data: { state: decision.next, answerKk, answerRu, answeredById: personId, answeredAt: now },
    });
    if (answered.count === 0) return explain((await find()) ?? feedback);
    audit({
      chain,
      kind: 'feedback.answered',
      actor: actor.ref,
      subject: `feedback:${feedback.id}`,
      payload: { feedbackId: feedback.id, inKazakh: answerKk !== null, inRussian: answerRu !== null },
    });
    if (feedback.authorId !== null) {
      owe({
        kind: 'feedback.answered',
        params: { feedbackId: feedback.id },
        recipientId: feedback.authorId,
        uniqueKey: `feedback.answered:${feedback.id}:${feedback.authorId}`,
      });
    }
    return { kind: 'answered' };
  });
}
