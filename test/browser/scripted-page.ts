import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { launchChromium, openPage, type WatchedPage } from './chromium.ts';
import type { FakeControlApi, FakeRequest } from './fake-control-api.ts';
import { createScriptedCountry } from './scripted-country.ts';

/** One person's chat on the page. */
export const chatOf = (page: Page, userId: number): Locator => page.locator(`.chat[data-user="${userId}"]`);

/** The row of a message in a chat. */
export const bubble = (chat: Locator, id: number): Locator => chat.locator(`[data-message="${id}"]`);

/** The text field of a chat. */
export const composer = (chat: Locator): Locator => chat.getByRole('textbox', { name: 'Message' });

/**
 * Gives each test of the file a scripted country of its own, and fails the test when a page complained: an
 * error in the console, an exception, a request to another origin.
 */
export function useScriptedPage() {
  let browser: Browser;
  let api: FakeControlApi;
  let server: { url: string; close(): Promise<void> };
  let opened: WatchedPage[] = [];

  const takeComplaints = () => opened.flatMap(({ complaints }) => complaints.splice(0));

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
    const complaints = takeComplaints();
    for (const watched of opened) await watched.close();
    await server.close();
    expect(complaints).toEqual([]);
  });

  return {
    get api() {
      return api;
    },
    /** Opens the page and waits until it shows the chats that the address asks for. */
    async open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
      const watched = await openPage(browser, `${server.url}${path}`, options);
      opened.push(watched);
      await watched.page.locator('.app:not([aria-busy])').waitFor();
      return watched.page;
    },
    /** Resolves with the next thing that the page posts. */
    nextRequest: () => new Promise<FakeRequest>((resolve) => api.answerWith(resolve)),
    /** The complaints so far, for a test that causes them itself; they no longer fail it. */
    takeComplaints,
  };
}
