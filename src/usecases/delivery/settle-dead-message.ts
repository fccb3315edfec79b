import { may } from '../../domain/people/permissions.ts';
import type { Deps } from '../deps.ts';
import { loadActingActor } from '../people/actor.ts';
import { transact } from '../transaction.ts';
import { isDead } from './dead-message.ts';

export type SettleDeadOutcome =
  /** It waits to be sent once more; whether it is still true is asked before. */
  | { kind: 'sentAgain' }
  | { kind: 'closed' }
  /** Somebody settled it before, or it was deleted with its recipient's data. */
  | { kind: 'alreadySettled' }
  | { kind: 'noRight' };

/**
 * Settles a message that cannot arrive: sends it once more, together with what was told in it, or closes it.
 * Either is recorded in the journal of the country; doing it again does nothing.
 */
export async function settleDeadMessage(
  deps: Deps,
  input: { personId: number; messageId: number; how: 'sendAgain' | 'close' },
): Promise<SettleDeadOutcome> {
  const { messageId, how } = input;
  return transact(deps, async ({ tx, now, audit }): Promise<SettleDeadOutcome> => {
    const actor = await loadActingActor(tx, input.personId, deps.clock);
    if (!may('settleMessage', actor, {}, now)) return { kind: 'noRight' };
    const again = { state: 'waiting', reason: 'sentAgain', notBefore: now, finishedAt: null } as const;
    const [settled] = await tx.outboxMessage.updateManyAndReturn({
      where: { id: messageId, ...isDead },
      data: how === 'close' ? { closedAt: now } : again,
      select: { kind: true },
    });
    if (settled === undefined) return { kind: 'alreadySettled' };
    if (how === 'sendAgain') {
      await tx.outboxMessage.updateMany({ where: { joinedIntoId: messageId, state: 'failed' }, data: again });
    }
    audit({
      chain: 'country',
      kind: how === 'close' ? 'message.closed' : 'message.sentAgain',
      actor: actor.ref,
      subject: `message:${messageId}`,
      payload: { kind: settled.kind },
    });
    return { kind: how === 'close' ? 'closed' : 'sentAgain' };
  });
}
