import { Temporal } from 'temporal-polyfill';
import { localDateTime } from '../../domain/calendar/time-zone.ts';
import { type Obligation, reportKey } from '../../domain/reminders/obligation.ts';
import type { Tx } from '../../storage/database.ts';
import { listOwed, type Owed } from '../reporting/list-owed.ts';

/** A report that is owed, and the obligation that it is. */
export interface OwedReport {
  owed: Owed;
  obligation: Obligation;
}

/** What is owed at an instant, by everybody or by one person; the earliest deadline first. */
export async function readOwedReports(
  tx: Tx,
  now: Date,
  zone: string,
  filter: { personId?: number } = {},
): Promise<OwedReport[]> {
  const rows = await listOwed(tx, now, filter);
  // Thousands of rows share the days of a handful of periods.
  const days = new Map<string, PeriodDays>();
  return rows.map((owed) => {
    const known = days.get(owed.periodKey) ?? readDays(owed, zone);
    days.set(owed.periodKey, known);
    return { owed, obligation: toObligation(owed, known) };
  });
}

type PeriodDays = Pick<Obligation, 'dueOn' | 'opensOn'>;

function readDays({ dueOn, opensAt }: Owed, zone: string): PeriodDays {
  return { dueOn: Temporal.PlainDate.from(dueOn), opensOn: localDateTime(opensAt, zone).toPlainDate() };
}

function toObligation(owed: Owed, days: PeriodDays): Obligation {
  const { personId, cityId, kpiCode, periodKey, workingGroupId, dueAt } = owed;
  return {
    key: reportKey(cityId, kpiCode, periodKey),
    kind: 'report',
    personId,
    dueAt,
    ...days,
    doneAt: null,
    subject: { cityId, kpiCode, periodKey, workingGroupId },
  };
}
