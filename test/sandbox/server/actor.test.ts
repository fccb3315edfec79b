import { beforeEach, describe, expect, it } from 'vitest';
import type { Update } from '../../../sandbox/server/telegram-types.ts';
import { createFixture, type Fixture, userId } from './fixture.ts';

let fixture: Fixture;

beforeEach(async () => {
  fixture = await createFixture();
});

async function updates(): Promise<Update[]> {
  return (await fixture.call('getUpdates')).result as Update[];
}

const row = (...buttons: unknown[]) => ({ reply_markup: { inline_keyboard: [buttons] } });

describe('what a person does', () => {
  it('sends every kind of message', async () => {
    const person = fixture.sandbox.as(userId);
    const text = await person.send('  #қала ');
    await person.send('answer', { replyTo: text.message_id });
    await person.sendVoice();
    await person.sendSticker();
    await person.sendLocation({ latitude: 43.2, longitude: 76.9 });
    await person.sendContact();
    await person.sendContact({ phoneNumber: '77010000000', firstName: 'Досым' });
    await person.sendDocument(new Uint8Array(2), {
      fileName: 'a',
      mimeType: 'text/plain',
      caption: '@someone',
    });
    await person.edit(text.message_id, 'edited');
    expect(await updates()).toMatchObject([
      {
        message: {
          text: '#қала',
          entities: [{ type: 'hashtag' }],
          from: { id: userId, language_code: 'kk' },
        },
      },
      { message: { text: 'answer', reply_to_message: { text: '#қала' } } },
      { message: { voice: { duration: 3 } } },
      { message: { sticker: { emoji: '👍' } } },
      { message: { location: { latitude: 43.2, longitude: 76.9 } } },
      { message: { contact: { user_id: userId } } },
      { message: { contact: { phone_number: '77010000000' } } },
      {
        message: {
          document: { file_name: 'a' },
          caption: '@someone',
          caption_entities: [{ type: 'mention' }],
        },
      },
      { edited_message: { text: 'edited', message_id: text.message_id } },
    ]);
    await expect(person.send('  ')).rejects.toThrow('empty message');
    await expect(person.edit(999, 'x')).rejects.toThrow('is not one of user');
  });

  it('has long texts split where a word ends, without breaking letters', async () => {
    const person = fixture.sandbox.as(userId);
    await person.send(`${'сөз '.repeat(1500)}end`);
    await person.send('👍'.repeat(2049));
    const texts = (await updates()).map(({ message }) => message?.text ?? '');
    expect(texts.slice(0, 2).join(' ')).toBe(`${'сөз '.repeat(1500)}end`);
    expect(texts.map(({ length }) => length)).toEqual([4095, 1907, 4096, 2]);
  });

  it('presses the newest button with that label', async () => {
    await fixture.say('old', row({ text: 'Go', callback_data: 'old' }));
    const newest = await fixture.say('new', row({ text: 'Go', callback_data: 'new' }));
    await fixture.say('plain');
    const person = fixture.sandbox.as(userId);
    await person.press(/^G/);
    expect((await updates())[0]?.callback_query).toMatchObject({
      data: 'new',
      message: { message_id: newest.message_id },
    });
    await expect(person.press('Stop')).rejects.toThrow('No inline button "Stop"; there are: "Go", "Go"');
    expect(person.keyboard()).toEqual([['Go']]);
  });

  it('follows links: its own start the bot, others only open', async () => {
    await fixture.say(
      'x',
      row(
        { text: 'Start', url: 'https://t.me/qala_bot?start=inv_5' },
        { text: 'Site', url: 'https://a.kz/' },
        { text: 'Copy', copy_text: { text: 'code' } },
        { text: 'Share', switch_inline_query: 'q' },
      ),
    );
    const person = fixture.sandbox.as(userId);
    expect(await person.press('Start')).toEqual({ id: null, url: 'https://t.me/qala_bot?start=inv_5' });
    expect(await person.press('Site')).toEqual({ id: null, url: 'https://a.kz/' });
    expect(await person.press('Copy')).toEqual({ id: null, copied: 'code' });
    expect(await person.press('Share')).toEqual({ id: null, inlineQuery: 'q' });
    expect((await updates()).map(({ message }) => message?.text)).toEqual(['/start inv_5']);
  });

  it('waits for the next message or edit of the bot', async () => {
    const person = fixture.sandbox.as(userId);
    const answered = person.ask('question');
    const { message_id } = await fixture.say('answer');
    expect((await answered).text).toBe('answer');
    const edited = person.whenNext();
    await fixture.call('editMessageText', { chat_id: userId, message_id, text: 'better' });
    expect(await edited).toMatchObject({ id: message_id, text: 'better' });
  });

  it('is there under any id, with nothing from the bot at first', () => {
    const person = fixture.sandbox.as(777);
    expect(person.user).toEqual({ id: 777, is_bot: false, first_name: 'User 777' });
    expect(person.messages()).toEqual([]);
    expect(() => person.last()).toThrow('has sent nothing');
    expect(() => fixture.sandbox.users.createUser({ id: 777, firstName: 'Again' })).toThrow('exists already');
  });
});
