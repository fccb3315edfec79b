import { beforeEach, describe, expect, it } from 'vitest';
import { createFixture, type Fixture, png, userId } from './fixture.ts';

let fixture: Fixture;

beforeEach(async () => {
  fixture = await createFixture();
});

const markup = { inline_keyboard: [[{ text: 'b', callback_data: 'd' }]] };
const notModified =
  'Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message';

function edit(method: string, parameters: Record<string, unknown>) {
  return fixture.call(method, { chat_id: userId, ...parameters });
}

describe('editing text', () => {
  it('changes text and keyboard, keeps id and date, notes when', async () => {
    const sent = await fixture.say('one', { reply_markup: markup });
    fixture.clock.advance(60_000);
    const { result } = await edit('editMessageText', { message_id: sent.message_id, text: 'two' });
    expect(result).toMatchObject({
      message_id: sent.message_id,
      date: sent.date,
      edit_date: sent.date + 60,
      text: 'two',
    });
    expect(fixture.sandbox.as(userId).keyboard()).toEqual([]);
  });

  it('refuses an edit that changes nothing, and allows one of the keyboard alone', async () => {
    const { message_id } = await fixture.say('<b>one</b>', { parse_mode: 'HTML', reply_markup: markup });
    const same = { message_id, text: ' <strong>one</strong>', parse_mode: 'HTML', reply_markup: markup };
    expect(await edit('editMessageText', same)).toMatchObject({ error_code: 400, description: notModified });
    expect(await edit('editMessageReplyMarkup', { message_id, reply_markup: markup })).toMatchObject({
      description: notModified,
    });
    expect(await edit('editMessageText', { ...same, text: 'one' })).toMatchObject({ ok: true });
    expect(await edit('editMessageReplyMarkup', { message_id })).toMatchObject({ ok: true });
    expect(await edit('editMessageReplyMarkup', { message_id })).toMatchObject({ description: notModified });
  });

  it.each<[Record<string, unknown>, string]>([
    [{ message_id: 77, text: 'x' }, 'message to edit not found'],
    [{ message_id: 1, text: 'x' }, "message can't be edited"],
    [{ text: 'x' }, 'message to edit not found'],
    [{ chat_id: undefined, text: 'x' }, 'message identifier is not specified'],
    [{ chat_id: undefined, message_id: 1, text: 'x' }, 'chat_id is empty'],
    [{ message_id: 1, text: '' }, 'message text is empty'],
    [{ message_id: 1, text: 'x'.repeat(4097) }, 'message is too long'],
  ])('refuses %j', async (parameters, description) => {
    expect(await edit('editMessageText', parameters)).toMatchObject({
      description: `Bad Request: ${description}`,
    });
  });

  it('does not edit a message that carried a reply keyboard', async () => {
    const { message_id } = await fixture.say('one', { reply_markup: { keyboard: [['A']] } });
    expect(await edit('editMessageText', { message_id, text: 'two' })).toMatchObject({
      description: "Bad Request: message can't be edited",
    });
  });

  it('does not reach someone who blocked the bot', async () => {
    const { message_id } = await fixture.say('one');
    fixture.sandbox.as(userId).block();
    expect(await edit('editMessageText', { message_id, text: 'two' })).toMatchObject({ error_code: 403 });
  });
});

describe('editing captions and media', () => {
  async function sendPicture(): Promise<number> {
    const parts = { chat_id: String(userId), caption: 'one', photo: new Blob([png(10, 10)]) };
    const { result } = await fixture.upload('sendPhoto', parts);
    return (result as { message_id: number }).message_id;
  }

  it('changes and removes a caption', async () => {
    const message_id = await sendPicture();
    const person = fixture.sandbox.as(userId);
    await edit('editMessageCaption', { message_id, caption: '<i>two</i>', parse_mode: 'HTML' });
    expect(person.last()).toMatchObject({
      caption: 'two',
      captionEntities: [{ type: 'italic' }],
      photo: { width: 10 },
    });
    await edit('editMessageCaption', { message_id });
    expect(person.last().caption).toBeUndefined();
    const long = await edit('editMessageCaption', { message_id, caption: 'x'.repeat(1025) });
    expect(long.description).toBe('Bad Request: message caption is too long');
  });

  it('tells text from captions', async () => {
    const message_id = await sendPicture();
    const text = await fixture.say('one');
    expect((await edit('editMessageText', { message_id, text: 'x' })).description).toBe(
      'Bad Request: there is no text in the message to edit',
    );
    expect(
      (await edit('editMessageCaption', { message_id: text.message_id, caption: 'x' })).description,
    ).toBe('Bad Request: there is no caption in the message to edit');
  });

  it('replaces a picture by an attached one and by a document known by id', async () => {
    const message_id = await sendPicture();
    const person = fixture.sandbox.as(userId);
    await fixture.upload('editMessageMedia', {
      chat_id: String(userId),
      message_id: String(message_id),
      media: JSON.stringify({ type: 'photo', media: 'attach://new', caption: 'new' }),
      new: new Blob([png(30, 20)]),
    });
    expect(person.last()).toMatchObject({ caption: 'new', photo: { width: 30, height: 20 } });
    const document = await person.sendDocument(new Uint8Array([1]), {
      fileName: 'a.csv',
      mimeType: 'text/csv',
    });
    const media = { type: 'document', media: document.document?.file_id };
    await edit('editMessageMedia', { message_id, media });
    expect(person.last()).toMatchObject({ id: message_id, document: { fileName: 'a.csv' } });
    expect(person.last().photo).toBeUndefined();
    expect((await edit('editMessageMedia', { message_id, media })).description).toBe(notModified);
    const absent = { type: 'photo', media: 'attach://absent' };
    expect((await edit('editMessageMedia', { message_id, media: absent })).description).toBe(
      "Bad Request: can't parse InputMedia: media not found",
    );
  });
});

describe('deleting', () => {
  it('deletes messages of both sides for 48 hours', async () => {
    const { message_id } = await fixture.say('one');
    expect(await edit('deleteMessage', { message_id })).toMatchObject({ result: true });
    expect(await edit('deleteMessage', { message_id })).toMatchObject({
      description: 'Bad Request: message to delete not found',
    });
    expect(await edit('deleteMessage', { message_id: 1 })).toMatchObject({ result: true });
    const old = await fixture.say('old');
    fixture.clock.advance(48 * 3600 * 1000 + 1000);
    expect(await edit('deleteMessage', { message_id: old.message_id })).toMatchObject({
      description: "Bad Request: message can't be deleted",
    });
  });

  it('deletes many, skipping those that are gone, and never uses an id again', async () => {
    const [a, b] = [await fixture.say('a'), await fixture.say('b')];
    expect(await edit('deleteMessages', { message_ids: [a.message_id, b.message_id, 999] })).toMatchObject({
      result: true,
    });
    expect(fixture.sandbox.as(userId).messages()).toHaveLength(1);
    expect((await fixture.say('c')).message_id).toBe(b.message_id + 1);
    expect((await edit('deleteMessages', { message_ids: [] })).description).toContain('1-100 items');
  });
});
