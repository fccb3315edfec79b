import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Language } from '../../src/i18n/language.ts';
import { createPerson } from '../setup/people.ts';
import type { Actor } from '../setup/sandbox-server.ts';
import { buildTown, type Town } from '../setup/town.ts';

let town: Town;
beforeEach(async () => {
  // The installation begins in summer: the clock itself creates the third quarter, due on 14 October.
  town = await buildTown({ start: '2026-07-06T10:00+05:00' });
});
afterEach(async () => {
  expect(town.server.sandbox.calls.filter((call) => !call.ok)).toEqual([]);
  await town.close();
});

const plain = (text: string | undefined) => (text ?? '').replaceAll('\u00a0', ' ');
const labels = (who: Actor) => who.keyboard().map((row) => row.map(plain).join(' '));
/** Texts of the bot in October, as they are now. */
const said = (who: Actor) =>
  who
    .messages()
    .filter(({ from, date }) => from === 'bot' && date * 1_000 >= Date.parse('2026-10-01T00:00+05:00'))
    .map(({ text }) => plain(text));

async function member(language: Language, kpiCodes: readonly string[] = ['UTL-04']): Promise<Actor> {
  const telegramId = language === 'kk' ? 1001 : 1002;
  const actor = town.person(telegramId, language);
  await createPerson(town.database.db, {
    telegramId,
    language,
    roles: [{ role: 'member', workingGroupId: 'wg_west_kazakhstan' }],
    assignments: kpiCodes.map((kpiCode) => ({ cityId: 'oral', kpiCode })),
  });
  await town.after(actor.send('/help'), actor);
  return actor;
}

async function at(instant: string): Promise<void> {
  town.clock.moveTo(instant);
  await town.app.tick();
  await town.settle();
}

/** Presses a button by its label with plain spaces; answers the newest text. */
async function press(who: Actor, label: string): Promise<string> {
  const found = who
    .keyboard()
    .flat()
    .find((text) => plain(text) === label);
  return plain(await town.after(who.press(found ?? label), who));
}

const words = {
  kk: {
    digest: '⏰ 3 жұмыс күні қалды (14 қазан): су ысырабы.',
    buttons: ['Су ысырабы', 'Кейінірек'],
    later: 'Кейінірек',
    ask: 'Қашан еске салайық?\nСоңғы күн – 14 қазан, 18:00.',
    choices: ['Бір сағаттан кейін', 'Бүгін, 17:00', '12 қазан, 09:00', 'Басқа күн', 'Артқа'],
    hour: 'Бір сағаттан кейін',
    putOffHour: 'Келесі еске салу: бүгін, 10:00. Соңғы күн өзгермейді: 14 қазан.',
    putOffButtons: ['Қазір көрсету', 'Уақытын өзгерту'],
    showNow: 'Қазір көрсету',
    change: 'Уақытын өзгерту',
    back: 'Артқа',
    otherDay: 'Басқа күн',
    pickDay: 'Қай күні еске салайық?\nСоңғы күн – 14 қазан, 18:00.\nДемалыс күндері жақшада.',
    calendar: [
      '2026 жылғы қазан',
      'Дс Сс Ср Бс Жм Сн Жс',
      '· · · · · (10) (11)',
      '12 13 14 · · · ·',
      'Артқа',
    ],
    putOffDay: 'Келесі еске салу: 13 қазан, 09:00. Соңғы күн өзгермейді: 14 қазан.',
    putOffTomorrow: 'Келесі еске салу: ертең, 09:00. Соңғы күн өзгермейді: 14 қазан.',
    again: '⏰ 1 жұмыс күні қалды (14 қазан): су ысырабы.',
    send: 'Жіберу',
    kpi: 'Су ысырабы',
    tooLate: 'Ол кезде мерзім өтіп кетеді: соңғы күн – 14 қазан, 18:00.\nЕң кеші: 14 қазан, 17:00.',
    latest: '14 қазан, 17:00',
    putOffLatest: 'Келесі еске салу: 14 қазан, 17:00. Соңғы күн өзгермейді: 14 қазан.',
    lastHours: '⏰ Соңғы күн – бүгін, 18:00: су ысырабы.',
    nothingLeft: 'Кейінге қалдыруға уақыт жоқ: соңғы күн – 14 қазан, 18:00.',
    overdue: 'Мерзімі өтті, кейінге қалдыруға болмайды.',
    overdueDigest: '⚠️ Мерзім 14 қазанда өтті: су ысырабы. Әлі де жіберуге болады, «кешікті» деп белгіленеді.',
    past: 'Бұл күн өтіп кетті. Басқасын таңдаңыз.',
    nothingOwed: 'Бұл хабар бойынша Сізден ештеңе күтілмейді.',
    stale: 'Бұл батырма ескірген. Қазіргі күйі төменде.',
  },
  ru: {
    digest: '⏰ Осталось 3 рабочих дня (14 октября): потери воды.',
    buttons: ['Потери воды', 'Позже'],
    later: 'Позже',
    ask: 'Когда напомнить?\nПоследний день — 14 октября, 18:00.',
    choices: ['Через час', 'Сегодня, 17:00', '12 октября, 09:00', 'Другой день', 'Назад'],
    hour: 'Через час',
    putOffHour: 'Напомним сегодня, 10:00. Последний день прежний: 14 октября.',
    putOffButtons: ['Показать сейчас', 'Изменить время'],
    showNow: 'Показать сейчас',
    change: 'Изменить время',
    back: 'Назад',
    otherDay: 'Другой день',
    pickDay: 'В какой день напомнить?\nПоследний день — 14 октября, 18:00.\nНерабочие дни — в скобках.',
    calendar: ['Октябрь 2026 г.', 'Пн Вт Ср Чт Пт Сб Вс', '· · · · · (10) (11)', '12 13 14 · · · ·', 'Назад'],
    putOffDay: 'Напомним 13 октября, 09:00. Последний день прежний: 14 октября.',
    putOffTomorrow: 'Напомним завтра, 09:00. Последний день прежний: 14 октября.',
    again: '⏰ Остался 1 рабочий день (14 октября): потери воды.',
    send: 'Отправить',
    kpi: 'Потери воды',
    tooLate:
      'К тому времени срок пройдёт: последний день — 14 октября, 18:00.\nСамое позднее — 14 октября, 17:00.',
    latest: '14 октября, 17:00',
    putOffLatest: 'Напомним 14 октября, 17:00. Последний день прежний: 14 октября.',
    lastHours: '⏰ Последний день — сегодня, 18:00: потери воды.',
    nothingLeft: 'Откладывать уже некуда: последний день — 14 октября, 18:00.',
    overdue: 'Срок прошёл, отложить нельзя.',
    overdueDigest:
      '⚠️ Срок прошёл 14 октября: потери воды. Отправить ещё можно, будет отметка «с опозданием».',
    past: 'Этот день уже прошёл. Выберите другой.',
    nothingOwed: 'По этому сообщению от Вас больше ничего не ждут.',
    stale: 'Эта кнопка устарела. Актуальное — ниже.',
  },
} satisfies Record<Language, object>;

describe.each(['kk', 'ru'] as const)('putting off a reminder, in %s', (language) => {
  const w = words[language];

  it('for an hour: it is told again by itself, in place of what it was', async () => {
    const who = await member(language);
    await at('2026-10-09T09:00+05:00');
    expect(said(who)).toEqual([w.digest]);
    expect(labels(who)).toEqual(w.buttons);
    expect(await press(who, w.later)).toBe(w.ask);
    expect(labels(who)).toEqual(w.choices);
    expect(await press(who, w.hour)).toBe(w.putOffHour);
    expect(labels(who)).toEqual(w.putOffButtons);
    await at('2026-10-09T09:59+05:00');
    expect(said(who)).toEqual([w.putOffHour]);
    await at('2026-10-09T10:00+05:00');
    expect(said(who)).toEqual([w.putOffHour, w.digest]);
    expect(labels(who)).toEqual(w.buttons);
    // What returned is put off like any other, and comes once more.
    await press(who, w.later);
    await press(who, w.hour);
    await at('2026-10-09T11:00+05:00');
    await at('2026-10-09T12:00+05:00');
    expect(said(who).slice(2)).toEqual([w.digest]);
  });

  it('to a day of the calendar: what comes in between waits for it, and is told once', async () => {
    const who = await member(language);
    await at('2026-10-09T09:00+05:00');
    await press(who, w.later);
    expect(await press(who, w.otherDay)).toBe(w.pickDay);
    expect(labels(who)).toEqual(w.calendar);
    await press(who, w.back);
    expect(await press(who, w.back)).toBe(w.digest);
    await press(who, w.later);
    await press(who, w.otherDay);
    expect(await press(who, '13')).toBe(w.putOffDay);
    await press(who, w.change);
    expect(await press(who, w.back)).toBe(w.putOffDay);
    await at('2026-10-12T09:00+05:00');
    expect(said(who)).toEqual([w.putOffDay]);
    await at('2026-10-13T09:00+05:00');
    await at('2026-10-13T10:00+05:00');
    expect(said(who)).toEqual([w.putOffDay, w.again]);
  });

  it('is shown at once where the person wants it, and then comes at its stages', async () => {
    const who = await member(language);
    await at('2026-10-09T09:00+05:00');
    await press(who, w.later);
    await press(who, w.choices[2] as string);
    expect(await press(who, w.showNow)).toBe(w.digest);
    await at('2026-10-12T09:00+05:00');
    expect(said(who)).toEqual([w.digest]);
    await at('2026-10-13T09:00+05:00');
    expect(said(who)).toEqual([w.digest, w.again]);
  });

  it('is forgotten without a word once all of it was sent', async () => {
    const who = await member(language);
    await at('2026-10-09T09:00+05:00');
    const { id } = who.last();
    await press(who, w.later);
    await press(who, w.hour);
    await town.after(who.send('/submit'), who);
    await press(who, w.kpi);
    await town.after(who.send('22,5'), who);
    await press(who, w.send);
    const before = said(who).length;
    await at('2026-10-09T10:00+05:00');
    expect(said(who)).toHaveLength(before);
    await town.after(who.tap(id, '1|snz|2026-10-09'), who);
    expect(plain(who.messages().find((message) => message.id === id)?.text)).toBe(w.nothingOwed);
  });

  it('is never put off past its deadline', async () => {
    const who = await member(language);
    await at('2026-10-09T09:00+05:00');
    const { id } = who.last();
    const tap = async (data: string) => plain(await town.after(who.tap(id, data), who));
    expect(await tap('1|snz.day|2026-10-09|2026-10-15')).toBe(w.tooLate);
    expect(await press(who, w.latest)).toBe(w.putOffLatest);
    expect((await tap('1|snz.day|2026-10-09|2026-10-09')).split('\n')[0]).toBe(w.past);
    await at('2026-10-13T09:00+05:00');
    expect(said(who)).toHaveLength(1);
    await at('2026-10-14T09:00+05:00');
    await at('2026-10-14T17:00+05:00');
    expect(said(who).slice(1)).toEqual([w.lastHours]);
    town.clock.moveTo('2026-10-14T17:20+05:00');
    expect(await press(who, w.later)).toBe(w.nothingLeft);
    expect(await press(who, w.back)).toBe(w.lastHours);
    const button = who.keyboard().flat().indexOf(w.later);
    expect(button).toBeGreaterThan(0);
    town.clock.moveTo('2026-10-14T18:30+05:00');
    expect(await press(who, w.later)).toBe(w.overdueDigest);
    expect(plain(who.callbackAnswers.at(-1)?.text)).toBe(w.overdue);
    expect(labels(who)).toEqual([w.kpi]);
  });

  it('asks nobody for what is not theirs, and refuses forged buttons politely', async () => {
    const who = await member(language);
    await at('2026-10-09T09:00+05:00');
    const { id } = who.last();
    for (const data of ['snz|s1', 'snz|2026-10-08', 'snz.to|2025-01-01|hour', 'snz.now|s99']) {
      expect(plain(await town.after(who.tap(id, `1|${data}`), who)), data).toBe(w.nothingOwed);
    }
    for (const data of [
      'snz|x',
      'snz.to|2026-10-09|never',
      'snz.day|2026-10-09|2026-02-30',
      'snz.day|x|2026-10-12',
    ]) {
      await town.after(who.tap(id, `1|${data}`), who);
      expect(plain(who.callbackAnswers.at(-1)?.text), data).toBe(w.stale);
    }
    expect(await town.database.db.snooze.count()).toBe(0);
  });
});

describe('what was put off', () => {
  it('is joined to the message of the day where that comes at the same time', async () => {
    const who = await member('ru', ['ECO-01', 'GOV-02']);
    // The months are due on the 7th: told on the 2nd, and again on the 6th.
    await at('2026-10-02T09:00+05:00');
    expect(said(who)).toHaveLength(1);
    await press(who, 'Позже');
    await press(who, 'Другой день');
    await press(who, '6');
    await at('2026-10-05T09:00+05:00');
    expect(said(who)).toHaveLength(1);
    await at('2026-10-06T09:00+05:00');
    await at('2026-10-06T09:01+05:00');
    expect(said(who)).toHaveLength(2);
    expect(said(who)[1]).toMatch(/^⏰ Остался 1 рабочий день \(7 октября\)/);
    expect(await town.database.db.snooze.findMany()).toMatchObject([
      { toldKey: expect.stringContaining('digest:') },
    ]);
  });

  it('waits for the end of quiet hours that were set meanwhile, and comes on a day off that was picked', async () => {
    const who = await member('ru');
    await at('2026-10-09T09:00+05:00');
    await press(who, 'Позже');
    await press(who, 'Другой день');
    expect(await press(who, '(10)')).toBe('Напомним завтра, 09:00. Последний день прежний: 14 октября.');
    await town.database.db.person.updateMany({ data: { quietFrom: '21:00', quietTo: '11:00' } });
    await at('2026-10-10T09:00+05:00');
    await at('2026-10-10T10:59+05:00');
    expect(said(who)).toHaveLength(1);
    await at('2026-10-10T11:00+05:00');
    expect(said(who)[1]).toBe('⏰ Осталось 3 рабочих дня (14 октября): потери воды.');
  });
});
