import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../../sandbox/server/sandbox.ts';
import type { Update } from '../../../sandbox/server/telegram-types.ts';
import { createFixture, type Fixture, png, userId } from './fixture.ts';

let fixture: Fixture;
const aigul = { userId, label: 'Айгүл', role: 'citizen', languageCode: 'kk', hint: 'Астана' };

beforeEach(async () => {
  fixture = await createFixture({
    personas: [aigul, { userId: 502, label: 'Иван', role: 'coordinator', languageCode: 'ru' }],
    moveClock: async (to) => {
      fixture.clock.advance('advanceMs' in to ? to.advanceMs : 1);
      return { now: fixture.clock.now() };
    },
  });
});

async function get(target: string, from: Sandbox = fixture.sandbox): Promise<Response> {
  return from.fetch(new Request(`http://sandbox/sandbox/api/${target}`));
}

async function post(target: string, body: unknown): Promise<{ status: number; body: unknown }> {
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
  const response = await fixture.sandbox.fetch(new Request(`http://sandbox/sandbox/api/${target}`, init));
  return { status: response.status, body: await response.json() };
}

const chat = async () => (await get(`chats/${userId}`)).json() as Promise<Record<string, unknown>>;

async function updates(): Promise<Update[]> {
  return (await fixture.call('getUpdates')).result as Update[];
}

describe('the control interface', () => {
  it('tells the state and a chat', async () => {
    await fixture.call('setMyShortDescription', { short_description: 'Қысқаша', language_code: 'kk' });
    fixture.sandbox.addPersona({ userId: 503, label: 'Данияр', role: 'member', languageCode: 'kk' });
    expect(await (await get('state?language=kk')).json()).toEqual({
      now: '2026-11-22T05:00:00.000Z',
      personas: [aigul, expect.objectContaining({ userId: 502 }), expect.objectContaining({ userId: 503 })],
      bot: { username: 'qala_bot', firstName: 'Qala', description: '', shortDescription: 'Қысқаша' },
      canMoveClock: true,
    });
    await fixture.say('Where?', {
      reply_markup: {
        keyboard: [[{ text: 'Here', request_location: true }]],
        input_field_placeholder: 'City',
      },
    });
    expect(await chat()).toMatchObject({
      messages: [
        { from: 'user', text: '/start' },
        { from: 'bot', text: 'Where?' },
      ],
      replyKeyboard: { rows: [[{ text: 'Here', requestLocation: true }]], placeholder: 'City' },
      commands: [],
      blocked: false,
      unread: 1,
    });
    await post(`chats/${userId}/read`, {});
    expect(await chat()).toMatchObject({ unread: 0 });
  });

  it('sends what a person writes, taps and starts', async () => {
    const { message_id } = await fixture.say('x', {
      reply_markup: { inline_keyboard: [[{ text: 'b', callback_data: 'd' }]] },
    });
    await post(`chats/${userId}/messages`, { text: 'hello', replyTo: message_id });
    await post(`chats/${userId}/messages`, { location: { latitude: 1, longitude: 2 } });
    await post(`chats/${userId}/messages`, { contact: { phoneNumber: '7', firstName: 'A' } });
    await post(`chats/${userId}/messages`, { sticker: true });
    await post(`chats/${userId}/messages`, { voice: true });
    const tapped = await post(`chats/${userId}/callbacks`, { messageId: message_id, data: 'd' });
    await post(`chats/${userId}/block`, { blocked: true });
    await post(`chats/${userId}/start`, { payload: 'deep' });
    const { callbackId } = tapped.body as { callbackId: string };
    expect(await updates()).toMatchObject([
      { message: { text: 'hello', reply_to_message: { message_id } } },
      { message: { location: { latitude: 1, longitude: 2 } } },
      { message: { contact: { phone_number: '7' } } },
      { message: { sticker: {} } },
      { message: { voice: {} } },
      { callback_query: { id: callbackId, data: 'd' } },
      { my_chat_member: { new_chat_member: { status: 'kicked' } } },
      { my_chat_member: { new_chat_member: { status: 'member' } } },
      { message: { text: '/start deep' } },
    ]);
  });

  it('takes pictures, albums and documents, and gives files back', async () => {
    const form = new FormData();
    form.append('photo', new Blob([png(3, 3)]), 'a.png');
    form.append('photo', new Blob([png(4, 4)]), 'b.png');
    form.append('document', new Blob(['<script>'], { type: 'text/html' }), 'a.html');
    form.append('caption', 'three');
    const target = `http://sandbox/sandbox/api/chats/${userId}/messages`;
    await fixture.sandbox.fetch(new Request(target, { method: 'POST', body: form }));
    const [first, second, third] = fixture.sandbox.as(userId).messages().slice(-3);
    expect(first).toMatchObject({
      caption: 'three',
      photo: { width: 3 },
      mediaGroupId: second?.mediaGroupId,
    });
    const picture = await get(`files/${second?.photo?.fileId}`);
    expect(picture.headers.get('content-type')).toBe('image/png');
    expect(new Uint8Array(await picture.arrayBuffer())).toEqual(png(4, 4));
    const page = await get(`files/${third?.document?.fileId}`);
    expect(page.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''a.html");
    expect(page.headers.get('content-type')).toBe('application/octet-stream');
    expect((await get('files/none')).status).toBe(404);
  });

  it('moves the clock when it can', async () => {
    expect((await post('clock', { advanceMs: 3_600_000 })).body).toEqual({ now: '2026-11-22T06:00:00.000Z' });
    expect((await post('clock', { nextDeadline: true })).status).toBe(200);
    expect((await post('clock', { advanceMs: -1 })).status).toBe(400);
    fixture = await createFixture();
    expect((await post('clock', { advanceMs: 1 })).status).toBe(404);
  });

  it.each<[string, unknown]>([
    ['messages', { text: ' ' }],
    ['messages', { location: { latitude: 100, longitude: 0 } }],
    ['callbacks', { messageId: 'one', data: 'd' }],
    ['start', { payload: 'a b' }],
    ['block', {}],
  ])('refuses %s %j', async (target, body) => {
    expect((await post(`chats/${userId}/${target}`, body)).status).toBe(400);
  });

  it('refuses a person that is no number', async () => {
    expect((await get('chats/me')).status).toBe(400);
  });
});

describe('the stream of events', () => {
  it('tells what happens as it happens, and ends with the sandbox', async () => {
    const response = await get('events');
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const reader = (response.body as ReadableStream<Uint8Array>)
      .pipeThrough(new TextDecoderStream())
      .getReader();
    let read = '';
    async function readUntil(part: string): Promise<void> {
      while (!read.includes(part)) read += (await reader.read()).value ?? '';
    }
    await readUntil('connected');
    const { message_id } = await fixture.say('one', {
      reply_markup: { inline_keyboard: [[{ text: 'b', callback_data: 'd' }]] },
    });
    const { id } = await fixture.sandbox.as(userId).press('b');
    await fixture.call('answerCallbackQuery', { callback_query_id: id, text: 'Done' });
    await fixture.call('editMessageText', { chat_id: userId, message_id, text: 'two' });
    await fixture.call('deleteMessage', { chat_id: userId, message_id });
    await post('clock', { advanceMs: 1000 });
    await readUntil('"clock"');
    const events = read
      .split('\n')
      .flatMap((line) => (line.startsWith('data: ') ? [JSON.parse(line.slice(6))] : []));
    expect(events).toMatchObject([
      {
        type: 'message',
        userId,
        message: { text: 'one', inlineKeyboard: [[{ text: 'b', callbackData: 'd' }]] },
      },
      { type: 'callbackAnswer', userId, callbackId: id, text: 'Done' },
      { type: 'edited', userId, message: { id: message_id, text: 'two' } },
      { type: 'deleted', userId, messageId: message_id },
      { type: 'clock', now: '2026-11-22T05:00:01.000Z' },
    ]);
    await fixture.sandbox.close();
    expect((await reader.read()).done).toBe(true);
  });
});

describe('the page', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'sandbox-page-'));
    await writeFile(path.join(folder, 'index.html'), '<!doctype html>');
    await writeFile(path.join(folder, 'app.js'), 'export {};');
  });

  afterEach(() => rm(folder, { recursive: true }));

  it('is served from its folder and nothing outside of it', async () => {
    const { sandbox } = await createFixture({ webDir: folder });
    const page = async (target: string) => sandbox.fetch(new Request(`http://sandbox${target}`));
    expect(await (await page('/')).text()).toBe('<!doctype html>');
    expect((await page('/app.js')).headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect((await page('/..%2f..%2fetc%2fpasswd')).status).toBe(404);
    expect((await page('/none')).status).toBe(404);
    expect((await (await createFixture()).sandbox.fetch(new Request('http://sandbox/'))).status).toBe(404);
  });
});
