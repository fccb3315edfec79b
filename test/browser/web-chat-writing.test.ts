import { describe, expect, it } from 'vitest';
import { saveScreenshot } from './chromium.ts';
import { drawPng } from './pictures.ts';
import { PERSONAS } from './scripted-country.ts';
import { chatOf, composer, useScriptedPage } from './scripted-page.ts';

const { aigerim, nikolay, daniyar, saule } = PERSONAS;

const scripted = useScriptedPage();
const { open, nextRequest } = scripted;

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
    scripted.api.tell({
      type: 'callbackAnswer',
      userId: daniyar.userId,
      callbackId: 'callback-1',
      text: 'Жіберілді',
    });
    await chat.getByRole('status').getByText('Жіберілді').waitFor();
    expect(await chat.locator('[aria-busy="true"]').count()).toBe(0);
    expect(scripted.api.requests).toHaveLength(1);
  });

  it('show an alert that closes at Escape and gives the focus back', async () => {
    const page = await open(`#${daniyar.userId}`);
    const button = chatOf(page, daniyar.userId).getByRole('button', { name: 'Түзету' });
    // The answer comes before the request that names the query has returned.
    scripted.api.answerWith(() =>
      scripted.api.tell({
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
    scripted.api.answerWith(({ action }) => {
      if (action === 'start') scripted.api.post(aigerim.userId, 'bot', { text: 'Сәлеметсіз бе!' });
    });
    await chat.getByRole('button', { name: 'Start', exact: true }).click();
    await chat.getByText('Сәлеметсіз бе!').waitFor();
    await composer(chat).waitFor();
    await chat.getByRole('button', { name: 'Chat menu' }).click();
    await saveScreenshot(page, 'chat-menu');
    await page.getByRole('menuitem', { name: 'Block bot' }).click();
    await chat.getByRole('button', { name: 'Unblock' }).click();
    await composer(chat).waitFor();
    expect(scripted.api.requests.map(({ action, body }) => [action, body])).toEqual([
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
    expect(scripted.api.requests).toEqual([]);
    await composer(chat).press('Enter');
    await chat.locator('.message.out').last().getByText('екінші').waitFor();
    expect(scripted.api.requests.at(-1)?.body).toEqual({ text: 'бірінші\nекінші' });
    expect(await composer(chat).inputValue()).toBe('');
    await page.route('**/sandbox/api/chats/*/messages', (route) => route.abort());
    await composer(chat).fill('жоғалмасын');
    await composer(chat).press('Enter');
    await chat
      .getByRole('status')
      .getByText(/^Not sent/)
      .waitFor();
    expect(await composer(chat).inputValue()).toBe('жоғалмасын');
    scripted.takeComplaints();
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
    expect(scripted.api.requests.at(-1)?.body).toEqual({ text: 'Иә', replyTo: id });
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
    scripted.api.chatOf(nikolay.userId).replyKeyboard = { rows: [[{ text: 'Да' }]], oneTime: true };
    scripted.api.post(nikolay.userId, 'bot', { text: 'Да?' });
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
