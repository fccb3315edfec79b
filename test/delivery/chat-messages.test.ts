import { GrammyError, HttpError } from 'grammy';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Html } from '../../src/i18n/html.ts';
import { createTranslations } from '../../src/i18n/translate.ts';
import { createDeliverer } from '../../src/telegram/deliver-notification.ts';
import type { Messenger } from '../../src/telegram/messenger.ts';
import { type ChatNotificationContext, chatNotification, joining } from '../../src/telegram/notification.ts';
import { verifyAudit } from '../../src/usecases/audit/verify-audit.ts';
import { gatherMilliseconds } from '../../src/usecases/delivery/gather-messages.ts';
import { linkChat, type NewLinkedChat } from '../setup/chats.ts';
import { minute } from '../setup/clock.ts';
import { type Deliver, type Outbox, openOutbox } from './outbox.ts';

interface Refusal {
  code: number;
  description: string;
  parameters?: { migrate_to_chat_id?: number; retry_after?: number };
}

let outbox: Outbox;
let coordinator: number;
/** Each request: into which chat and topic, in which language, and the versions it tells of. */
let sent: { chat: string; topic?: number; of: string }[];
let answers: (Refusal | 'lostAnswer' | 'sent')[];
let isJoined: boolean;

beforeEach(async () => {
  outbox = await openOutbox();
  [coordinator = 0] = await outbox.addPeople(1);
  sent = [];
  answers = [];
  isJoined = false;
});
afterEach(() => outbox.close());

const digest = chatNotification({
  kind: 'value.decided',
  render: async ({ chat, language }, { versionId }) => ({
    text: `${chat.workingGroupId} ${language} ${versionId}` as Html,
  }),
});
const together = joining<{ versionId: number }, number, ChatNotificationContext>({
  read: async (_, all) => all.map(({ versionId }) => versionId),
  draw: async (_, parts) => ({ text: parts.join('+') as Html }),
});

function deliverer(): Deliver {
  const sendMessage = async (chat: string, text: string, options: { message_thread_id?: number }) => {
    const topic = options.message_thread_id;
    sent.push({ chat, ...(topic === undefined ? {} : { topic }), of: text });
    const answer = answers.shift() ?? 'sent';
    if (answer === 'sent') return { message_id: sent.length };
    if (answer === 'lostAnswer') throw new HttpError('lost', new Error('reset'));
    const { code, description, parameters = {} } = answer;
    throw new GrammyError(
      'refused',
      { ok: false, error_code: code, description, parameters },
      'sendMessage',
      {},
    );
  };
  return createDeliverer({
    deps: outbox.deps,
    messenger: { api: { sendMessage } } as unknown as Messenger,
    translations: createTranslations(),
    botName: 'bot',
    notifications: [],
    chatNotifications: [isJoined ? { ...digest, join: together } : digest],
  });
}

const link = (changes: Partial<NewLinkedChat> = {}) =>
  linkChat(outbox.deps.db, {
    workingGroupId: 'wg_west_kazakhstan',
    linkedById: coordinator,
    externalId: '-100',
    ...changes,
  });
const chatOf = (id: number) => outbox.deps.db.linkedChat.findUniqueOrThrow({ where: { id } });

/** Works for that long, looking every second. */
async function workFor(milliseconds: number): Promise<void> {
  const worker = outbox.work(deliverer());
  await worker.whenIdle();
  for (let passed = 0; passed < milliseconds; passed += 1_000) {
    outbox.clock.advance(1_000);
    await worker.whenIdle();
  }
  await worker.stop();
}

describe('a message for a linked chat', () => {
  it('is sent into the chat and topic, in the language of the chat', async () => {
    const chatId = await link({ topicId: '7', language: 'ru' });
    const id = await outbox.owe({ chatId });
    await workFor(0);
    expect(sent).toEqual([{ chat: '-100', topic: 7, of: 'wg_west_kazakhstan ru 2' }]);
    expect(await outbox.message(id)).toMatchObject({ state: 'sent', messageRef: '1', attempts: 1 });
  });

  it('is for a chat or for a person: the database takes neither both nor none', async () => {
    const chatId = await link();
    const both = { chatId, recipientId: coordinator } as unknown as { chatId: number };
    await expect(outbox.owe(both)).rejects.toThrow('OutboxMessage_one_recipient');
    await expect(outbox.owe({} as { chatId: number })).rejects.toThrow('OutboxMessage_one_recipient');
  });

  it('keeps the limit of groups: twenty a minute, whichever links lead there, in order', async () => {
    const [first, second] = [await link(), await link({ topicId: '7' })];
    const other = await link({ externalId: '-200' });
    const owed: number[] = [];
    for (let count = 0; count < 15; count += 1) {
      owed.push(await outbox.owe({ chatId: first }), await outbox.owe({ chatId: second }));
    }
    await outbox.owe({ chatId: other });
    await workFor(minute - 1_000);
    expect(sent.filter(({ chat }) => chat === '-100')).toHaveLength(20);
    // Another chat does not wait for it.
    expect(sent.slice(0, 3).map(({ chat }) => chat)).toContain('-200');
    await workFor(minute);
    for (const chatId of [first, second]) {
      const rows = await outbox.deps.db.outboxMessage.findMany({
        where: { chatId },
        orderBy: { id: 'asc' },
      });
      expect(rows.every(({ state, attempts }) => state === 'sent' && attempts === 1)).toBe(true);
      const refs = rows.map(({ messageRef }) => Number(messageRef));
      expect(refs).toEqual(refs.toSorted((a, b) => a - b));
    }
  });

  it('is repeated after a lost answer, before the chat’s others', async () => {
    const chatId = await link();
    answers = ['lostAnswer'];
    const [first, second] = [await outbox.owe({ chatId }), await outbox.owe({ chatId })];
    await workFor(minute);
    expect(await outbox.message(first)).toMatchObject({ state: 'sent', attempts: 2, messageRef: '2' });
    expect(await outbox.message(second)).toMatchObject({ state: 'sent', attempts: 1, messageRef: '3' });
  });

  it('is found again where its worker died', async () => {
    const chatId = await link();
    const id = await outbox.owe({ chatId });
    await outbox.deps.db.$executeRaw`
      UPDATE "OutboxMessage" SET "state" = 'claimed', "claimedBy" = 'dead',
        "claimedAt" = clock_timestamp() - interval '61 seconds' WHERE "id" = ${id}`;
    await workFor(minute);
    const { state, log } = await outbox.message(id);
    expect([state, ...log.map(({ outcome }) => outcome)]).toEqual(['sent', 'unknown', 'sent']);
  });

  it('of a kind that is joined is told together with the chat’s others', async () => {
    isJoined = true;
    const [chatId, other] = [await link(), await link({ externalId: '-200' })];
    await outbox.owe({ chatId });
    await outbox.owe({ chatId: other });
    await outbox.owe({ chatId });
    await workFor(0);
    expect(sent.map(({ chat, of }) => `${chat} ${of}`).toSorted()).toEqual([
      '-100 2+4',
      '-200 wg_west_kazakhstan kk 3',
    ]);
    await outbox.owe({ chatId });
    outbox.clock.advance(gatherMilliseconds - 1);
    await workFor(0);
    expect(sent).toHaveLength(2);
    outbox.clock.advance(1);
    await workFor(0);
    expect(sent).toHaveLength(3);
  });

  it('follows the chat when it becomes a supergroup, with everything else that is for it', async () => {
    const [chatId, other] = [await link(), await link({ workingGroupId: 'wg_astana' })];
    const moved = {
      code: 400,
      description: 'Bad Request: group chat was upgraded to a supergroup chat',
      parameters: { migrate_to_chat_id: -1001 },
    };
    answers = [moved];
    const [first, second] = [await outbox.owe({ chatId }), await outbox.owe({ chatId })];
    await workFor(10_000);
    expect(sent.map(({ chat }) => chat)).toEqual(['-100', '-1001', '-1001']);
    expect(await chatOf(chatId)).toMatchObject({ externalId: '-1001', unlinkedAt: null });
    expect((await chatOf(other)).externalId).toBe('-1001');
    expect((await outbox.message(first)).log.map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['moved', 'chatMoved'],
      ['sent', null],
    ]);
    expect((await outbox.message(second)).state).toBe('sent');
  });

  it('goes without the topic where that was deleted', async () => {
    const chatId = await link({ topicId: '7' });
    answers = [{ code: 400, description: 'Bad Request: message thread not found' }];
    await outbox.owe({ chatId });
    await workFor(10_000);
    expect(sent.map(({ topic }) => topic)).toEqual([7, undefined]);
    expect((await chatOf(chatId)).topicId).toBeNull();
  });

  it.each([
    [403, 'Forbidden: bot was kicked from the supergroup chat', 'blocked'],
    [403, 'Forbidden: bot is not a member of the supergroup chat', 'blocked'],
    [400, 'Bad Request: chat not found', 'chatNotFound'],
  ])(
    'finds the bot removed (%d %s): the chat is unlinked, what waits for it is dropped',
    async (code, description, reason) => {
      const [chatId, topic] = [await link(), await link({ topicId: '7' })];
      const elsewhere = await link({ externalId: '-200' });
      answers = [{ code, description }];
      const first = await outbox.owe({ chatId });
      const waiting = [await outbox.owe({ chatId }), await outbox.owe({ chatId: topic })];
      const tomorrow = new Date(outbox.clock.now().getTime() + 24 * 60 * minute);
      waiting.push(await outbox.owe({ chatId, notBefore: tomorrow }));
      await workFor(10_000);
      expect(sent).toHaveLength(1);
      expect(await outbox.message(first)).toMatchObject({ state: 'failed', reason });
      for (const id of waiting) {
        expect(await outbox.message(id)).toMatchObject({
          state: 'dropped',
          reason: 'unlinked',
          log: [{ outcome: 'dropped', reason: 'unlinked' }],
        });
      }
      for (const id of [chatId, topic]) expect((await chatOf(id)).unlinkedAt).not.toBeNull();
      expect((await chatOf(elsewhere)).unlinkedAt).toBeNull();
      const events = await outbox.deps.db.auditEvent.findMany({ where: { kind: 'chat.unlinked' } });
      expect(events.map(({ subject, chainId }) => [subject, chainId])).toEqual([
        [`chat:${chatId}`, 'wg_west_kazakhstan'],
        [`chat:${topic}`, 'wg_west_kazakhstan'],
      ]);
      for (const { kind } of await verifyAudit(outbox.deps.db)) expect(kind).toBe('whole');
    },
  );

  it.each([['not confirmed', { isConfirmed: false }]])('whose link is %s is dropped', async (_, changes) => {
    const id = await outbox.owe({ chatId: await link(changes) });
    await workFor(0);
    expect(sent).toEqual([]);
    expect(await outbox.message(id)).toMatchObject({ state: 'dropped', reason: 'unlinked' });
  });
});
