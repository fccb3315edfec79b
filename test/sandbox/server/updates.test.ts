import { beforeEach, describe, expect, it } from 'vitest';
import type { Update } from '../../../sandbox/server/telegram-types.ts';
import { createFixture, type Fixture, userId } from './fixture.ts';

let fixture: Fixture;

beforeEach(async () => {
  fixture = await createFixture();
});

async function texts(parameters: Record<string, unknown> = {}): Promise<(string | undefined)[]> {
  const { result } = await fixture.call('getUpdates', parameters);
  return (result as Update[]).map(({ message }) => message?.text);
}

async function firstId(): Promise<number> {
  const { result } = await fixture.call('getUpdates', { limit: 1 });
  return (result as Update[])[0]?.update_id ?? 0;
}

describe('getUpdates', () => {
  it('gives updates again until a greater offset confirms them', async () => {
    const person = fixture.sandbox.as(userId);
    for (const text of ['a', 'b', 'c']) await person.send(text);
    expect(await texts()).toEqual(['a', 'b', 'c']);
    expect(await texts({ limit: 2 })).toEqual(['a', 'b']);
    expect(fixture.sandbox.delivered()).toBe(false);
    const id = await firstId();
    expect(await texts({ offset: id + 1 })).toEqual(['b', 'c']);
    expect(await texts({ offset: -1 })).toEqual(['c']);
    expect(await texts()).toEqual(['c']);
    const delivered = fixture.sandbox.whenDelivered();
    expect(await texts({ offset: id + 3 })).toEqual([]);
    await delivered;
    expect(fixture.sandbox.delivered()).toBe(true);
  });

  it('waits for an update and answers at once when it comes', async () => {
    const polled = texts({ timeout: 50 });
    await fixture.sandbox.as(userId).send('came');
    expect(await polled).toEqual(['came']);
  });

  it('ends without updates when the time is over', async () => {
    const waits: number[] = [];
    const timed = await createFixture({ delay: async (ms) => void waits.push(ms) });
    expect(await timed.call('getUpdates', { timeout: 7 })).toMatchObject({ ok: true, result: [] });
    expect(waits).toEqual([7000]);
  });

  it('refuses the older of two polls', async () => {
    const first = fixture.call('getUpdates', { timeout: 50 });
    const second = texts({ timeout: 50 });
    expect(await first).toMatchObject({
      status: 409,
      error_code: 409,
      description:
        'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
    });
    expect(await texts()).toEqual([]);
    await fixture.sandbox.as(userId).send('x');
    expect(await second).toEqual(['x']);
  });

  it('does not go together with a webhook', async () => {
    const poll = fixture.call('getUpdates', { timeout: 50 });
    await fixture.call('setWebhook', { url: 'https://a.kz/hook' });
    expect(await poll).toMatchObject({ description: 'Conflict: terminated by setWebhook request' });
    expect(await fixture.call('getUpdates')).toMatchObject({
      error_code: 409,
      description:
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    });
    await fixture.call('deleteWebhook');
    expect(await texts()).toEqual([]);
  });

  it('queues only allowed types, remembers them, and reactions only when named', async () => {
    const person = fixture.sandbox.as(userId);
    await person.send('shown');
    person.react(1, '👍');
    expect(await texts({ allowed_updates: ['message_reaction'] })).toEqual(['shown']);
    await person.send('not asked for');
    person.react(1, '👍');
    const { result } = await fixture.call('getUpdates');
    expect(result).toMatchObject([{ message: { text: 'shown' } }, { message_reaction: { message_id: 1 } }]);
    await fixture.call('getUpdates', { allowed_updates: [] });
    await person.send('asked for again');
    expect(await texts({ offset: -1 })).toEqual(['asked for again']);
  });

  it.each([0, 101])('refuses a limit of %i when strict', async (limit) => {
    expect((await fixture.call('getUpdates', { limit })).description).toBe(
      'Bad Request: parameter "limit" of getUpdates must be 1-100 value',
    );
  });
});

describe('duplicates', () => {
  it('brings the same tap twice under two update ids', async () => {
    const markup = { inline_keyboard: [[{ text: 'b', callback_data: 'd' }]] };
    await fixture.say('x', { reply_markup: markup });
    fixture.sandbox.faults.duplicateUpdates(1);
    const { id } = await fixture.sandbox.as(userId).press('b');
    const { result } = await fixture.call('getUpdates');
    const [first, second] = result as Update[];
    expect(first?.callback_query?.id).toBe(id);
    expect(second?.callback_query?.id).toBe(id);
    expect(second?.update_id).toBe((first?.update_id ?? 0) + 1);
    fixture.sandbox.faults.clear();
    await fixture.sandbox.as(userId).send('once');
    expect(await texts({ offset: -1 })).toEqual(['once']);
  });
});
