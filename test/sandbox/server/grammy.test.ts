import { Bot, InlineKeyboard, InputFile, Keyboard } from 'grammy';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../../sandbox/server/sandbox.ts';
import { createClock, png, seededRandom, token, userId } from './fixture.ts';

describe('grammY over HTTP with polling', () => {
  let sandbox: Sandbox;
  let bot: Bot;
  let url: string;

  beforeEach(async () => {
    const identity = { token, id: 4200, username: 'qala_bot', firstName: 'Qala' };
    sandbox = createSandbox({ clock: createClock(), random: seededRandom(), bots: [identity] });
    ({ url } = await sandbox.listen());
    bot = new Bot(token, { client: { apiRoot: url } });
  });

  afterEach(async () => {
    await bot.stop();
    await sandbox.close();
  });

  async function start(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      bot.start({ onStart: () => resolve() }).catch(reject);
    });
  }

  it('answers a command, a button and an edit', async () => {
    bot.command('start', (ctx) =>
      ctx.reply(`<b>Hello</b> ${ctx.match}`, {
        parse_mode: 'HTML',
        reply_markup: new InlineKeyboard().text('Count', 'count:1'),
      }),
    );
    bot.callbackQuery(/^count:(\d+)$/, async (ctx) => {
      await ctx.editMessageText(`Counted ${ctx.match[1]}`);
      await ctx.answerCallbackQuery({ text: 'Done' });
    });
    await start();
    const person = sandbox.as(userId);
    await person.send('/start deep');
    const greeting = await person.whenMessage(({ text }) => text === 'Hello deep');
    expect(greeting.entities).toEqual([{ type: 'bold', offset: 0, length: 5 }]);
    expect(person.keyboard()).toEqual([['Count']]);

    const { id } = await person.press('Count');
    expect(await person.whenAnswered(id ?? '')).toMatchObject({ text: 'Done' });
    expect(person.last()).toMatchObject({ id: greeting.id, text: 'Counted 1' });
    expect(person.keyboard()).toEqual([]);
    await sandbox.whenDelivered();
    expect(sandbox.delivered()).toBe(true);
  });

  it('carries files both ways', async () => {
    bot.on('message:document', async (ctx) => {
      const file = await ctx.getFile();
      const response = await fetch(`${url}/file/bot${token}/${file.file_path}`);
      const content = await response.text();
      await ctx.replyWithDocument(new InputFile(Buffer.from(content.toUpperCase()), 'loud.txt'), {
        caption: 'Loud',
      });
      await ctx.replyWithMediaGroup([
        { type: 'photo', media: new InputFile(png(40, 30), 'a.png'), caption: 'Two' },
        { type: 'photo', media: new InputFile(png(20, 10), 'b.png') },
      ]);
    });
    await start();
    const person = sandbox.as(userId);
    await person.sendDocument(new TextEncoder().encode('quiet'), {
      fileName: 'q.txt',
      mimeType: 'text/plain',
    });
    const album = await person.whenMessage(({ photo }) => photo?.width === 20);
    const document = await person.whenMessage(({ caption }) => caption === 'Loud');
    expect(document.document).toMatchObject({ fileName: 'loud.txt', size: 5 });
    expect(album.mediaGroupId).toMatch(/^\d{17}$/);
    const first = await person.whenMessage(({ caption }) => caption === 'Two');
    expect(first).toMatchObject({ mediaGroupId: album.mediaGroupId, photo: { width: 40, height: 30 } });
  });

  it('shows and removes a reply keyboard and registers commands', async () => {
    bot.command('start', (ctx) =>
      ctx.reply('Where?', {
        reply_markup: new Keyboard().requestLocation('Send place').text('Skip').resized(),
      }),
    );
    bot.hears('Skip', (ctx) => ctx.reply('Skipped', { reply_markup: { remove_keyboard: true } }));
    await start();
    await bot.api.setMyCommands([{ command: 'start', description: 'Бастау' }], { language_code: 'kk' });
    sandbox.users.createUser({ id: 502, firstName: 'Асель', languageCode: 'kk' });
    const person = sandbox.as(502);
    expect(person.commands()).toEqual([{ command: 'start', description: 'Бастау' }]);
    await person.send('/start');
    await person.whenMessage(({ text }) => text === 'Where?');
    expect(person.replyKeyboard()).toEqual([['Send place', 'Skip']]);
    await person.pressReplyButton('Skip');
    await person.whenMessage(({ text }) => text === 'Skipped');
    expect(person.replyKeyboard()).toEqual([]);
  });
});
