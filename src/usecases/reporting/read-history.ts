import type { ValueState } from '../../domain/kpi/submission-state.ts';
import type { Tx } from '../../storage/database.ts';
import { comparedWith, compareVersion, eventsOf } from '../audit/compare-version.ts';
import type { Deps } from '../deps.ts';
import { type Official, readSubmission, type SubmissionCard, type VersionCard } from './read-submission.ts';

/** One thing that was done with a value. */
export interface HistoryStep {
  at: Date;
  what: ValueState;
  who: Official;
  /** Of a submission: whom they stood in for; null where it was their own to submit. */
  insteadOf: VersionCard['submittedFor'];
  /** Number of the version that it was done to. */
  version: number;
  versionId: number;
  /** How many files that version rests on. */
  files: number;
  kind: VersionCard['kind'];
  /** Plain decimal text; null where the city has no number. */
  value: string | null;
  receipt: string;
  /** Of a submission: whether it came by the deadline. */
  isOnTime: boolean;
  /** Of a submission: it came after the deadline, and corrects what had come by then. */
  isLaterCorrection: boolean;
  /** Why: an explanation, a reason for there being no value, or a reason to return; a ready one or own words. */
  why: string | null;
  /**
   * Its link in the audit chain of the group, to be compared with what the operator's check prints; null where no
   * event tells of it.
   */
  event: { number: number; hash: string } | null;
  /** Whether the value now is otherwise than that event tells. */
  differs: boolean;
}

export type HistoryOutcome =
  | {
      kind: 'history';
      card: SubmissionCard;
      /** Of one page, the newest first. */
      steps: readonly HistoryStep[];
      page: number;
      pages: number;
    }
  /** Not of that group, nor of the authority. */
  | { kind: 'noRight' }
  | { kind: 'notFound' };

/** Steps on one page. */
const perPage = 4;

/** Everything that was done with a value: who, when, what, why; for whoever may see the value. */
export async function readHistory(
  deps: Deps,
  input: { personId: number; receipt: string; page?: number },
): Promise<HistoryOutcome> {
  const { personId, receipt } = input;
  const outcome = await readSubmission(deps, { personId, which: { receipt } });
  if (outcome.kind !== 'card') return outcome;
  const { card } = outcome;
  const trail = await readTrail(deps.db, card);
  const steps = card.history.flatMap((version) => stepsOf(version, trail));
  const pages = Math.max(1, Math.ceil(steps.length / perPage));
  const page = Math.min(Math.max(input.page ?? 0, 0), pages - 1);
  return { kind: 'history', card, steps: steps.slice(page * perPage, (page + 1) * perPage), page, pages };
}

/** What the audit chain of the group tells of the versions, by version and step. */
interface Trail {
  events: ReadonlyMap<string, { number: number; hash: string }>;
  differing: ReadonlySet<string>;
}

function keyOf(versionId: number, what: ValueState): string {
  return `version:${versionId} value.${what}`;
}

async function readTrail(tx: Tx, card: SubmissionCard): Promise<Trail> {
  const ids = card.history.map(({ id }) => id);
  const versions = await tx.submissionVersion.findMany({
    where: { id: { in: ids } },
    include: comparedWith,
  });
  const byVersion = await eventsOf(tx, ids);
  const ofGroup = [...byVersion.values()]
    .flat()
    .filter(({ chainId }) => chainId === card.city.workingGroupId)
    .map(({ subject, kind, number, hash }) => [`${subject} ${kind}`, { number, hash }] as const);
  const differing = versions.flatMap((version) =>
    compareVersion(version, byVersion.get(version.id) ?? [])
      .filter(({ what }) => what !== 'unrecorded')
      .map(({ step }) => keyOf(version.id, step)),
  );
  return { events: new Map(ofGroup), differing: new Set(differing) };
}

/** What was done to one version, the newest first. */
function stepsOf(version: VersionCard, { events, differing }: Trail): HistoryStep[] {
  const { id, number, kind, value, receipt, files, isOnTime, isLaterCorrection } = version;
  const step = (
    what: ValueState,
    done: { at: Date; who: Official | null; why: string | null },
  ): HistoryStep => ({
    ...done,
    who: done.who ?? { fullName: null, role: null },
    insteadOf: what === 'submitted' ? version.submittedFor : null,
    what,
    version: number,
    versionId: id,
    files,
    kind,
    value,
    receipt,
    isOnTime,
    isLaterCorrection,
    event: events.get(keyOf(id, what)) ?? null,
    differs: differing.has(keyOf(id, what)),
  });
  const { submittedAt, submittedBy, decidedAt, decidedBy, verifiedAt, verifiedBy, state } = version;
  const steps = [
    step('submitted', { at: submittedAt, who: submittedBy, why: version.explanation ?? version.reason }),
  ];
  // What the authority decided on had been approved before.
  const first = verifiedAt === null ? state : 'approved';
  const why = version.decisionReason;
  if (decidedAt !== null) {
    steps.push(step(first, { at: decidedAt, who: decidedBy, why: first === 'returned' ? why : null }));
  }
  if (verifiedAt !== null) {
    steps.push(step(state, { at: verifiedAt, who: verifiedBy, why: state === 'returned' ? why : null }));
  }
  return steps.reverse();
}
