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
  return rows.map((owed) => ({ owed, obligation: toObligation(owed, zone) }));
}

function toObligation(owed: Owed, zone: string): Obligation {
  const { personId, cityId, kpiCode, periodKey, workingGroupId, dueAt } = owed;
  return {
    key: reportKey(cityId, kpiCode, periodKey),
    kind: 'report',
    personId,
    dueAt,
    dueOn: Temporal.PlainDate.from(owed.dueOn),
    opensOn: localDateTime(owed.opensAt, zone).toPlainDate(),
    doneAt: null,
    subject: { cityId, kpiCode, periodKey, workingGroupId },
  };
}
