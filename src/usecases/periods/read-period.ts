import { periodState } from '../../domain/kpi/period.ts';
import { maySomewhere } from '../../domain/people/permissions.ts';
import type { Deps } from '../deps.ts';
import { loadActor } from '../people/actor.ts';
import { countReports } from '../reporting/count-reports.ts';
import { readNames } from '../reporting/read-names.ts';
import type { Names } from '../reporting/value-slot.ts';
import { type PeriodSummary, summarise } from './list-periods.ts';
import { readRequests } from './list-reopening-requests.ts';
import { stillReopened } from './read-reopenings.ts';

/** An exception in force. */
export interface ReopeningCard {
  id: number;
  /** Null: the whole country. */
  group: { id: string; name: Names } | null;
  until: Date;
  reason: string;
}

export interface PeriodCard extends PeriodSummary {
  inForce: readonly ReopeningCard[];
  /** Groups that asked for a reopening and for which it is locked, whoever asked last first. */
  asking: readonly { id: string; name: Names }[];
  mayReopen: boolean;
}

export type ReadPeriodOutcome =
  | { kind: 'period'; period: PeriodCard }
  | { kind: 'noRight' }
  /** No such period, or it has not opened. */
  | { kind: 'notFound' };

/** A reporting period with the exceptions in force, and who asks for one. */
export async function readPeriod(
  deps: Deps,
  input: { personId: number; periodId: number },
): Promise<ReadPeriodOutcome> {
  const { db } = deps;
  const now = deps.clock.now();
  const actor = await loadActor(db, input.personId, now);
  if (!maySomewhere('viewPeriods', actor, now)) return { kind: 'noRight' };
  const row = await db.period.findFirst({
    where: { id: input.periodId, opensAt: { lte: now } },
    include: { reopenings: { where: stillReopened(now), orderBy: { id: 'asc' } } },
  });
  if (row === null) return { kind: 'notFound' };
  const summary = summarise(row, await countReports(db, [row]), now);
  const asking = (await readRequests(db, now, row.id)).map(({ workingGroupId }) => workingGroupId);
  const names = await readNames(db, {
    cityIds: [],
    workingGroupIds: [...row.reopenings.flatMap((one) => one.workingGroupId ?? []), ...asking],
  });
  const named = (id: string) => ({ id, name: names.workingGroup(id) });
  return {
    kind: 'period',
    period: {
      ...summary,
      inForce: row.reopenings.map(({ id, workingGroupId, until, reason }) => ({
        id,
        group: workingGroupId === null ? null : named(workingGroupId),
        until,
        reason,
      })),
      asking: asking.map(named),
      // What is locked by its own deadlines may be reopened, and what is reopened, for longer.
      mayReopen: maySomewhere('reopenPeriod', actor, now) && periodState(row, now) === 'locked',
    },
  };
}
