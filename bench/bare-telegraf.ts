import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Telegraf } from 'telegraf';
import { reportToParent } from './report-to-parent.ts';

const [apiRoot = '', secretToken = ''] = process.argv.slice(2);
const bot = new Telegraf('1:bench-token', { telegram: { apiRoot, webhookReply: false } });
bot.command('help', (context) => context.reply('ok'));
const server = createServer(bot.webhookCallback('/', { secretToken }));
server.listen(0, '127.0.0.1', () =>
  reportToParent(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`),
);
