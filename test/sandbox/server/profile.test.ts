import { beforeEach, describe, expect, it } from 'vitest';
import { createFixture, type Fixture, userId } from './fixture.ts';

let fixture: Fixture;

beforeEach(async () => {
  fixture = await createFixture();
});

const list = (description: string) => [{ command: 'start', description }];

describe('commands', () => {
  it('are shown by the narrowest scope, in it by language', async () => {
    const shown = () => fixture.sandbox.as(userId).commands()[0]?.description;
    const chat = { type: 'chat', chat_id: userId };
    const steps: [scope: Record<string, unknown> | undefined, language: string | undefined][] = [
      [undefined, undefined],
      [undefined, 'kk'],
      [{ type: 'all_private_chats' }, undefined],
      [{ type: 'all_private_chats' }, 'kk'],
      [chat, undefined],
      [chat, 'kk'],
    ];
    for (const [index, [scope, language_code]] of steps.entries()) {
      const commands = list(`list ${index}`);
      expect(await fixture.call('setMyCommands', { commands, scope, language_code })).toMatchObject({
        ok: true,
      });
      expect(shown()).toBe(`list ${index}`);
      expect(await fixture.call('getMyCommands', { scope, language_code })).toMatchObject({
        result: commands,
      });
    }
    fixture.sandbox.users.createUser({ id: 502, firstName: 'Иван', languageCode: 'ru-RU' });
    expect(fixture.sandbox.as(502).commands()).toEqual(list('list 2'));
    for (const [index, [scope, language_code]] of steps.toReversed().entries()) {
      await fixture.call('deleteMyCommands', { scope, language_code });
      expect(shown()).toBe(index === 5 ? undefined : `list ${4 - index}`);
    }
  });

  it('tells the web chat of a change', async () => {
    const events: unknown[] = [];
    fixture.sandbox.onEvent((event) => events.push(event));
    await fixture.call('setMyCommands', { commands: list('x') });
    expect(events).toEqual([{ type: 'commands', userId }]);
  });

  it.each<[Record<string, unknown>, string]>([
    [{ commands: [{ command: 'Start', description: 'x' }] }, 'BOT_COMMAND_INVALID'],
    [{ commands: [{ command: 'x'.repeat(33), description: 'x' }] }, 'BOT_COMMAND_INVALID'],
    [{ commands: [{ command: '', description: 'x' }] }, 'BOT_COMMAND_INVALID'],
    [{ commands: [{ command: 'a', description: '' }] }, 'BOT_COMMAND_DESCRIPTION_INVALID'],
    [{ commands: [{ command: 'a', description: 'x'.repeat(257) }] }, 'BOT_COMMAND_DESCRIPTION_INVALID'],
    [{ commands: Array(101).fill({ command: 'a', description: 'x' }) }, 'BOT_COMMANDS_TOO_MUCH'],
    [{ commands: [], language_code: 'kaz' }, 'invalid language code specified'],
    [{ commands: [], scope: { type: 'chat', chat_id: 999 } }, 'chat not found'],
    [
      { commands: [], scope: { type: 'chat' } },
      'can\'t parse BotCommandScopeChat: can\'t find field "scope.chat_id"',
    ],
    [
      { commands: [], scope: { type: 'somewhere' } },
      "can't parse BotCommandScope: Unsupported type specified",
    ],
    [
      { commands: [], scope: { type: 'chat_administrators', chat_id: userId } },
      "can't use specified scope in private chats",
    ],
    [{}, 'parameter "commands" is required'],
    [{ commands: '[' }, "can't parse commands JSON object"],
  ])('refuses %j', async (parameters, description) => {
    expect((await fixture.call('setMyCommands', parameters)).description).toBe(`Bad Request: ${description}`);
  });
});

describe('name and descriptions', () => {
  it.each([
    ['Name', 'name', 64, 'Qala'],
    ['Description', 'description', 512, ''],
    ['ShortDescription', 'short_description', 120, ''],
  ])('%s is kept by language, with a general text behind', async (method, field, longest, initial) => {
    const get = async (language_code?: string) =>
      ((await fixture.call(`getMy${method}`, { language_code })).result as Record<string, string>)[field];
    const set = (text: string, language_code?: string) =>
      fixture.call(`setMy${method}`, { [field]: text, language_code });
    expect(await get('kk')).toBe(initial);
    await set('general');
    await set('қазақша', 'kk');
    expect([await get(), await get('kk'), await get('ru')]).toEqual(['general', 'қазақша', 'general']);
    await set('', 'kk');
    expect(await get('kk')).toBe('general');
    expect(await set('x'.repeat(longest))).toMatchObject({ result: true });
    expect((await set('x'.repeat(longest + 1))).description).toContain(`must be 0-${longest} characters`);
    expect((await set('x', 'KK')).description).toBe('Bad Request: invalid language code specified');
  });
});

describe('the bot itself', () => {
  it('is told who it is', async () => {
    expect(await fixture.call('getMe')).toMatchObject({
      result: { id: 4200, is_bot: true, first_name: 'Qala', username: 'qala_bot', can_join_groups: true },
    });
    expect(await fixture.call('logOut')).toMatchObject({ result: true });
    expect(await fixture.call('close')).toMatchObject({ result: true });
  });

  it('has a menu button for all and for one chat', async () => {
    const get = async (chat_id?: number) => (await fixture.call('getChatMenuButton', { chat_id })).result;
    expect(await get()).toEqual({ type: 'commands' });
    const app = { type: 'web_app', text: 'Open', web_app: { url: 'https://a.kz' } };
    await fixture.call('setChatMenuButton', { chat_id: userId, menu_button: app });
    expect(await get(userId)).toEqual(app);
    await fixture.call('setChatMenuButton', { menu_button: { type: 'default' } });
    expect(await get()).toEqual({ type: 'default' });
    const plain = { ...app, web_app: { url: 'http://a.kz' } };
    expect((await fixture.call('setChatMenuButton', { menu_button: plain })).description).toContain(
      'Only HTTPS',
    );
    expect((await fixture.call('setChatMenuButton', { chat_id: 999 })).description).toContain(
      'chat not found',
    );
  });
});
