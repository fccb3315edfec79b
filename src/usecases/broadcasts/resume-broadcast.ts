import { spreadOut } from '../../domain/broadcast/sending-time.ts';
import type { BroadcastState } from '../../storage/generated/enums.ts';
import type { Deps } from '../deps.ts';
import { isHeldBack, letMessagesGo } from './broadcast-rows.ts';
import { controlBroadcast } from './control-broadcast.ts';
import { readSendingTimes } from './recipients.ts';

export type ResumeBroadcastOutcome =
  | { kind: 'done' }
  /** It is not paused. */
  | { kind: 'unchanged'; state: BroadcastState }
  | { kind: 'noRight' }
  | { kind: 'notFound' };

/** Goes on with a paused broadcast; whoever may not be disturbed now gets it in their hours. */
export async function resumeBroadcast(
  deps: Deps,
  input: { personId: number; broadcastId: number },
): Promise<ResumeBroadcastOutcome> {
  const { timeZone, sendRate } = deps.settings;
  return controlBroadcast(deps, input, {
    from: ['paused'],
    to: 'sending',
    event: 'broadcast.resumed',
    async act({ tx, now }, { id }) {
      const times = await readSendingTimes(tx, now, { of: isHeldBack(id), timeZone });
      await letMessagesGo(tx, id, spreadOut(times, sendRate));
      return { left: times.length };
    },
  });
}
