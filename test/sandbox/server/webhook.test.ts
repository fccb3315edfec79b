import { describe, expect, it } from 'vitest';
import type { Update } from '../../../sandbox/server/telegram-types.ts';
import { createFixture, userId } from './fixture.ts';

interface Delivery {
  url: string;
  headers: Headers;
  update: Update;
  answer(response: Response): void;
}

/** A webhook whose every request the test answers by hand. */
async function createHooked(settings: Record<string, unknown> = {}) {
  const deliveries: Delivery[] = [];
  const waits: number[] = [];
  let arrived = () => {};
  const fixture = await createFixture({
    delay: async (ms) => void waits.push(ms),
    postToWebhook: (url, init) =>
      new Promise((resolve) => {
        const update = JSON.parse(String(init.body)) as Update;
        deliveries.push({ url, headers: new Headers(init.headers), update, answer: resolve });
        arrived();
      }),
  });
  const url = 'https://a.kz/hook';
  const set = await fixture.call('setWebhook', { url, ...settings });

  /** The delivery with that number, as soon as it has been made. */
  async function delivery(index: number): Promise<Delivery> {
    while (deliveries.length <= index) await new Promise<void>((resolve) => (arrived = resolve));
    return deliveries[index] as Delivery;
  }

  return { ...fixture, set, deliveries, waits, delivery };
}

describe('delivery to a webhook', () => {
  it('posts updates with the secret and forgets them when accepted', async () => {
    const hooked = await createHooked({ secret_token: 'sesame', max_connections: 5 });
    expect(hooked.set).toMatchObject({ result: true, description: 'Webhook was set' });
    await hooked.sandbox.as(userId).send('hello');
    const { url, headers, update, answer } = await hooked.delivery(0);
    expect(url).toBe('https://a.kz/hook');
    expect(headers.get('x-telegram-bot-api-secret-token')).toBe('sesame');
    expect(headers.get('content-type')).toBe('application/json');
    expect(update.message?.text).toBe('hello');
    expect(await hooked.call('getWebhookInfo')).toMatchObject({
      result: { url, has_custom_certificate: false, pending_update_count: 1, max_connections: 5 },
    });
    expect(hooked.sandbox.delivered()).toBe(false);
    answer(new Response(null, { status: 204 }));
    await hooked.sandbox.whenDelivered();
  });

  it('tries again with growing delay and tells the last error', async () => {
    const hooked = await createHooked();
    await hooked.sandbox.as(userId).send('hello');
    for (const index of [0, 1, 2]) {
      (await hooked.delivery(index)).answer(
        new Response('', { status: 503, statusText: 'Service Unavailable' }),
      );
    }
    const last = await hooked.delivery(3);
    expect(hooked.waits).toEqual([1000, 2000, 4000]);
    expect(new Set(hooked.deliveries.map(({ update }) => update.update_id)).size).toBe(1);
    expect(await hooked.call('getWebhookInfo')).toMatchObject({
      result: {
        last_error_date: hooked.clock.now().getTime() / 1000,
        last_error_message: 'Wrong response from the webhook: 503 Service Unavailable',
      },
    });
    last.answer(new Response(''));
    await hooked.sandbox.whenDelivered();
  });

  it('keeps the order within a chat, and does not let one chat wait for another', async () => {
    const hooked = await createHooked();
    await hooked.sandbox.as(userId).send('1');
    await hooked.sandbox.as(userId).send('2');
    await hooked.sandbox.as(502).send('other');
    const [first, other] = [await hooked.delivery(0), await hooked.delivery(1)];
    expect([first.update.message?.text, other.update.message?.text]).toEqual(['1', 'other']);
    other.answer(new Response(''));
    first.answer(new Response(''));
    const second = await hooked.delivery(2);
    expect(second.update.message?.text).toBe('2');
    second.answer(new Response(''));
    await hooked.sandbox.whenDelivered();
  });

  it('has no more requests at once than connections', async () => {
    const hooked = await createHooked({ max_connections: 1 });
    await hooked.sandbox.as(userId).send('1');
    await hooked.sandbox.as(502).send('2');
    const first = await hooked.delivery(0);
    expect(hooked.deliveries).toHaveLength(1);
    first.answer(new Response(''));
    (await hooked.delivery(1)).answer(new Response(''));
    await hooked.sandbox.whenDelivered();
  });

  it('runs a method that comes as the answer', async () => {
    const hooked = await createHooked();
    await hooked.sandbox.as(userId).send('hello');
    const answer = { method: 'sendMessage', chat_id: userId, text: 'from the answer' };
    (await hooked.delivery(0)).answer(Response.json(answer));
    await hooked.sandbox.whenDelivered();
    expect(hooked.sandbox.as(userId).last().text).toBe('from the answer');
  });

  it('delivers what waited before it was set, or drops it', async () => {
    const kept = await createHooked();
    await kept.call('deleteWebhook');
    await kept.sandbox.as(userId).send('waited');
    await kept.call('setWebhook', { url: 'https://a.kz/other' });
    const waiting = await kept.delivery(0);
    expect(waiting.update.message?.text).toBe('waited');
    await kept.call('deleteWebhook', { drop_pending_updates: true });
    expect(kept.sandbox.delivered()).toBe(true);
    waiting.answer(new Response(''));
  });
});

describe('setting a webhook', () => {
  it('says what has changed', async () => {
    const hooked = await createHooked();
    const describe = async (method: string, parameters = {}) =>
      (await hooked.call(method, parameters)).description;
    expect(await describe('setWebhook', { url: 'https://a.kz/hook' })).toBe('Webhook is already set');
    expect(await describe('setWebhook', { url: '' })).toBe('Webhook was deleted');
    expect(await describe('deleteWebhook')).toBe('Webhook is already deleted');
    expect(await hooked.call('getWebhookInfo')).toMatchObject({
      result: { url: '', pending_update_count: 0 },
    });
  });

  it.each<[Record<string, unknown>, string]>([
    [{ url: 'http://a.kz/hook' }, 'bad webhook: An HTTPS URL must be provided for webhook'],
    [{ url: 'hook' }, 'bad webhook: An HTTPS URL must be provided for webhook'],
    [{ url: 'https://a.kz', secret_token: 'қ' }, 'secret token contains unallowed characters'],
    [{ url: 'https://a.kz', secret_token: 'x'.repeat(257) }, 'secret token must be 1-256 characters long'],
    [
      { url: 'https://a.kz', max_connections: 101 },
      'parameter "max_connections" of setWebhook must be 1-100 value',
    ],
    [{}, 'parameter "url" is required'],
  ])('refuses %j', async (parameters, description) => {
    const fixture = await createFixture();
    expect((await fixture.call('setWebhook', parameters)).description).toBe(`Bad Request: ${description}`);
  });
});
