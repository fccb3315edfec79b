import { Temporal } from 'temporal-polyfill';
import { type PeriodKind, periodsEndingBetween, type ReportingRules } from '../../src/domain/kpi/period.ts';
import type { Db } from '../../src/storage/database.ts';
import { readCalendar } from '../../src/usecases/methodology/read-calendar.ts';
import { periodRow } from '../../src/usecases/periods/period-row.ts';
import { testSettings } from './prepare.ts';

const kinds: readonly PeriodKind[] = ['month', 'quarter', 'year'];

/** Creates the periods (of the kinds named, else of all) that end after `from` and not after `to`, by the methodology. */
export async function createPeriods(
  db: Db,
  range: { from: string; to: string; kinds?: readonly PeriodKind[] },
): Promise<void> {
  const calendar = await readCalendar(db);
  const version = await db.methodologyVersion.findFirstOrThrow({ where: { active: true } });
  const rules = version.reporting as unknown as ReportingRules;
  const from = Temporal.PlainDate.from(range.from);
  const to = Temporal.PlainDate.from(range.to);
  const keys = (range.kinds ?? kinds).flatMap((kind) => periodsEndingBetween(kind, from, to));
  await db.period.createMany({
    data: keys.map((key) => periodRow(key, { calendar, rules, zone: testSettings.timeZone })),
    skipDuplicates: true,
  });
}
