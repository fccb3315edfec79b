import { serve } from '@hono/node-server';
import { Bot, webhookCallback } from 'grammy';
import { Hono } from 'hono';
import { reportToParent } from './report-to-parent.ts';

const [apiRoot = '', secretToken = ''] = process.argv.slice(2);
const bot = new Bot('1:bench-token', { client: { apiRoot } });
bot.command('help', (context) => context.reply('ok'));
const app = new Hono().post('/', webhookCallback(bot, 'hono', { secretToken }));
serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
  reportToParent(`http://127.0.0.1:${port}/`),
);
