import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RoleName } from '../../src/storage/generated/enums.ts';
import { createPerson } from '../setup/people.ts';
import { buildTown, type Town } from '../setup/town.ts';

let town: Town;
beforeAll(async () => {
  town = await buildTown();
});
afterAll(async () => {
  expect(town.server.sandbox.calls.filter((call) => !call.ok)).toEqual([]);
  await town.close();
});

let lastId = 1000;
async function helpFor(language: 'kk' | 'ru', roles: readonly RoleName[]): Promise<string> {
  lastId += 1;
  await createPerson(town.database.db, {
    telegramId: lastId,
    language,
    roles: roles.map((role) =>
      role === 'authority' || role === 'administrator' ? { role } : { role, workingGroupId: 'wg_abai' },
    ),
  });
  const person = town.person(lastId, language);
  const text = await town.after(person.send('/help'), person);
  expect(person.keyboard()).toEqual([[language === 'kk' ? 'Мәзір' : 'Меню']]);
  return text;
}

function commandsIn(text: string): string[] {
  return [...text.matchAll(/^\/(\w+)/gm)].map(([, name = '']) => name);
}

const everybody = ['rating', 'city', 'initiatives', 'feedback', 'my', 'settings', 'language', 'privacy'];

describe('/help', () => {
  it.each([
    [[], []],
    [['member'], ['submit', 'status', 'deadlines']],
    [['observer'], ['status', 'deadlines']],
    [['coordinator'], ['submit', 'status', 'deadlines', 'review', 'answers', 'team', 'broadcast']],
    [['authority'], ['status', 'deadlines', 'review', 'team', 'broadcast', 'admin']],
    [['administrator'], ['team', 'admin']],
    [
      ['member', 'administrator'],
      ['submit', 'status', 'deadlines', 'team', 'admin'],
    ],
  ] as const)('lists to %j the commands they have', async (roles, own) => {
    for (const language of ['kk', 'ru'] as const) {
      const text = await helpFor(language, roles);
      expect(commandsIn(text)).toEqual([...own, ...everybody]);
      expect(text).toContain(
        language === 'kk' ? 'Бастаған істі /cancel тоқтатады' : 'Начатое останавливает /cancel',
      );
    }
  });

  it('tells each role what it is about', async () => {
    expect(await helpFor('kk', ['coordinator', 'administrator'])).toMatch(
      /^Мәндер \/review арқылы тексеріледі.*\nУәкілетті орган мен үйлестірушілерді/,
    );
    expect(await helpFor('ru', [])).toMatch(/^Здесь видно место города/);
  });
});
