import type { Update } from 'grammy/types';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readUpdate } from '../../../src/telegram/inbound/incoming.ts';
import { readStorable } from '../../../src/telegram/inbound/storable.ts';
import { receiveUpdates } from '../../../src/usecases/inbox/receive-updates.ts';
import { movableClock } from '../../setup/clock.ts';
import { openTestDatabase, type TestDatabase } from '../../setup/database.ts';

const chat = { id: 77, type: 'private', first_name: 'A' };
const from = { id: 77, is_bot: false, first_name: 'A' };
const message = { message_id: 5, date: 0, chat, from };

/** Updates that are odd, or that we did not ask for. */
const odd: readonly (readonly [name: string, update: object, chatKey: string])[] = [
  ['a half surrogate', { message: { ...message, text: 'a\ud83d b' } }, '77'],
  ['a zero character', { message: { ...message, text: 'a\0b', from: { ...from, first_name: '\0' } } }, '77'],
  ['a zero character in a name of a field', { message: { ...message, 'te\0xt': 'x' } }, '77'],
  ['an edited message', { edited_message: { ...message, text: 'x', edit_date: 1 } }, '77'],
  ['a channel post', { channel_post: { message_id: 1, date: 0, chat: { id: -100, type: 'channel' } } }, '0'],
  ['a kind that nobody knows yet', { holographic_message: { chat, text: 'x' } }, '0'],
  [
    'the greatest id there can be',
    { message: { ...message, chat: { ...chat, id: 2 ** 52 - 1 } } },
    '4503599627370495',
  ],
  ['no content at all', {}, '0'],
  ['a message without a chat', { message: { text: 'x' } }, '0'],
  ['a message that is none', { message: null }, '0'],
  ['an inline query', { inline_query: { id: '1', from, query: '', offset: '' } }, '77'],
  ['a press without a message', { callback_query: { id: '1', from, data: 'x', chat_instance: '1' } }, '77'],
  ['deep nesting', { message: { ...message, x: deep(200) } }, '77'],
];

function deep(levels: number): object {
  return levels === 0 ? {} : { x: deep(levels - 1) };
}

describe('an update that is odd', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  it.each(odd)('is stored: %s', async (name, content, chatKey) => {
    const updateId = 1_000 + odd.findIndex(([one]) => one === name);
    const stored = readStorable({ update_id: updateId, ...content });
    expect(stored).toMatchObject({ externalId: String(updateId), chatKey });
    const clock = movableClock('2026-10-05T10:00+05:00');
    expect(await receiveUpdates({ db: database.db, clock }, 'telegram', [stored])).toBe(1);
    const row = await database.db.inboxUpdate.findFirstOrThrow({ where: { externalId: String(updateId) } });
    expect(row.body).toEqual(stored.body);
  });

  it('loses only what cannot be stored', () => {
    const { body } = readStorable({ update_id: 1, message: { ...message, text: 'қала\0 \ud83d🏙' } });
    expect(body).toEqual({ update_id: 1, message: { ...message, text: 'қала \ufffd🏙' } });
  });
});

describe('what is read from an update that wants no answer', () => {
  it.each(
    odd.filter(([name]) =>
      /edited|channel|kind that|no content|that is none|inline|press without/.test(name),
    ),
  )('is nothing: %s', (_, content) => {
    expect(readUpdate({ update_id: 1, ...content } as Update)).toEqual({ kind: 'ignored' });
  });
});
