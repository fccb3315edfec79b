import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Language } from '../../src/i18n/language.ts';
import { createInitiative } from '../setup/initiatives.ts';
import { createPerson } from '../setup/people.ts';
import type { Actor } from '../setup/sandbox-server.ts';
import { buildReportingTown, plain } from './reporting-people.ts';

const words = {
  kk: {
    command: 'Хабар тарату',
    none: 'Әзірге хабар таратылмаған.',
    new: 'Жаңа хабар',
    noRight: 'Бұған рұқсатыңыз жоқ. Рұқсатты үйлестіруші береді.',
    askKk: 'Кімге: жұмыс тобы, Батыс Қазақстан облысы. Қазақша мәтінді жазыңыз, ең көбі 3 600 таңба.',
    askRu: 'Енді орысша мәтінді жазыңыз. Әркім өз тіліндегісін алады.',
    tooLong: 'Мәтін 100 таңбаға ұзын: 3 700, ең көбі 3 600. Жазғаныңыз сақталды, қысқартып қайта жіберіңіз.',
    preview: [
      'Хабар дәл жоғарыдағыдай келеді. Кімге: жұмыс тобы, Батыс Қазақстан облысы.',
      'Барлығы 4 адам: қазақша – 3, орысша – 1.',
      'Жіберу бір минуттан аз уақыт алады.',
      'Оның 2 адамы өз уақытында алады, ең ертесі – 5 қазан, 14:00.',
    ],
    fix: 'Қазақша мәтінді түзету',
    send: 'Жіберу',
    started: '✅ 4 адамға жіберу басталды. Барысы төменде көрінеді.',
    stale: 'Бұл батырма ескірген. Қазіргі күйі төменде.',
    title: 'Хабар тарату: жұмыс тобы, Батыс Қазақстан облысы',
    half: [
      '▓▓▓▓▓░░░░░ 50 %, жіберіліп жатыр',
      'Жіберілді – 2, жетпеді – 0, қалды – 2',
      'Келесісі – 5 қазан, 14:00: қалғандары өз уақытында алады.',
    ],
    pause: 'Тоқтата тұру',
    paused: [
      '▓▓▓▓▓░░░░░ 50 %, тоқтатыла тұрды',
      'Жіберілді – 2, жетпеді – 0, қалды – 2',
      '«Тоқтату» батырмасын бассаңыз, қалғандарына хабар жіберілмейді.',
    ],
    pausedNow: 'Бұл – соңғы күйі: тоқтатыла тұрды.',
    resume: 'Жалғастыру',
    done: ['▓▓▓▓▓▓▓▓▓▓ 100 %, аяқталды', 'Жіберілді – 3, жетпеді – 1, қалды – 0'],
    stop: 'Тоқтату',
    stopped: ['▓▓▓▓▓▓▓▓▓▓ 100 %, тоқтатылды', 'Жіберілді – 1, жетпеді – 2, қалды – 0'],
    list: [
      'Соңғы хабарлар:',
      '1. 5 қазан, 14:05: жұмыс тобы, Батыс Қазақстан облысы, 3 – тоқтатылды',
      '2. 5 қазан, 10:00: жұмыс тобы, Батыс Қазақстан облысы, 4 – аяқталды',
    ],
    toWhom: 'Хабар кімге жіберіледі?',
    toRegion: 'Аумақ тұрғындарына',
    region: 'Астана',
    nobody: 'Қазір бұл хабарды алатын ешкім жоқ. Артқа қайтып, басқаларды таңдаңыз.',
    back: 'Артқа',
    settingsNews: 'Қала хабарын алу',
    agree: 'Келісемін',
    one: 'Барлығы 1 адам: қазақша – 1, орысша – 0.',
    oneRu: 'Барлығы 1 адам: қазақша – 0, орысша – 1.',
    optOut: 'Хабар алмау',
    optOutNews:
      'Мұндай хабарларды хабар алуға берген келісіміңіз бойынша жібереміз. Келісімді қайтарып алсаңыз, келмейді.',
    withdraw: 'Хабар келісімін қайтару',
    confirmWithdraw: 'Келісімді қайтарып алу',
    withdrawn: 'Хабар алуға келісім қайтарып алынды.',
    toFollowers: 'Бақылап жүргендерге',
    noFollowers: 'Бастамаларды әзірге ешкім бақыламайды.',
    aboutInitiative: '«Ақылды аялдама» бастамасы туралы',
    optOutInitiative: 'Бұл хабар бақылап жүрген бастамаңыз туралы. Оның бетінде бақылауды тоқтата аласыз.',
    resumeDraft: 'Жалғастыру',
    cancel: 'Бас тарту',
    empty: 'Жаңа',
  },
  ru: {
    command: 'Сделать рассылку',
    none: 'Рассылок пока не было.',
    new: 'Новая рассылка',
    noRight: 'У Вас нет прав на это. Их даёт координатор.',
    askKk:
      'Кому: рабочая группа, Западно-Казахстанская область. Напишите текст на казахском, не больше 3 600 знаков.',
    askRu: 'Теперь напишите текст на русском. Каждый получит сообщение на своём языке.',
    tooLong:
      'Текст длиннее на 100 знаков: 3 700, можно не больше 3 600. Написанное сохранено, сократите и отправьте снова.',
    preview: [
      'Сообщение придёт в точности как выше. Кому: рабочая группа, Западно-Казахстанская область.',
      'Всего 4 человека: на казахском — 1, на русском — 3.',
      'Отправка займёт меньше минуты.',
      'Из них 2 человека получат в своё время, самое раннее — 5 октября, 14:00.',
    ],
    fix: 'Исправить казахский',
    send: 'Отправить',
    started: '✅ Отправляем 4 людям. Ход виден ниже.',
    stale: 'Эта кнопка устарела. Актуальное — ниже.',
    title: 'Рассылка: рабочая группа, Западно-Казахстанская область',
    half: [
      '▓▓▓▓▓░░░░░ 50 %, отправляется',
      'Отправлено — 2, не дошло — 0, осталось — 2',
      'Следующее — 5 октября, 14:00: остальные получат в своё время.',
    ],
    pause: 'Пауза',
    paused: [
      '▓▓▓▓▓░░░░░ 50 %, на паузе',
      'Отправлено — 2, не дошло — 0, осталось — 2',
      'Если нажать «Остановить», остальные сообщения не уйдут.',
    ],
    pausedNow: 'Рассылка уже в этом состоянии: на паузе.',
    resume: 'Продолжить',
    done: ['▓▓▓▓▓▓▓▓▓▓ 100 %, завершена', 'Отправлено — 3, не дошло — 1, осталось — 0'],
    stop: 'Остановить',
    stopped: ['▓▓▓▓▓▓▓▓▓▓ 100 %, остановлена', 'Отправлено — 1, не дошло — 2, осталось — 0'],
    list: [
      'Последние рассылки:',
      '1. 5 октября, 14:05: рабочая группа, Западно-Казахстанская область, 3 — остановлена',
      '2. 5 октября, 10:00: рабочая группа, Западно-Казахстанская область, 4 — завершена',
    ],
    toWhom: 'Кому отправить сообщение?',
    toRegion: 'Жителям',
    region: 'Астана',
    nobody: 'Сейчас это сообщение никто не получит. Вернитесь и выберите других.',
    back: 'Назад',
    settingsNews: 'Получать новости города',
    agree: 'Даю согласие',
    one: 'Всего 1 человек: на казахском — 0, на русском — 1.',
    oneRu: 'Всего 1 человек: на казахском — 1, на русском — 0.',
    optOut: 'Не получать сообщения',
    optOutNews:
      'Такие сообщения приходят по Вашему согласию на сообщения. Если отозвать его, они приходить не будут.',
    withdraw: 'Отозвать: сообщения',
    confirmWithdraw: 'Отозвать согласие',
    withdrawn: 'Согласие на сообщения отозвано.',
    toFollowers: 'Тем, кто следит',
    noFollowers: 'За инициативами пока никто не следит.',
    aboutInitiative: 'Об инициативе «Умная остановка»',
    optOutInitiative:
      'Сообщение — об инициативе, за которой Вы следите. На её странице можно перестать следить.',
    resumeDraft: 'Продолжить',
    cancel: 'Отмена',
    empty: 'Новая',
  },
} as const;

const fromGroup = {
  kk: 'Жұмыс тобының хабары, Батыс Қазақстан облысы',
  ru: 'Сообщение рабочей группы, Западно-Казахстанская область',
};
const fromAuthority = { kk: 'Уәкілетті органның хабары', ru: 'Сообщение уполномоченного органа' };
const text = {
  kk: 'Ертең жиналыс. <b>Келіңіз</b> & қатысыңыз',
  ru: 'Завтра собрание. <b>Приходите</b> & участвуйте',
};
/** Telegram ids. */
const second = { authority: 108 };

describe.each(['kk', 'ru'] as const)('a broadcast in %s', async (language: Language) => {
  const town = await buildReportingTown(language);
  const { as, clock, press, say, people } = town;
  const { db } = town.database;
  const w = words[language];
  afterAll(() => town.close());
  const otherLanguage: Language = language === 'kk' ? 'ru' : 'kk';
  let colleague: Actor;

  beforeAll(async () => {
    await createPerson(db, { telegramId: second.authority, language, roles: [{ role: 'authority' }] });
    colleague = town.person(second.authority, language);
    await say(colleague, '/menu');
    // Two of the group of four are not to be disturbed before two in the afternoon.
    const late = [people.coordinator.id, people.observer.id];
    await db.person.updateMany({ where: { id: { in: late } }, data: { hoursFrom: '14:00' } });
    await db.person.update({ where: { id: people.colleague.id }, data: { language: otherLanguage } });
  });
  const messages = (who: Actor) => who.messages().filter(({ from }) => from === 'bot');
  /** The message that is edited by itself: the newest that bears the title. */
  const live = (who: Actor) =>
    plain(messages(who).findLast(({ text: shown }) => plain(shown).startsWith(w.title))?.text).split('\n');
  const got = (who: Actor, said: string) =>
    messages(who).filter(({ text: shown }) => plain(shown).includes(said));
  async function write(who: Actor): Promise<string> {
    await say(who, text.kk);
    return say(who, text.ru);
  }

  it('is not for members, observers and citizens', async () => {
    for (const who of [as.member, as.observer, as.citizen]) {
      expect(await say(who, '/broadcast')).toBe(w.noRight);
      expect(who.commands().map(({ command }) => command)).not.toContain('broadcast');
    }
  });

  it('asks a coordinator for both texts, keeps one that is too long, and shows it as it will arrive', async () => {
    await say(as.head, '/menu');
    expect((await press(as.head, w.command)).pressed).toBe(w.none);
    expect((await press(as.head, w.new)).pressed).toBe(w.askKk);
    expect(await say(as.head, 'а'.repeat(3_700))).toBe(w.tooLong);
    await say(as.head, '/menu');
    expect((await press(as.head, w.resumeDraft)).pressed).toBe(w.tooLong);
    expect(await say(as.head, 'Ертең')).toBe(w.askRu);
    expect((await say(as.head, text.ru)).split('\n')).toEqual(w.preview);
    expect((await press(as.head, w.fix)).pressed).toBe(w.askKk);
    expect((await say(as.head, text.kk)).split('\n')).toEqual(w.preview);
    const [kk, ru] = messages(as.head).slice(-3);
    expect(plain(kk?.text)).toBe(`${fromGroup.kk}\n\n${text.kk}`);
    expect(plain(ru?.text)).toBe(`${fromGroup.ru}\n\n${text.ru}`);
  });

  it('is sent once, however often the button is pressed, to each in their language', async () => {
    const send = town.dataOf(as.head, w.send);
    expect((await town.tap(as.head, send.messageId, send.data)).pressed).toBe(w.started);
    const again = await town.tap(as.head, send.messageId, send.data);
    expect([again.note, again.pressed]).toEqual([w.stale, w.started]);
    expect(await db.broadcast.count()).toBe(1);
    expect(got(as.member, text[language])).toHaveLength(1);
    expect(plain(as.member.last().text)).toBe(`${fromGroup[language]}\n\n${text[language]}`);
    expect(plain(as.colleague.last().text)).toBe(`${fromGroup[otherLanguage]}\n\n${text[otherLanguage]}`);
    expect(got(as.coordinator, text[language])).toHaveLength(0);
    expect(got(as.stranger, text[language])).toHaveLength(0);
  });

  it('shows its author how far it is, by editing one message', async () => {
    const before = messages(as.head).length;
    clock.advance(3_000);
    await town.app.tick();
    await town.settle();
    expect(live(as.head)).toEqual([w.title, ...w.half]);
    expect(messages(as.head)).toHaveLength(before);
  });

  it('is paused by one of the authority, which its author and another of the authority see', async () => {
    await say(as.authority, '/broadcast');
    expect((await press(as.authority, '1')).pressed.split('\n')).toEqual([w.title, ...w.half]);
    await say(colleague, '/broadcast');
    await press(colleague, '1');
    expect((await press(as.authority, w.pause)).pressed.split('\n')).toEqual([w.title, ...w.paused]);
    expect(live(as.head)).toEqual([w.title, ...w.paused]);
    const late = await press(colleague, w.pause);
    expect(late.note).toBe(w.pausedNow);
    expect(late.pressed.split('\n')).toEqual([w.title, ...w.paused]);
    clock.moveTo('2026-10-05T14:01+05:00');
    await town.app.tick();
    await town.settle();
    expect(got(as.coordinator, text[language])).toHaveLength(0);
  });

  it('goes on, leaves out who blocked the bot meanwhile, and comes to its end', async () => {
    as.observer.block();
    await press(as.head, w.resume);
    await town.settle();
    clock.advance(3_000);
    await town.app.tick();
    await town.settle();
    expect(live(as.head)).toEqual([w.title, ...w.done]);
    expect(got(as.coordinator, text[language])).toHaveLength(1);
    const edited = live(as.head);
    clock.advance(60_000);
    await town.app.tick();
    await town.settle();
    expect(live(as.head)).toEqual(edited);
  });

  it('is stopped for good: the rest gets nothing', async () => {
    clock.moveTo('2026-10-05T14:05+05:00');
    const late = [people.coordinator.id, people.member.id];
    await db.person.updateMany({ where: { id: { in: late } }, data: { hoursFrom: '16:00' } });
    await say(as.head, '/broadcast');
    await press(as.head, w.new);
    await write(as.head);
    await press(as.head, w.send);
    await press(as.head, w.pause);
    expect((await press(as.head, w.stop)).pressed.split('\n')).toEqual([w.title, ...w.stopped]);
    clock.moveTo('2026-10-05T17:00+05:00');
    await town.app.tick();
    await town.settle();
    expect(live(as.head)).toEqual([w.title, ...w.stopped]);
    expect(got(as.coordinator, text[language])).toHaveLength(1);
    expect((await say(as.coordinator, '/broadcast')).split('\n')).toEqual(w.list);
  });

  it('reaches a citizen who agreed to be written to, until they take it back', async () => {
    const { citizen } = as;
    await db.person.update({ where: { id: people.citizen.id }, data: { cityId: 'astana' } });
    await say(as.authority, '/broadcast');
    expect((await press(as.authority, w.new)).pressed).toBe(w.toWhom);
    await press(as.authority, w.toRegion);
    await press(as.authority, w.region);
    expect(await write(as.authority)).toBe(w.nobody);
    await say(citizen, '/settings');
    await press(citizen, w.settingsNews);
    await press(citizen, w.agree);
    await press(as.authority, w.fix);
    expect(await say(as.authority, text.kk)).toContain(w.one);
    await press(as.authority, w.send);
    expect(plain(citizen.last().text)).toBe(`${fromAuthority[language]}\n\n${text[language]}`);
    expect((await press(citizen, w.optOut)).last).toBe(w.optOutNews);
    expect(got(citizen, text[language])).toHaveLength(1);
    await press(citizen, w.withdraw);
    expect((await press(citizen, w.confirmWithdraw)).pressed).toContain(w.withdrawn);
  });

  it('reaches those who follow an initiative, and names it', async () => {
    await say(as.authority, '/broadcast');
    await press(as.authority, w.new);
    expect((await press(as.authority, w.toFollowers)).pressed).toBe(w.noFollowers);
    await press(as.authority, w.back);
    const titles = { titleKk: 'Ақылды аялдама', titleRu: 'Умная остановка' };
    const { id: initiativeId } = await createInitiative(db, titles);
    const personId = people.citizen.id;
    const since = { personId, createdAt: clock.now() };
    await db.follow.create({ data: { ...since, initiativeId } });
    const given = { textVersion: '1/123456789012', language, givenAt: clock.now() };
    await db.consent.create({ data: { personId, purpose: 'feedback', ...given } });
    await press(as.authority, w.toFollowers);
    await press(as.authority, /, 1$/);
    await write(as.authority);
    await press(as.authority, w.send);
    expect(plain(as.citizen.last().text)).toBe(
      `${fromAuthority[language]}\n${w.aboutInitiative}\n\n${text[language]}`,
    );
    expect((await press(as.citizen, w.optOut)).last).toBe(w.optOutInitiative);
  });

  it('asks the messenger for nothing that it refuses', () => {
    expect(town.troubles()).toEqual([]);
  });
});
