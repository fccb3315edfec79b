import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decideFeedback,
  type FeedbackEvent,
  type FeedbackState,
} from '../../../src/domain/feedback/feedback-state.ts';

const EVENTS: FeedbackEvent[] = ['take', 'answer', 'sayWhetherSolved', 'expire'];
const TABLE: Record<FeedbackState, (FeedbackState | null)[]> = {
  received: ['in_work', 'answered', null, null],
  in_work: [null, 'answered', null, null],
  answered: [null, null, 'closed', 'closed'],
  closed: [null, null, null, null],
};
const cells = (Object.keys(TABLE) as FeedbackState[]).flatMap((state) =>
  EVENTS.map((event, i) => [state, event, TABLE[state][i] ?? null] as const),
);

describe('decideFeedback', () => {
  it.each(cells)('%s, %s: %s', (state, event, next) => {
    const expected = next ? { kind: 'ok', next } : { kind: 'wrongState', state };
    expect(decideFeedback(state, event)).toEqual(expected);
  });

  it('never goes back, and ends in three steps at most', () => {
    const order: FeedbackState[] = ['received', 'in_work', 'answered', 'closed'];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...EVENTS), { maxLength: 20 }), (events) => {
        let state: FeedbackState = 'received';
        for (const event of events) {
          const decision = decideFeedback(state, event);
          if (decision.kind !== 'ok') continue;
          expect(order.indexOf(decision.next)).toBeGreaterThan(order.indexOf(state));
          state = decision.next;
        }
      }),
    );
  });
});
