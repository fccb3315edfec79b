import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { escapeHtml } from '../../src/i18n/html.ts';
import { createApi, createMessenger, type Messenger } from '../../src/telegram/messenger.ts';
import type { Screen } from '../../src/telegram/screen.ts';
import { movableClock } from '../setup/clock.ts';
import { type Actor, type SandboxServer, startSandboxServer } from '../setup/sandbox-server.ts';

const clock = movableClock('2026-10-05T10:00+05:00');
const unixNow = () => Math.floor(clock.now().getTime() / 1_000);
const chat = '1001';
let telegram: SandboxServer;
let person: Actor;
let id: number;
let sentAt: number;

beforeAll(async () => {
  telegram = await startSandboxServer(clock, 1);
  person = telegram.person(Number(chat), 'kk');
  await person.send('/start');
});
afterAll(() => telegram.close());

/** A replica: its own memory of what it showed. */
function replica(): Messenger {
  return createMessenger(createApi(telegram.token, telegram.url), async () => undefined);
}

function screen(text: string): Screen {
  return { text: escapeHtml(text), buttons: [[{ text, target: { data: '1|menu' } }]] };
}

const edits = () => telegram.sandbox.calls.filter(({ method }) => method === 'editMessageText');

describe('editing a message', () => {
  let first: Messenger;
  beforeEach(async () => {
    first = replica();
    id = (await first.send(chat, screen('first'))) ?? 0;
    sentAt = unixNow();
    clock.advance(5_000);
  });

  it('asks nothing of Telegram where the message shows it already, as after a doubled tap', async () => {
    const pressed = { id, changedAt: sentAt };
    await first.edit(chat, pressed, screen('second'));
    const before = edits().length;
    await first.edit(chat, pressed, screen('second'));
    expect(edits()).toHaveLength(before);
    expect(person.last().text).toBe('second');
  });

  it('shows a screen again that another replica replaced meanwhile', async () => {
    await first.edit(chat, { id, changedAt: sentAt }, screen('second'));
    const shownAt = unixNow();
    clock.advance(5_000);
    await replica().edit(chat, { id, changedAt: shownAt }, screen('third'));
    const replacedAt = unixNow();
    clock.advance(5_000);
    await first.edit(chat, { id, changedAt: replacedAt }, screen('second'));
    expect(person.last().text).toBe('second');
  });

  it('takes «not modified» for success', async () => {
    await first.edit(chat, { id, changedAt: sentAt }, screen('second'));
    expect(await replica().edit(chat, { id, changedAt: sentAt }, screen('second'))).toBe(id);
    expect(person.last().text).toBe('second');
  });
});
