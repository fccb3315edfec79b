import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decideReview,
  type ReviewAction,
  type ReviewQuestion,
  type ValueState,
} from '../../../src/domain/kpi/submission-state.ts';

const MEMBER = 1;
const COORDINATOR = 2;
const OTHER_COORDINATOR = 3;
const AUTHORITY = 9;

interface Case {
  action?: ReviewAction;
  state?: ValueState;
  submittedById?: number | null;
  deputyForId?: number | null;
  by?: number;
  role?: 'coordinator' | 'authority';
  standsInForIds?: number[];
  coordinatorIds?: number[];
  newestNumber?: number;
  reason?: string;
}

function ask(given: Case) {
  const role = given.role ?? 'coordinator';
  const question: ReviewQuestion = {
    action: given.action ?? 'approve',
    version: {
      number: 1,
      state: given.state ?? 'submitted',
      submittedById: given.submittedById === undefined ? MEMBER : given.submittedById,
      deputyForId: given.deputyForId ?? null,
    },
    newestNumber: given.newestNumber ?? 1,
    reviewer: {
      personId: given.by ?? (role === 'authority' ? AUTHORITY : COORDINATOR),
      role,
      standsInForIds: given.standsInForIds ?? [],
    },
    coordinatorIds: given.coordinatorIds ?? [COORDINATOR, OTHER_COORDINATOR],
    reason: given.reason ?? 'no act is attached',
  };
  return decideReview(question);
}

describe('each action in each state by each role', () => {
  const STATES: ValueState[] = ['submitted', 'approved', 'verified', 'returned'];
  const wrong = (state: ValueState) => ({ kind: 'wrongState', state });
  const TABLE: Record<string, (state: ValueState) => unknown> = {
    'coordinator approve': (s) => (s === 'submitted' ? { kind: 'ok', next: 'approved' } : wrong(s)),
    'coordinator return': (s) => (s === 'submitted' ? { kind: 'ok', next: 'returned' } : wrong(s)),
    'coordinator verify': () => ({ kind: 'authorityDecides' }),
    'authority approve': (s) => (s === 'submitted' ? { kind: 'coordinatorDecides' } : wrong(s)),
    'authority return': (s) =>
      s === 'approved'
        ? { kind: 'ok', next: 'returned' }
        : s === 'submitted'
          ? { kind: 'coordinatorDecides' }
          : wrong(s),
    'authority verify': (s) => (s === 'approved' ? { kind: 'ok', next: 'verified' } : wrong(s)),
  };
  const rows = Object.entries(TABLE).flatMap(([who, expected]) =>
    STATES.map((state) => [who, state, expected(state)] as const),
  );
  it.each(rows)('%s of what is %s', (who, state, expected) => {
    const [role, action] = who.split(' ') as ['coordinator' | 'authority', ReviewAction];
    expect(ask({ role, action, state })).toEqual(expected);
  });
});

describe('who may not decide', () => {
  it.each(['approve', 'return', 'verify'] as const)('nobody may %s a value of their own', (action) => {
    expect(ask({ action, submittedById: COORDINATOR })).toEqual({ kind: 'ownValue' });
    const own = { action, role: 'authority', submittedById: AUTHORITY, state: 'approved' } as const;
    expect(ask(own)).toEqual({ kind: 'ownValue' });
  });

  it('a value given in by a deputy is also the absent person’s own', () => {
    expect(ask({ submittedById: MEMBER, deputyForId: COORDINATOR })).toEqual({ kind: 'ownValue' });
  });

  it('a deputy decides nothing that the absent person submitted', () => {
    expect(ask({ submittedById: MEMBER, standsInForIds: [MEMBER] })).toEqual({ kind: 'deputyOfSubmitter' });
    expect(ask({ submittedById: MEMBER, standsInForIds: [7] })).toEqual({ kind: 'ok', next: 'approved' });
  });

  it('a deputy decides nothing that somebody submitted for the absent person', () => {
    const refused = ask({ submittedById: MEMBER, deputyForId: 7, standsInForIds: [7] });
    expect(refused).toEqual({ kind: 'deputyOfSubmitter' });
  });
});

describe('where the only coordinator submitted', () => {
  const only = { submittedById: COORDINATOR, role: 'authority' } as const;
  it('another coordinator decides, not the authority', () => {
    expect(ask({ ...only })).toEqual({ kind: 'coordinatorDecides' });
    const other = ask({ submittedById: COORDINATOR, by: OTHER_COORDINATOR });
    expect(other).toEqual({ kind: 'ok', next: 'approved' });
  });

  it('the authority approves or returns when there is no other', () => {
    const alone = { ...only, coordinatorIds: [COORDINATOR] };
    expect(ask(alone)).toEqual({ kind: 'ok', next: 'approved' });
    expect(ask({ ...alone, action: 'return' })).toEqual({ kind: 'ok', next: 'returned' });
    expect(ask({ ...alone, action: 'verify' })).toEqual({ kind: 'wrongState', state: 'submitted' });
  });

  it('the authority approves where the group has no coordinator at all', () => {
    expect(ask({ role: 'authority', coordinatorIds: [] })).toEqual({ kind: 'ok', next: 'approved' });
  });

  it('an authority who is the group’s only coordinator too decides as authority', () => {
    const both = ask({ role: 'authority', coordinatorIds: [AUTHORITY] });
    expect(both).toEqual({ kind: 'ok', next: 'approved' });
  });

  it('a deleted submitter leaves the review to the coordinators', () => {
    expect(ask({ submittedById: null })).toEqual({ kind: 'ok', next: 'approved' });
  });
});

describe('details', () => {
  it('an older version is not decided any more', () => {
    expect(ask({ newestNumber: 2 })).toEqual({ kind: 'superseded', newestNumber: 2 });
  });

  it('returning needs a reason', () => {
    expect(ask({ action: 'return', reason: '  ' })).toEqual({ kind: 'reasonMissing' });
    expect(ask({ action: 'approve', reason: '' })).toEqual({ kind: 'ok', next: 'approved' });
  });

  it('no path verifies a value by its submitter, or approves it twice', () => {
    const id = fc.integer({ min: 1, max: 4 });
    const state = fc.constantFrom<ValueState>('submitted', 'approved', 'verified', 'returned');
    const question = fc.record({
      action: fc.constantFrom<ReviewAction>('approve', 'verify', 'return'),
      state,
      submittedById: id,
      deputyForId: fc.option(id),
      by: id,
      role: fc.constantFrom('coordinator' as const, 'authority' as const),
      standsInForIds: fc.array(id),
      coordinatorIds: fc.array(id),
    });
    fc.assert(
      fc.property(question, (given) => {
        const decision = ask(given);
        if (decision.kind !== 'ok') return;
        expect([given.submittedById, given.deputyForId]).not.toContain(given.by);
        expect(given.standsInForIds).not.toContain(given.submittedById);
        expect(decision.next).not.toBe(given.state);
        if (given.role === 'coordinator') expect(given.state).toBe('submitted');
      }),
    );
  });
});
