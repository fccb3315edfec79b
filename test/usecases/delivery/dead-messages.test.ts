import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../../src/usecases/audit/verify-audit.ts';
import { claimMessages } from '../../../src/usecases/delivery/claim-messages.ts';
import {
  deadOnPage,
  listDeadMessages,
  readDeadMessage,
} from '../../../src/usecases/delivery/list-dead-messages.ts';
import { settleDeadMessage } from '../../../src/usecases/delivery/settle-dead-message.ts';
import { linkChat } from '../../setup/chats.ts';
import { createOutboxMessage, type NewOutboxMessage } from '../../setup/outbox.ts';
import { group, openReportingTown } from '../reporting/reporting-town.ts';

describe('a message that cannot arrive', async () => {
  const town = await openReportingTown();
  const { deps, clock, administrator, authority, member, citizen, head } = town;
  const { db } = deps;
  afterAll(() => town.database.close());
  beforeEach(async () => {
    await db.outboxMessage.deleteMany();
  });

  const fail = (changes: Partial<NewOutboxMessage> = {}) =>
    createOutboxMessage(db, {
      at: clock.now(),
      reason: 'unknown',
      ...(changes.chatId === undefined ? { recipientId: member.id } : {}),
      ...changes,
    });
  const list = async (page = 0) => {
    const outcome = await listDeadMessages(deps, { personId: administrator.id, page });
    if (outcome.kind !== 'messages') throw new Error(outcome.kind);
    return outcome;
  };
  const settle = (messageId: number, how: 'sendAgain' | 'close', personId = administrator.id) =>
    settleDeadMessage(deps, { personId, messageId, how });
  const stored = (id: number) => db.outboxMessage.findUniqueOrThrow({ where: { id } });

  it('is listed with what it is about, for whom by role and group, and why; nobody is named', async () => {
    const chatId = await linkChat(db, { workingGroupId: group, linkedById: head.id, externalId: '-100' });
    const place = { kk: 'Батыс Қазақстан облысы', ru: 'Западно-Казахстанская область' };
    const toMember = await fail({ reason: 'badRequest' });
    clock.advance(1_000);
    const toCitizen = await fail({ kind: 'feedback.answered', recipientId: citizen.id, reason: 'error' });
    clock.advance(1_000);
    const toChat = await fail({ kind: 'chat.digest', chatId });
    const { messages, total } = await list();
    expect(total).toBe(3);
    expect(messages).toEqual([
      {
        id: toChat,
        area: 'chat',
        reason: 'unknown',
        failedAt: clock.now(),
        recipient: { kind: 'chat', group: place },
      },
      expect.objectContaining({
        id: toCitizen,
        area: 'feedback',
        reason: 'error',
        recipient: { kind: 'person', role: 'citizen', group: null },
      }),
      expect.objectContaining({
        id: toMember,
        area: 'value',
        reason: 'badRequest',
        recipient: { kind: 'person', role: 'member', group: place },
      }),
    ]);
    expect(await readDeadMessage(deps, { personId: administrator.id, messageId: toChat })).toEqual({
      kind: 'message',
      message: messages[0],
    });
  });

  it('is not one that nobody can mend, that is told in another, or that is on its way', async () => {
    const dead = await fail();
    await fail({ joinedIntoId: dead });
    for (const reason of ['blocked', 'deactivated', 'chatNotFound']) await fail({ reason });
    await fail({ state: 'waiting' });
    await fail({ state: 'sent' });
    await fail({ state: 'dropped', reason: 'untrue' });
    expect((await list()).messages.map(({ id }) => id)).toEqual([dead]);
  });

  it('is listed in pages, the newest first', async () => {
    const ids: number[] = [];
    for (let count = 0; count <= deadOnPage; count += 1) {
      clock.advance(1_000);
      ids.unshift(await fail());
    }
    expect(await list(7)).toMatchObject({ page: 1, pages: 2, messages: [{ id: ids.at(-1) }] });
    expect((await list()).messages.map(({ id }) => id)).toEqual(ids.slice(0, deadOnPage));
  });

  it('is sent once more, with what was told in it; a second press does nothing', async () => {
    const dead = await fail();
    const joined = await fail({ joinedIntoId: dead });
    clock.advance(60_000);
    expect(await settle(dead, 'sendAgain')).toEqual({ kind: 'sentAgain' });
    expect(await settle(dead, 'sendAgain')).toEqual({ kind: 'alreadySettled' });
    expect(await settle(dead, 'close')).toEqual({ kind: 'alreadySettled' });
    for (const id of [dead, joined]) {
      expect(await stored(id)).toMatchObject({ state: 'waiting', notBefore: clock.now(), finishedAt: null });
    }
    const claimed = await claimMessages(db, { holder: 'this', now: clock.now(), limit: 5 });
    expect(claimed.map(({ id }) => id)).toEqual([dead]);
    expect((await list()).total).toBe(0);
  });

  it('is closed: it stays failed, and is not listed any more', async () => {
    const dead = await fail();
    expect(await settle(dead, 'close')).toEqual({ kind: 'closed' });
    expect(await settle(dead, 'close')).toEqual({ kind: 'alreadySettled' });
    expect(await stored(dead)).toMatchObject({ state: 'failed', reason: 'unknown', closedAt: clock.now() });
    expect((await list()).total).toBe(0);
    expect(await readDeadMessage(deps, { personId: administrator.id, messageId: dead })).toEqual({
      kind: 'settled',
    });
  });

  it('is settled by one of two who press at the same time', async () => {
    const dead = await fail();
    const outcomes = await Promise.all([settle(dead, 'sendAgain'), settle(dead, 'close')]);
    expect(outcomes.map(({ kind }) => kind)).toContain('alreadySettled');
    expect(new Set(outcomes.map(({ kind }) => kind)).size).toBe(2);
  });

  it('and what was done about it stands in the journal', async () => {
    const before = await db.auditEvent.count();
    const [again, closed] = [await fail(), await fail()];
    await settle(again, 'sendAgain');
    await settle(closed, 'close');
    await settle(closed, 'close');
    const events = await db.auditEvent.findMany({ orderBy: { id: 'asc' }, skip: before });
    expect(events.map(({ kind, subject, chainId, actorRef }) => [kind, subject, chainId, actorRef])).toEqual([
      ['message.sentAgain', `message:${again}`, 'country', administrator.ref],
      ['message.closed', `message:${closed}`, 'country', administrator.ref],
    ]);
    for (const { kind } of await verifyAudit(db)) expect(kind).toBe('whole');
  });

  it('is the business of administrators alone', async () => {
    const messageId = await fail();
    for (const { id: personId } of [authority, head, member, citizen]) {
      expect(await listDeadMessages(deps, { personId, page: 0 })).toEqual({ kind: 'noRight' });
      expect(await readDeadMessage(deps, { personId, messageId })).toEqual({ kind: 'noRight' });
      expect(await settle(messageId, 'sendAgain', personId)).toEqual({ kind: 'noRight' });
      expect(await settle(messageId, 'close', personId)).toEqual({ kind: 'noRight' });
    }
    expect(await stored(messageId)).toMatchObject({ state: 'failed', closedAt: null });
  });
});
