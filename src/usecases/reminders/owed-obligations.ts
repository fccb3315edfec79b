import { Temporal } from 'temporal-polyfill';
import { localDateTime } from '../../domain/calendar/time-zone.ts';
import { type Obligation, reopenedReportKey, reportKey } from '../../domain/reminders/obligation.ts';
import type { Tx } from '../../storage/database.ts';
import { listOwed, type Owed, type OwedFilter } from '../reporting/list-owed.ts';

/** A report that is owed, and the obligation that it is. */
export interface OwedReport {
  owed: Owed;
  obligation: Obligation;
}

/** What is owed at an instant, by everybody or by those asked for; the earliest deadline first. */
export async function readOwedReports(
  tx: Tx,
  now: Date,
  zone: string,
  filter: OwedFilter = {},
): Promise<OwedReport[]> {
  // Whoever is away with a deputy hears nothing: the deputy does.
  const rows = (await listOwed(tx, now, filter)).filter(({ isCovered }) => !isCovered);
  // Thousands of rows share the days of a handful of periods.
  const days = new Map<string, PeriodDays>();
  return rows.map((owed) => {
    const key = `${owed.periodKey}|${owed.locksAt.getTime()}`;
    const known = days.get(key) ?? obligationDays(owed, zone);
    days.set(key, known);
    return { owed, obligation: toObligation(owed, known) };
  });
}

type PeriodDays = Pick<Obligation, 'dueAt' | 'dueOn' | 'opensOn'>;

/**
 * From when to when people are reminded of a period. A reopened one is due anew, on its last day; of the day on
 * which it was reopened people are told apart.
 */
export function obligationDays(
  { dueAt, dueOn, opensAt, reopened }: Pick<Owed, 'dueAt' | 'dueOn' | 'opensAt' | 'reopened'>,
  zone: string,
): PeriodDays {
  const day = (instant: Date) => localDateTime(instant, zone).toPlainDate();
  if (reopened === null) return { dueAt, dueOn: Temporal.PlainDate.from(dueOn), opensOn: day(opensAt) };
  return { dueAt: reopened.until, dueOn: day(reopened.until), opensOn: day(reopened.since).add({ days: 1 }) };
}

function toObligation(owed: Owed, days: PeriodDays): Obligation {
  const { personId, cityId, kpiCode, periodKey, workingGroupId, reopened } = owed;
  const key = reportKey(cityId, kpiCode, periodKey);
  return {
    key: reopened === null ? key : reopenedReportKey(key, days.dueOn.toString()),
    kind: 'report',
    personId,
    ...days,
    doneAt: null,
    subject: { cityId, kpiCode, periodKey, workingGroupId },
  };
}
