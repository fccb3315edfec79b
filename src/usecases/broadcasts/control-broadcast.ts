import { type Audience, speakerTo } from '../../domain/broadcast/audience.ts';
import type { BroadcastState } from '../../storage/generated/enums.ts';
import type { Deps } from '../deps.ts';
import { loadActingActor } from '../people/actor.ts';
import { transact, type Work } from '../transaction.ts';
import { chainOf, hurryProgress, lockBroadcast } from './broadcast-rows.ts';
import { finishBroadcasts } from './finish-broadcasts.ts';

/** What pausing, resuming and stopping have in common. */
export interface Control {
  /** The states in which it can be done. */
  from: readonly BroadcastState[];
  to: BroadcastState;
  /** The kind of the audit event. */
  event: string;
  /** Does it to the messages; what it answers goes on the record. */
  act(work: Work, broadcast: { id: number; audience: Audience }): Promise<Record<string, number>>;
}

export type ControlOutcome =
  | { kind: 'done' }
  /** It is in a state in which that means nothing: somebody was faster, or it is over. */
  | { kind: 'unchanged'; state: BroadcastState }
  | { kind: 'noRight' }
  | { kind: 'notFound' };

/** Moves a broadcast from one state to another, for whoever might begin one to that audience. */
export async function controlBroadcast(
  deps: Deps,
  input: { personId: number; broadcastId: number },
  control: Control,
): Promise<ControlOutcome> {
  const { personId, broadcastId } = input;
  return transact(deps, async (work): Promise<ControlOutcome> => {
    const { tx, now, audit } = work;
    const actor = await loadActingActor(tx, personId, deps.clock);
    const broadcast = await lockBroadcast(tx, broadcastId);
    if (broadcast === null) return { kind: 'notFound' };
    const { audience } = broadcast;
    if (speakerTo(audience, actor, now) === null) return { kind: 'noRight' };
    const state = (await finishBroadcasts(tx, now, broadcastId)) > 0 ? 'done' : broadcast.state;
    if (!control.from.includes(state)) return { kind: 'unchanged', state };
    await tx.broadcast.update({
      where: { id: broadcastId },
      data: { state: control.to, ...(control.to === 'stopped' ? { finishedAt: now } : {}) },
    });
    const facts = await control.act(work, { id: broadcastId, audience });
    await hurryProgress(tx, broadcastId, now);
    audit({
      chain: chainOf(audience),
      kind: control.event,
      actor: actor.ref,
      subject: `broadcast:${broadcastId}`,
      payload: facts,
    });
    return { kind: 'done' };
  });
}
