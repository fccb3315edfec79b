import { beforeEach, describe, expect, it } from 'vitest';
import { createFixture, type Fixture, token, userId } from './fixture.ts';

let fixture: Fixture;

beforeEach(async () => {
  fixture = await createFixture();
});

/** The description with which a method refuses. */
async function refusal(method: string, parameters: Record<string, unknown>): Promise<[number, string]> {
  const { ok, status, error_code, description } = await fixture.call(method, parameters);
  expect(ok).toBe(false);
  expect(status).toBe(error_code);
  return [status, description ?? ''];
}

const send = (parameters: Record<string, unknown>) =>
  refusal('sendMessage', { chat_id: userId, text: 'x', ...parameters });

describe('addressing the server', () => {
  it('refuses an unknown method and a wrong token', async () => {
    expect(await refusal('sendGift', {})).toEqual([404, 'Not Found']);
    const response = await fixture.sandbox.fetch(new Request('http://sandbox/bot1:wrong/getMe'));
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({ ok: false, error_code: 401, description: 'Unauthorized' });
  });

  it('takes parameters from the query, a form, JSON and multipart, and method names in any case', async () => {
    const base = `http://sandbox/bot${token}/SENDMESSAGE`;
    const form = new FormData();
    form.set('chat_id', String(userId));
    form.set('text', 'four');
    form.set('reply_markup', JSON.stringify({ inline_keyboard: [[{ text: 'b', callback_data: 'd' }]] }));
    const requests = [
      new Request(`${base}?chat_id=${userId}&text=one`),
      new Request(base, { method: 'POST', body: new URLSearchParams({ chat_id: `${userId}`, text: 'two' }) }),
      new Request(base, {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify({ chat_id: userId, text: 'three' }),
      }),
      new Request(base, { method: 'POST', body: form }),
    ];
    for (const request of requests) expect((await fixture.sandbox.fetch(request)).status).toBe(200);
    const person = fixture.sandbox.as(userId);
    expect(
      person
        .messages()
        .slice(-4)
        .map(({ text }) => text),
    ).toEqual(['one', 'two', 'three', 'four']);
    expect(person.keyboard()).toEqual([['b']]);
  });

  it('refuses a body that is not JSON', async () => {
    const request = new Request(`http://sandbox/bot${token}/getMe`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{',
    });
    expect(await (await fixture.sandbox.fetch(request)).json()).toMatchObject({ error_code: 400 });
  });
});

describe('checking parameters', () => {
  it.each<[Record<string, unknown>, string]>([
    [{ chat_id: undefined }, 'chat_id is empty'],
    [{ text: undefined }, 'message text is empty'],
    [{ text: '' }, 'message text is empty'],
    [{ text: '  \n ' }, 'text must be non-empty'],
    [{ text: '<b></b>', parse_mode: 'HTML' }, 'text must be non-empty'],
    [{ text: 'ә'.repeat(4097) }, 'message is too long'],
    [{ parse_mode: 'BBCode' }, 'unsupported parse_mode'],
    [{ parse_mode: 'MarkdownV2' }, 'the sandbox does not serve parse_mode MarkdownV2'],
    [{ colour: 'red' }, 'unknown parameter "colour" of sendMessage'],
    [{ message_thread_id: 3 }, 'the sandbox does not serve the parameter "message_thread_id" of sendMessage'],
    [{ chat_id: 1.5 }, 'wrong type of parameter "chat_id": expected Integer or String'],
    [{ text: 5 }, 'wrong type of parameter "text": expected String'],
    [{ disable_notification: 'maybe' }, 'wrong type of parameter "disable_notification": expected Boolean'],
    [{ reply_markup: '{broken' }, "can't parse reply keyboard markup JSON object"],
    [{ reply_markup: '5' }, 'object expected as reply markup'],
    [{ reply_markup: {} }, 'object expected as reply markup'],
    [
      { entities: [{ type: 'bold', offset: 0, length: 9 }] },
      'entity beginning or end is outside of the text',
    ],
    [
      { entities: [{ type: 'loud', offset: 0, length: 1 }] },
      'can\'t parse MessageEntity: unsupported type "loud"',
    ],
    [{ reply_parameters: { message_id: 999 } }, 'message to be replied not found'],
    [{ reply_parameters: { message_id: 1, quote: 'absent' } }, 'QUOTE_TEXT_INVALID'],
  ])('%j', async (parameters, description) => {
    expect(await send(parameters)).toEqual([400, `Bad Request: ${description}`]);
  });

  it('counts the characters that remain after parsing', async () => {
    const text = `<b>${'ә'.repeat(4096)}</b>`;
    expect(await fixture.call('sendMessage', { chat_id: userId, text, parse_mode: 'HTML' })).toMatchObject({
      ok: true,
    });
  });

  it('replies, quotes, and sends without the reply when allowed', async () => {
    const original = await fixture.say('The whole sentence');
    const quoted = await fixture.say('yes', {
      reply_parameters: { message_id: original.message_id, quote: 'whole' },
    });
    expect(quoted.reply_to_message).toMatchObject({ text: 'The whole sentence' });
    expect(quoted.quote).toMatchObject({ text: 'whole', position: 4 });
    const lone = await fixture.say('no', {
      reply_parameters: { message_id: 999, allow_sending_without_reply: true },
    });
    expect(lone.reply_to_message).toBeUndefined();
  });

  it('lets through what the real server ignores when it is not strict, and flags it', async () => {
    const lenient = await createFixture({ strict: false });
    const text = 'R&D &nbsp;';
    await lenient.say(text, { colour: 'red', message_thread_id: 3, parse_mode: 'HTML' });
    expect(lenient.sandbox.as(userId).last().text).toBe(text);
    expect(lenient.sandbox.calls.at(-1)?.flags).toHaveLength(2);
    expect(await lenient.call('sendMessage', { chat_id: userId, text: 5 })).toMatchObject({
      result: { text: '5' },
    });
    expect(await lenient.call('getUpdates', { limit: 1000 })).toMatchObject({ ok: true });
  });
});

describe('people who cannot be written to', () => {
  it('does not know a chat that does not exist', async () => {
    expect(await send({ chat_id: 999 })).toEqual([400, 'Bad Request: chat not found']);
    expect(await send({ chat_id: -999 })).toEqual([400, 'Bad Request: chat not found']);
    expect(await send({ chat_id: '@nobody' })).toEqual([400, 'Bad Request: chat not found']);
  });

  it('may not write first', async () => {
    fixture.sandbox.users.createUser({ id: 502, firstName: 'Иван' });
    const text = "Forbidden: bot can't initiate conversation with a user";
    expect(await send({ chat_id: 502 })).toEqual([403, text]);
    await fixture.sandbox.as(502).send('/start');
    await fixture.say('now it may', { chat_id: 502 });
  });

  it('may not write to someone who blocked it, until unblocked', async () => {
    const person = fixture.sandbox.as(userId);
    person.block();
    person.block();
    expect(await send({})).toEqual([403, 'Forbidden: bot was blocked by the user']);
    await expect(person.send('hello')).rejects.toThrow('has blocked the bot');
    person.unblock();
    await fixture.say('again');
    const { result } = await fixture.call('getUpdates');
    expect(result).toMatchObject([
      { my_chat_member: { old_chat_member: { status: 'member' }, new_chat_member: { status: 'kicked' } } },
      { my_chat_member: { old_chat_member: { status: 'kicked' }, new_chat_member: { status: 'member' } } },
    ]);
  });

  it('may not write to a deleted account or to a bot', async () => {
    fixture.sandbox.users.deactivate(userId);
    expect(await send({})).toEqual([403, 'Forbidden: user is deactivated']);
    expect(await send({ chat_id: 4200 })).toEqual([403, "Forbidden: bot can't send messages to bots"]);
  });
});

describe('other methods that send', () => {
  it.each<[string, Record<string, unknown>, string]>([
    ['sendChatAction', { action: 'dancing' }, 'wrong parameter action in request'],
    ['sendLocation', { latitude: 91, longitude: 0 }, 'wrong latitude'],
    ['sendLocation', { longitude: 0 }, 'latitude is empty'],
    ['copyMessage', { from_chat_id: userId, message_id: 77 }, 'message to copy not found'],
    ['copyMessage', { from_chat_id: userId }, 'message to copy not found'],
    ['copyMessage', { message_id: 1 }, 'parameter "from_chat_id" is required'],
    ['deleteMessage', {}, 'message identifier is not specified'],
    ['deleteMessage', { chat_id: undefined, message_id: 1 }, 'chat identifier is not specified'],
    ['pinChatMessage', { message_id: 77 }, 'message to pin not found'],
    ['unpinChatMessage', {}, 'message to unpin not found'],
  ])('%s %j', async (method, parameters, description) => {
    expect(await refusal(method, { chat_id: userId, ...parameters })).toEqual([
      400,
      `Bad Request: ${description}`,
    ]);
  });

  it('sends a place, copies messages and pins them', async () => {
    const location = { latitude: 51.16, longitude: 71.47 };
    await fixture.call('sendLocation', { chat_id: userId, ...location });
    const person = fixture.sandbox.as(userId);
    expect(person.last().location).toEqual(location);
    const { message_id } = await fixture.say('<i>copied</i>', { parse_mode: 'HTML' });
    await fixture.call('copyMessage', { chat_id: userId, from_chat_id: userId, message_id });
    expect(person.last()).toMatchObject({ text: 'copied', entities: [{ type: 'italic' }] });
    await fixture.call('pinChatMessage', { chat_id: userId, message_id });
    expect(await fixture.call('getChat', { chat_id: userId })).toMatchObject({
      result: { pinned_message: { message_id } },
    });
    expect(await fixture.call('unpinChatMessage', { chat_id: userId })).toMatchObject({ ok: true });
  });

  it('shows what the bot is doing', async () => {
    const events: unknown[] = [];
    fixture.sandbox.onEvent((event) => events.push(event));
    await fixture.call('sendChatAction', { chat_id: userId, action: 'typing' });
    expect(events).toEqual([{ type: 'typing', userId, action: 'typing' }]);
  });
});
