import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Markup, Telegraf } from 'telegraf';
import { message } from 'telegraf/filters';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../../sandbox/server/sandbox.ts';
import { createClock, png, seededRandom, token, userId } from './fixture.ts';

let sandbox: Sandbox;
let bot: Telegraf;
let url: string;

beforeEach(async () => {
  const identity = { token, id: 4200, username: 'qala_bot', firstName: 'Qala' };
  // Telegraf's keyboards carry a field of its own, which the real server ignores.
  sandbox = createSandbox({ clock: createClock(), random: seededRandom(), bots: [identity], strict: false });
  ({ url } = await sandbox.listen());
  bot = new Telegraf(token, { telegram: { apiRoot: url } });
});

function addDialogue(): void {
  bot.start((ctx) =>
    ctx.reply(`<b>Hello</b> ${ctx.payload}`, {
      parse_mode: 'HTML',
      ...Markup.inlineKeyboard([Markup.button.callback('Count', 'count')]),
    }),
  );
  bot.action('count', async (ctx) => {
    await ctx.editMessageText('Counted', Markup.inlineKeyboard([Markup.button.url('Site', 'https://a.kz')]));
    await ctx.answerCbQuery('Done');
  });
}

async function playDialogue(): Promise<void> {
  const person = sandbox.as(userId);
  await person.send('/start deep');
  const greeting = await person.whenMessage(({ text }) => text === 'Hello deep');
  expect(greeting.entities).toEqual([{ type: 'bold', offset: 0, length: 5 }]);
  const { id } = await person.press('Count');
  expect(await person.whenAnswered(id ?? '')).toMatchObject({ text: 'Done' });
  expect(person.last()).toMatchObject({ id: greeting.id, text: 'Counted' });
  expect(person.keyboard()).toEqual([['Site']]);
  await sandbox.whenDelivered();
}

describe('Telegraf with polling', () => {
  let running: Promise<void>;

  afterEach(async () => {
    bot.stop();
    await sandbox.close();
    await running.catch(() => undefined);
  });

  it('answers a command, a button and an edit', async () => {
    addDialogue();
    running = bot.launch();
    await playDialogue();
    const flags = sandbox.calls.flatMap((call) => call.flags ?? []);
    expect(new Set(flags.map((flag) => flag.replace(/^.*\]\.(\w+)".*$/, '$1')))).toEqual(new Set(['hide']));
  });

  it('carries files both ways and registers commands', async () => {
    bot.on(message('document'), async (ctx) => {
      const link = await ctx.telegram.getFileLink(ctx.message.document.file_id);
      const content = Buffer.from(await (await fetch(link)).arrayBuffer());
      await ctx.replyWithDocument({ source: content, filename: 'back.bin' }, { caption: 'Back' });
      await ctx.replyWithPhoto({ source: Buffer.from(png(40, 30)) });
      await ctx.replyWithMediaGroup([
        { type: 'photo', media: { source: Buffer.from(png(7, 7)) } },
        { type: 'photo', media: { source: Buffer.from(png(8, 8)) }, caption: 'Album' },
      ]);
    });
    await bot.telegram.setMyCommands([{ command: 'start', description: 'Начать' }], {
      scope: { type: 'all_private_chats' },
      language_code: 'ru',
    });
    sandbox.users.createUser({ id: userId, firstName: 'Иван', languageCode: 'ru' });
    const person = sandbox.as(userId);
    expect(person.commands()).toEqual([{ command: 'start', description: 'Начать' }]);
    running = bot.launch();
    await person.sendDocument(new Uint8Array([0, 255, 13, 10]), { fileName: 'a.bin', mimeType: 'a/b' });
    await person.whenMessage(({ caption }) => caption === 'Album');
    const [document, photo, first, second] = person.messages().slice(-4);
    expect(document?.document).toMatchObject({ fileName: 'back.bin', size: 4 });
    expect(photo?.photo).toMatchObject({ width: 40, height: 30 });
    expect(first?.mediaGroupId).toBe(second?.mediaGroupId);
  });
});

describe('Telegraf with a webhook', () => {
  let server: Server;

  afterEach(async () => {
    await sandbox.close();
    await new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  });

  it('answers a command, a button and an edit, partly in the response itself', async () => {
    addDialogue();
    bot.botInfo = await bot.telegram.getMe();
    server = createServer(bot.webhookCallback('/hook', { secretToken: 'sesame' }));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await bot.telegram.setWebhook(`http://127.0.0.1:${port}/hook`, { secret_token: 'sesame' });
    await playDialogue();
    expect(await bot.telegram.getWebhookInfo()).toMatchObject({ pending_update_count: 0 });
  });
});
