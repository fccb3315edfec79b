import { periodBounds, previousPeriod } from '../../domain/kpi/period.ts';
import type { Tx } from '../../storage/database.ts';
import type { CityCategory } from '../../storage/generated/enums.ts';
import type { Deps } from '../deps.ts';
import { computeRating } from './compute-rating.ts';
import { readCurrentQuarter } from './current-quarter.ts';
import { categories } from './run-nightly-rating.ts';

/**
 * A change is stamped when its transaction begins, and is seen by others when it ends: what is a little older
 * than a run may have come after it. Longer than any transaction may last, in milliseconds.
 */
const overlap = 60_000;

/** A rating that was brought up to date. */
export interface Recomputed {
  quarter: string;
  category: CityCategory;
}

/**
 * Brings the preliminary ratings up to date, for the clock to ask each minute: those of the current quarter
 * that do not exist yet, and those of the current and the previous quarter since whose computation something
 * changed: a version was approved, verified or returned, a deadline passed, a group got a coordinator, or
 * another methodology came into force. It asks the database what changed, so a missed tick loses nothing, and
 * ten approvals in one minute make one computation. Answers what it computed.
 */
export async function rateAfterChanges(deps: Deps): Promise<Recomputed[]> {
  const { db } = deps;
  const now = deps.clock.now();
  const current = await readCurrentQuarter(db, now);
  if (current === null) return [];
  const computed: Recomputed[] = [];
  for (const quarter of [previousPeriod(current), current]) {
    for (const category of categories) {
      const run = await db.ratingRun.findFirst({
        where: { quarter, category },
        orderBy: [{ status: 'desc' }, { id: 'desc' }],
      });
      if (run?.status === 'published') continue;
      const isDue = run === null ? quarter === current : await changedSince(db, run, now);
      if (!isDue) continue;
      await computeRating(deps, { category, quarter });
      computed.push({ quarter, category });
    }
  }
  return computed;
}

async function changedSince(
  tx: Tx,
  run: { quarter: string; category: CityCategory; computedAt: Date },
  now: Date,
): Promise<boolean> {
  const { quarter, category } = run;
  const since = new Date(run.computedAt.getTime() - overlap);
  const lastDay = periodBounds(quarter).lastDay.toString();
  const decided = await tx.submissionVersion.findFirst({
    where: {
      OR: [{ decidedAt: { gt: since } }, { verifiedAt: { gt: since } }],
      submission: { city: { category, isRated: true }, period: { startsOn: { lte: lastDay } } },
    },
    select: { id: true },
  });
  if (decided !== null) return true;
  const passed = await tx.period.findFirst({
    where: { dueAt: { gt: since, lte: now }, startsOn: { lte: lastDay } },
    select: { id: true },
  });
  if (passed !== null) return true;
  const joined = await tx.roleGrant.findFirst({
    where: { role: 'coordinator', startsAt: { gt: since, lte: now } },
    select: { id: true },
  });
  if (joined !== null) return true;
  const methodology = await tx.methodologyVersion.findFirst({
    where: { active: true, importedAt: { gt: since } },
    select: { id: true },
  });
  return methodology !== null;
}
