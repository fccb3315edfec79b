import { describe, expect, it } from 'vitest';
import { saveScreenshot } from './chromium.ts';
import { PERSONAS } from './scripted-country.ts';
import { chatOf, useScriptedPage } from './scripted-page.ts';

const { aigerim, nikolay, daniyar, saule } = PERSONAS;

const scripted = useScriptedPage();
const { open, nextRequest } = scripted;

describe('the page as a whole', () => {
  it('moves the clock by an hour, a day and to the next deadline', async () => {
    const page = await open(`#${daniyar.userId}`);
    const clock = page.locator('.clock');
    await clock.getByText('Tue, 13 October 2026').waitFor();
    await page.getByRole('button', { name: '+1 hour' }).click();
    await clock.getByText('10:02').waitFor();
    await page.getByRole('button', { name: '+1 day' }).click();
    await clock.getByText('Wed, 14 October 2026').waitFor();
    await page.getByRole('button', { name: 'Next deadline' }).click();
    await clock.getByText('Sat, 17 October 2026').waitFor();
    await chatOf(page, daniyar.userId).locator('.day').last().getByText('13 October').waitFor();
  });

  it('shows who is typing until the message comes, and counts what others have not read', async () => {
    const page = await open(`#${daniyar.userId}`);
    const status = chatOf(page, daniyar.userId).locator('.bot-status');
    scripted.api.tell({ type: 'typing', userId: daniyar.userId, action: 'typing' });
    await status.getByText('typing…').waitFor();
    scripted.api.post(daniyar.userId, 'bot', { text: 'Міне' });
    await status.getByText('Қала рейтингі').waitFor();
    scripted.api.post(aigerim.userId, 'bot', { text: 'Жауап келді' });
    const row = page.locator(`.person[data-user="${aigerim.userId}"]`);
    await row.getByText('Жауап келді').waitFor();
    expect(await row.locator('.badge').textContent()).toBe('1');
    await row.click();
    await row.locator('.badge').waitFor({ state: 'detached' });
  });

  it('keeps the open chats in the address, gives the oldest up for a fourth, and closes one', async () => {
    const page = await open(`#${aigerim.userId},${nikolay.userId},${daniyar.userId}`);
    await page.locator(`.person[data-user="${saule.userId}"]`).click();
    const ids = () =>
      page
        .locator('.chat')
        .evaluateAll((nodes) => nodes.map((node) => Number(node.getAttribute('data-user'))));
    expect(await ids()).toEqual([nikolay.userId, daniyar.userId, saule.userId]);
    expect(new URL(page.url()).hash).toBe(`#${nikolay.userId},${daniyar.userId},${saule.userId}`);
    await page.reload();
    await chatOf(page, saule.userId).waitFor();
    await page.getByRole('button', { name: 'Close this chat: Данияр' }).click();
    expect(await ids()).toEqual([nikolay.userId, saule.userId]);
  });

  it('says that it is connecting when the connection is lost, and shows afterwards what it missed', async () => {
    const page = await open(`#${daniyar.userId}`);
    const chat = chatOf(page, daniyar.userId);
    await chat.locator('.bot-status').getByText('Қала рейтингі').waitFor();
    scripted.api.loseConnection();
    await chat.locator('.bot-status').getByText('Connecting…').waitFor();
    scripted.api.post(daniyar.userId, 'bot', { text: 'Байланыссыз келді' });
    scripted.api.restoreConnection();
    await chat.getByText('Байланыссыз келді').waitFor();
    await chat.locator('.bot-status').getByText('Қала рейтингі').waitFor();
    const others = scripted.takeComplaints().filter((text) => !text.includes('502'));
    expect(others).toEqual([]);
  });

  it('reads again what could not be read, though the events still flow', async () => {
    const page = await open(`#${daniyar.userId}`);
    const chat = chatOf(page, daniyar.userId);
    await page.route('**/sandbox/api/chats/*', (route) => route.abort());
    scripted.api.post(daniyar.userId, 'bot', { text: 'Бір сәт оқылмады' });
    await chat.locator('.bot-status').getByText('Connecting…').waitFor();
    await page.unroute('**/sandbox/api/chats/*');
    await chat.getByText('Бір сәт оқылмады').waitFor();
    await chat.locator('.bot-status').getByText('Қала рейтингі').waitFor();
    const others = scripted.takeComplaints().filter((text) => !text.includes('ERR_FAILED'));
    expect(others).toEqual([]);
  });

  it('follows changes of the people, and moves nothing for those who asked for calm', async () => {
    const page = await open(`#${daniyar.userId}`, { reducedMotion: 'reduce' });
    scripted.api.setPersonas([
      { ...daniyar, label: 'Данияр Ахметов' },
      { userId: 107, label: 'Гүлнар', role: 'observer', languageCode: 'kk' },
    ]);
    await chatOf(page, daniyar.userId).locator('.person-strip').getByText('Данияр Ахметов').waitFor();
    expect(await page.locator('.person-name').allTextContents()).toEqual(['Данияр Ахметов', 'Гүлнар']);
    scripted.api.post(daniyar.userId, 'bot', { text: 'Жаңа хабар' });
    const appearing = chatOf(page, daniyar.userId).locator('.appearing');
    await appearing.waitFor();
    const duration = 'getComputedStyle(document.querySelector(".appearing")).animationDuration';
    expect(Number.parseFloat(String(await page.evaluate(duration)))).toBeLessThan(0.001);
  });

  it('works by keyboard alone', async () => {
    const page = await open('', { viewport: { width: 1000, height: 700 } });
    const focused = () =>
      page.evaluate('document.activeElement.textContent + "|" + (document.activeElement.ariaLabel ?? "")');
    const tabTo = async (wanted: RegExp, key = 'Tab') => {
      for (let presses = 0; presses < 60; presses += 1) {
        await page.keyboard.press(key);
        if (wanted.test(String(await focused()))) return;
      }
      throw new Error(`${wanted} cannot be reached by ${key}`);
    };
    await tabTo(/Next deadline/);
    await tabTo(/Данияр/);
    await page.keyboard.press('Enter');
    const chat = chatOf(page, daniyar.userId);
    await chat.locator('textarea:focus').waitFor();
    await tabTo(/Түзету/, 'Shift+Tab');
    const outline = await page.evaluate('getComputedStyle(document.activeElement).outlineStyle');
    expect(outline).toBe('solid');
    await saveScreenshot(page, 'keyboard-focus');
    const pressed = nextRequest();
    await page.keyboard.press('Enter');
    const { body } = await pressed;
    expect(body.data).toBe('fix');
    // The bot changes the message under the focus: the focus stays on the button of the same place.
    const message = Number(body.messageId);
    scripted.api.edit(daniyar.userId, message, {
      text: 'Мәнін жазыңыз',
      inlineKeyboard: [[{ text: 'Бас тарту', callbackData: 'x' }]],
    });
    await chat.locator('.inline-button:focus').getByText('Бас тарту').waitFor();
    await page.keyboard.press('Escape');
    await chat.locator('textarea:focus').waitFor();
    await tabTo(/Attach/);
    await page.keyboard.press('Enter');
    await page.keyboard.press('End');
    expect(String(await focused())).toMatch(/^Voice message/);
    await page.keyboard.press('ArrowUp');
    const sticker = nextRequest();
    await page.keyboard.press('Enter');
    expect((await sticker).body).toEqual({ sticker: true });
    await tabTo(/Chat menu/, 'Shift+Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('menu').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('menu').waitFor({ state: 'detached' });
    expect(String(await focused())).toMatch(/Chat menu/);
  });

  it('names every control, and has one log per chat that is read out politely', async () => {
    const page = await open(`#${daniyar.userId},${nikolay.userId},${saule.userId}`);
    const nameless = await page
      .locator('button, a, input, textarea, [role=button]')
      .evaluateAll((nodes) =>
        nodes
          .filter((node) => !node.getAttribute('aria-label') && !node.textContent?.trim())
          .map((node) => node.outerHTML),
      );
    expect(nameless).toEqual([]);
    const logs = page.getByRole('log');
    expect(await logs.count()).toBe(3);
    expect(await logs.first().getAttribute('aria-live')).toBe('polite');
    expect(await logs.first().getAttribute('lang')).toBe('kk');
  });
});
