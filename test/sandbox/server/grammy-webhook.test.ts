import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Bot, GrammyError, webhookCallback } from 'grammy';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../../sandbox/server/sandbox.ts';
import { createClock, seededRandom, token, userId } from './fixture.ts';

let sandbox: Sandbox;
let bot: Bot;
let server: Server;

beforeEach(async () => {
  const identity = { token, id: 4200, username: 'qala_bot', firstName: 'Qala' };
  sandbox = createSandbox({ clock: createClock(), random: seededRandom(), bots: [identity] });
  const { url } = await sandbox.listen();
  bot = new Bot(token, { client: { apiRoot: url } });
  server = createServer(webhookCallback(bot, 'http', { secretToken: 'sesame' }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
  await sandbox.close();
  await new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
});

describe('grammY with a webhook', () => {
  it('gets updates in order and sends answers', async () => {
    const heard: string[] = [];
    bot.on('message:text', async (ctx) => {
      heard.push(ctx.message.text);
      await ctx.reply(`${ctx.message.text}!`);
    });
    const { port } = server.address() as AddressInfo;
    await bot.api.setWebhook(`http://127.0.0.1:${port}/`, { secret_token: 'sesame' });
    const person = sandbox.as(userId);
    for (const text of ['1', '2', '3']) await person.send(text);
    await sandbox.whenDelivered();
    expect(heard).toEqual(['1', '2', '3']);
    expect(person.last().text).toBe('3!');
  });

  it('sees refusals as errors with code, description and parameters', async () => {
    await sandbox.as(userId).send('/start');
    sandbox.faults.failNext({ method: 'sendMessage', with: { code: 429, retryAfter: 3 } });
    const error = await bot.api.sendMessage(userId, 'x').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(GrammyError);
    expect(error).toMatchObject({ error_code: 429, parameters: { retry_after: 3 } });
    await expect(bot.api.sendMessage(999, 'x')).rejects.toThrow('chat not found');
  });
});
