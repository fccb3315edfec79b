import { periodState } from '../../domain/kpi/period.ts';
import { whereMay } from '../../domain/people/permissions.ts';
import type { Deps } from '../deps.ts';
import { loadActor } from '../people/actor.ts';
import type { ReportPeriod } from './report-completeness.ts';
import { periodFields } from './value-slot.ts';

export type ReportPeriodsOutcome =
  | { kind: 'periods'; periods: readonly ReportPeriod[]; page: number; pages: number }
  | { kind: 'noRight' };

/** Periods on one page of the choice. */
const periodsPerPage = 8;

/** The periods that have opened, the newest first, to choose one from. */
export async function listReportPeriods(
  deps: Deps,
  input: { personId: number; page: number },
): Promise<ReportPeriodsOutcome> {
  const { db } = deps;
  const now = deps.clock.now();
  const actor = await loadActor(db, input.personId, now);
  if (whereMay('viewStatus', actor, now).length === 0) return { kind: 'noRight' };
  const where = { opensAt: { lte: now } };
  const pages = Math.max(1, Math.ceil((await db.period.count({ where })) / periodsPerPage));
  const page = Math.min(Math.max(input.page, 0), pages - 1);
  const rows = await db.period.findMany({
    where,
    select: periodFields,
    orderBy: [{ opensAt: 'desc' }, { key: 'desc' }],
    skip: page * periodsPerPage,
    take: periodsPerPage,
  });
  return {
    kind: 'periods',
    periods: rows.map((row) => ({ id: row.id, key: row.key, state: periodState(row, now) })),
    page,
    pages,
  };
}

/** The period of a key, for the operator; null where there is none that has opened. */
export async function findReportPeriod(deps: Deps, key: string): Promise<number | null> {
  const period = await deps.db.period.findFirst({
    where: { key, opensAt: { lte: deps.clock.now() } },
    select: { id: true },
  });
  return period?.id ?? null;
}
