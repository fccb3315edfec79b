import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Language } from '../../src/i18n/language.ts';
import { createPerson } from '../setup/people.ts';
import type { Actor } from '../setup/sandbox-server.ts';
import { buildTown, type Town } from '../setup/town.ts';

const group = 'wg_west_kazakhstan';

let town: Town;
beforeEach(async () => {
  // The installation begins in summer: the clock itself creates the third quarter, due on 14 October.
  town = await buildTown({ start: '2026-07-06T10:00+05:00' });
});
afterEach(async () => {
  expect(town.server.sandbox.calls.filter((call) => !call.ok)).toEqual([]);
  await town.close();
});

/** A member who answers for these values, in the bot's chat. */
async function member(
  telegramId: number,
  language: Language,
  assignments: { cityId: string; kpiCode: string }[],
): Promise<Actor> {
  const actor = town.person(telegramId, language);
  await createPerson(town.database.db, {
    telegramId,
    language,
    roles: [{ role: 'member', workingGroupId: group }],
    assignments,
  });
  await town.after(actor.send('/help'), actor);
  return actor;
}

/** Lives through the working hours of the days from one to another (both in October), some ticks on each. */
async function live(from: number, to: number): Promise<void> {
  for (let date = from; date <= to; date += 1) {
    for (const hour of [8, 9, 17]) {
      const clock = `2026-10-${String(date).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00+05:00`;
      town.clock.moveTo(clock);
      await town.app.tick();
      await town.settle();
    }
  }
}

/** What the bot said in October, with the local day and hour. */
function said(who: Actor): string[] {
  return who
    .messages()
    .filter(({ from, date }) => from === 'bot' && date * 1_000 >= Date.parse('2026-10-01T00:00+05:00'))
    .map(({ date, text }) => {
      const local = new Date((date + 5 * 3_600) * 1_000).toISOString();
      return `${local.slice(5, 16).replace('T', ' ')} ${text?.replaceAll('\u00a0', ' ')}`;
    });
}

describe('a reminder', () => {
  it('comes 7, 3, 1 and 0 working days before a deadline, and after it, in Kazakh and in Russian', async () => {
    const kazakh = await member(1001, 'kk', [
      { cityId: 'oral', kpiCode: 'UTL-04' },
      { cityId: 'oral', kpiCode: 'GOV-04' },
    ]);
    const russian = await member(1002, 'ru', [{ cityId: 'oral', kpiCode: 'ECO-02' }]);
    await live(5, 20);
    expect(said(kazakh)).toEqual([
      '10-05 09:00 ⏰ 7 жұмыс күні қалды (14 қазан): ашық деректер, су ысырабы.',
      '10-09 09:00 ⏰ 3 жұмыс күні қалды (14 қазан): ашық деректер, су ысырабы.',
      '10-13 09:00 ⏰ 1 жұмыс күні қалды (14 қазан): ашық деректер, су ысырабы.',
      '10-14 09:00 ⏰ Соңғы күн – бүгін, 18:00: ашық деректер, су ысырабы.',
      '10-15 09:00 ⚠️ Мерзім 14 қазанда өтті: ашық деректер, су ысырабы. Әлі де жіберуге болады, «кешікті» деп белгіленеді.',
      '10-19 09:00 ⚠️ Мерзім 14 қазанда өтті: ашық деректер, су ысырабы. Әлі де жіберуге болады, «кешікті» деп белгіленеді.',
    ]);
    expect(kazakh.keyboard()).toEqual([['Ашық деректер'], ['Мән енгізу']]);
    expect(said(russian)).toEqual([
      '10-05 09:00 ⏰ Осталось 7 рабочих дней (14 октября): посты контроля воздуха.',
      '10-09 09:00 ⏰ Осталось 3 рабочих дня (14 октября): посты контроля воздуха.',
      '10-13 09:00 ⏰ Остался 1 рабочий день (14 октября): посты контроля воздуха.',
      '10-14 09:00 ⏰ Последний день — сегодня, 18:00: посты контроля воздуха.',
      '10-15 09:00 ⚠️ Срок прошёл 14 октября: посты контроля воздуха. Отправить ещё можно, будет отметка «с опозданием».',
      '10-19 09:00 ⚠️ Срок прошёл 14 октября: посты контроля воздуха. Отправить ещё можно, будет отметка «с опозданием».',
    ]);
    expect(russian.keyboard()).toEqual([['Посты контроля воздуха']]);
  });

  it.each([
    ['kk', 'Су ысырабы', 'Жіберу', /Қабылданды/],
    ['ru', 'Потери воды', 'Отправить', /Принято/],
  ] as const)('opens the value in %s, and is silent once it was sent', async (language, name, send, done) => {
    const who = await member(1001, language, [{ cityId: 'oral', kpiCode: 'UTL-04' }]);
    await live(9, 9);
    expect(said(who)).toHaveLength(1);
    await town.after(who.press(name), who);
    await town.after(who.send('22,5'), who);
    expect(await town.after(who.press(send), who)).toMatch(done);
    const before = said(who).length;
    await live(10, 20);
    expect(said(who)).toHaveLength(before);
    expect(who.callbackAnswers).toHaveLength(2);
  });

  it('is one message after an outage, with all that is still true', async () => {
    const who = await member(1001, 'ru', [
      { cityId: 'oral', kpiCode: 'UTL-04' },
      { cityId: 'oral', kpiCode: 'ECO-01' },
      { cityId: 'oral', kpiCode: 'GOV-02' },
    ]);
    // Away from summer until the day before the deadline of the quarter; the month was due on the 7th.
    town.clock.moveTo('2026-10-13T11:00+05:00');
    await town.app.tick();
    await town.app.tick();
    await town.settle();
    expect(said(who)).toEqual([
      '10-13 11:00 ⚠️ Срок прошёл 7 октября: обращения в срок, частицы PM2,5. Отправить ещё можно, будет отметка «с опозданием».\n' +
        'Остался 1 рабочий день (14 октября): потери воды.',
    ]);
    expect(who.keyboard()).toEqual([['Обращения в срок'], ['Ввести значения', 'Позже']]);
  });

  it('names the cities where there are several, five things, and counts the rest', async () => {
    const city = (cityId: string, kpiCodes: string[]) => kpiCodes.map((kpiCode) => ({ cityId, kpiCode }));
    const duties = [
      ...city('aksai', ['UTL-04', 'GOV-04', 'ECO-02']),
      ...city('oral', ['UTL-04', 'UTL-07', 'ECO-03', 'SAF-01']),
    ];
    const kazakh = await member(1001, 'kk', duties);
    const russian = await member(1002, 'ru', duties);
    await live(9, 9);
    expect(said(kazakh)).toEqual([
      '10-09 09:00 ⏰ 3 жұмыс күні қалды (14 қазан): Ақсай – ашық деректер, су ысырабы, ауаны бақылау бекеттері; Орал – су ысырабы, көше жарығын басқару және тағы 2.',
    ]);
    expect(said(russian)).toEqual([
      '10-09 09:00 ⏰ Осталось 3 рабочих дня (14 октября): Аксай — открытые данные, потери воды, посты контроля воздуха; Уральск — потери воды, управление освещением и ещё 2.',
    ]);
    expect(kazakh.keyboard()).toEqual([['Мән енгізу'], ['Кейінірек']]);
    await town.after(russian.press('Ввести значения'), russian);
    expect(russian.last().text).toContain('Выберите');
  });
});
