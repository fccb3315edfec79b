import type { Tx } from '../../storage/database.ts';
import { appendAudit } from '../audit/append-audit.ts';
import { unlinkChats } from '../chats/unlink-chats.ts';
import type { Deps } from '../deps.ts';
import type { ClaimedMessage, FailReason } from './delivery-outcome.ts';

/**
 * Writes down that whoever a message was for cannot be written to, so that they are spared: a person who
 * blocked the bot or is gone from the messenger is marked until they write again; a chat that the bot was
 * removed from, or that is not there any more, is unlinked, with all the links that lead to it.
 */
export async function noteUnreachable(
  deps: Deps,
  tx: Tx,
  message: ClaimedMessage,
  reason: FailReason,
  now: Date,
): Promise<void> {
  if (reason === 'badRequest') return;
  if (message.recipientId !== null && reason !== 'chatNotFound') {
    await tx.person.update({ where: { id: message.recipientId }, data: { blockedAt: now } });
  }
  if (message.chatId === null) return;
  const { channel, externalId } = await tx.linkedChat.findUniqueOrThrow({ where: { id: message.chatId } });
  const which = { channel, externalId };
  const audits = await unlinkChats(tx, { which, actor: 'clock', reason: 'unreachable', now });
  if (audits.length > 0) await appendAudit(tx, audits, now, deps.random);
}
