/** Where a version of a value stands: see docs/states.md. */
export type ValueState = 'submitted' | 'approved' | 'verified' | 'returned';

export type ReviewAction = 'approve' | 'verify' | 'return';

/** The version under review. */
export interface VersionUnderReview {
  number: number;
  state: ValueState;
  /** Null when that person asked to be deleted. */
  submittedById: number | null;
  /** Whom the submitter stood in for when submitting, if anybody. */
  deputyForId: number | null;
}

export interface Reviewer {
  personId: number;
  /** In which role the person decides now. */
  role: 'coordinator' | 'authority';
  /** People whom the reviewer stands in for at present. */
  standsInForIds: readonly number[];
}

export interface ReviewQuestion {
  action: ReviewAction;
  version: VersionUnderReview;
  /** Number of the newest version of the same value. */
  newestNumber: number;
  reviewer: Reviewer;
  /** The coordinators of the working group in office who may decide on it, see {@link isFreeToDecide}. */
  coordinatorIds: readonly number[];
  /** Why it is returned; asked for by `return` only. */
  reason?: string;
}

export type ReviewRefusal =
  /** The reviewer submitted it, or it was submitted in the reviewer's name. */
  | { kind: 'ownValue' }
  /** The reviewer stands in for the one who submitted it. */
  | { kind: 'deputyOfSubmitter' }
  /** A newer version took its place. */
  | { kind: 'superseded'; newestNumber: number }
  /** The state does not allow it (any more); `state` is where it stands. */
  | { kind: 'wrongState'; state: ValueState }
  /** The first level belongs to the coordinators while one of them is free to decide. */
  | { kind: 'coordinatorDecides' }
  /** Verifying belongs to the authority. */
  | { kind: 'authorityDecides' }
  | { kind: 'reasonMissing' };

export type ReviewDecision = { kind: 'ok'; next: ValueState } | ReviewRefusal;

/**
 * Whether a review may be done, and the state it leads to. Coordinators approve or return what is
 * submitted; the authority verifies or returns what is approved, and does the coordinators' part where no
 * coordinator is left who may (the only one submitted it, or there is none). Nobody decides on a value of
 * their own, or as a deputy on one that either of the two submitted.
 */
export function decideReview(question: ReviewQuestion): ReviewDecision {
  const { action, version, newestNumber, reviewer, coordinatorIds } = question;
  if (version.number !== newestNumber) return { kind: 'superseded', newestNumber };
  const submitters = submittersOf(version);
  if (submitters.includes(reviewer.personId)) return { kind: 'ownValue' };
  if (reviewer.standsInForIds.some((id) => submitters.includes(id))) return { kind: 'deputyOfSubmitter' };

  const refusal = refuseByLevel(action, version.state, reviewer.role, () =>
    coordinatorIds.some((id) => id !== reviewer.personId && !submitters.includes(id)),
  );
  if (refusal) return refusal;
  if (action === 'return') {
    return question.reason?.trim() ? { kind: 'ok', next: 'returned' } : { kind: 'reasonMissing' };
  }
  return { kind: 'ok', next: action === 'approve' ? 'approved' : 'verified' };
}

/** Whether a person may decide on a version: neither they nor anybody whom they stand in for submitted it. */
export function isFreeToDecide(
  version: Pick<VersionUnderReview, 'submittedById' | 'deputyForId'>,
  personId: number,
  standsInForIds: readonly number[],
): boolean {
  const submitters = submittersOf(version);
  return ![personId, ...standsInForIds].some((id) => submitters.includes(id));
}

function refuseByLevel(
  action: ReviewAction,
  state: ValueState,
  role: Reviewer['role'],
  hasFreeCoordinator: () => boolean,
): ReviewRefusal | null {
  const isFirstLevel = action === 'approve' || (action === 'return' && state === 'submitted');
  if (isFirstLevel) {
    if (state !== 'submitted') return { kind: 'wrongState', state };
    return role === 'authority' && hasFreeCoordinator() ? { kind: 'coordinatorDecides' } : null;
  }
  if (role !== 'authority') {
    return action === 'verify' ? { kind: 'authorityDecides' } : { kind: 'wrongState', state };
  }
  return state === 'approved' ? null : { kind: 'wrongState', state };
}

function submittersOf(version: Pick<VersionUnderReview, 'submittedById' | 'deputyForId'>): number[] {
  return [version.submittedById, version.deputyForId].filter((id) => id !== null);
}
