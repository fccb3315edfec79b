import type { DataGrade } from '../../domain/kpi/evidence.ts';
import { isOnTime, type PeriodState, periodState } from '../../domain/kpi/period.ts';
import type { ValueState } from '../../domain/kpi/submission-state.ts';
import { may, maySomewhere } from '../../domain/people/permissions.ts';
import type { Tx } from '../../storage/database.ts';
import type { Deps } from '../deps.ts';
import { loadActor } from '../people/actor.ts';
import { readReopenedUntil } from '../periods/read-reopenings.ts';
import { readPreviousValues } from './previous-values.ts';
import { readReviewers } from './reviewers.ts';
import { type KpiFacts, type Names, type PeriodFacts, periodFields, readKpi } from './value-slot.ts';

/** An official who did something to a value. */
export interface Official {
  /** Null where the person asked to be deleted. */
  fullName: string | null;
  /** The role they did it in; null where they held none of them then. */
  role: 'member' | 'coordinator' | 'observer' | 'authority' | null;
}

export interface VersionCard {
  id: number;
  number: number;
  kind: 'value' | 'not_applicable' | 'no_data';
  /** Plain decimal text; null where the city has no number. */
  value: string | null;
  state: ValueState;
  receipt: string;
  isOnTime: boolean;
  /** It came after the deadline, and corrects what had come by then. */
  isLaterCorrection: boolean;
  grade: DataGrade | null;
  comment: string | null;
  link: string | null;
  /** How many files were submitted with it. */
  files: number;
  explanation: string | null;
  submittedById: number | null;
  submittedBy: Official;
  /** Whom the submitter stood in for; null where it was their own to submit. */
  submittedFor: { fullName: string | null } | null;
  submittedAt: Date;
  decidedBy: Official | null;
  decidedAt: Date | null;
  /** Why it was returned, by a coordinator or by the authority. */
  decisionReason: string | null;
  /** The authority's second level: verified, or returned after it had been approved. */
  verifiedBy: Official | null;
  verifiedAt: Date | null;
  /** Why there is no data, or why the KPI does not apply. */
  reason: string | null;
  /** Kinds of the soft checks that found it odd. */
  flags: readonly string[];
}

export interface SubmissionCard {
  submissionId: number;
  /** How much was written about it. */
  discussed: number;
  city: { id: string; workingGroupId: string; name: Names; shortName: Names };
  kpi: KpiFacts;
  target: string | null;
  period: PeriodFacts;
  periodState: PeriodState;
  /** The effective value of the period before; null where there is none. */
  previous: string | null;
  /** The version that was asked for. */
  version: VersionCard;
  /** All versions, newest first. */
  history: readonly VersionCard[];
  /** Who decides on the newest version, while it waits. */
  reviewedBy: 'coordinator' | 'authority';
}

export type ReadSubmissionOutcome =
  | { kind: 'card'; card: SubmissionCard }
  /** Not of that group, nor of the authority; whoever belongs nowhere learns not even whether it exists. */
  | { kind: 'noRight' }
  | { kind: 'notFound' };

/** A value with its history, for members, observers and coordinators of its group and for the authority. */
export async function readSubmission(
  deps: Deps,
  input: { personId: number; which: { versionId: number } | { receipt: string } },
): Promise<ReadSubmissionOutcome> {
  const { db } = deps;
  const now = deps.clock.now();
  const actor = await loadActor(db, input.personId, now);
  if (!maySomewhere('viewStatus', actor, now)) return { kind: 'noRight' };
  const { which } = input;
  const found = await db.submissionVersion.findUnique({
    where: 'versionId' in which ? { id: which.versionId } : { receipt: which.receipt },
    select: { id: true, submissionId: true },
  });
  if (found === null) return { kind: 'notFound' };
  const row = await db.submission.findUniqueOrThrow({
    where: { id: found.submissionId },
    include: {
      city: true,
      period: { select: periodFields },
      versions: {
        orderBy: { number: 'desc' },
        include: {
          submittedBy: true,
          deputyFor: { select: { fullName: true } },
          decidedBy: true,
          verifiedBy: true,
          _count: { select: { evidence: true } },
        },
      },
      _count: { select: { discussion: true } },
    },
  });
  const { city } = row;
  const { workingGroupId } = city;
  if (!may('viewStatus', actor, { workingGroupId }, now)) return { kind: 'noRight' };
  const reopenedUntil = await readReopenedUntil(db, { periodId: row.periodId, workingGroupId });
  const period = { ...row.period, reopenedUntil };
  const kpi = await readKpi(db, row.kpiCode, { inForce: false });
  if (kpi === null) return { kind: 'notFound' };

  const people = row.versions.flatMap(({ submittedById, decidedById, verifiedById }) => [
    submittedById,
    decidedById,
    verifiedById,
  ]);
  const roleOf = await readRoles(
    db,
    workingGroupId,
    people.filter((id) => id !== null),
  );
  const official = (person: { id: number; fullName: string | null } | null, at: Date): Official => ({
    fullName: person?.fullName ?? null,
    role: person === null ? null : roleOf(person.id, at),
  });
  const history = row.versions.map(
    (version): VersionCard => ({
      id: version.id,
      number: version.number,
      kind: version.kind,
      value: version.value?.toFixed() ?? null,
      state: version.state,
      receipt: version.receipt,
      isOnTime: version.isOnTime,
      isLaterCorrection: version.isOnTime && !isOnTime(version.submittedAt, period.dueAt),
      grade: version.grade as DataGrade | null,
      comment: version.comment,
      link: version.link,
      files: version._count.evidence,
      explanation: version.explanation,
      submittedById: version.submittedById,
      submittedBy: official(version.submittedBy, version.submittedAt),
      submittedFor: version.deputyFor === null ? null : { fullName: version.deputyFor.fullName },
      submittedAt: version.submittedAt,
      decidedBy: version.decidedAt === null ? null : official(version.decidedBy, version.decidedAt),
      decidedAt: version.decidedAt,
      decisionReason: version.decisionReason ?? version.verifyReason,
      verifiedBy: version.verifiedAt === null ? null : official(version.verifiedBy, version.verifiedAt),
      verifiedAt: version.verifiedAt,
      reason: version.reason,
      flags: version.flags,
    }),
  );
  const version = history.find(({ id }) => id === found.id);
  if (version === undefined) return { kind: 'notFound' };
  const [previous = null] = await readPreviousValues(db, {
    cityId: city.id,
    kpiCode: kpi.code,
    periodKind: period.kind,
    before: period.startsOn,
  });
  const submitterIds = [row.versions[0]?.submittedById, row.versions[0]?.deputyForId];
  const reviewers = await readReviewers(db, now, {
    workingGroupId,
    submitterIds: submitterIds.filter((id) => id != null),
  });
  return {
    kind: 'card',
    card: {
      submissionId: row.id,
      discussed: row._count.discussion,
      city: {
        id: city.id,
        workingGroupId,
        name: { kk: city.nameKk, ru: city.nameRu },
        shortName: { kk: city.shortKk, ru: city.shortRu },
      },
      kpi,
      target: kpi.targets[city.category] ?? null,
      period,
      periodState: periodState(period, now),
      previous,
      version,
      history,
      reviewedBy: reviewers.role,
    },
  };
}

/** In which role each of these people acted in a group at an instant; the highest where they held several. */
export async function readRoles(tx: Tx, workingGroupId: string, personIds: readonly number[]) {
  const grants = await tx.roleGrant.findMany({
    where: {
      personId: { in: [...personIds] },
      OR: [{ workingGroupId, role: { in: ['member', 'coordinator', 'observer'] } }, { role: 'authority' }],
    },
    select: { personId: true, role: true, startsAt: true, endsAt: true },
  });
  return (personId: number, at: Date): Official['role'] => {
    const held = grants.filter(
      (grant) =>
        grant.personId === personId && grant.startsAt <= at && (grant.endsAt === null || at < grant.endsAt),
    );
    const roles = ['coordinator', 'member', 'authority', 'observer'] as const;
    return roles.find((role) => held.some((grant) => grant.role === role)) ?? null;
  };
}
