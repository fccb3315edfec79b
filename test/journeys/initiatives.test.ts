import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Language } from '../../src/i18n/language.ts';
import { createInitiative, type TestInitiative } from '../setup/initiatives.ts';
import { createPerson } from '../setup/people.ts';
import { buildTown, type Town } from '../setup/town.ts';

const said = {
  kk: {
    city: 'Орал',
    count: 'Орал: 8 бастама',
    spheres: 'Салалар',
    all: 'Барлық сала',
    narrowed: 'Орал, Экология: 3 бастама',
    next: 'Келесі',
    previous: 'Алдыңғы',
    back: 'Артқа',
    otherCity: 'Басқа қала',
    card: [
      'Орындалып жатыр: ▰▰▰▰▱▱▱▱▱▱ 45 %',
      'Мерзімі: 2026 жылғы 1 наурыз – 2026 жылғы 20 желтоқсан',
      'Орындаушы: Жолаушылар көлігі басқармасы',
      '• Үлесі: басында 12,5 %, қазір 25 %, нысана 40 %',
      '• Саны: нысана 1 000',
      'Бұл – көрсетуге арналған мысал.',
    ],
    noMarks: 'Тұрғындар әлі баға қойған жоқ.',
    marks: 'Тұрғындардың бағасы: 3,5/5 (2 баға)',
    follow: 'Бақылау',
    unfollow: 'Бақылауды тоқтату',
    unfollowed: 'Бақылау тоқтатылды.',
    agree: 'Келісемін',
    follows: 'Бақылаудағылар',
    oneFollow: 'Бақылауыңызда: 1 бастама',
    none: 'Ақсай: бастамалар әлі енгізілмеген. Қала туралы пікір жаза аласыз.',
    onCity: 'Қала туралы пікір',
    askSphere: 'пікіріңіз қай сала туралы?',
    noCity: 'Қала таңдалмаған.',
    change: 'қаланы ауыстырыңыз',
    noneInOblast: 'бастамалар әлі енгізілмеген.',
    notFound: 'Мұндай бастама табылмады.',
    language: 'Қазақша',
  },
  ru: {
    city: 'Уральск',
    count: 'Уральск: 8 инициатив',
    spheres: 'Сферы',
    all: 'Все сферы',
    narrowed: 'Уральск, Экология: 3 инициативы',
    next: 'Дальше',
    previous: 'Раньше',
    back: 'Назад',
    otherCity: 'Другой город',
    card: [
      'Выполняется: ▰▰▰▰▱▱▱▱▱▱ 45 %',
      'Срок: 1 марта 2026 г. — 20 декабря 2026 г.',
      'Исполнитель: Управление пассажирского транспорта',
      '• Доля: вначале 12,5 %, сейчас 25 %, цель 40 %',
      '• Число: цель 1 000',
      'Это пример для показа.',
    ],
    noMarks: 'Жители ещё не поставили оценок.',
    marks: 'Оценка жителей: 3,5 из 5 (2 оценки)',
    follow: 'Следить',
    unfollow: 'Не следить',
    unfollowed: 'Вы больше не следите за инициативой.',
    agree: 'Даю согласие',
    follows: 'За чем слежу',
    oneFollow: 'За чем Вы следите: 1 инициатива',
    none: 'Аксай: инициатив пока нет. Можно написать отзыв о городе.',
    onCity: 'Отзыв о городе',
    askSphere: 'о какой сфере Ваш отзыв?',
    noCity: 'Город не выбран.',
    change: 'смените город',
    noneInOblast: 'инициатив пока нет.',
    notFound: 'Такой инициативы нет.',
    language: 'Русский',
  },
} as const;

const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const spoken: readonly Language[] = ['kk', 'ru'];

describe.each(spoken)('initiatives in %s', (language) => {
  const say = said[language];
  let town: Town;
  let first: TestInitiative;
  let nextId = 1_000;

  beforeAll(async () => {
    town = await buildTown();
    const { db } = town.database;
    first = await createInitiative(db, {
      titleKk: 'Жарық & «жылу» <1>',
      titleRu: 'Свет & «тепло» <1>',
      descriptionKk: 'Ұзақ сипаттама. '.repeat(60),
      descriptionRu: 'Длинное описание. '.repeat(60),
      progress: 45,
      dueOn: '2026-12-20',
      isDemo: true,
      indicators: [
        { nameKk: 'Үлесі', nameRu: 'Доля', unitId: 'percent', start: '12.5', target: '40', current: '25' },
        { nameKk: 'Саны', nameRu: 'Число', target: '1000' },
      ],
    });
    for (let count = 0; count < 7; count += 1) {
      await createInitiative(db, {
        sphereId: count < 3 ? 'ecology' : 'transport',
        state: 'planned',
        dueOn: `2026-12-2${count + 1}`,
      });
    }
  });
  afterAll(async () => {
    expect(town.server.sandbox.calls.filter(({ ok }) => !ok)).toEqual([]);
    await town.close();
  });

  async function somebody(cityId: string | null, isNew = false) {
    nextId += 1;
    const row = isNew
      ? null
      : await createPerson(town.database.db, {
          telegramId: nextId,
          language,
          ...(cityId === null ? {} : { cityId }),
        });
    const actor = town.person(nextId, language);
    const does = async (action: Promise<unknown>) => {
      const text = plain(await town.after(action, actor));
      const { id } = (await action) as { id?: unknown };
      // A press has an id of its own, and no button may be left spinning.
      if (typeof id === 'string') {
        expect(actor.callbackAnswers.map(({ callbackId }) => callbackId)).toContain(id);
      }
      return text;
    };
    return {
      actor,
      row,
      does,
      send: (text: string) => does(actor.send(text)),
      press: (label: string | RegExp) => does(actor.press(label)),
      labels: () => actor.keyboard().flat(),
    };
  }

  it('are listed by pages and by sphere, and each has its card', async () => {
    const citizen = await somebody('oral');
    const list = await citizen.send('/initiatives');
    expect(list).toContain(say.count);
    expect(list.split('\n')).toHaveLength(7);
    expect(await citizen.press(say.next)).toMatch(/^7\. .*\n8\. /m);
    await citizen.press(say.previous);
    await citizen.press(say.spheres);
    expect(await citizen.press(/^Экология: 3$/)).toContain(say.narrowed);
    await citizen.press('2');
    expect(await citizen.press(say.back)).toContain(say.narrowed);
    await citizen.press(say.spheres);
    expect(await citizen.press(say.all)).toContain(say.count);

    const card = await citizen.press('1');
    expect(card).toContain(language === 'kk' ? 'Жарық & «жылу» <1>' : 'Свет & «тепло» <1>');
    for (const line of say.card) expect(card).toContain(line);
    expect(card).toContain(say.noMarks);
    expect(card).toMatch(/…$/m);
    expect(card.length).toBeLessThan(1_000);
  });

  it("show citizens' marks on the card", async () => {
    const { db } = town.database;
    for (const [index, mark] of [3, 4].entries()) {
      const author = await createPerson(db);
      await db.feedback.create({
        data: {
          number: `70000${index}`,
          authorId: author.id,
          cityId: 'oral',
          sphereId: 'transport',
          initiativeId: first.id,
          mark,
          actionKey: `mark:${index}`,
          language,
          createdAt: town.clock.now(),
          dueOn: '2026-10-27',
          dueAt: town.clock.now(),
        },
      });
    }
    const citizen = await somebody('oral');
    await citizen.send('/initiatives');
    expect(await citizen.press('1')).toContain(say.marks);
  });

  it('are followed after consent, listed in /my, and let go', async () => {
    const citizen = await somebody('oral');
    await citizen.send('/initiatives');
    await citizen.press('1');
    await citizen.press(say.follow);
    await citizen.press(say.agree);
    expect(citizen.labels()).toContain(say.unfollow);
    const follow = { where: { personId: citizen.row?.id ?? 0 } };
    expect(await town.database.db.follow.findMany(follow)).toMatchObject([{ initiativeId: first.id }]);
    await citizen.send('/my');
    expect(await citizen.press(say.follows)).toContain(say.oneFollow);
    await citizen.press('1');
    await citizen.press(say.unfollow);
    expect(plain(citizen.actor.callbackAnswers.at(-1)?.text ?? '')).toBe(say.unfollowed);
    expect(citizen.labels()).toContain(say.follow);
    expect(await town.database.db.follow.count(follow)).toBe(0);
    await citizen.press(say.back);
    expect(citizen.labels()).not.toContain(say.follows);
  });

  it('are opened by the link of a poster, also before the language is chosen', async () => {
    const title = language === 'kk' ? 'Жарық & «жылу» <1>' : 'Свет & «тепло» <1>';
    const known = await somebody('oral');
    expect(await known.send(`/start init_${first.code}`)).toContain(title);
    const newcomer = await somebody(null, true);
    await newcomer.send(`/start init_${first.code}`);
    expect(await newcomer.press(say.language)).toContain(title);
    expect(await known.send('/start init_Nothing')).toContain(say.notFound);
  });

  it('lead on where there are none', async () => {
    const inAksai = await somebody('aksai');
    expect(await inAksai.send('/initiatives')).toBe(say.none);
    await inAksai.press(say.otherCity);
    expect(await inAksai.press(new RegExp(`^${say.city}: 8$`))).toContain(say.count);
    await inAksai.send('/initiatives');
    await inAksai.press(say.onCity);
    expect(await inAksai.press(say.agree)).toContain(say.askSphere);

    const nowhere = await somebody(null);
    expect(await nowhere.send('/initiatives')).toContain(say.noCity);
    const inAstana = await somebody('astana');
    await inAstana.send('/initiatives');
    expect(await inAstana.press(say.otherCity)).toContain(say.change);
    const inAktobe = await somebody('aktobe_city');
    await inAktobe.send('/initiatives');
    expect(await inAktobe.press(say.otherCity)).toContain(say.noneInOblast);
  });

  it('answer forged buttons politely', async () => {
    const citizen = await somebody('oral');
    await citizen.send('/initiatives');
    const { id } = citizen.actor.last();
    for (const data of ['ini.open|zik0zj||0', 'ini.on|zik0zj||0', 'ini.off|zik0zj||0']) {
      await citizen.does(citizen.actor.tap(id, `1|${data}`));
    }
    expect(plain(citizen.actor.last().text ?? '')).toContain(say.notFound);
    for (const data of [
      'ini.list|nowhere||0',
      'ini.sph|nowhere',
      'ini.list|oral|nothing|99',
      'ini.list|oral||-9',
    ]) {
      expect(await citizen.does(citizen.actor.tap(id, `1|${data}`))).toContain(say.count);
    }
    expect(await citizen.does(citizen.actor.tap(id, '1|ini.city|99'))).toContain('');
    expect(citizen.labels()).toContain(`${say.city}: 8`);
  });
});
