import { beforeEach, describe, expect, it } from 'vitest';
import { createFixture, type Fixture, userId } from './fixture.ts';

let fixture: Fixture;

beforeEach(async () => {
  fixture = await createFixture();
});

const inline = (...rows: unknown[][]) => ({ inline_keyboard: rows });
const button = (fields: Record<string, unknown>) => inline([{ text: 'b', ...fields }]);

describe('inline keyboards', () => {
  it.each<[string, unknown, string]>([
    [
      'no action',
      button({}),
      "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ],
    ['empty data', button({ callback_data: '' }), 'BUTTON_DATA_INVALID'],
    ['65 bytes', button({ callback_data: 'x'.repeat(65) }), 'BUTTON_DATA_INVALID'],
    ['33 Cyrillic letters', button({ callback_data: 'ж'.repeat(33) }), 'BUTTON_DATA_INVALID'],
    ['no text', inline([{ text: ' ', callback_data: 'd' }]), 'inline keyboard button text must be non-empty'],
    [
      'absent text',
      inline([{ callback_data: 'd' }]),
      'can\'t parse InlineKeyboardButton: can\'t find field "reply_markup.inline_keyboard[0][0].text"',
    ],
    [
      'a word as link',
      button({ url: 'nowhere' }),
      "inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL",
    ],
    [
      'a local link',
      button({ url: 'http://localhost/' }),
      "inline keyboard button URL 'http://localhost/' is invalid: Wrong HTTP URL",
    ],
    [
      'a script',
      button({ url: 'javascript:alert(1)' }),
      "inline keyboard button URL 'javascript:alert(1)' is invalid: Wrong HTTP URL",
    ],
    [
      'an app without TLS',
      button({ web_app: { url: 'http://a.kz' } }),
      "inline keyboard button Web App URL 'http://a.kz' is invalid: Only HTTPS links are allowed",
    ],
    ['nothing to copy', button({ copy_text: { text: '' } }), 'BUTTON_COPY_TEXT_INVALID'],
    ['too much to copy', button({ copy_text: { text: 'x'.repeat(257) } }), 'BUTTON_COPY_TEXT_INVALID'],
    [
      'two actions',
      button({ callback_data: 'd', url: 'https://a.kz' }),
      "can't parse inline keyboard button: more than one action: url, callback_data",
    ],
    ['a strange style', button({ callback_data: 'd', style: 'loud' }), 'invalid button style specified'],
    [
      '101 buttons',
      inline(...Array.from({ length: 101 }, () => [{ text: 'b', callback_data: 'd' }])),
      'reply markup is too long',
    ],
    [
      '9 in a row',
      inline(Array.from({ length: 9 }, () => ({ text: 'b', callback_data: 'd' }))),
      'a row of an inline keyboard shows at most 8 buttons',
    ],
    [
      'an unknown field',
      button({ callback_date: 'd' }),
      'unknown parameter "reply_markup.inline_keyboard[0][0].callback_date" of InlineKeyboardButton',
    ],
  ])('refuses %s', async (_name, reply_markup, description) => {
    const answer = await fixture.call('sendMessage', { chat_id: userId, text: 'x', reply_markup });
    expect(answer).toMatchObject({ ok: false, error_code: 400, description: `Bad Request: ${description}` });
  });

  it('takes everything just inside the limits', async () => {
    const rows = Array.from({ length: 100 }, () => [{ text: 'b', callback_data: 'ж'.repeat(32) }]);
    await fixture.say('x', { reply_markup: inline(...rows) });
    await fixture.say('x', {
      reply_markup: inline(
        [
          { text: 'link', url: 'a.kz' },
          { text: 'user', url: 'tg://user?id=1' },
          { text: 'app', web_app: { url: 'https://a.kz' } },
        ],
        [],
        [
          { text: 'copy', copy_text: { text: 'x'.repeat(256) } },
          { text: 'share', switch_inline_query: '' },
        ],
      ),
    });
    expect(fixture.sandbox.as(userId).keyboard()).toEqual([
      ['link', 'user', 'app'],
      ['copy', 'share'],
    ]);
  });

  it('treats a keyboard without buttons as none', async () => {
    expect((await fixture.say('x', { reply_markup: inline([]) })).reply_markup).toBeUndefined();
  });
});

describe('reply keyboards', () => {
  it('shows the newest, hides a one-time one when used, and removes it', async () => {
    const person = fixture.sandbox.as(userId);
    await fixture.say('x', { reply_markup: { keyboard: [['A', { text: 'B' }]], one_time_keyboard: true } });
    expect(person.replyKeyboard()).toEqual([['A', 'B']]);
    await person.pressReplyButton('B');
    expect(person.replyKeyboard()).toEqual([]);
    await fixture.say('x', { reply_markup: { keyboard: [['C']] } });
    await fixture.say('x', { reply_markup: { remove_keyboard: true } });
    expect(person.replyKeyboard()).toEqual([]);
    await expect(person.pressReplyButton('C')).rejects.toThrow('No reply button "C"; there are: none');
  });

  it.each<[unknown, string]>([
    [{ keyboard: [[{ text: '' }]] }, 'keyboard button text must be non-empty'],
    [{ keyboard: [[' ']] }, 'keyboard button text must be non-empty'],
    [
      { keyboard: [['a']], input_field_placeholder: 'x'.repeat(65) },
      'parameter "input_field_placeholder" of ReplyKeyboardMarkup must be 1-64 characters',
    ],
    [{ keyboard: Array.from({ length: 301 }, () => ['a']) }, 'reply markup is too long'],
  ])('refuses %j', async (reply_markup, description) => {
    const answer = await fixture.call('sendMessage', { chat_id: userId, text: 'x', reply_markup });
    expect(answer.description).toBe(`Bad Request: ${description}`);
  });

  it('asks for places and numbers in private chats only', async () => {
    const { id } = fixture.sandbox.groups.create({ title: 'G', memberIds: [userId] });
    fixture.sandbox.groups.addBot(id, userId);
    const ask = (field: string) =>
      fixture.call('sendMessage', {
        chat_id: id,
        text: 'x',
        reply_markup: { keyboard: [[{ text: 'a', [field]: true }]] },
      });
    expect((await ask('request_contact')).description).toContain('phone number can be requested in private');
    expect((await ask('request_location')).description).toContain('location can be requested in private');
  });
});
