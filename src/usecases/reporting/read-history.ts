import type { ValueState } from '../../domain/kpi/submission-state.ts';
import type { Tx } from '../../storage/database.ts';
import type { Deps } from '../deps.ts';
import { type Official, readSubmission, type SubmissionCard, type VersionCard } from './read-submission.ts';

/** One thing that was done with a value. */
export interface HistoryStep {
  at: Date;
  what: ValueState;
  who: Official;
  /** Number of the version that it was done to. */
  version: number;
  kind: VersionCard['kind'];
  /** Plain decimal text; null where the city has no number. */
  value: string | null;
  receipt: string;
  /** Of a submission: whether it came by the deadline. */
  isOnTime: boolean;
  /** Why: an explanation, a reason for there being no value, or a reason to return; a ready one or own words. */
  why: string | null;
  /** Its link in the audit chain of the group, to be compared with what the operator's check prints. */
  event: { number: number; hash: string } | null;
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
  const events = await readEvents(deps.db, card);
  const steps = card.history.flatMap((version) => stepsOf(version, events));
  const pages = Math.max(1, Math.ceil(steps.length / perPage));
  const page = Math.min(Math.max(input.page ?? 0, 0), pages - 1);
  return { kind: 'history', card, steps: steps.slice(page * perPage, (page + 1) * perPage), page, pages };
}

type Events = ReadonlyMap<string, { number: number; hash: string }>;

function keyOf(versionId: number, what: ValueState): string {
  return `version:${versionId} value.${what}`;
}

/** The links of the chain in which the steps are written down; seeded batches have one for many values. */
async function readEvents(tx: Tx, card: SubmissionCard): Promise<Events> {
  const events = await tx.auditEvent.findMany({
    where: {
      chainId: card.city.workingGroupId,
      subject: { in: card.history.map(({ id }) => `version:${id}`) },
    },
    select: { number: true, hash: true, kind: true, subject: true },
  });
  return new Map(events.map(({ number, hash, kind, subject }) => [`${subject} ${kind}`, { number, hash }]));
}

/** What was done to one version, the newest first. */
function stepsOf(version: VersionCard, events: Events): HistoryStep[] {
  const { id, number, kind, value, receipt, isOnTime } = version;
  const step = (
    what: ValueState,
    done: { at: Date; who: Official | null; why: string | null },
  ): HistoryStep => ({
    ...done,
    who: done.who ?? { fullName: null, role: null },
    what,
    version: number,
    kind,
    value,
    receipt,
    isOnTime,
    event: events.get(keyOf(id, what)) ?? null,
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
