import { Temporal } from 'temporal-polyfill';
import { localDateTime } from '../../domain/calendar/time-zone.ts';
import { decisionKey, type Obligation } from '../../domain/reminders/obligation.ts';
import { Prisma } from '../../storage/generated/client.ts';
import { readDeciders } from '../reporting/deciders.ts';
import { dueAtOf, type ObligationScope } from './obligation-scope.ts';

type DecisionKind = 'review' | 'verification';

interface Waiting {
  state: 'submitted' | 'approved';
  workingGroupId: string;
  periodId: number;
  isOnTime: boolean;
  /** Set where it came when the period was reopened. */
  cameAfterLock: Date | null;
  submittedById: number | null;
  deputyForId: number | null;
  count: number;
}

interface PeriodRow {
  id: number;
  key: string;
  opensAt: Date;
  dueOn: string;
  locksAt: Date;
}

/**
 * Values that wait for a decision: for the coordinators of a group to review, or for the authority where none of them
 * may; and, once approved, for the authority to verify. One obligation of everybody who may decide, for each group,
 * period and window in which the values came: those that came in time are due first, what came late after them.
 */
export async function readOwedDecisions(
  scope: ObligationScope,
  kinds: readonly DecisionKind[],
): Promise<Obligation[]> {
  const { tx, now } = scope;
  const periods = (await readPeriods(scope)).filter((period) => {
    const windows = [windowOf(scope, period, true, null), windowOf(scope, period, false, null)];
    // What comes after the lock is due by the day on which it came.
    return (
      period.isReopened || windows.some((window) => kinds.some((kind) => isOfInterest(scope, kind, window)))
    );
  });
  if (periods.length === 0) return [];
  const rows = await readWaiting(scope, kinds, periods);
  if (rows.length === 0) return [];
  const deciders = await readDeciders(tx, now);
  const periodOf = new Map(periods.map((period) => [period.id, period]));
  const owed = new Map<string, Obligation>();
  for (const row of rows) {
    const period = periodOf.get(row.periodId);
    if (period === undefined) continue;
    const kind = row.state === 'submitted' ? 'review' : 'verification';
    const window = windowOf(scope, period, row.isOnTime, row.cameAfterLock);
    if (!isOfInterest(scope, kind, window)) continue;
    const submitters = [row.submittedById, row.deputyForId].filter((id) => id !== null);
    const people =
      kind === 'review'
        ? deciders.ofReview(row.workingGroupId, submitters)
        : deciders.ofVerification(submitters);
    const key = decisionKey(kind, row.workingGroupId, period.key, window.name);
    for (const personId of people) {
      const known = owed.get(`${personId}|${key}`);
      if (known !== undefined) known.count += row.count;
      else owed.set(`${personId}|${key}`, toObligation(scope, { kind, key, personId, window, period, row }));
    }
  }
  return [...owed.values()];
}

interface Window {
  name: string;
  opensOn: Temporal.PlainDate;
  /** The last day on which values of this window could come. */
  lastDay: Temporal.PlainDate;
}

function windowOf(
  { zone }: ObligationScope,
  period: PeriodRow,
  isOnTime: boolean,
  cameAfterLock: Date | null,
): Window {
  const day = (instant: Date) => localDateTime(instant, zone).toPlainDate();
  const opensOn = day(period.opensAt);
  if (cameAfterLock !== null) {
    const cameOn = day(cameAfterLock);
    return { name: cameOn.toString(), opensOn: cameOn, lastDay: cameOn };
  }
  if (isOnTime) return { name: '', opensOn, lastDay: Temporal.PlainDate.from(period.dueOn) };
  return { name: 'late', opensOn, lastDay: day(new Date(period.locksAt.getTime() - 1)) };
}

function dueOnOf({ calendar, terms }: ObligationScope, kind: DecisionKind, { lastDay }: Window) {
  const { reviewWorkingDays, verificationWorkingDays } = terms;
  const days = kind === 'review' ? reviewWorkingDays : reviewWorkingDays + verificationWorkingDays;
  return calendar.addWorkingDays(lastDay, days);
}

function isOfInterest(scope: ObligationScope, kind: DecisionKind, window: Window): boolean {
  return scope.matters({ kind, dueOn: dueOnOf(scope, kind, window), opensOn: window.opensOn });
}

function toObligation(
  scope: ObligationScope,
  about: {
    kind: DecisionKind;
    key: string;
    personId: number;
    window: Window;
    period: PeriodRow;
    row: Waiting;
  },
): Obligation {
  const { kind, key, personId, window, period, row } = about;
  const { workingGroupId } = row;
  const dueOn = dueOnOf(scope, kind, window);
  return {
    key,
    kind,
    personId,
    toldAs: 'owner',
    isCovered: scope.responsibilities.isCovered(workingGroupId, personId),
    count: row.count,
    dueAt: dueAtOf(scope, dueOn),
    dueOn,
    opensOn: window.opensOn,
    doneAt: null,
    subject: { workingGroupId, periodId: period.id, periodKey: period.key },
  };
}

async function readPeriods({ tx, now }: ObligationScope): Promise<(PeriodRow & { isReopened: boolean })[]> {
  const rows = await tx.period.findMany({
    where: { opensAt: { lte: now } },
    select: {
      id: true,
      key: true,
      opensAt: true,
      dueOn: true,
      locksAt: true,
      _count: { select: { reopenings: true } },
    },
    orderBy: [{ dueAt: 'asc' }, { key: 'asc' }],
  });
  return rows.map(({ _count, ...row }) => ({ ...row, isReopened: _count.reopenings > 0 }));
}

async function readWaiting(
  { tx, groups }: ObligationScope,
  kinds: readonly DecisionKind[],
  periods: readonly PeriodRow[],
): Promise<Waiting[]> {
  const states = kinds.map((kind) => (kind === 'review' ? 'submitted' : 'approved'));
  const within =
    groups === 'country' ? Prisma.empty : Prisma.sql`AND c."workingGroupId" IN (${Prisma.join([...groups])})`;
  if (groups.length === 0) return [];
  return tx.$queryRaw<Waiting[]>`
    SELECT v."state"::text AS "state", c."workingGroupId", s."periodId", v."isOnTime",
           CASE WHEN v."submittedAt" >= p."locksAt" THEN v."submittedAt" END AS "cameAfterLock",
           v."submittedById", v."deputyForId", COUNT(*)::int AS "count"
    FROM "SubmissionVersion" v
    JOIN "Submission" s ON s."id" = v."submissionId" AND s."newest" = v."number"
    JOIN "City" c ON c."id" = s."cityId"
    JOIN "Period" p ON p."id" = s."periodId"
    WHERE v."state"::text IN (${Prisma.join(states)})
      AND s."periodId" IN (${Prisma.join(periods.map(({ id }) => id))}) ${within}
    GROUP BY 1, 2, 3, 4, 5, 6, 7
    ORDER BY MIN(p."dueAt"), 2, 4 DESC, 5 NULLS FIRST`;
}
