import type { Deps } from '../deps.ts';
import { progressKey } from './broadcast-rows.ts';

/** Notes in which message of theirs its author is shown how far a broadcast is: that one is edited from now on. */
export async function noteProgressMessage(
  deps: Deps,
  input: { personId: number; broadcastId: number; messageId: number },
): Promise<void> {
  const { personId, broadcastId, messageId } = input;
  await deps.db.outboxMessage.updateMany({
    where: { uniqueKey: progressKey(broadcastId), recipientId: personId },
    data: { messageRef: String(messageId) },
  });
}
