import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPerson, type NewPerson } from '../setup/people.ts';
import type { Actor } from '../setup/sandbox-server.ts';
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
async function somebody(language: 'kk' | 'ru', roles: NewPerson['roles'] = []): Promise<Actor> {
  lastId += 1;
  await createPerson(town.database.db, { telegramId: lastId, language, cityId: 'oral', roles });
  return town.person(lastId, language);
}

function stored(person: Actor) {
  return town.database.db.person.findFirstOrThrow({
    where: { identity: { externalId: String(person.user.id) } },
  });
}

const member = [{ role: 'member', workingGroupId: 'wg_west_kazakhstan' }] as const;

describe('the settings', () => {
  it.each([
    ['kk', 'Тіл: қазақша\nҚала: Орал', ['Тілді ауыстыру', 'Қаланы ауыстыру']],
    ['ru', 'Язык: русский\nГород: Уральск', ['Сменить язык', 'Сменить город']],
  ] as const)('%s shows a citizen language and city, no reminders', async (language, text, buttons) => {
    const person = await somebody(language);
    expect(await town.after(person.send('/settings'), person)).toBe(text);
    expect(person.keyboard()[0]).toEqual(buttons);
    expect(person.keyboard()).toHaveLength(4);
  });

  it.each([
    [
      'kk',
      'Тіл: қазақша\nҚала: Орал\nЕске салу: қалыпты\nЕске салу уақыты: 09:00–18:00',
      ['Еске салу жиілігі', 'Сирек', 'Еске салу жиілігі өзгерді: сирек. Мерзімдер бұрынғыдай.'],
      ['Еске салу уақыты', 'Еске салу уақыты өзгерді: 10:00–20:00.'],
    ],
    [
      'ru',
      'Язык: русский\nГород: Уральск\nНапоминания: обычно\nВремя напоминаний: 09:00–18:00',
      ['Частота напоминаний', 'Редко', 'Частота напоминаний изменена: редко. Сроки прежние.'],
      ['Время напоминаний', 'Время напоминаний изменено: 10:00–20:00.'],
    ],
  ] as const)('%s changes how often and when a member is reminded', async (language, text, often, when) => {
    const person = await somebody(language, member);
    expect(await town.after(person.send('/settings'), person)).toBe(text);
    await town.after(person.press(often[0]), person);
    const afterProfile = await town.after(person.press(often[1]), person);
    expect(afterProfile.split('\n')[0]).toBe(often[2]);
    await town.after(person.press(when[0]), person);
    await town.after(person.press('10:00'), person);
    const afterHours = await town.after(person.press('20:00'), person);
    expect(afterHours.split('\n')[0]).toBe(when[1]);
    expect(await stored(person)).toMatchObject({
      reminderProfile: 'light',
      hoursFrom: '10:00',
      hoursTo: '20:00',
    });
    expect(person.messages().filter(({ from }) => from === 'bot')).toHaveLength(1);
  });

  it.each([
    [
      'kk',
      ['Тыныш уақыт', 'Тыныш уақыт белгіленді: 22:00–08:00.', 'Тыныш уақыт: 22:00–08:00'],
      ['Алып тастау', 'Тыныш уақыт алып тасталды.'],
      'Тыныш уақыт қай сағаттан басталсын?\nБұл уақытта мерзімдерді еске салмаймыз.',
      'Бұл тыныш уақыт еске салу уақытын түгел жабады (09:00–18:00). Қысқарақ уақыт таңдаңыз.',
    ],
    [
      'ru',
      ['Тихие часы', 'Тихие часы: 22:00–08:00.', 'Тихие часы: 22:00–08:00'],
      ['Убрать тихие часы', 'Тихих часов больше нет.'],
      'С какого часа не беспокоить?\nВ тихие часы о сроках не напоминаем.',
      'Эти тихие часы закрывают всё время напоминаний (09:00–18:00). Выберите покороче.',
    ],
  ] as const)('%s sets quiet hours over midnight, and lifts them', async (language, set, off, ask, all) => {
    const person = await somebody(language, member);
    await town.after(person.send('/settings'), person);
    expect(await town.after(person.press(set[0]), person)).toBe(ask);
    await town.after(person.press('22:00'), person);
    const shown = await town.after(person.press('08:00'), person);
    expect(shown.split('\n')[0]).toBe(set[1]);
    expect(shown.split('\n').at(-1)).toBe(set[2]);
    expect(await stored(person)).toMatchObject({ quietFrom: '22:00', quietTo: '08:00' });
    await town.after(person.tap(person.last().id, '1|set.qto|8|m'), person);
    expect(person.last().text?.split('\n')[0]).toBe(all);
    expect(await town.after(person.press(off[0]), person)).toContain(off[1]);
    expect(await stored(person)).toMatchObject({ quietFrom: null, quietTo: null });
  });

  it('goes back without changing anything', async () => {
    const person = await somebody('kk', member);
    await town.after(person.send('/settings'), person);
    await town.after(person.press('Еске салу уақыты'), person);
    await town.after(person.press('12:00'), person);
    await town.after(person.press('Артқа'), person);
    await town.after(person.press('Артқа'), person);
    expect(person.last().text).toContain('09:00–18:00');
    await town.after(person.press('Еске салу жиілігі'), person);
    expect(await town.after(person.press('Артқа'), person)).toContain('Еске салу: қалыпты');
  });

  it('refuses forged hours and profiles politely', async () => {
    const person = await somebody('ru', member);
    await town.after(person.send('/settings'), person);
    const { id } = person.last();
    const forgeries = [
      'set.prof|never',
      'set.from|-1',
      'set.from|2s',
      'set.to|9|9',
      'set.to|9|2s',
      'set.to|-1|5',
      'set.qfrom|9',
      'set.qto|9|9',
      'set.qto|2s|9',
    ];
    for (const forged of forgeries) {
      await town.after(person.tap(id, `1|${forged}`), person);
      expect(person.callbackAnswers.at(-1)?.text, forged).toBe(
        'Эта кнопка устарела. Актуальное — ниже.'.replace(' —', '\u00a0—'),
      );
    }
    expect(await stored(person)).toMatchObject({
      reminderProfile: 'standard',
      hoursFrom: '09:00',
      hoursTo: '18:00',
    });
  });

  it('changes the city', async () => {
    const person = await somebody('ru');
    await town.after(person.send('/settings'), person);
    await town.after(person.press('Сменить город'), person);
    expect(person.keyboard()).toEqual([['Выбрать область'], ['Отмена']]);
    await town.after(person.send('Шымкент'), person);
    expect((await stored(person)).cityId).toBe('shymkent');
  });

  it('keeps the city of somebody who changes their mind', async () => {
    const person = await somebody('kk');
    await town.after(person.send('/settings'), person);
    await town.after(person.press('Қаланы ауыстыру'), person);
    expect(await town.after(person.press('Бас тарту'), person)).toBe('Орал: рейтингте әзірге орны жоқ.');
    expect((await stored(person)).cityId).toBe('oral');
  });

  it('changes the language from the settings, and the commands with it', async () => {
    const person = await somebody('kk', member);
    await town.after(person.send('/settings'), person);
    await town.after(person.press('Тілді ауыстыру'), person);
    await town.after(person.press('Русский'), person);
    expect(person.callbackAnswers.at(-1)?.text).toBe('Теперь пишем по-русски.');
    expect((await stored(person)).language).toBe('ru');
    const commands = person.commands();
    expect(commands.find(({ command }) => command === 'submit')?.description).toBe(
      'Ввести значение показателя',
    );
  });
});
