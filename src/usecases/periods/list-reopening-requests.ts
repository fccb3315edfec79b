import { periodState } from '../../domain/kpi/period.ts';
import { reopenedUntil } from '../../domain/kpi/reopening.ts';
import { maySomewhere } from '../../domain/people/permissions.ts';
import type { Tx } from '../../storage/database.ts';
import type { Deps } from '../deps.ts';
import { loadActor } from '../people/actor.ts';

/** A working group that waits for a period to be reopened. */
export interface ReopeningRequest {
  periodId: number;
  workingGroupId: string;
}

export type ReopeningRequestsOutcome =
  | { kind: 'requests'; requests: readonly ReopeningRequest[] }
  | { kind: 'noRight' };

/** For how long a request counts: whoever still needs it asks again. */
const daysOfWaiting = 14;

/** The groups that asked for a reopening and have none, for those who look after the periods. */
export async function listReopeningRequests(
  deps: Deps,
  input: { personId: number },
): Promise<ReopeningRequestsOutcome> {
  const now = deps.clock.now();
  const actor = await loadActor(deps.db, input.personId, now);
  if (!maySomewhere('viewPeriods', actor, now)) return { kind: 'noRight' };
  return { kind: 'requests', requests: await readRequests(deps.db, now) };
}

/** The same without asking who wants to know; of one period, where it is named. Whoever asked last comes first. */
export async function readRequests(tx: Tx, now: Date, periodId?: number): Promise<ReopeningRequest[]> {
  const rows = await tx.reopeningRequest.findMany({
    where: {
      at: { gt: new Date(now.getTime() - daysOfWaiting * 86_400_000) },
      ...(periodId === undefined ? {} : { periodId }),
    },
    include: { period: { include: { reopenings: true } } },
    orderBy: { id: 'desc' },
  });
  const waiting = new Map<string, ReopeningRequest>();
  for (const { periodId: id, workingGroupId, at, period } of rows) {
    const until = reopenedUntil(period.reopenings, workingGroupId);
    if (periodState({ ...period, reopenedUntil: until }, now) !== 'locked') continue;
    // What was reopened since, for that group or for all, was the answer, also when it is over.
    const isAnswered = period.reopenings.some(
      (one) => one.at >= at && (one.workingGroupId === null || one.workingGroupId === workingGroupId),
    );
    if (!isAnswered) waiting.set(`${id}|${workingGroupId}`, { periodId: id, workingGroupId });
  }
  return [...waiting.values()];
}
