import { afterEach, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../../sandbox/server/sandbox.ts';
import { createFixture, seededRandom, token, userId } from './fixture.ts';

describe('limits on sending', () => {
  it('ask to wait as long as the window lasts', async () => {
    const fixture = await createFixture({
      limits: { perSecond: 3, perChatPerSecond: 2, perGroupPerMinute: 1 },
    });
    const { groups } = fixture.sandbox;
    const groupId = groups.create({ title: 'G', memberIds: [userId] }).id;
    groups.addBot(groupId, userId);
    const send = (chat_id: number) => fixture.call('sendMessage', { chat_id, text: 'x' });
    const status = async (chat_id: number) => (await send(chat_id)).status;

    expect([await status(userId), await status(userId)]).toEqual([200, 200]);
    expect(await send(userId)).toMatchObject({
      status: 429,
      error_code: 429,
      description: 'Too Many Requests: retry after 1',
      parameters: { retry_after: 1 },
    });
    expect(await status(groupId)).toBe(200);
    expect((await send(502)).description).toBe('Too Many Requests: retry after 1');
    fixture.clock.advance(1000);
    expect(await status(userId)).toBe(200);
    expect(await send(groupId)).toMatchObject({ parameters: { retry_after: 59 } });
    fixture.clock.advance(59_000);
    expect(await status(groupId)).toBe(200);
    expect(await fixture.call('getMe')).toMatchObject({ ok: true });
  });

  it('do not exist unless set', async () => {
    const fixture = await createFixture();
    for (let count = 0; count < 200; count += 1) await fixture.say('x');
    expect(fixture.sandbox.calls.at(-1)).toMatchObject({ method: 'sendMessage', ok: true, chatId: userId });
  });
});

describe('faults', () => {
  let sandbox: Sandbox | undefined;

  afterEach(() => sandbox?.close());

  it('fail so many matching requests, and no others', async () => {
    const fixture = await createFixture();
    const { faults } = fixture.sandbox;
    faults.failNext({ method: 'sendMessage', chatId: userId, times: 2, with: { code: 429, retryAfter: 9 } });
    faults.failNext({ method: 'getMe', with: { code: 502 } });
    const send = () => fixture.call('sendMessage', { chat_id: userId, text: 'x' });
    expect(await send()).toMatchObject({ error_code: 429, parameters: { retry_after: 9 } });
    expect(await fixture.call('getMe')).toMatchObject({ status: 502, description: 'Bad Gateway' });
    expect(await send()).toMatchObject({ error_code: 429 });
    expect(await send()).toMatchObject({ ok: true });
    faults.failNext({ with: { code: 403, description: 'Forbidden: bot was blocked by the user' } });
    expect(await fixture.call('getUpdates')).toMatchObject({ ok: true });
    expect(await send()).toMatchObject({ status: 403 });
  });

  it('come by chance, the same for the same seed', async () => {
    const fixture = await createFixture({ random: seededRandom(7) });
    fixture.sandbox.faults.setChance({ method: 'getMe', probability: 0.5, with: { code: 500 } });
    const codes = [];
    for (let count = 0; count < 100; count += 1) codes.push((await fixture.call('getMe')).status);
    const failed = codes.filter((code) => code === 500).length;
    expect(failed).toBeGreaterThan(30);
    expect(failed).toBeLessThan(70);
    fixture.sandbox.faults.clear();
    expect((await fixture.call('getMe')).ok).toBe(true);
  });

  it('cut the connection before the work, or lose the answer after it', async () => {
    const fixture = await createFixture();
    sandbox = fixture.sandbox;
    const { url } = await sandbox.listen();
    const person = sandbox.as(userId);
    const send = (text: string) => fetch(`${url}/bot${token}/sendMessage?chat_id=${userId}&text=${text}`);
    sandbox.faults.failNext({ method: 'sendMessage', with: 'reset' });
    await expect(send('never')).rejects.toThrow('fetch failed');
    expect(person.messages()).toHaveLength(1);
    expect(sandbox.calls.at(-1)).toMatchObject({ ok: false, description: 'connection reset' });
    sandbox.faults.failNext({ method: 'sendMessage', with: 'lostAnswer' });
    await expect(send('sent')).rejects.toThrow('fetch failed');
    expect(person.last().text).toBe('sent');
    expect(sandbox.calls.at(-1)).toMatchObject({ ok: true, lost: true });
    sandbox.faults.failNext({ method: 'sendMessage', with: 'reset' });
    await expect(fixture.say('without a socket')).rejects.toThrow('connection reset');
  });
});

describe('the log of calls', () => {
  it('holds each call with its outcome and names of files, and tells listeners', async () => {
    const fixture = await createFixture();
    const heard: string[] = [];
    const stop = fixture.sandbox.onCall(({ method }) => heard.push(method));
    await fixture.upload('sendDocument', { chat_id: String(userId), document: new Blob(['abc']) });
    await fixture.call('sendMessage', { chat_id: userId, text: '' });
    stop();
    await fixture.call('getMe');
    expect(heard).toEqual(['sendDocument', 'sendMessage']);
    expect(fixture.sandbox.calls.slice(-3)).toMatchObject([
      { method: 'sendDocument', ok: true, params: { document: { fileName: 'document', size: 3 } } },
      { method: 'sendMessage', ok: false, errorCode: 400, description: 'Bad Request: message text is empty' },
      { method: 'getMe', ok: true, result: { username: 'qala_bot' } },
    ]);
  });
});
