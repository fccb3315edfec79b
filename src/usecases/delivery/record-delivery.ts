import type { Tx } from '../../storage/database.ts';
import type { Prisma } from '../../storage/generated/client.ts';
import type { Deps } from '../deps.ts';
import { type ClaimedMessage, type DeliveryOutcome, toSame } from './delivery-outcome.ts';
import { noteUnreachable } from './note-unreachable.ts';
import { mostErrors, pauseAfterFailure, pauseAfterUnknown } from './retry-pause.ts';

/**
 * Where a message stands after an attempt was recorded. `lostClaim`: another worker has taken it over, or it
 * was deleted together with its recipient's data while it was being sent.
 */
export type RecordedState = 'sent' | 'failed' | 'dropped' | 'waiting' | 'lostClaim';

/**
 * Records what came of a claimed message: its new state, the attempt, and, where the recipient cannot be
 * written to, that they blocked the bot, or that the chat is not linked any more. A message that will be repeated holds back the recipient's others
 * until then, so that they arrive in order. Only the holder of the claim can record, except that a message
 * known to be sent is never sent again.
 */
export async function recordDelivery(
  deps: Deps,
  input: { holder: string; message: ClaimedMessage; outcome: DeliveryOutcome },
): Promise<RecordedState> {
  const { holder, message, outcome } = input;
  return deps.db.$transaction(async (tx) => {
    const now = deps.clock.now();
    const next = await decide(deps, tx, message, outcome, now);
    const moved = await tx.outboxMessage.updateMany({
      where: {
        id: message.id,
        ...(outcome.kind === 'sent'
          ? { state: { in: ['waiting', 'claimed'] } }
          : { state: 'claimed', claimedBy: holder }),
      },
      data: {
        state: next.state,
        reason: next.reason,
        claimedBy: null,
        claimedAt: null,
        ...(next.notBefore === undefined ? { finishedAt: now } : { notBefore: next.notBefore }),
        ...(outcome.kind === 'sent' ? { messageRef: outcome.messageRef } : {}),
        ...(isTried(outcome) ? { attempts: { increment: 1 } } : {}),
      },
    });
    if (moved.count === 0 && (await tx.outboxMessage.count({ where: { id: message.id } })) === 0) {
      return 'lostClaim';
    }
    if (outcome.kind !== 'postponed') {
      const reason = 'reason' in outcome ? outcome.reason : null;
      await tx.outboxAttempt.create({
        data: { messageId: message.id, at: now, outcome: outcome.kind, reason },
      });
    }
    if (outcome.kind === 'moved') await followChat(tx, message, outcome);
    if (next.notBefore !== undefined && holdsBack(outcome)) {
      await tx.outboxMessage.updateMany({
        where: { ...toSame(message), state: 'waiting', notBefore: { lt: next.notBefore } },
        data: { notBefore: next.notBefore },
      });
    }
    if (moved.count === 0) return 'lostClaim';
    await settleJoined(tx, message.id, outcome, next, now);
    if (outcome.kind === 'failed') await noteUnreachable(deps, tx, message, outcome.reason, now);
    return next.state;
  });
}

/**
 * What is told in a message shares its fate. Where that was not true itself, or could not be drawn, the others
 * are let go, so that each can be told without it.
 */
async function settleJoined(
  tx: Tx,
  messageId: number,
  outcome: DeliveryOutcome,
  { state, reason }: NextState,
  now: Date,
): Promise<void> {
  const joined = { joinedIntoId: messageId, state: 'waiting' as const };
  if (reason === 'untrue' || ('reason' in outcome && outcome.reason === 'error')) {
    await tx.outboxMessage.updateMany({ where: joined, data: { joinedIntoId: null } });
  } else if (state !== 'waiting') {
    await tx.outboxMessage.updateMany({ where: joined, data: { state, reason, finishedAt: now } });
  }
}

interface NextState {
  state: 'sent' | 'failed' | 'dropped' | 'waiting';
  reason: string | null;
  /** When to try again; absent where it is over. */
  notBefore?: Date;
}

async function decide(
  deps: Deps,
  tx: Tx,
  message: ClaimedMessage,
  outcome: DeliveryOutcome,
  now: Date,
): Promise<NextState> {
  const after = (pause: number) => new Date(now.getTime() + pause);
  switch (outcome.kind) {
    case 'sent':
      return { state: 'sent', reason: null };
    case 'dropped':
    case 'failed':
      return { state: outcome.kind, reason: outcome.reason };
    case 'postponed':
      return { state: 'waiting', reason: 'postponed', notBefore: outcome.until };
    case 'retry': {
      const { reason, afterSeconds } = outcome;
      const errors = reason === 'error' ? await countAttempts(tx, { messageId: message.id, reason }) : 0;
      if (errors + 1 >= mostErrors) return { state: 'failed', reason };
      const pause = pauseAfterFailure({ reason, attempt: message.attempts + 1, afterSeconds }, deps.random);
      return { state: 'waiting', reason, notBefore: after(pause) };
    }
    case 'moved': {
      // Telegram moves a chat once; should it not be so, that is no reason to ask without a pause.
      const pause =
        message.attempts === 0
          ? 0
          : pauseAfterFailure({ reason: 'server', attempt: message.attempts }, deps.random);
      return { state: 'waiting', reason: outcome.reason, notBefore: after(pause) };
    }
    case 'unknown': {
      const before = await countAttempts(tx, { messageId: message.id, outcome: 'unknown' });
      const pause = pauseAfterUnknown(before + 1, deps.random);
      if (pause === null) return { state: 'failed', reason: 'unknown' };
      return { state: 'waiting', reason: 'unknown', notBefore: after(pause) };
    }
  }
}

function countAttempts(tx: Tx, where: Prisma.OutboxAttemptWhereInput): Promise<number> {
  return tx.outboxAttempt.count({ where });
}

/** A chat that goes on under another address is found there by whatever else is for it. */
async function followChat(
  tx: Tx,
  { chatId }: ClaimedMessage,
  { externalId, topicId }: Extract<DeliveryOutcome, { kind: 'moved' }>,
): Promise<void> {
  if (chatId === null) return;
  const { channel, externalId: before } = await tx.linkedChat.findUniqueOrThrow({ where: { id: chatId } });
  await tx.linkedChat.update({ where: { id: chatId }, data: { topicId } });
  await tx.linkedChat.updateMany({
    where: { channel, externalId: before, unlinkedAt: null },
    data: { externalId },
  });
}

/** Whether the recipient's other messages wait as long as this one. */
function holdsBack(outcome: DeliveryOutcome): boolean {
  return outcome.kind === 'postponed' ? outcome.forAll === true : isTried(outcome);
}

function isTried(outcome: DeliveryOutcome): boolean {
  return outcome.kind !== 'dropped' && outcome.kind !== 'postponed';
}
