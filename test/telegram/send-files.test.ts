import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { escapeHtml } from '../../src/i18n/html.ts';
import { createApi, createMessenger, type Messenger } from '../../src/telegram/messenger.ts';
import type { KnownFile } from '../../src/telegram/send-files.ts';
import { png } from '../sandbox/server/fixture.ts';
import { movableClock } from '../setup/clock.ts';
import { type Actor, type SandboxServer, startSandboxServer } from '../setup/sandbox-server.ts';

describe('sending files', () => {
  let server: SandboxServer;
  let messenger: Messenger;
  let person: Actor;
  let loaded: string[] = [];
  beforeAll(async () => {
    server = await startSandboxServer(movableClock('2026-10-05T10:00+05:00'), 1);
    messenger = createMessenger(createApi(server.token, server.url), async () => undefined);
    person = server.person(1, 'kk');
    await person.send('/start');
  });
  afterAll(() => server.close());
  beforeEach(() => {
    loaded = [];
  });

  const caption = escapeHtml('Дәлел: 2 < 3');
  const file = (name: string, more: Partial<KnownFile> = {}): KnownFile => ({
    isPhoto: false,
    name,
    knownAs: null,
    load: async () => {
      loaded.push(name);
      return more.isPhoto ? png(9, 9) : new TextEncoder().encode(name);
    },
    ...more,
  });
  const send = (files: readonly KnownFile[]) => messenger.sendFiles('1', files, caption);
  const idsOf = async (files: readonly KnownFile[]) =>
    (await send(files)).map((one) => (one.kind === 'sent' ? (one.knownAs ?? '') : ''));
  const newest = (count: number) => person.messages().slice(-count);

  it('sends the bytes of what Telegram does not know, and answers its ids', async () => {
    const sent = await send([file('a b; c.pdf'), file('photo.jpg', { isPhoto: true })]);
    expect(loaded).toEqual(['photo.jpg', 'a b; c.pdf']);
    const [photo, document] = newest(2);
    expect([photo?.caption, document?.caption]).toEqual(['Дәлел: 2 < 3', undefined]);
    expect(document?.document?.fileName).toBe('a b, c.pdf');
    expect(sent).toEqual([
      { kind: 'sent', knownAs: document?.document?.fileId },
      { kind: 'sent', knownAs: photo?.photo?.fileId },
    ]);
  });

  it('sends what Telegram knows by its id, several of a kind as one album', async () => {
    const photos = [1, 2, 3].map((number) => file(`${number}.jpg`, { isPhoto: true }));
    const documents = [file('1.pdf'), file('2.pdf')];
    const ids = await idsOf([...photos, ...documents]);
    loaded = [];
    const known = [...photos, ...documents].map((one, index) => ({ ...one, knownAs: ids[index] ?? '' }));
    expect(await idsOf(known)).toHaveLength(5);
    expect(loaded).toEqual([]);
    const messages = newest(5);
    const [album, ...others] = new Set(messages.slice(0, 3).map(({ mediaGroupId }) => mediaGroupId));
    expect([album === undefined, others]).toEqual([false, []]);
    expect(messages[3]?.mediaGroupId).toBe(messages[4]?.mediaGroupId);
    expect(messages.map(({ caption: said }) => said)).toEqual(['Дәлел: 2 < 3', ...Array(4).fill(undefined)]);
  });

  it('sends one by one where Telegram refuses an id of an album, and the bytes of that one alone', async () => {
    const [id = ''] = await idsOf([file('kept.pdf')]);
    loaded = [];
    const sent = await send([file('kept.pdf', { knownAs: id }), file('gone.pdf', { knownAs: 'BQACgone' })]);
    expect(loaded).toEqual(['gone.pdf']);
    expect(sent.map(({ kind }) => kind)).toEqual(['sent', 'sent']);
    expect(newest(2).map(({ document }) => document?.fileName)).toEqual(['kept.pdf', 'gone.pdf']);
  });

  it('sends a picture that Telegram takes for none as a document, under no id to be used again', async () => {
    const broken = file('photo.jpg', { isPhoto: true, load: async () => new Uint8Array([1, 2, 3]) });
    expect(await send([broken])).toEqual([{ kind: 'sent', knownAs: null }]);
    expect(newest(1)[0]?.document?.fileName).toBe('photo.jpg');
  });

  it('says what is lost, and sends the rest with the caption', async () => {
    const sent = await send([file('lost.pdf', { load: async () => null }), file('there.pdf')]);
    expect(sent.map(({ kind }) => kind)).toEqual(['lost', 'sent']);
    expect(newest(1)[0]?.caption).toBe('Дәлел: 2 < 3');
  });

  it('gives up where the person cannot be reached', async () => {
    person.block();
    const sent = await send([file('a.pdf'), file('b.jpg', { isPhoto: true })]);
    expect(sent.map(({ kind }) => kind)).toEqual(['unreachable', 'unreachable']);
    person.unblock();
  });

  it('throws where the network fails, so that it is tried again', async () => {
    server.sandbox.faults.failNext({ method: 'sendDocument', with: { code: 502 } });
    await expect(send([file('a.pdf')])).rejects.toThrow('502');
  });
});
