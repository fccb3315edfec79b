import { beforeEach, describe, expect, it } from 'vitest';
import type { Update } from '../../../sandbox/server/telegram-types.ts';
import { createFixture, type Fixture, userId } from './fixture.ts';

let fixture: Fixture;
const tooOld = 'Bad Request: query is too old and response timeout expired or query ID is invalid';

beforeEach(async () => {
  fixture = await createFixture();
  await fixture.say('x', { reply_markup: { inline_keyboard: [[{ text: 'b', callback_data: 'd' }]] } });
});

async function press(): Promise<string> {
  return (await fixture.sandbox.as(userId).press('b')).id ?? '';
}

const answer = (callback_query_id: string, more: Record<string, unknown> = {}) =>
  fixture.call('answerCallbackQuery', { callback_query_id, ...more });

describe('answers to callback queries', () => {
  it('reach the person once', async () => {
    const id = await press();
    expect(await answer(id, { text: 'Done', show_alert: true })).toMatchObject({ ok: true, result: true });
    expect(fixture.sandbox.as(userId).callbackAnswers).toMatchObject([
      { callbackId: id, text: 'Done', showAlert: true },
    ]);
    expect(await answer(id)).toMatchObject({ error_code: 400, description: tooOld });
  });

  it('come too late after 15 minutes of the clock', async () => {
    const [early, late] = [await press(), await press()];
    fixture.clock.advance(15 * 60 * 1000);
    expect(await answer(early)).toMatchObject({ ok: true });
    fixture.clock.advance(1);
    expect(await answer(late)).toMatchObject({ description: tooOld });
    expect(await answer('unknown')).toMatchObject({ description: tooOld });
    expect(await fixture.call('answerCallbackQuery')).toMatchObject({ description: tooOld });
  });

  it('hold at most 200 characters and link only to the bot', async () => {
    const id = await press();
    expect(await answer(id, { text: 'ә'.repeat(201) })).toMatchObject({
      description: 'Bad Request: MESSAGE_TOO_LONG',
    });
    expect(await answer(id, { text: 'ә'.repeat(200), url: 't.me/qala_bot?start=x' })).toMatchObject({
      ok: true,
    });
    expect(await answer(await press(), { url: 'https://a.kz' })).toMatchObject({
      description: 'Bad Request: URL_INVALID',
    });
  });
});

describe('queries', () => {
  it('carry the message as it stands, or only its id when it is gone', async () => {
    const person = fixture.sandbox.as(userId);
    const { id: messageId } = person.last();
    await press();
    await fixture.call('deleteMessage', { chat_id: userId, message_id: messageId });
    await person.tap(messageId, 'forged');
    const { result } = await fixture.call('getUpdates');
    const [first, second] = result as Update[];
    expect(first?.callback_query).toMatchObject({ data: 'd', from: { id: userId }, message: { text: 'x' } });
    expect(second?.callback_query?.message).toEqual({
      chat: { id: userId, type: 'private', first_name: 'Айгүл' },
      message_id: messageId,
      date: 0,
    });
  });

  it('are answered inline with results of distinct ids', async () => {
    const person = fixture.sandbox.as(userId);
    const inline_query_id = person.inlineQuery('аста');
    const { result } = await fixture.call('getUpdates');
    expect(result).toMatchObject([{ inline_query: { id: inline_query_id, query: 'аста' } }]);
    const one = { type: 'article', id: '1' };
    const reply = (results: unknown[]) => fixture.call('answerInlineQuery', { inline_query_id, results });
    expect(await reply([{ type: 'article' }])).toMatchObject({
      description: 'Bad Request: RESULT_ID_INVALID',
    });
    expect(await reply([one])).toMatchObject({ ok: true });
    expect(person.inlineResults(inline_query_id)).toEqual([one]);
    expect(await reply([one])).toMatchObject({ description: tooOld });
    const again = person.inlineQuery('алма');
    const twice = { inline_query_id: again, results: [one, one] };
    expect(await fixture.call('answerInlineQuery', twice)).toMatchObject({
      description: 'Bad Request: RESULT_ID_DUPLICATE',
    });
  });
});
