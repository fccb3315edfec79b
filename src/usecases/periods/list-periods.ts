import { type PeriodState, periodState } from '../../domain/kpi/period.ts';
import { type Reopening, reopenedUntil } from '../../domain/kpi/reopening.ts';
import { maySomewhere } from '../../domain/people/permissions.ts';
import type { Deps } from '../deps.ts';
import { loadActor } from '../people/actor.ts';
import { countReports, type ReportCounts } from '../reporting/count-reports.ts';
import { stillReopened } from './read-reopenings.ts';

/** A reporting period as the whole country sees it. */
export interface PeriodSummary extends ReportCounts {
  id: number;
  key: string;
  /** A reopening for the whole country counted in, those for single groups not. */
  state: PeriodState;
  dueAt: Date;
  locksAt: Date;
  /** Reopenings in force, for the country or for groups. */
  reopenings: number;
}

export type ListPeriodsOutcome =
  | { kind: 'periods'; periods: readonly PeriodSummary[]; page: number; pages: number }
  | { kind: 'noRight' };

/** Periods on a page: what is counted for each is worth two lines. */
export const periodsOnPage = 4;

/** The reporting periods that have opened, the newest deadline first, with what came in time, late, or not. */
export async function listPeriods(
  deps: Deps,
  input: { personId: number; page: number },
): Promise<ListPeriodsOutcome> {
  const { db } = deps;
  const now = deps.clock.now();
  const actor = await loadActor(db, input.personId, now);
  if (!maySomewhere('viewPeriods', actor, now)) return { kind: 'noRight' };
  const opened = { opensAt: { lte: now } };
  const pages = Math.max(1, Math.ceil((await db.period.count({ where: opened })) / periodsOnPage));
  const page = Math.min(Math.max(input.page, 0), pages - 1);
  const rows = await db.period.findMany({
    where: opened,
    include: { reopenings: { where: stillReopened(now) } },
    orderBy: [{ dueAt: 'desc' }, { key: 'desc' }],
    skip: page * periodsOnPage,
    take: periodsOnPage,
  });
  const counts = await countReports(db, rows);
  return { kind: 'periods', periods: rows.map((row) => summarise(row, counts, now)), page, pages };
}

/** What is said of a period everywhere; `reopenings` are those in force. */
export function summarise(
  row: {
    id: number;
    key: string;
    opensAt: Date;
    dueAt: Date;
    locksAt: Date;
    reopenings: readonly Reopening[];
  },
  counts: ReadonlyMap<number, ReportCounts>,
  now: Date,
): PeriodSummary {
  const { id, key, dueAt, locksAt, reopenings } = row;
  const count = counts.get(id);
  if (count === undefined) throw new Error(`Nothing was counted for the period ${key}`);
  return {
    ...{ id, key, dueAt, locksAt },
    ...count,
    state: periodState({ ...row, reopenedUntil: reopenedUntil(reopenings, null) }, now),
    reopenings: reopenings.length,
  };
}
