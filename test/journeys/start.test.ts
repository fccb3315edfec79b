import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
function stranger(language: 'kk' | 'ru' = 'kk'): Actor {
  lastId += 1;
  return town.person(lastId, language);
}

/** Somebody who has just chosen the language and is asked for the city. */
async function newcomer(language: 'kk' | 'ru'): Promise<Actor> {
  const person = stranger(language);
  await town.after(person.send('/start'), person);
  await town.after(person.press(language === 'kk' ? 'Қазақша' : 'Русский'), person);
  return person;
}

function stored(person: Actor) {
  return town.database.db.person.findFirstOrThrow({
    where: { identity: { externalId: String(person.user.id) } },
    include: { dialogues: true },
  });
}

/** The texts of the bot's messages from the newest one back. */
function lately(person: Actor, count: number): (string | undefined)[] {
  return person
    .messages()
    .filter(({ from }) => from === 'bot')
    .slice(-count)
    .map(({ text }) => text);
}

describe('a first meeting', () => {
  it('greets in both languages, Kazakh first, and goes on in the chosen one', async () => {
    const aigerim = stranger('ru');
    const greeting = await town.after(aigerim.send('/start'), aigerim);
    expect(greeting).toMatch(/^Сәлеметсіз бе!.*\n\nЗдравствуйте!/);
    expect(aigerim.keyboard()).toEqual([['Қазақша', 'Русский']]);

    await town.after(aigerim.press('Қазақша'), aigerim);
    expect(lately(aigerim, 2)).toEqual([
      'Қалаңыздың атауын жазыңыз.',
      'Немесе төмендегі батырмамен геолокация жіберіңіз.',
    ]);
    expect(aigerim.keyboard()).toEqual([['Облысты таңдау'], ['Кейінірек']]);
    expect(aigerim.replyKeyboard()).toEqual([['Геолокация жіберу']]);
    expect(aigerim.callbackAnswers.at(-1)?.text).toBe('Енді қазақша жазамыз.');
    expect(aigerim.commands().find(({ command }) => command === 'rating')?.description).toBe(
      'Қалалар рейтингі',
    );
  });

  it.each([
    ['a text', (person: Actor) => person.send('Орал')],
    ['a command', (person: Actor) => person.send('/rating')],
    ['a sticker', (person: Actor) => person.sendSticker()],
    ['a location', (person: Actor) => person.sendLocation({ latitude: 51.2, longitude: 51.4 })],
  ])('meets %s of somebody without a language with the welcome', async (_, act) => {
    const person = stranger();
    expect(await town.after(act(person), person)).toContain('Сәлеметсіз бе!');
    expect(person.keyboard()).toEqual([['Қазақша', 'Русский']]);
  });

  it('shows the welcome to somebody who presses anything else before a language is chosen', async () => {
    const person = stranger();
    await town.after(person.send('/start'), person);
    const { id } = person.last();
    await town.after(person.tap(id, '1|go|rating'), person);
    await town.after(person.tap(id, '1|lang|de'), person);
    expect(person.last().text).toContain('Сәлеметсіз бе!');
    expect((await stored(person)).language).toBeNull();
  });

  it('asks the language of somebody who comes by a link, then follows the link', async () => {
    const person = stranger('ru');
    expect(await town.after(person.send('/start inv_nobodyknowsthistoken'), person)).toContain(
      'Здравствуйте!',
    );
    expect(await town.after(person.press('Русский'), person)).toBe(
      'Такого приглашения нет. Попросите ссылку ещё раз у того, кто пригласил.',
    );
    await town.after(person.send('/language'), person);
    expect(await town.after(person.press('Қазақша'), person)).toContain('геолокация');
  });

  it('takes an unknown link for a plain start', async () => {
    const person = stranger('kk');
    await town.after(person.send('/start what_is_this'), person);
    expect(await town.after(person.press('Қазақша'), person)).toContain('геолокация');
  });

  it('does not ask a known person again', async () => {
    const person = await newcomer('kk');
    await town.after(person.send('Текелі'), person);
    expect(await town.after(person.send('/start'), person)).toBe('Текелі: рейтингте әзірге орны жоқ.');
  });
});

describe('the city by its name', () => {
  it.each([
    ['kk', 'орал', 'oral', 'Қала: Орал.', 'Орал: рейтингте әзірге орны жоқ.'],
    ['ru', 'Уральск', 'oral', 'Город: Уральск.', 'Уральск: места в рейтинге пока нет.'],
    ['ru', 'Семипалатинск', 'semey', 'Город: Семей.', 'Семей: места в рейтинге пока нет.'],
    ['kk', 'Petropavl', 'petropavl', 'Қала: Петропавл.', 'Петропавл: рейтингте әзірге орны жоқ.'],
  ] as const)('%s takes «%s» at once', async (language, typed, cityId, chosen, menu) => {
    const person = await newcomer(language);
    expect(await town.after(person.send(typed), person)).toBe(menu);
    expect(lately(person, 3)[0]).toBe(chosen);
    expect(person.replyKeyboard()).toEqual([]);
    expect((await stored(person)).cityId).toBe(cityId);
  });

  it.each([
    ['ru', 'Карагнада', 'Караганда', 'karaganda_city'],
    ['ru', 'усть', 'Усть-Каменогорск', 'oskemen'],
    ['kk', 'Қызылорд', 'Қызылорда', 'kyzylorda_city'],
  ] as const)('%s offers what «%s» may mean', async (language, typed, label, cityId) => {
    const person = await newcomer(language);
    const question =
      language === 'kk'
        ? 'Ұқсас атаулар табылды. Қалаңызды таңдаңыз.'
        : 'Нашлись похожие названия. Выберите свой город.';
    expect(await town.after(person.send(typed), person)).toBe(question);
    expect((await stored(person)).cityId).toBeNull();
    expect(person.keyboard()[0]).toEqual([label]);
    await town.after(person.press(label), person);
    expect((await stored(person)).cityId).toBe(cityId);
  });

  it('offers at most eight', async () => {
    const person = await newcomer('ru');
    await town.after(person.send('а'), person);
    const offered = person.keyboard().slice(0, -1);
    expect(offered).toHaveLength(8);
  });

  it.each([
    ['kk', 'Абай екі облыста бар. Қайсысы?', ['Қарағанды облысы', 'Түркістан облысы'], 'Қала: Абай.'],
    ['ru', 'Абай есть в двух областях. Какой?', ['Карагандинская', 'Туркестанская'], 'Город: Абай.'],
  ] as const)('%s asks for the oblast where a name repeats', async (language, question, oblasts, chosen) => {
    const person = await newcomer(language);
    expect(await town.after(person.send('абай'), person)).toBe(question);
    expect(person.keyboard().slice(0, 2).flat()).toEqual(oblasts);
    await town.after(person.press(oblasts[0]), person);
    expect(lately(person, 3)[0]).toBe(chosen);
    expect((await stored(person)).cityId).toBe('abai_karaganda');
  });

  it.each([
    ['kk', 'Мұндайқала', '«Мұндайқала» табылмады. Атауын басқаша жазыңыз немесе облысты таңдаңыз.'],
    ['ru', 'Такогонет', '«Такогонет» не нашлось. Напишите иначе или выберите область.'],
    ['ru', '<b>Орал</b> & "x"', '«<b>Орал</b> & "x"» не нашлось. Напишите иначе или выберите область.'],
    ['kk', '12345', '«12345» табылмады. Атауын басқаша жазыңыз немесе облысты таңдаңыз.'],
    ['ru', '🏙', '«🏙» не нашлось. Напишите иначе или выберите область.'],
  ] as const)('%s says that «%s» was not found, and keeps asking', async (language, typed, refusal) => {
    const person = await newcomer(language);
    expect(await town.after(person.send(typed), person)).toBe(refusal);
    await town.after(person.send('Текелі'), person);
    expect((await stored(person)).cityId).toBe('tekeli');
  });
});

describe('what is not a name of a city', () => {
  it.each([
    ['kk', 'Хабар тым ұзын: 4 000 таңба, ең көбі 3 000. Қысқартып, қайта жіберіңіз.'],
    ['ru', 'Сообщение слишком длинное: знаков 4 000, допустимо 3 000. Сократите и отправьте ещё раз.'],
  ] as const)('%s refuses 4,000 letters', async (language, refusal) => {
    const person = await newcomer(language);
    const answer = await town.after(person.send('ә'.repeat(4_000)), person);
    expect(answer.replaceAll('\u00a0', ' ')).toBe(refusal);
    await town.after(person.send('Текелі'), person);
    expect((await stored(person)).cityId).toBe('tekeli');
  });

  it('clips a long name that it did not find', async () => {
    const person = await newcomer('kk');
    const answer = await town.after(person.send('ө'.repeat(2_900)), person);
    expect(answer).toBe(`«${'ө'.repeat(39)}…» табылмады. Атауын басқаша жазыңыз немесе облысты таңдаңыз.`);
  });

  it.each([
    ['a sticker', (p: Actor) => p.sendSticker(), 'Мұнда мәтін керек. Жауабыңызды сөзбен жазыңыз.'],
    [
      'a voice message',
      (p: Actor) => p.sendVoice(),
      'Дауыстық хабар қабылданбайды. Жауабыңызды мәтінмен жазыңыз.',
    ],
    ['a contact', (p: Actor) => p.sendContact(), 'Мұндай хабар қабылданбайды. Жауабыңызды мәтінмен жазыңыз.'],
    [
      'a document',
      (p: Actor) => p.sendDocument(new Uint8Array([1]), { fileName: 'a.txt', mimeType: 'text/plain' }),
      'Мұндай хабар қабылданбайды. Жауабыңызды мәтінмен жазыңыз.',
    ],
  ])('refuses %s in one sentence and keeps the question', async (_, act, refusal) => {
    const person = await newcomer('kk');
    expect(await town.after(act(person), person)).toBe(refusal);
    expect((await stored(person)).dialogues).toMatchObject([{ kind: 'city', step: 'ask', isActive: true }]);
  });

  it('tells a client that sends the words of the location button what to do', async () => {
    const person = await newcomer('ru');
    expect(await town.after(person.pressReplyButton('Отправить геолокацию'), person)).toBe(
      'Геолокация отправляется с телефона. Здесь напишите название города.',
    );
  });
});

describe('the city by a location', () => {
  it.each([
    ['kk', 'Ең жақын елді мекендер. Өзіңіздікін таңдаңыз.', /^Орал, \d+ км$/],
    ['ru', 'Ближайшие населённые пункты. Выберите свой.', /^Уральск, \d+ км$/],
  ] as const)('%s offers the nearest with their distance', async (language, question, label) => {
    const person = await newcomer(language);
    const sent = person.sendLocation({ latitude: 51.2, longitude: 51.4 });
    expect(await town.after(sent, person)).toBe(question);
    const offered = person.keyboard().slice(0, -1).flat();
    expect(offered[0]?.replaceAll('\u00a0', ' ')).toMatch(label);
    const distances = offered.map((text) => Number(/(\d+).км$/.exec(text)?.[1]));
    expect(distances).toEqual(distances.toSorted((a, b) => a - b));
    expect(Math.max(...distances)).toBeLessThanOrEqual(100);
    await town.after(person.press(/^(?:Орал|Уральск), /), person);
    expect((await stored(person)).cityId).toBe('oral');
    expect(person.replyKeyboard()).toEqual([]);
  });

  it('says so where nothing is near', async () => {
    const person = await newcomer('ru');
    const sent = person.sendLocation({ latitude: 55.75, longitude: 37.62 });
    expect(await town.after(sent, person)).toBe(
      'Рядом нет мест из списка. Напишите название или выберите область.',
    );
    expect(person.keyboard()).toEqual([['Выбрать область'], ['Позже']]);
  });
});

describe('the city by its oblast', () => {
  it('pages through 17 oblasts, and takes a place of one', async () => {
    const person = await newcomer('kk');
    await town.after(person.press('Облысты таңдау'), person);
    const first = person.keyboard().slice(0, 4).flat();
    await town.after(person.press('Келесі'), person);
    const second = person.keyboard().slice(0, 4).flat();
    await town.after(person.press('Келесі'), person);
    const third = person.keyboard()[0] ?? [];
    expect(new Set([...first, ...second, ...third]).size).toBe(17);
    await town.after(person.press('Алдыңғы'), person);
    await town.after(person.press('Ұлытау облысы'), person);
    await town.after(person.press('Жезқазған'), person);
    expect((await stored(person)).cityId).toBe('zhezkazgan');
  });

  it.each([
    ['kk', 'Облысты таңдау', 'Тізімде жоқ', 'Облыс: Ақмола облысы.', 'Ақмола облысы. Қала таңдалмаған.'],
    [
      'ru',
      'Выбрать область',
      'Нет в списке',
      'Область: Акмолинская область.',
      'Акмолинская область. Город не выбран.',
    ],
  ] as const)(
    '%s keeps only the oblast of a place that is not in the list',
    async (language, choose, out, said, menu) => {
      const person = await newcomer(language);
      await town.after(person.press(choose), person);
      await town.after(person.press(language === 'kk' ? 'Ақмола облысы' : 'Акмолинская'), person);
      expect(await town.after(person.press(out), person)).toBe(menu);
      expect(lately(person, 4)[0]).toBe(said);
      expect(await stored(person)).toMatchObject({ cityId: null, regionId: 'akmola' });
    },
  );

  it('goes back, and lets the choice wait', async () => {
    const person = await newcomer('ru');
    await town.after(person.press('Выбрать область'), person);
    await town.after(person.press('Акмолинская'), person);
    await town.after(person.press('Назад'), person);
    await town.after(person.press('Назад'), person);
    expect(await town.after(person.press('Позже'), person)).toBe('Город не выбран.');
    expect(await stored(person)).toMatchObject({ cityId: null, regionId: null });
    await town.after(person.press('Выбрать город'), person);
    expect(person.replyKeyboard()).toEqual([['Отправить геолокацию']]);
  });

  it('shows the current step to a forged oblast, city or page', async () => {
    const person = await newcomer('kk');
    const { id } = person.messages().find(({ inlineKeyboard }) => inlineKeyboard !== undefined) ?? { id: 0 };
    const version = (await stored(person)).dialogues[0]?.version ?? 0;
    await town.after(person.tap(id, `1|city.out|atlantis|${version.toString(36)}`), person);
    await town.after(person.tap(id, `1|city.pick|atlantis|${version.toString(36)}`), person);
    expect(person.callbackAnswers.at(-1)?.text).toBe('Бұл жазба табылмады. Тізімнен қайта таңдаңыз.');
    await town.after(person.tap(id, `1|city.regs|zzz|${version.toString(36)}`), person);
    expect(person.keyboard()[0]).toEqual(['Шығыс Қазақстан облысы']);
    await town.after(person.tap(id, `1|city.reg|atlantis|0|${(version + 1).toString(36)}`), person);
    expect(await stored(person)).toMatchObject({ cityId: null, regionId: null });
  });
});

describe('a settlement without a place in the rating', () => {
  it.each([
    [
      'kk',
      'Абай ауылы',
      'Абай ауылы рейтингке кірмейді: бұл – ауыл',
      'Осылай қалдыру',
      'Абай рейтингке кірмейді. Себебі: /city',
    ],
    [
      'ru',
      'село Абай',
      'Село Абай не входит в рейтинг: это село',
      'Оставить как есть',
      'Абай не входит в рейтинг. Почему: /city',
    ],
  ] as const)(
    '%s says why, and offers the rated ones of the oblast',
    async (language, typed, why, keep, menu) => {
      const person = await newcomer(language);
      const answer = await town.after(person.send(typed), person);
      expect(answer.replaceAll('\u00a0', ' ')).toContain(why);
      expect(person.keyboard().flat()).toContain('Кентау');
      expect((await stored(person)).cityId).toBe('abai_keles');
      expect(await town.after(person.press(keep), person)).toBe(menu);
      expect(await stored(person)).toMatchObject({ cityId: 'abai_keles', regionId: 'turkistan' });
    },
  );

  it('takes a rated one instead', async () => {
    const person = await newcomer('kk');
    expect(await town.after(person.send('Байқоңыр'), person)).toContain(
      'Байқоңыр қаласы рейтингке кірмейді: қала жалға берілген.',
    );
    await town.after(person.press('Қызылорда'), person);
    expect((await stored(person)).cityId).toBe('kyzylorda_city');
  });

  it('pages where an oblast has many rated ones', async () => {
    const person = await newcomer('kk');
    const village = await town.database.db.city.findFirstOrThrow({
      where: { regionId: 'akmola', isRated: false },
    });
    await town.after(person.send(village.nameKk), person);
    const before = person.keyboard();
    await town.after(person.press('Келесі'), person);
    expect(person.keyboard()).not.toEqual(before);
    await town.after(person.press('Алдыңғы'), person);
    expect(person.keyboard()).toEqual(before);
  });
});

describe('pressing twice, late, or in the middle', () => {
  it('takes the first of two taps and shows what is now to the second', async () => {
    const person = await newcomer('kk');
    await town.after(person.send('абай'), person);
    const message = person.last();
    const data = message.inlineKeyboard?.[0]?.[0]?.callbackData ?? '';
    await person.tap(message.id, data);
    await town.after(person.tap(message.id, data), person);
    expect(person.callbackAnswers.at(-1)?.text).toBe('Бұл батырма ескірген. Қазіргі күйі төменде.');
    expect((await stored(person)).cityId).toBe('abai_karaganda');
    expect(person.messages().find(({ id }) => id === message.id)?.text).toBe('Қала: Абай.');
  });

  it('keeps the step when the language is changed in the middle', async () => {
    const person = await newcomer('kk');
    await town.after(person.send('абай'), person);
    await town.after(person.send('/language'), person);
    expect(person.last().text).toBe('Тілді таңдаңыз.\n\nВыберите язык.');
    await town.after(person.press('Русский'), person);
    expect(person.last().text).toBe('Абай есть в двух областях. Какой?');
    expect(person.keyboard()[0]).toEqual(['Карагандинская']);
    expect(person.commands().find(({ command }) => command === 'rating')?.description).toBe(
      'Рейтинг городов',
    );
    await town.after(person.press('Туркестанская'), person);
    expect(await stored(person)).toMatchObject({ language: 'ru', cityId: 'abai_keles' });
  });

  it('runs a command in the middle, and goes on with what is typed next', async () => {
    const person = await newcomer('ru');
    expect(await town.after(person.send('/help'), person)).toContain('Здесь видно место города');
    await town.after(person.send('Текели'), person);
    expect((await stored(person)).cityId).toBe('tekeli');
  });
});
