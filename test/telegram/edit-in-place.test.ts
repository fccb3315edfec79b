import { GrammyError, HttpError } from 'grammy';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { escapeHtml } from '../../src/i18n/html.ts';
import { editInPlace } from '../../src/telegram/edit-in-place.ts';
import { createApi, createMessenger, type Messenger } from '../../src/telegram/messenger.ts';
import { movableClock } from '../setup/clock.ts';
import { type SandboxServer, startSandboxServer } from '../setup/sandbox-server.ts';

const clock = movableClock('2026-10-05T10:00+05:00');
const later = new Date('2026-10-05T10:00:30+05:00');
const screen = (text: string) => ({ text: escapeHtml(text) });

describe('editing a message that is owed', () => {
  let telegram: SandboxServer;
  let messenger: Messenger;
  let id: number;
  beforeAll(async () => {
    telegram = await startSandboxServer(clock, 1);
    await telegram.person(1001, 'kk').send('/start');
    messenger = createMessenger(createApi(telegram.token, telegram.url), async () => undefined);
    id = (await messenger.send('1001', screen('first'))) ?? 0;
  });
  afterAll(() => telegram.close());
  const edit = (text: string, nextAt: Date | null, inPlaceOf = id, by = messenger) =>
    editInPlace(by, '1001', { inPlaceOf, screen: screen(text), nextAt }, clock.now());

  it('puts itself off until it is looked at again, and is sent when it is over', async () => {
    expect(await edit('second', later)).toEqual({ kind: 'postponed', until: later });
    expect(telegram.person(1001, 'kk').last().text).toBe('second');
    expect(await edit('third', null)).toEqual({ kind: 'sent', messageRef: String(id) });
  });

  it('asks for nothing where the message shows it already, and takes it for shown where another did it', async () => {
    const edits = () => telegram.sandbox.calls.filter(({ method }) => method === 'editMessageText').length;
    const before = edits();
    expect(await edit('third', later)).toEqual({ kind: 'postponed', until: later });
    expect(edits()).toBe(before);
    const other = createMessenger(createApi(telegram.token, telegram.url), async () => undefined);
    expect(await edit('third', later, id, other)).toEqual({ kind: 'postponed', until: later });
    expect(edits()).toBe(before + 1);
  });

  it('is let go where the person deleted the message, and sends no other one in its place', async () => {
    const before = telegram.person(1001, 'kk').messages().length;
    expect(await edit('fourth', later, 999)).toEqual({ kind: 'dropped', reason: 'untrue' });
    expect(telegram.person(1001, 'kk').messages()).toHaveLength(before);
  });

  const refused = (code: number, description: string, parameters = {}) =>
    new GrammyError(
      'refused',
      { ok: false, error_code: code, description, parameters },
      'editMessageText',
      {},
    );
  const putOff = (seconds: number) => ({
    kind: 'postponed',
    until: new Date(clock.now().getTime() + seconds * 1_000),
  });
  it.each([
    [refused(429, 'Too Many Requests', { retry_after: 20 }), putOff(20)],
    [refused(429, 'Too Many Requests', { retry_after: 1 }), putOff(3)],
    [refused(502, 'Bad Gateway'), putOff(3)],
    [new HttpError('lost', new Error('reset')), putOff(3)],
    [refused(403, 'Forbidden: bot was blocked by the user'), { kind: 'failed', reason: 'blocked' }],
  ])('is no attempt that counts, whatever comes of it: %s', async (error, outcome) => {
    const change = () => Promise.reject(error);
    expect(await edit('fifth', later, id, { change } as unknown as Messenger)).toEqual(outcome);
  });
});
