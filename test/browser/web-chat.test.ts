import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchChromium, openPage, saveScreenshot, type WatchedPage } from './chromium.ts';
import type { FakeControlApi } from './fake-control-api.ts';
import { drawPng } from './pictures.ts';
import { createScriptedCountry, mark, PERSONAS } from './scripted-country.ts';

const { aigerim, nikolay, daniyar, saule } = PERSONAS;

let browser: Browser;
let api: FakeControlApi;
let server: { url: string; close(): Promise<void> };
let opened: WatchedPage[];

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

beforeEach(async () => {
  api = createScriptedCountry();
  server = await api.listen();
  opened = [];
});
afterEach(async () => {
  const complaints = opened.flatMap((watched) => watched.complaints);
  for (const watched of opened) await watched.close();
  await server.close();
  expect(complaints).toEqual([]);
});

/** Opens the page and waits until it shows the chats that the address asks for. */
async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const watched = await openPage(browser, `${server.url}${path}`, options);
  opened.push(watched);
  await watched.page.locator('.app:not([aria-busy])').waitFor();
  return watched.page;
}

const chatOf = (page: Page, userId: number): Locator => page.locator(`.chat[data-user="${userId}"]`);
const bubble = (chat: Locator, id: number): Locator => chat.locator(`[data-message="${id}"]`);
const composer = (chat: Locator): Locator => chat.getByRole('textbox', { name: 'Message' });

/** Resolves with the next thing that the page posts. */
function nextRequest() {
  return new Promise<FakeControlApi['requests'][number]>((resolve) => api.answerWith(resolve));
}

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
    const { id } = api.post(
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
    const { id } = api.post(daniyar.userId, 'bot', { text: 'Бұрынғы' });
    const next = api.post(daniyar.userId, 'bot', { text: 'Кейінгі' });
    await bubble(chat, next.id).waitFor();
    const order = await chat
      .locator('.message')
      .evaluateAll((nodes) => nodes.map((node) => node.getAttribute('data-message')));
    api.edit(daniyar.userId, id, { text: 'Жаңа' });
    await bubble(chat, id).getByText('Жаңа').waitFor();
    expect(await bubble(chat, id).locator('.meta').textContent()).toMatch(/^edited\d\d:\d\d$/);
    expect(
      await chat
        .locator('.message')
        .evaluateAll((nodes) => nodes.map((node) => node.getAttribute('data-message'))),
    ).toEqual(order);
    api.remove(daniyar.userId, next.id);
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
    const { id } = api.post(daniyar.userId, 'bot', { text: 'Төменде' });
    await down.getByText('1', { exact: true }).waitFor();
    expect(await chat.locator('.scroller').evaluate((node) => node.scrollTop)).toBe(0);
    await down.click();
    await down.waitFor({ state: 'hidden' });
    expect(await bubble(chat, id).isVisible()).toBe(true);
  });
});

describe('inline buttons', () => {
  it('wait until the callback is answered, then show the answer as a note', async () => {
    const page = await open(`#${daniyar.userId}`);
    const chat = chatOf(page, daniyar.userId);
    const button = chat.getByRole('button', { name: 'Жіберу' });
    const pressed = nextRequest();
    await button.click();
    expect((await pressed).body).toMatchObject({ data: 'send:22.5' });
    await chat.locator('.inline-button[aria-busy="true"]').waitFor();
    await saveScreenshot(page, 'button-waiting');
    await button.click();
    api.tell({ type: 'callbackAnswer', userId: daniyar.userId, callbackId: 'callback-1', text: 'Жіберілді' });
    await chat.getByRole('status').getByText('Жіберілді').waitFor();
    expect(await chat.locator('[aria-busy="true"]').count()).toBe(0);
    expect(api.requests).toHaveLength(1);
  });

  it('show an alert that closes at Escape and gives the focus back', async () => {
    const page = await open(`#${daniyar.userId}`);
    const button = chatOf(page, daniyar.userId).getByRole('button', { name: 'Түзету' });
    // The answer comes before the request that names the query has returned.
    api.answerWith(() =>
      api.tell({
        type: 'callbackAnswer',
        userId: daniyar.userId,
        callbackId: 'callback-1',
        text: 'Мерзім өтті',
        showAlert: true,
      }),
    );
    await button.click();
    await page.getByRole('alertdialog').getByText('Мерзім өтті').waitFor();
    await saveScreenshot(page, 'alert');
    await page.keyboard.press('Escape');
    await page.getByRole('alertdialog').waitFor({ state: 'detached' });
    expect(await button.evaluate((node) => node === node.ownerDocument.activeElement)).toBe(true);
  });

  it('copy their text, and open a link to the bot as whoever it is meant for', async () => {
    const page = await open(`#${nikolay.userId},${saule.userId}`);
    await chatOf(page, nikolay.userId).getByRole('button', { name: 'Скопировать номер' }).click();
    await chatOf(page, nikolay.userId).getByText('Copied').waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe('1042');
    await chatOf(page, saule.userId).getByRole('button', { name: 'Шақыруды ашу' }).click();
    await saveScreenshot(page, 'open-link-as');
    const started = nextRequest();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /Айгерім/ })
      .click();
    expect(await started).toEqual({
      userId: aigerim.userId,
      action: 'start',
      body: { payload: 'inv_7KQ2M4' },
    });
    await chatOf(page, aigerim.userId).waitFor();
  });
});

describe('writing', () => {
  it('starts a chat, blocks the bot and unblocks it', async () => {
    const page = await open(`#${aigerim.userId}`);
    const chat = chatOf(page, aigerim.userId);
    await chat.getByText('What can this bot do?').waitFor();
    await saveScreenshot(page, 'not-started');
    api.answerWith(({ action }) => {
      if (action === 'start') api.post(aigerim.userId, 'bot', { text: 'Сәлеметсіз бе!' });
    });
    await chat.getByRole('button', { name: 'Start', exact: true }).click();
    await chat.getByText('Сәлеметсіз бе!').waitFor();
    await composer(chat).waitFor();
    await chat.getByRole('button', { name: 'Chat menu' }).click();
    await saveScreenshot(page, 'chat-menu');
    await page.getByRole('menuitem', { name: 'Block bot' }).click();
    await chat.getByRole('button', { name: 'Unblock' }).click();
    await composer(chat).waitFor();
    expect(api.requests.map(({ action, body }) => [action, body])).toEqual([
      ['start', {}],
      ['block', { blocked: true }],
      ['block', { blocked: false }],
    ]);
  });

  it('sends at Enter, breaks the line at Shift+Enter, and keeps a text that could not be sent', async () => {
    const page = await open(`#${daniyar.userId}`);
    const chat = chatOf(page, daniyar.userId);
    await composer(chat).fill('бірінші');
    await composer(chat).press('Shift+Enter');
    await composer(chat).pressSequentially('екінші');
    expect(api.requests).toEqual([]);
    await composer(chat).press('Enter');
    await chat.locator('.message.out').last().getByText('екінші').waitFor();
    expect(api.requests.at(-1)?.body).toEqual({ text: 'бірінші\nекінші' });
    expect(await composer(chat).inputValue()).toBe('');
    await page.route('**/sandbox/api/chats/*/messages', (route) => route.abort());
    await composer(chat).fill('жоғалмасын');
    await composer(chat).press('Enter');
    await chat
      .getByRole('status')
      .getByText(/^Not sent/)
      .waitFor();
    expect(await composer(chat).inputValue()).toBe('жоғалмасын');
    opened[0]?.complaints.splice(0);
  });

  it('answers a message', async () => {
    const page = await open(`#${daniyar.userId}`);
    const chat = chatOf(page, daniyar.userId);
    const message = chat.locator('.message').last();
    const id = Number(await message.getAttribute('data-message'));
    await message.locator('.bubble').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Reply' }).click();
    await composer(chat).fill('Иә');
    await composer(chat).press('Enter');
    await chat.locator('.message.out .reply').getByText('22,5 % жіберілсін бе?').waitFor();
    expect(api.requests.at(-1)?.body).toEqual({ text: 'Иә', replyTo: id });
  });

  it('offers commands while one is typed and under the Menu button', async () => {
    const page = await open(`#${daniyar.userId}`);
    const chat = chatOf(page, daniyar.userId);
    await composer(chat).pressSequentially('/s');
    const options = chat.getByRole('option');
    expect(await options.allTextContents()).toEqual([
      '/startБастау',
      '/submitМән енгізу',
      '/statusНе тапсырылды, не қалды',
    ]);
    await composer(chat).press('ArrowDown');
    const active = await composer(chat).getAttribute('aria-activedescendant');
    expect(await chat.locator(`#${active}`).textContent()).toBe('/submitМән енгізу');
    await saveScreenshot(page, 'commands');
    const sent = nextRequest();
    await composer(chat).press('Enter');
    expect((await sent).body).toEqual({ text: '/submit' });
    await chat.getByRole('button', { name: 'Menu', exact: true }).click();
    expect(await options.count()).toBe(6);
    await page.keyboard.press('Escape');
    expect(await options.count()).toBe(0);
    await chat.getByRole('button', { name: 'Menu', exact: true }).click();
    const rating = nextRequest();
    await options.getByText('/rating').click();
    expect((await rating).body).toEqual({ text: '/rating' });
  });

  it('shows the bot’s keyboard, sends what its buttons say, and asks for a place', async () => {
    const page = await open(`#${nikolay.userId}`);
    const chat = chatOf(page, nikolay.userId);
    const keyboard = chat.getByRole('group', { name: 'Keyboard of the bot' });
    const sent = nextRequest();
    await keyboard.getByRole('button', { name: 'Инициативы' }).click();
    expect((await sent).body).toEqual({ text: 'Инициативы' });
    await keyboard.getByRole('button', { name: 'Отправить местоположение' }).click();
    await saveScreenshot(page, 'places');
    const placed = nextRequest();
    await page.getByRole('dialog').getByRole('button', { name: /^Oral/ }).click();
    expect((await placed).body).toEqual({ location: { latitude: 51.23, longitude: 51.37 } });
    await chat.getByRole('button', { name: 'Hide the bot’s keyboard' }).click();
    await keyboard.waitFor({ state: 'hidden' });
    api.chatOf(nikolay.userId).replyKeyboard = { rows: [[{ text: 'Да' }]], oneTime: true };
    api.post(nikolay.userId, 'bot', { text: 'Да?' });
    await keyboard.getByRole('button', { name: 'Да' }).click();
    await keyboard.waitFor({ state: 'hidden' });
    await chat.getByRole('button', { name: 'Show the bot’s keyboard' }).waitFor();
  });

  it('attaches photos, files, a place of one’s own, a sticker and a voice message', async () => {
    const page = await open(`#${nikolay.userId}`);
    const chat = chatOf(page, nikolay.userId);
    const attach = async (name: string) => {
      await chat.getByRole('button', { name: 'Attach' }).click();
      const request = nextRequest();
      await page.getByRole('menuitem', { name, exact: true }).click();
      return { request };
    };
    const pick = async (name: string, files: { name: string; mimeType: string; buffer: Buffer }[]) => {
      const [chooser, { request }] = await Promise.all([page.waitForEvent('filechooser'), attach(name)]);
      await chooser.setFiles(files);
      return { request };
    };

    const png = { name: 'a.png', mimeType: 'image/png', buffer: drawPng(40, 30, [200, 80, 80]) };
    const album = await pick('Photos', [png, { ...png, name: 'b.png' }]);
    const dialog = page.getByRole('dialog', { name: 'Send photos' });
    await dialog.getByRole('textbox').fill('Жол');
    await saveScreenshot(page, 'send-photos');
    await dialog.getByRole('button', { name: 'Send' }).click();
    const { body } = await album.request;
    expect(body.caption).toBe('Жол');
    expect((body.photo as File[]).map((file) => [file.name, file.size])).toEqual([
      ['a.png', png.buffer.length],
      ['b.png', png.buffer.length],
    ]);

    const sample = await attach('Sample photo');
    await dialog.getByRole('button', { name: 'Send' }).click();
    expect(((await sample.request).body.photo as File).type).toBe('image/jpeg');

    const file = await pick('File', [
      { name: 'акт.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-') },
    ]);
    await page.getByRole('dialog', { name: 'Send file' }).getByRole('button', { name: 'Send' }).click();
    expect(((await file.request).body.document as File).name).toBe('акт.pdf');

    const place = await attach('Location');
    const places = page.getByRole('dialog', { name: 'Send location' });
    await places.getByLabel('Latitude').fill('95');
    await places.getByLabel('Longitude').fill('66.9');
    await places.getByRole('button', { name: 'Send' }).click();
    expect(await places.isVisible()).toBe(true);
    await places.getByLabel('Latitude').fill('48.01');
    await places.getByRole('button', { name: 'Send' }).click();
    expect((await place.request).body).toEqual({ location: { latitude: 48.01, longitude: 66.9 } });

    expect((await (await attach('Sticker')).request).body).toEqual({ sticker: true });
    expect((await (await attach('Voice message')).request).body).toEqual({ voice: true });
  });
});

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
    api.tell({ type: 'typing', userId: daniyar.userId, action: 'typing' });
    await status.getByText('typing…').waitFor();
    api.post(daniyar.userId, 'bot', { text: 'Міне' });
    await status.getByText('Қала рейтингі').waitFor();
    api.post(aigerim.userId, 'bot', { text: 'Жауап келді' });
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
    api.loseConnection();
    await chat.locator('.bot-status').getByText('Connecting…').waitFor();
    api.post(daniyar.userId, 'bot', { text: 'Байланыссыз келді' });
    api.restoreConnection();
    await chat.getByText('Байланыссыз келді').waitFor();
    await chat.locator('.bot-status').getByText('Қала рейтингі').waitFor();
    const others = opened[0]?.complaints.splice(0).filter((text) => !text.includes('502'));
    expect(others).toEqual([]);
  });

  it('reads again what could not be read, though the events still flow', async () => {
    const page = await open(`#${daniyar.userId}`);
    const chat = chatOf(page, daniyar.userId);
    await page.route('**/sandbox/api/chats/*', (route) => route.abort());
    api.post(daniyar.userId, 'bot', { text: 'Бір сәт оқылмады' });
    await chat.locator('.bot-status').getByText('Connecting…').waitFor();
    await page.unroute('**/sandbox/api/chats/*');
    await chat.getByText('Бір сәт оқылмады').waitFor();
    await chat.locator('.bot-status').getByText('Қала рейтингі').waitFor();
    const others = opened[0]?.complaints.splice(0).filter((text) => !text.includes('ERR_FAILED'));
    expect(others).toEqual([]);
  });

  it('follows changes of the people, and moves nothing for those who asked for calm', async () => {
    const page = await open(`#${daniyar.userId}`, { reducedMotion: 'reduce' });
    api.setPersonas([
      { ...daniyar, label: 'Данияр Ахметов' },
      { userId: 107, label: 'Гүлнар', role: 'observer', languageCode: 'kk' },
    ]);
    await chatOf(page, daniyar.userId).locator('.person-strip').getByText('Данияр Ахметов').waitFor();
    expect(await page.locator('.person-name').allTextContents()).toEqual(['Данияр Ахметов', 'Гүлнар']);
    api.post(daniyar.userId, 'bot', { text: 'Жаңа хабар' });
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
    api.edit(daniyar.userId, message, {
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
