import { periodState } from '../../domain/kpi/period.ts';
import { reopenedUntil } from '../../domain/kpi/reopening.ts';
import type { Tx } from '../../storage/database.ts';
import { loadActor } from '../people/actor.ts';
import { readNames } from '../reporting/read-names.ts';
import type { Names } from '../reporting/value-slot.ts';

/** A reopening as it stands for one person at an instant. */
export interface ReopeningNotice {
  periodId: number;
  periodKey: string;
  until: Date;
  reason: string;
  isInForce: boolean;
  /** Whether the period takes nothing from any group of the person. */
  isLocked: boolean;
}

/** A reopening for somebody of a group that it concerns; null for others, and where there is none. */
export async function readReopening(
  tx: Tx,
  now: Date,
  about: { reopeningId: number; personId: number },
): Promise<ReopeningNotice | null> {
  const reopening = await tx.periodReopening.findUnique({
    where: { id: about.reopeningId },
    include: { period: { include: { reopenings: true } } },
  });
  if (reopening === null) return null;
  const { period, workingGroupId, until, reason, endedAt } = reopening;
  const { grants } = await loadActor(tx, about.personId, now);
  const groups = grants.flatMap((grant) =>
    grant.workingGroupId !== null && (workingGroupId === null || workingGroupId === grant.workingGroupId)
      ? [grant.workingGroupId]
      : [],
  );
  if (groups.length === 0) return null;
  return {
    periodId: period.id,
    periodKey: period.key,
    until,
    reason,
    isInForce: endedAt === null && now <= until,
    isLocked: groups.every(
      (id) =>
        periodState({ ...period, reopenedUntil: reopenedUntil(period.reopenings, id) }, now) === 'locked',
    ),
  };
}

/** A request for a reopening as it stands at an instant; null where there is none. */
export async function readReopeningRequest(
  tx: Tx,
  now: Date,
  requestId: number,
): Promise<{
  periodId: number;
  periodKey: string;
  group: { id: string; name: Names };
  askedBy: string | null;
  isLocked: boolean;
} | null> {
  const request = await tx.reopeningRequest.findUnique({
    where: { id: requestId },
    include: { period: { include: { reopenings: true } }, by: { select: { fullName: true } } },
  });
  if (request === null) return null;
  const { period, workingGroupId } = request;
  const names = await readNames(tx, { cityIds: [], workingGroupIds: [workingGroupId] });
  const until = reopenedUntil(period.reopenings, workingGroupId);
  return {
    periodId: period.id,
    periodKey: period.key,
    group: { id: workingGroupId, name: names.workingGroup(workingGroupId) },
    askedBy: request.by?.fullName ?? null,
    isLocked: periodState({ ...period, reopenedUntil: until }, now) === 'locked',
  };
}
