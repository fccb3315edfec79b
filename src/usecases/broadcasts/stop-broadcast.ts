import type { BroadcastState } from '../../storage/generated/enums.ts';
import type { Deps } from '../deps.ts';
import { dropMessages } from './broadcast-rows.ts';
import { controlBroadcast } from './control-broadcast.ts';

export type StopBroadcastOutcome =
  | { kind: 'done' }
  /** It is over. */
  | { kind: 'unchanged'; state: BroadcastState }
  | { kind: 'noRight' }
  | { kind: 'notFound' };

/** Stops a broadcast for good: whoever has not got it gets it no more. */
export async function stopBroadcast(
  deps: Deps,
  input: { personId: number; broadcastId: number },
): Promise<StopBroadcastOutcome> {
  return controlBroadcast(deps, input, {
    from: ['sending', 'paused'],
    to: 'stopped',
    event: 'broadcast.stopped',
    async act({ tx, now }, { id }) {
      return { dropped: await dropMessages(tx, id, now) };
    },
  });
}
