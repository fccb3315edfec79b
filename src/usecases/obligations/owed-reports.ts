import { Temporal } from 'temporal-polyfill';
import { localDateTime } from '../../domain/calendar/time-zone.ts';
import { type Obligation, reopenedReportKey, reportKey } from '../../domain/reminders/obligation.ts';
import { readTakingPeriods } from '../reporting/expected-values.ts';
import { listOwed, type Owed } from '../reporting/list-owed.ts';
import type { ObligationScope } from './obligation-scope.ts';

type PeriodDays = Pick<Obligation, 'kind' | 'dueAt' | 'dueOn' | 'opensOn'>;

/** Values that somebody has to submit, the earliest deadline first; all of one person's, where one is named. */
export async function readOwedReports(scope: ObligationScope, personId?: number): Promise<Obligation[]> {
  const { tx, now, zone, groups } = scope;
  const periodIds = await readPeriodsOfInterest(scope);
  if (periodIds.length === 0 || groups.length === 0) return [];
  const rows = await listOwed(tx, now, {
    periodIds,
    ...(groups === 'country' ? {} : { workingGroupIds: groups }),
    ...(personId === undefined ? {} : { personId }),
  });
  // Thousands of rows share the days of a handful of periods.
  const days = new Map<string, PeriodDays>();
  return rows.map((owed) => {
    const key = `${owed.periodKey}|${owed.locksAt.getTime()}`;
    const known = days.get(key) ?? daysOf(owed, zone);
    days.set(key, known);
    return toObligation(owed, known);
  });
}

async function readPeriodsOfInterest({ tx, now, zone, groups, matters }: ObligationScope): Promise<number[]> {
  const periods = await readTakingPeriods(tx, now);
  const asked = groups === 'country' ? await listGroups(tx) : groups;
  return periods
    .filter((period) =>
      asked.some((workingGroupId) => {
        const taking = period.of(workingGroupId);
        return taking !== null && matters(daysOf(taking, zone));
      }),
    )
    .map(({ id }) => id);
}

async function listGroups(tx: ObligationScope['tx']): Promise<string[]> {
  return (await tx.workingGroup.findMany({ select: { id: true } })).map(({ id }) => id);
}

/**
 * From when to when people are reminded of a period. A reopened one is due anew, on its last day; of the day on
 * which it was reopened people are told apart.
 */
function daysOf(
  { dueAt, dueOn, opensAt, reopened }: Pick<Owed, 'dueAt' | 'dueOn' | 'opensAt' | 'reopened'>,
  zone: string,
): PeriodDays {
  const kind = 'report';
  const day = (instant: Date) => localDateTime(instant, zone).toPlainDate();
  if (reopened === null) return { kind, dueAt, dueOn: Temporal.PlainDate.from(dueOn), opensOn: day(opensAt) };
  const { since, until } = reopened;
  return { kind, dueAt: until, dueOn: day(until), opensOn: day(since).add({ days: 1 }) };
}

function toObligation(owed: Owed, days: PeriodDays): Obligation {
  const { personId, cityId, kpiCode, periodId, periodKey, workingGroupId, reopened, isCovered } = owed;
  const key = reportKey(cityId, kpiCode, periodKey);
  return {
    ...days,
    key: reopened === null ? key : reopenedReportKey(key, days.dueOn.toString()),
    personId,
    toldAs: 'owner',
    isCovered,
    count: 1,
    doneAt: null,
    subject: { cityId, kpiCode, periodId, periodKey, workingGroupId },
  };
}
