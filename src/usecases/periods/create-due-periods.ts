import { Temporal } from 'temporal-polyfill';
import { localDateTime } from '../../domain/calendar/time-zone.ts';
import { periodsEndingBetween, type ReportingRules } from '../../domain/kpi/period.ts';
import type { PeriodKind } from '../../storage/generated/enums.ts';
import type { Deps } from '../deps.ts';
import { lockMethodology } from '../methodology/lock-methodology.ts';
import { readCalendar } from '../methodology/read-calendar.ts';
import { periodRow } from './period-row.ts';

const kinds: readonly PeriodKind[] = ['month', 'quarter', 'year'];

/**
 * Creates every month, quarter and year that ended since the installation began and is not there yet, with
 * its deadlines by the methodology in force and the working calendar. Whatever an outage left out is filled
 * in; doing it again, or twice at once, changes nothing. Answers the keys of the periods that were created;
 * none before the installation began or while there is no methodology.
 */
export async function createDuePeriods(deps: Deps): Promise<string[]> {
  const { db, settings } = deps;
  const installation = await db.installation.findUnique({ where: { id: 1 } });
  if (installation === null) return [];
  const today = localDateTime(deps.clock.now(), settings.timeZone).toPlainDate();
  // A period that ends on the very day of the installation ends after it, and is owed.
  const from = Temporal.PlainDate.from(installation.startedOn).subtract({ days: 1 });
  const to = today.subtract({ days: 1 });
  const ended = kinds.flatMap((kind) => periodsEndingBetween(kind, from, to));
  if (ended.length === 0) return [];
  const known = await db.period.findMany({ where: { key: { in: ended } }, select: { key: true } });
  const knownKeys = new Set(known.map(({ key }) => key));
  const missing = ended.filter((key) => !knownKeys.has(key));
  if (missing.length === 0) return [];

  return db.$transaction(async (tx) => {
    // A calendar that is being imported moves the deadlines of the periods that are there: none may come between.
    await lockMethodology(tx);
    const version = await tx.methodologyVersion.findFirst({
      where: { active: true },
      orderBy: { id: 'desc' },
    });
    if (version === null) return [];
    const rules = version.reporting as unknown as ReportingRules;
    const calendar = await readCalendar(tx);
    const created = await tx.period.createManyAndReturn({
      data: missing.map((key) => periodRow(key, { calendar, rules, zone: settings.timeZone })),
      select: { key: true },
      skipDuplicates: true,
    });
    return created.map(({ key }) => key);
  });
}
