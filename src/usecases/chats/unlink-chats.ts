import type { Tx } from '../../storage/database.ts';
import type { Prisma } from '../../storage/generated/client.ts';
import type { AuditEntry } from '../audit/append-audit.ts';

/** Why a chat is not a working group's any more: the bot cannot write there, or a person took the link back. */
export type UnlinkReason = 'unreachable' | 'removed' | 'takenBack';

/**
 * Ends the links of chats, within a transaction: nothing that waits for them is sent any more. Those that were
 * ended before stay as they are. Answers the audit events that have to be appended by whoever calls it.
 */
export async function unlinkChats(
  tx: Tx,
  input: { which: Prisma.LinkedChatWhereInput; actor: string; reason: UnlinkReason; now: Date },
): Promise<AuditEntry[]> {
  const { which, actor, reason, now } = input;
  const ended = await tx.linkedChat.updateManyAndReturn({
    where: { AND: [which, { unlinkedAt: null }] },
    data: { unlinkedAt: now },
    select: { id: true, workingGroupId: true },
  });
  const dropped = await tx.outboxMessage.updateManyAndReturn({
    where: { chatId: { in: ended.map(({ id }) => id) }, state: 'waiting' },
    data: { state: 'dropped', reason: 'unlinked', finishedAt: now },
    select: { id: true },
  });
  await tx.outboxAttempt.createMany({
    data: dropped.map(({ id }) => ({ messageId: id, at: now, outcome: 'dropped', reason: 'unlinked' })),
  });
  return ended.map(({ id, workingGroupId }) => ({
    chain: workingGroupId,
    kind: 'chat.unlinked',
    actor,
    subject: `chat:${id}`,
    payload: { reason },
  }));
}
