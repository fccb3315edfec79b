import { compareDecimalTexts } from '../../domain/decimal.ts';
import type { ValueState } from '../../domain/kpi/submission-state.ts';
import type { Tx } from '../../storage/database.ts';
import type { SubmissionVersion } from '../../storage/generated/client.ts';
import { type StoredEvent, verifyEvent } from './verify-chain.ts';

/** A version of a value with all that its events tell of. */
export type ComparedVersion = SubmissionVersion & {
  submission: {
    cityId: string;
    kpiCode: string;
    newest: number;
    city: { workingGroupId: string };
    period: { key: string };
  };
  submittedBy: { ref: string } | null;
  deputyFor: { ref: string } | null;
  decidedBy: { ref: string } | null;
  verifiedBy: { ref: string } | null;
  evidence: readonly { file: { sha256: string } }[];
};

/** One thing that is not as the audit tells it. */
export interface Difference {
  what: /** No event tells of it. */
    | 'unrecorded'
    /** The event that tells of it was changed itself. */
    | 'event'
    | 'city, indicator or period'
    /** An older version is passed off as the newest. */
    | 'newest'
    | 'value'
    | 'on time'
    | 'receipt'
    | 'words'
    | 'evidence'
    | 'who'
    | 'when'
    | 'state';
  /** Which step of the version it is about. */
  step: ValueState;
  /** Number of the event that tells it otherwise; null where there is none. */
  event: number | null;
}

/** What of a version makes up what the comparison needs. */
export const comparedWith = {
  submission: {
    select: {
      cityId: true,
      kpiCode: true,
      newest: true,
      city: { select: { workingGroupId: true } },
      period: { select: { key: true } },
    },
  },
  submittedBy: { select: { ref: true } },
  deputyFor: { select: { ref: true } },
  decidedBy: { select: { ref: true } },
  verifiedBy: { select: { ref: true } },
  evidence: { select: { file: { select: { sha256: true } } } },
} as const;

/** The events about these versions, each version's in their order. */
export async function eventsOf(
  tx: Tx,
  versionIds: readonly number[],
): Promise<ReadonlyMap<number, StoredEvent[]>> {
  const events = await tx.auditEvent.findMany({
    where: { subject: { in: versionIds.map((id) => `version:${id}`) } },
    include: { payload: true },
    orderBy: { number: 'asc' },
  });
  const byVersion = new Map<number, StoredEvent[]>(versionIds.map((id) => [id, []]));
  for (const event of events) byVersion.get(Number(event.subject.slice('version:'.length)))?.push(event);
  return byVersion;
}

/** In what a version is not as its events, in their order, tell; nothing where they agree. */
export function compareVersion(version: ComparedVersion, events: readonly StoredEvent[]): Difference[] {
  const inChain = events.filter(({ chainId }) => chainId === version.submission.city.workingGroupId);
  const submitted = inChain.find(({ kind }) => kind === 'value.submitted');
  if (submitted === undefined) return [{ what: 'unrecorded', step: 'submitted', event: null }];
  return [...compareSubmitted(version, submitted), ...compareDecisions(version, inChain)];
}

function compareSubmitted(version: ComparedVersion, event: StoredEvent): Difference[] {
  const told = readTold(event);
  const { submission } = version;
  const same = (name: string, value: unknown) =>
    told === null || told[name] === undefined || told[name] === value;
  const files = version.evidence.map(({ file }) => file.sha256).sort();
  const isAs: [Difference['what'], boolean][] = [
    ['event', isIntact(event)],
    [
      'city, indicator or period',
      same('city', submission.cityId) &&
        same('kpi', submission.kpiCode) &&
        same('period', submission.period.key) &&
        same('number', version.number),
    ],
    ['newest', version.number <= submission.newest],
    ['value', same('kind', version.kind) && isSameValue(told?.value, version.value?.toFixed() ?? null)],
    ['on time', same('isOnTime', version.isOnTime)],
    ['receipt', same('receipt', version.receipt)],
    [
      'words',
      (['explanation', 'reason', 'comment', 'grade'] as const).every((name) => same(name, version[name])),
    ],
    [
      'evidence',
      same('link', version.link) &&
        (!Array.isArray(told?.files) || told.files.toSorted().join() === files.join()),
    ],
    [
      'who',
      (version.submittedBy === null || version.submittedBy.ref === event.actorRef) &&
        same('deputyFor', version.deputyFor?.ref ?? null),
    ],
    ['when', version.submittedAt.getTime() === event.at.getTime()],
  ];
  return isAs
    .filter(([, agrees]) => !agrees)
    .map(([what]) => ({ what, step: 'submitted', event: event.number }));
}

const decisions = ['approved', 'returned', 'verified'] as const;

function compareDecisions(version: ComparedVersion, events: readonly StoredEvent[]): Difference[] {
  const decided = events.flatMap((event) => {
    const step = decisions.find((one) => event.kind === `value.${one}`);
    return step === undefined ? [] : [{ step, event }];
  });
  const differences = decided.flatMap(({ step, event }, index): Difference[] => {
    const isFirst = !decided.slice(0, index).some((earlier) => earlier.step === 'approved');
    const row = isFirst
      ? { by: version.decidedBy, at: version.decidedAt, reason: version.decisionReason }
      : { by: version.verifiedBy, at: version.verifiedAt, reason: version.verifyReason };
    const told = readTold(event);
    const isAs: [Difference['what'], boolean][] = [
      ['event', isIntact(event)],
      ['who', row.by === null || row.by.ref === event.actorRef],
      ['when', row.at?.getTime() === event.at.getTime()],
      ['words', told === null || (told.reason ?? null) === row.reason],
    ];
    return isAs.filter(([, agrees]) => !agrees).map(([what]) => ({ what, step, event: event.number }));
  });
  const last = decided.at(-1);
  if ((last?.step ?? 'submitted') !== version.state) {
    differences.push({ what: 'state', step: version.state, event: last?.event.number ?? null });
  }
  return differences;
}

/** An erased payload tells nothing any more, and so nothing else. */
function readTold(event: StoredEvent): Record<string, unknown> | null {
  return (event.payload?.payload ?? null) as Record<string, unknown> | null;
}

function isIntact(event: StoredEvent): boolean {
  const verdict = verifyEvent(event, new Set());
  // Whether an erasure is recorded is for the check of the chain.
  return verdict === 'whole' || verdict === 'erased' || verdict === 'erasureUnrecorded';
}

function isSameValue(told: unknown, value: string | null): boolean {
  if (told === undefined) return true;
  if (typeof told !== 'string' || value === null) return told === value;
  return compareDecimalTexts(told, value) === 0;
}
