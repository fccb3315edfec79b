// Takes docs/chat-kk.png of a demo that was just started: PORT=… npm run demo, then node scripts/take-picture.mjs URL.
import path from 'node:path';
import { chromium } from 'playwright-core';

const [url] = process.argv.slice(2);
if (url === undefined) throw new Error('Give the address of a demo that was just started.');
const [member, coordinator] = [103, 104];
const file = path.join(import.meta.dirname, '..', 'docs', 'chat-kk.png');

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu'],
});
const page = await browser.newPage({ viewport: { width: 1200, height: 860 }, locale: 'kk' });
await page.goto(`${url}/?ui=kk#${member},${coordinator}`);
await page.locator('.app:not([aria-busy])').waitFor();

const chatOf = (person) => page.locator(`.chat[data-user="${person}"]`);

/** Waits until the newest message of the chat shows the words. */
const sees = (person, words) => chatOf(person).locator('.message').last().getByText(words).waitFor();

async function writes(person, text) {
  await chatOf(person).getByRole('textbox').fill(text);
  await chatOf(person).locator('button.send').click();
}

const presses = (person, label) => chatOf(person).getByRole('button', { name: label }).last().click();

await writes(coordinator, '/review');
await presses(coordinator, /Қауіпсіздік/);
await presses(coordinator, /^Қылмыстық құқық бұзушылық$/);
await sees(coordinator, /Тексеру: 2\/2/);
await writes(member, '/submit');
await presses(member, /^Су ысырабы$/);
await sees(member, /Мәнін жазыңыз/);
await writes(member, '25,1');
await sees(member, /жіберілсін бе/);
await page.waitForTimeout(800);
await page.screenshot({ path: file, animations: 'disabled' });
await browser.close();
