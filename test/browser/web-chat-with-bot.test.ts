import type { Bot } from 'grammy';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../sandbox/server/sandbox.ts';
import { launchChromium, openPage, saveScreenshot, type WatchedPage } from './chromium.ts';
import { PUBLIC_DIR } from './fake-control-api.ts';
import { drawPng } from './pictures.ts';
import { startSmallBot } from './small-bot.ts';

/** The part of an image element that the test asks about. */
interface Picture {
  decode(): Promise<void>;
  naturalWidth: number;
}

const TOKEN = '424242:small-bot-of-the-browser-test';
const AIGERIM = 501;
const NIKOLAY = 502;
const DEADLINE = new Date('2026-10-14T13:00:00Z');

let now = new Date('2026-10-13T04:02:00Z');
let sandbox: Sandbox;
let bot: Bot;
let browser: Browser;
let watched: WatchedPage;
let page: Page;

beforeAll(async () => {
  sandbox = createSandbox({
    clock: { now: () => now },
    bots: [{ token: TOKEN, id: 424242, username: 'aqyldy_qala_bot', firstName: 'Aqyldy Qala' }],
    webDir: PUBLIC_DIR,
    personas: [
      { userId: AIGERIM, label: 'Айгерім', role: 'citizen', languageCode: 'kk', hint: 'Орал' },
      { userId: NIKOLAY, label: 'Николай', role: 'member', languageCode: 'ru', hint: 'Астана' },
    ],
    moveClock: async (to) => {
      now = 'nextDeadline' in to ? DEADLINE : new Date(now.getTime() + to.advanceMs);
      return { now };
    },
  });
  const { url } = await sandbox.listen();
  bot = await startSmallBot({ token: TOKEN, url });
  browser = await launchChromium();
  watched = await openPage(browser, `${url}/?ui=kk`, { viewport: { width: 1280, height: 820 } });
  page = watched.page;
  await page.locator('.app:not([aria-busy])').waitFor();
});

afterAll(async () => {
  await browser?.close();
  await bot?.stop();
  await sandbox?.close();
});

const chatOf = (userId: number): Locator => page.locator(`.chat[data-user="${userId}"]`);
const lastOfBot = (userId: number): Locator => chatOf(userId).locator('.message.in').last();

async function write(userId: number, text: string): Promise<void> {
  const field = chatOf(userId).getByRole('textbox', { name: 'Хабар' });
  await field.fill(text);
  await field.press('Enter');
}

// One conversation: each step goes on where the one before ended.
describe('the chat page with the sandbox server and a grammY bot', () => {
  it('shows the bot’s profile in the language of each person, and starts the chats', async () => {
    const kazakh = chatOf(AIGERIM);
    await kazakh.getByText('Қалалардың рейтингі мен тұрғындардың пікірі.').waitFor();
    expect(await kazakh.locator('.bot-name').textContent()).toBe('Ақылды қала');
    expect(await chatOf(NIKOLAY).locator('.bot-name').textContent()).toBe('Умный город');
    await kazakh.getByRole('button', { name: 'Бастау' }).click();
    await lastOfBot(AIGERIM).getByText('Сәлеметсіз бе!').waitFor();
    expect(await lastOfBot(AIGERIM).locator('strong').textContent()).toBe('бастамалар');
    await chatOf(NIKOLAY).getByRole('button', { name: 'Бастау' }).click();
    await lastOfBot(NIKOLAY).getByText('Здравствуйте!').waitFor();
  });

  it('presses an inline button: the message changes in place and the answer is shown', async () => {
    const before = await lastOfBot(AIGERIM).getAttribute('data-message');
    await lastOfBot(AIGERIM).getByRole('button', { name: 'Рейтинг' }).click();
    await lastOfBot(AIGERIM).locator('blockquote').getByText('Күштісі – қауіпсіздік').waitFor();
    await chatOf(AIGERIM).getByRole('status').getByText('Қазіргі күйі көрсетілді').waitFor();
    expect(await lastOfBot(AIGERIM).getAttribute('data-message')).toBe(before);
    expect(await lastOfBot(AIGERIM).locator('.edited').textContent()).toBe('өзгертілді');
    await saveScreenshot(page, 'with-bot-rating');
    await lastOfBot(AIGERIM).getByRole('button', { name: 'Артқа' }).click();
    await page.getByRole('alertdialog').getByText('Бұл батырма ескірген.').waitFor();
    await page.keyboard.press('Escape');
    await chatOf(AIGERIM).locator('.waiting').waitFor({ state: 'detached' });
  });

  it('lists the commands of each language and sends one', async () => {
    await chatOf(NIKOLAY).getByRole('button', { name: 'Мәзір', exact: true }).click();
    expect(await chatOf(NIKOLAY).getByRole('option').allTextContents()).toEqual([
      '/startНачать',
      '/placeМесто',
    ]);
    await page.keyboard.press('Escape');
    await chatOf(AIGERIM).getByRole('button', { name: 'Мәзір', exact: true }).click();
    await chatOf(AIGERIM).getByRole('option', { name: 'Орын' }).click();
    await lastOfBot(AIGERIM).getByText('Қай жерде?').waitFor();
  });

  it('answers a reply keyboard with a place, after which the bot takes it away', async () => {
    const keyboard = chatOf(AIGERIM).getByRole('group', { name: 'Бот пернетақтасы' });
    await keyboard.getByRole('button', { name: 'Орынды жіберу' }).click();
    await page.getByRole('dialog').getByRole('button', { name: /^Орал/ }).click();
    await lastOfBot(AIGERIM).getByText('Жақын жер: 51.23; 51.37').waitFor();
    await keyboard.waitFor({ state: 'hidden' });
    expect(await chatOf(AIGERIM).locator('.message.out .place-text').textContent()).toBe(
      '51.23000, 51.37000',
    );
  });

  it('sends an album and a document, and shows what comes back', async () => {
    const png = { name: 'жол.png', mimeType: 'image/png', buffer: drawPng(320, 240, [180, 120, 90]) };
    const pick = async (name: string, files: (typeof png)[]) => {
      await chatOf(AIGERIM).getByRole('button', { name: 'Тіркеу' }).click();
      const [chooser] = await Promise.all([
        page.waitForEvent('filechooser'),
        page.getByRole('menuitem', { name, exact: true }).click(),
      ]);
      await chooser.setFiles(files);
      await page.getByRole('dialog').getByRole('button', { name: 'Жіберу' }).click();
    };
    await pick('Суреттер', [png, { ...png, name: 'жол-2.png', buffer: drawPng(320, 240, [90, 140, 180]) }]);
    const album = chatOf(AIGERIM).locator('.message.out .album img');
    await album.nth(1).waitFor();
    const returned = chatOf(AIGERIM).locator('.message.in .photo img');
    await returned.nth(1).waitFor();
    for (const image of [...(await album.all()), ...(await returned.all())]) {
      await image.evaluate((node: Picture) => node.decode());
      expect(await image.evaluate((node: Picture) => node.naturalWidth)).toBe(320);
    }
    const bytes = Buffer.from('%PDF-1.7 акт');
    await pick('Файл', [{ name: 'акт.pdf', mimeType: 'application/pdf', buffer: bytes }]);
    const link = chatOf(AIGERIM).locator('.message.in a.file').last();
    await link.getByText('қайтарылды.pdf').waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    expect(download.suggestedFilename()).toBe('қайтарылды.pdf');
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks)).toEqual(bytes);
    await saveScreenshot(page, 'with-bot-files');
  });

  it('opens a link to the bot as the person chosen', async () => {
    await write(AIGERIM, '/link');
    await lastOfBot(AIGERIM)
      .getByRole('button', { name: /inv_7KQ2/ })
      .click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /Николай/ })
      .click();
    await lastOfBot(NIKOLAY).getByText('inv_7KQ2').waitFor();
    expect(await chatOf(NIKOLAY).locator('.message.out').last().textContent()).toContain('/start inv_7KQ2');
  });

  it('moves the clock, whose time the next messages carry', async () => {
    await page.getByRole('button', { name: 'Келесі мерзім' }).click();
    await page.locator('.clock').getByText('2026 жылғы 14 қазан').waitFor();
    await write(AIGERIM, 'уақыт');
    await lastOfBot(AIGERIM).getByText('уақыт').waitFor();
    expect(await lastOfBot(AIGERIM).locator('time').textContent()).toBe('18:00');
    expect(await chatOf(AIGERIM).locator('.day').last().textContent()).toBe('Бүгін');
  });

  it('blocks the bot, which then cannot write, and unblocks it', async () => {
    await chatOf(NIKOLAY).getByRole('button', { name: 'Чат мәзірі' }).click();
    await page.getByRole('menuitem', { name: 'Ботты бұғаттау' }).click();
    const unblock = chatOf(NIKOLAY).getByRole('button', { name: 'Бұғаттан шығару' });
    await unblock.waitFor();
    await expect(bot.api.sendMessage(NIKOLAY, 'Еске салу')).rejects.toThrow(/bot was blocked by the user/);
    await unblock.click();
    await bot.api.sendMessage(NIKOLAY, 'Теперь дошло');
    await lastOfBot(NIKOLAY).getByText('Теперь дошло').waitFor();
  });

  it('left no error in the console and asked nothing of another origin', () => {
    expect(watched.complaints).toEqual([]);
  });
});
