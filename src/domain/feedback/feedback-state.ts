/** Where a feedback stands: see docs/states.md. */
export type FeedbackState = 'received' | 'in_work' | 'answered' | 'closed';

export type FeedbackEvent =
  /** An official takes it up. */
  | 'take'
  /** An official answers. */
  | 'answer'
  /** The author says, once, whether the matter is solved. */
  | 'sayWhetherSolved'
  /** The clock closes what was answered and not spoken about for the stated time. */
  | 'expire';

export type FeedbackDecision =
  | { kind: 'ok'; next: FeedbackState }
  /** The state does not allow it (any more); `state` is where it stands. */
  | { kind: 'wrongState'; state: FeedbackState };

const NEXT: Readonly<Record<FeedbackState, Partial<Record<FeedbackEvent, FeedbackState>>>> = {
  received: { take: 'in_work', answer: 'answered' },
  in_work: { answer: 'answered' },
  answered: { sayWhetherSolved: 'closed', expire: 'closed' },
  closed: {},
};

/** The state to which an event leads: received → in work → answered → closed, never back. */
export function decideFeedback(state: FeedbackState, event: FeedbackEvent): FeedbackDecision {
  const next = NEXT[state][event];
  return next ? { kind: 'ok', next } : { kind: 'wrongState', state };
}
