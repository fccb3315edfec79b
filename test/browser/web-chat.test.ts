import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { saveScreenshot } from './chromium.ts';
import { mark, PERSONAS } from './scripted-country.ts';
import { bubble, chatOf, useScriptedPage } from './scripted-page.ts';

const { aigerim, nikolay, daniyar, saule } = PERSONAS;

const scripted = useScriptedPage();
const { open, nextRequest } = scripted;

const scrollsSideways = (page: Page) =>
  page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');

describe('looks', () => {
  it('shows several people beside each other, as light and as dark as the system', async () => {
    const path = `#${daniyar.userId},${nikolay.userId},${saule.userId}`;
    const light = await open(path);
    expect(await light.locator('.chat').count()).toBe(3);
    await light.locator('.photo img').first().waitFor();
    await saveScreenshot(light, 'wide-light');
    const dark = await open(path, { colorScheme: 'dark' });
    await dark.locator('.photo img').first().waitFor();
    await saveScreenshot(dark, 'wide-dark');
    const background = 'getComputedStyle(document.querySelector(".chat-header")).backgroundColor';
    expect(await light.evaluate(background)).toBe('rgb(255, 255, 255)');
    expect(await dark.evaluate(background)).toBe('rgb(23, 33, 43)');
  });

  it('lets the person choose the colours and keeps the choice', async () => {
    const page = await open(`#${daniyar.userId}`);
    await page.getByRole('button', { name: 'Light or dark' }).click();
    await page.reload();
    await page.locator('html[data-theme="dark"] .chat-header').waitFor();
    expect(
      await page.evaluate('getComputedStyle(document.querySelector(".chat-header")).backgroundColor'),
    ).toBe('rgb(23, 33, 43)');
  });

  it('shows one chat or the list on a phone, without scrolling sideways', async () => {
    const page = await open('', {
      viewport: { width: 360, height: 740 },
      deviceScaleFactor: 2,
      hasTouch: true,
    });
    expect(await page.locator('.chat').count()).toBe(0);
    expect(await page.locator('.person .badge').allTextContents()).toEqual(['2', '4', '4']);
    await saveScreenshot(page, 'phone-people');
    for (const persona of Object.values(PERSONAS)) {
      await page.locator(`.person[data-user="${persona.userId}"]`).click();
      await chatOf(page, persona.userId).waitFor();
      expect(await scrollsSideways(page)).toBe(false);
      await saveScreenshot(page, `phone-${persona.userId}`);
      await page.getByRole('button', { name: 'Back to people' }).click();
      expect(await page.locator('.chat').count()).toBe(0);
    }
    expect(await page.locator('.person .badge').count()).toBe(0);
    await page.goBack();
    await chatOf(page, PERSONAS.yerlan.userId).waitFor();
  });

  it('speaks Kazakh or Russian when the address asks for it', async () => {
    const page = await open(`?ui=kk#${aigerim.userId}`, { viewport: { width: 360, height: 740 } });
    await page.getByRole('button', { name: 'Бастау' }).waitFor();
    expect(await page.evaluate('document.documentElement.lang')).toBe('kk');
    expect(await scrollsSideways(page)).toBe(false);
    await saveScreenshot(page, 'phone-kazakh');
  });
});

describe('messages', () => {
  it('never turns what a message says into markup', async () => {
    const page = await open(`#${daniyar.userId}`);
    const evil = '<img src=x onerror=alert(1)><b>жуан</b>';
    const { id } = scripted.api.post(
      daniyar.userId,
      'bot',
      mark(evil, ['text_link', 'жуан', { url: 'javascript:alert(1)' }]),
    );
    const text = bubble(chatOf(page, daniyar.userId), id).locator('.text');
    await text.waitFor();
    expect(await text.textContent()).toContain(evil);
    expect(await text.locator('img, b, a, [role=button]').count()).toBe(0);
  });

  it('draws entities: reveals a spoiler, expands a quote, copies code, sends a command', async () => {
    const page = await open(`#${saule.userId},${daniyar.userId}`);
    const chat = chatOf(page, saule.userId);
    const spoiler = chat.getByRole('button', { name: 'Hidden text, press to show' });
    await spoiler.click();
    await chat.locator('.spoiler.shown').waitFor();
    await chat.getByRole('button', { name: 'Show the whole quote' }).click();
    await chat.getByRole('button', { name: 'Collapse the quote' }).waitFor();
    await chat.getByRole('button', { name: 'Copy the code' }).click();
    await chat.getByText('Copied').waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe('sha256: 9f86d081884c7d65');
    expect(await chat.locator('a[href="https://portal.gov.kz/"]').getAttribute('target')).toBe('_blank');
    const sent = nextRequest();
    await chatOf(page, daniyar.userId).getByRole('button', { name: '/status' }).click();
    expect(await sent).toEqual({ userId: daniyar.userId, action: 'messages', body: { text: '/status' } });
  });

  it('changes an edited message in place and takes a deleted one away', async () => {
    const page = await open(`#${daniyar.userId}`);
    const chat = chatOf(page, daniyar.userId);
    const { id } = scripted.api.post(daniyar.userId, 'bot', { text: 'Бұрынғы' });
    const next = scripted.api.post(daniyar.userId, 'bot', { text: 'Кейінгі' });
    await bubble(chat, next.id).waitFor();
    const order = await chat
      .locator('.message')
      .evaluateAll((nodes) => nodes.map((node) => node.getAttribute('data-message')));
    scripted.api.edit(daniyar.userId, id, { text: 'Жаңа' });
    await bubble(chat, id).getByText('Жаңа').waitFor();
    expect(await bubble(chat, id).locator('.meta').textContent()).toMatch(/^edited\d\d:\d\d$/);
    expect(
      await chat
        .locator('.message')
        .evaluateAll((nodes) => nodes.map((node) => node.getAttribute('data-message'))),
    ).toEqual(order);
    scripted.api.remove(daniyar.userId, next.id);
    await bubble(chat, next.id).waitFor({ state: 'detached' });
  });

  it('opens photos over the page, moves through an album and closes at Escape', async () => {
    const page = await open(`#${nikolay.userId}`);
    const photos = chatOf(page, nikolay.userId).locator('.photo');
    expect(await photos.count()).toBe(3);
    await photos.first().click();
    const shown = page.getByRole('dialog', { name: 'Photo' }).locator('img');
    const first = await shown.getAttribute('src');
    await page.keyboard.press('ArrowRight');
    expect(await shown.getAttribute('src')).not.toBe(first);
    await saveScreenshot(page, 'photo-open');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  it('stays where a person reads, and shows how many messages came below', async () => {
    const page = await open(`#${daniyar.userId}`, { viewport: { width: 900, height: 480 } });
    const chat = chatOf(page, daniyar.userId);
    await chat.locator('.scroller').evaluate((node) => node.scrollTo({ top: 0, behavior: 'instant' }));
    const down = chat.getByRole('button', { name: 'Scroll to the newest message' });
    await down.waitFor();
    const { id } = scripted.api.post(daniyar.userId, 'bot', { text: 'Төменде' });
    await down.getByText('1', { exact: true }).waitFor();
    expect(await chat.locator('.scroller').evaluate((node) => node.scrollTop)).toBe(0);
    await down.click();
    await down.waitFor({ state: 'hidden' });
    expect(await bubble(chat, id).isVisible()).toBe(true);
  });
});
