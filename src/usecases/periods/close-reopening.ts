import { may } from '../../domain/people/permissions.ts';
import type { Deps } from '../deps.ts';
import { loadActingActor } from '../people/actor.ts';
import { readNames } from '../reporting/read-names.ts';
import type { Names } from '../reporting/value-slot.ts';
import { transact } from '../transaction.ts';
import { readConcernedPeople } from './concerned-people.ts';
import { chainsOf, lockPeriod } from './reopen-period.ts';

export type CloseReopeningOutcome =
  | { kind: 'closed'; periodId: number; periodKey: string; group: { name: Names } | null }
  /** Its day was over, or somebody ended it before. */
  | { kind: 'alreadyClosed'; periodId: number; periodKey: string }
  | { kind: 'noRight' }
  | { kind: 'notFound' };

/** Ends a reopening before its day: from now on the period is locked again. Those concerned are told. */
export async function closeReopening(
  deps: Deps,
  input: { personId: number; reopeningId: number },
): Promise<CloseReopeningOutcome> {
  const { reopeningId } = input;
  return transact(deps, async ({ tx, now, audit, owe }): Promise<CloseReopeningOutcome> => {
    const actor = await loadActingActor(tx, input.personId, deps.clock);
    if (!may('reopenPeriod', actor, {}, now)) return { kind: 'noRight' };
    const reopening = await tx.periodReopening.findUnique({
      where: { id: reopeningId },
      include: { period: { select: { key: true } } },
    });
    if (reopening === null) return { kind: 'notFound' };
    const { periodId, workingGroupId, period } = reopening;
    const about = { periodId, periodKey: period.key };
    await lockPeriod(tx, periodId);
    const concerned = await readConcernedPeople(tx, now, { periodId, workingGroupId });
    const ended = await tx.periodReopening.updateMany({
      where: { id: reopeningId, endedAt: null, until: { gte: now } },
      data: { endedAt: now, endedById: actor.id },
    });
    if (ended.count === 0) return { kind: 'alreadyClosed', ...about };
    for (const chain of chainsOf(workingGroupId)) {
      audit({
        chain,
        kind: 'period.reclosed',
        actor: actor.ref,
        subject: `reopening:${reopeningId}`,
        payload: { period: period.key, workingGroupId },
      });
    }
    for (const recipientId of concerned) {
      owe({
        kind: 'period.reclosed',
        params: { reopeningId },
        recipientId,
        uniqueKey: `period.reclosed:${reopeningId}:${recipientId}`,
      });
    }
    const names = await readNames(tx, {
      cityIds: [],
      workingGroupIds: workingGroupId === null ? [] : [workingGroupId],
    });
    const group = workingGroupId === null ? null : { name: names.workingGroup(workingGroupId) };
    return { kind: 'closed', ...about, group };
  });
}
