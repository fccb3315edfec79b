import { beforeEach, describe, expect, it } from 'vitest';
import type { Update } from '../../../sandbox/server/telegram-types.ts';
import { botId, createFixture, type Fixture, userId } from './fixture.ts';

let fixture: Fixture;
let groupId: number;

beforeEach(async () => {
  fixture = await createFixture();
  groupId = fixture.sandbox.groups.create({ title: 'Working group', memberIds: [userId, 502] }).id;
});

async function updates(parameters: Record<string, unknown> = {}): Promise<Update[]> {
  const { result } = await fixture.call('getUpdates', parameters);
  const all = result as Update[];
  await fixture.call('getUpdates', { offset: (all.at(-1)?.update_id ?? 0) + 1 });
  return all;
}

const say = (text: string, chat_id: number | string = groupId) =>
  fixture.call('sendMessage', { chat_id, text });

describe('a bot in a group', () => {
  it('must be added first, and may be thrown out', async () => {
    const { groups } = fixture.sandbox;
    expect((await say('x')).description).toBe('Forbidden: bot is not a member of the group chat');
    groups.addBot(groupId, userId, { payload: 'invite' });
    expect(await updates()).toMatchObject([
      { my_chat_member: { old_chat_member: { status: 'left' }, new_chat_member: { status: 'member' } } },
      { message: { new_chat_members: [{ id: botId }] } },
      { message: { text: '/start@qala_bot invite', chat: { id: groupId, type: 'group' } } },
    ]);
    expect(await say('x')).toMatchObject({ ok: true });
    groups.removeBot(groupId, userId);
    expect((await updates()).at(-1)).toMatchObject({
      my_chat_member: { new_chat_member: { status: 'kicked' } },
    });
    expect((await say('x')).description).toBe('Forbidden: bot was kicked from the group chat');
  });

  it('hears commands and replies to it, and everything as administrator', async () => {
    const { groups } = fixture.sandbox;
    groups.addBot(groupId, userId);
    const { result } = await say('question');
    await updates();
    groups.send(groupId, 502, 'chatter');
    groups.send(groupId, 502, '/status');
    groups.send(groupId, 502, '/status@other_bot');
    groups.send(groupId, 502, '/status@qala_bot');
    groups.send(groupId, 502, 'answer', { replyTo: (result as { message_id: number }).message_id });
    expect((await updates()).map(({ message }) => message?.text)).toEqual([
      '/status',
      '/status@qala_bot',
      'answer',
    ]);
    groups.promoteBot(groupId, userId);
    groups.send(groupId, 502, 'chatter');
    expect((await updates()).at(-1)?.message?.text).toBe('chatter');
  });

  it('is told of members only as administrator and when it asks', async () => {
    const { groups } = fixture.sandbox;
    groups.addBot(groupId, userId, { asAdministrator: true });
    groups.addMember(groupId, 503, userId);
    await updates({ allowed_updates: ['message', 'chat_member'] });
    groups.removeMember(groupId, 503, userId);
    expect(await updates()).toMatchObject([
      { chat_member: { new_chat_member: { status: 'kicked', user: { id: 503 } } } },
    ]);
  });

  it('answers taps there', async () => {
    const { groups } = fixture.sandbox;
    groups.addBot(groupId, userId);
    await fixture.call('sendMessage', {
      chat_id: groupId,
      text: 'x',
      reply_markup: { inline_keyboard: [[{ text: 'b', callback_data: 'd' }]] },
    });
    const message = groups.messages(groupId).at(-1);
    const id = groups.tap(groupId, 502, message?.message_id ?? 0, 'd');
    expect((await updates()).at(-1)?.callback_query).toMatchObject({ id, data: 'd', message: { text: 'x' } });
    expect(await fixture.call('answerCallbackQuery', { callback_query_id: id })).toMatchObject({ ok: true });
  });

  it('is sent to the supergroup that a group has become', async () => {
    const { groups } = fixture.sandbox;
    groups.addBot(groupId, userId);
    await updates();
    const { id } = groups.upgrade(groupId);
    expect(id).toBeLessThan(-1_000_000_000_000);
    expect(await updates()).toMatchObject([
      { message: { migrate_to_chat_id: id, chat: { id: groupId } } },
      { message: { migrate_from_chat_id: groupId, chat: { id } } },
    ]);
    expect(await say('x')).toMatchObject({
      error_code: 400,
      description: 'Bad Request: group chat was upgraded to a supergroup chat',
      parameters: { migrate_to_chat_id: id },
    });
    expect(await say('x', id)).toMatchObject({ ok: true });
  });

  it('knows members and leaves', async () => {
    const { groups } = fixture.sandbox;
    const chat_id = groups.create({
      title: 'S',
      memberIds: [userId],
      type: 'supergroup',
      username: 'qala',
    }).id;
    groups.addBot(chat_id, userId);
    const status = async (user_id: number) =>
      ((await fixture.call('getChatMember', { chat_id: '@qala', user_id })).result as { status: string })
        ?.status;
    expect([await status(userId), await status(botId), await status(502)]).toEqual([
      'creator',
      'member',
      'left',
    ]);
    expect((await fixture.call('getChatMember', { chat_id, user_id: 9 })).description).toBe(
      'Bad Request: invalid user_id specified',
    );
    expect(await fixture.call('getChatMemberCount', { chat_id })).toMatchObject({ result: 2 });
    groups.promoteBot(chat_id, userId);
    const administrators = await fixture.call('getChatAdministrators', { chat_id });
    expect(administrators.result).toMatchObject([{ status: 'creator' }, { status: 'administrator' }]);
    expect(await fixture.call('leaveChat', { chat_id })).toMatchObject({ result: true });
    expect((await fixture.call('getChat', { chat_id })).description).toBe(
      'Forbidden: bot is not a member of the supergroup chat',
    );
  });

  it('may delete and pin the messages of others only as administrator', async () => {
    const { groups } = fixture.sandbox;
    groups.addBot(groupId, userId);
    const { message_id } = groups.send(groupId, 502, '/x');
    const target = { chat_id: groupId, message_id };
    expect((await fixture.call('deleteMessage', target)).description).toBe(
      "Bad Request: message can't be deleted",
    );
    expect((await fixture.call('pinChatMessage', target)).description).toBe(
      'Bad Request: not enough rights to manage pinned messages in the chat',
    );
    groups.promoteBot(groupId, userId);
    expect(await fixture.call('pinChatMessage', target)).toMatchObject({ ok: true });
    expect(await fixture.call('deleteMessage', target)).toMatchObject({ ok: true });
  });
});

describe('private chats', () => {
  it('have two members and no administrators', async () => {
    const chat_id = userId;
    expect(await fixture.call('getChat', { chat_id })).toMatchObject({
      result: { type: 'private', first_name: 'Айгүл' },
    });
    expect(await fixture.call('getChatMemberCount', { chat_id })).toMatchObject({ result: 2 });
    expect(await fixture.call('getChatMember', { chat_id, user_id: userId })).toMatchObject({
      result: { status: 'member' },
    });
    expect((await fixture.call('getChatAdministrators', { chat_id })).description).toContain(
      'no administrators',
    );
    expect((await fixture.call('leaveChat', { chat_id })).ok).toBe(false);
    fixture.sandbox.as(777).messages();
    for (const unknown of [777, 999]) {
      expect((await fixture.call('getChat', { chat_id: unknown })).description).toBe(
        'Bad Request: chat not found',
      );
    }
  });
});
