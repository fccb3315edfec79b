import type { BroadcastState } from '../../storage/generated/enums.ts';
import type { Deps } from '../deps.ts';
import { holdMessages } from './broadcast-rows.ts';
import { controlBroadcast } from './control-broadcast.ts';

export type PauseBroadcastOutcome =
  | { kind: 'done' }
  /** It is not being sent: paused already, stopped or over. */
  | { kind: 'unchanged'; state: BroadcastState }
  | { kind: 'noRight' }
  | { kind: 'notFound' };

/** Pauses a broadcast: from now on no message of it is begun to be sent. */
export async function pauseBroadcast(
  deps: Deps,
  input: { personId: number; broadcastId: number },
): Promise<PauseBroadcastOutcome> {
  return controlBroadcast(deps, input, {
    from: ['sending'],
    to: 'paused',
    event: 'broadcast.paused',
    async act({ tx }, { id }) {
      await holdMessages(tx, id);
      return {};
    },
  });
}
