import { localDateTime } from '../../domain/calendar/time-zone.ts';
import { periodState } from '../../domain/kpi/period.ts';
import { may } from '../../domain/people/permissions.ts';
import type { Deps } from '../deps.ts';
import { loadActingActor } from '../people/actor.ts';
import { inForce } from '../people/in-force.ts';
import { transact } from '../transaction.ts';
import { readReopenedUntil } from './read-reopenings.ts';

export type AskToReopenOutcome =
  /** Everybody of the authority is told. */
  | { kind: 'asked'; periodKey: string }
  /** Somebody of the group asked today. */
  | { kind: 'alreadyAsked'; periodKey: string }
  /** It takes values, or has not begun to: there is nothing to ask for. */
  | { kind: 'notLocked'; periodKey: string }
  /** Nobody is of the authority at present. */
  | { kind: 'nobodyToAsk' }
  /** Neither a member nor a coordinator of the group. */
  | { kind: 'noRight' }
  | { kind: 'notFound' };

/** A group asks the authority to reopen a locked period for it: once a day, whoever of the group asks. */
export async function askToReopen(
  deps: Deps,
  input: { personId: number; periodId: number; workingGroupId: string },
): Promise<AskToReopenOutcome> {
  const { periodId, workingGroupId } = input;
  return transact(deps, async ({ tx, now, audit, owe }): Promise<AskToReopenOutcome> => {
    const actor = await loadActingActor(tx, input.personId, deps.clock);
    if (!may('submitValue', actor, { workingGroupId }, now)) return { kind: 'noRight' };
    const period = await tx.period.findUnique({ where: { id: periodId } });
    if (period === null) return { kind: 'notFound' };
    const { key: periodKey } = period;
    const reopenedUntil = await readReopenedUntil(tx, { periodId, workingGroupId });
    if (periodState({ ...period, reopenedUntil }, now) !== 'locked') return { kind: 'notLocked', periodKey };
    const authority = await tx.roleGrant.findMany({
      where: { role: 'authority', ...inForce(now) },
      select: { personId: true },
      distinct: ['personId'],
      orderBy: { personId: 'asc' },
    });
    if (authority.length === 0) return { kind: 'nobodyToAsk' };
    const day = localDateTime(now, deps.settings.timeZone).toPlainDate().toString();
    const [request] = await tx.reopeningRequest.createManyAndReturn({
      data: [{ periodId, workingGroupId, day, byId: actor.id, at: now }],
      select: { id: true },
      skipDuplicates: true,
    });
    if (request === undefined) return { kind: 'alreadyAsked', periodKey };
    audit({
      chain: workingGroupId,
      kind: 'period.reopeningAsked',
      actor: actor.ref,
      subject: `reopeningRequest:${request.id}`,
      payload: { period: periodKey },
    });
    for (const { personId: recipientId } of authority) {
      owe({
        kind: 'period.reopeningAsked',
        params: { requestId: request.id },
        recipientId,
        uniqueKey: `period.reopeningAsked:${request.id}:${recipientId}`,
      });
    }
    return { kind: 'asked', periodKey };
  });
}
