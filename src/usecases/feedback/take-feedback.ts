import { decideFeedback } from '../../domain/feedback/feedback-state.ts';
import type { FeedbackState } from '../../storage/generated/enums.ts';
import type { Deps } from '../deps.ts';
import { loadActor } from '../people/actor.ts';
import { transact } from '../transaction.ts';
import { answeringGroups } from './answering-groups.ts';

export type TakeFeedbackOutcome =
  | { kind: 'taken' }
  /** Somebody was quicker, or it was this person's first tap: `state` is where it stands. */
  | { kind: 'notWaiting'; state: FeedbackState }
  | { kind: 'notAllowed' }
  | { kind: 'notFound' };

/** A coordinator of the city's group takes a feedback into work. */
export async function takeFeedback(
  deps: Deps,
  input: { personId: number; feedbackId: number },
): Promise<TakeFeedbackOutcome> {
  return transact(deps, async ({ tx, now, audit }) => {
    const actor = await loadActor(tx, input.personId, now);
    const groups = answeringGroups(actor);
    if (groups.length === 0) return { kind: 'notAllowed' };
    const feedback = await tx.feedback.findUnique({
      where: { id: input.feedbackId },
      select: { id: true, state: true, hiddenAt: true, city: { select: { workingGroupId: true } } },
    });
    if (feedback === null || feedback.hiddenAt !== null) return { kind: 'notFound' };
    const chain = feedback.city.workingGroupId;
    if (!groups.includes(chain)) return { kind: 'notAllowed' };
    const decision = decideFeedback(feedback.state, 'take');
    if (decision.kind === 'wrongState') return { kind: 'notWaiting', state: decision.state };
    const taken = await tx.feedback.updateMany({
      where: { id: feedback.id, state: feedback.state },
      data: { state: decision.next },
    });
    if (taken.count === 0) {
      const now = await tx.feedback.findUniqueOrThrow({
        where: { id: feedback.id },
        select: { state: true },
      });
      return { kind: 'notWaiting', state: now.state };
    }
    audit({
      chain,
      kind: 'feedback.taken',
      actor: actor.ref,
      subject: `feedback:${feedback.id}`,
      payload: { feedbackId: feedback.id },
    });
    return { kind: 'taken' };
  });
}
