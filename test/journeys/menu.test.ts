import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPerson, type NewPerson } from '../setup/people.ts';
import { createPeriods } from '../setup/periods.ts';
import type { Actor } from '../setup/sandbox-server.ts';
import { buildTown, type Town } from '../setup/town.ts';

let town: Town;
beforeAll(async () => {
  town = await buildTown({ start: '2026-10-05T10:00+05:00' });
  await createPeriods(town.database.db, { from: '2026-08-31', to: '2026-09-30' });
});
afterAll(async () => {
  expect(town.server.sandbox.calls.filter((call) => !call.ok)).toEqual([]);
  await town.close();
});

let lastId = 1000;
async function somebody(language: 'kk' | 'ru', input: NewPerson = {}): Promise<Actor> {
  lastId += 1;
  await createPerson(town.database.db, { telegramId: lastId, language, cityId: 'oral', ...input });
  return town.person(lastId, language);
}

function read(text: string): string {
  return text.replaceAll('\u00a0', ' ');
}

async function menuOf(person: Actor): Promise<string[]> {
  return read(await town.after(person.send('/menu'), person)).split('\n');
}

const group = 'wg_west_kazakhstan';
const safety = [{ cityId: 'oral', sphereId: 'safety' }];
const roles = {
  member: [{ role: 'member', workingGroupId: group }],
  coordinator: [{ role: 'coordinator', workingGroupId: group }],
  observer: [{ role: 'observer', workingGroupId: group }],
  authority: [{ role: 'authority' }],
  administrator: [{ role: 'administrator' }],
} as const;

describe('the menu of a citizen', () => {
  it.each([
    [
      'kk',
      ['Орал: рейтингте әзірге орны жоқ.'],
      [
        ['Рейтинг', 'Бастамалар'],
        ['Пікір жазу', 'Пікірлерім'],
        ['Баптаулар', 'Анықтама'],
      ],
    ],
    [
      'ru',
      ['Уральск: места в рейтинге пока нет.'],
      [
        ['Рейтинг', 'Инициативы'],
        ['Написать отзыв', 'Мои отзывы'],
        ['Настройки', 'Справка'],
      ],
    ],
  ] as const)('%s shows the city and what a citizen can do', async (language, lines, buttons) => {
    const person = await somebody(language);
    expect(await menuOf(person)).toEqual(lines);
    expect(person.keyboard()).toEqual(buttons);
  });

  it('offers to choose a city where none is chosen', async () => {
    const person = await somebody('ru', { cityId: undefined as never });
    expect(await menuOf(person)).toEqual(['Город не выбран.']);
    expect(person.keyboard()[0]).toEqual(['Выбрать город']);
  });

  it('opens what its buttons name, in the same message', async () => {
    const person = await somebody('ru');
    await menuOf(person);
    await town.after(person.press('Настройки'), person);
    expect(person.last().text).toBe('Язык: русский\nГород: Уральск');
    await town.after(person.press('Меню'), person);
    await town.after(person.press('Справка'), person);
    await town.after(person.press('Меню'), person);
    expect(person.messages().filter(({ from }) => from === 'bot')).toHaveLength(1);
  });
});

describe('the menu of an official', () => {
  it.each([
    [
      'kk',
      ['⏰ Сізден 1 көрсеткіш күтіледі, соңғы күн – 7 қазан.', 'Тағы 3 көрсеткіштің мерзімі кейінірек.'],
      'Мән енгізу',
    ],
    [
      'ru',
      ['⏰ От Вас ждут 1 показатель, последний день — 7 октября.', 'Ещё у 3 показателей срок позже.'],
      'Ввести значения',
    ],
  ] as const)('%s tells a member what is owed, first', async (language, lines, button) => {
    const person = await somebody(language, { roles: roles.member, assignments: safety });
    expect((await menuOf(person)).slice(0, 2)).toEqual(lines);
    expect(person.keyboard()[0]).toEqual([button]);
  });

  it.each([
    ['kk', '✅ Қазір тапсыратын көрсеткіш жоқ.'],
    ['ru', '✅ Сейчас сдавать нечего.'],
  ] as const)('%s tells a member who owes nothing so', async (language, line) => {
    const person = await somebody(language, { roles: roles.member });
    expect((await menuOf(person))[0]).toBe(line);
  });

  it.each([
    ['kk', 'III тоқсан: 0 қала тапсырды, 95 қала тапсырған жоқ.'],
    ['ru', 'III квартал: 0 городов сдали, 95 не сдали.'],
  ] as const)('%s tells the authority how many cities have submitted', async (language, line) => {
    const person = await somebody(language, { roles: roles.authority });
    expect((await menuOf(person))[0]).toBe(line);
  });

  it.each([
    ['kk', 'Адамдар мен шақырулар: /team', 'Топтың көрсеткіштері мен мерзімдері ашық.'],
    ['ru', 'Люди и приглашения: /team', 'Открыты показатели и сроки группы.'],
  ] as const)(
    '%s says what an administrator and an observer have',
    async (language, administrator, observer) => {
      const person = await somebody(language, { roles: [...roles.administrator, ...roles.observer] });
      const lines = await menuOf(person);
      expect(lines).toContain(administrator);
      expect(lines).toContain(observer);
      expect(person.keyboard().flat()).toContain(language === 'kk' ? 'Жұмыс тобы' : 'Рабочая группа');
    },
  );

  it('joins several roles, with one mark and no button twice', async () => {
    const person = await somebody('kk', {
      roles: [...roles.member, ...roles.coordinator, ...roles.authority],
      assignments: safety,
    });
    const lines = await menuOf(person);
    expect(lines.join('\n').match(/\p{Extended_Pictographic}/gu)).toHaveLength(1);
    expect(lines[0]).toMatch(/^⏰ /);
    const labels = person.keyboard().flat();
    expect(new Set(labels).size).toBe(labels.length);
    expect(labels).toEqual(expect.arrayContaining(['Мән енгізу', 'Тексеру', 'Жұмыс тобы', 'Рейтинг']));
  });
});

describe('what waits for a coordinator', () => {
  it.each([
    ['kk', '2 мән тексеруді, 1 пікір жауапты күтіп тұр.'],
    ['ru', '2 значения ждут проверки, 1 отзыв — ответа.'],
  ] as const)('%s counts values of others and feedback without an answer', async (language, line) => {
    const workingGroupId = language === 'kk' ? 'wg_atyrau' : 'wg_mangystau';
    const cityId = language === 'kk' ? 'atyrau_city' : 'aktau';
    const { db } = town.database;
    const author = await createPerson(db, { roles: [{ role: 'member', workingGroupId }] });
    const person = await somebody(language, { roles: [{ role: 'coordinator', workingGroupId }] });
    const own = await db.person.findFirstOrThrow({
      where: { identity: { externalId: String(person.user.id) } },
    });
    const period = await db.period.findFirstOrThrow({ where: { kind: 'quarter' } });
    const kpis = await db.kpiDefinition.findMany({
      where: { period: 'quarter', version: { active: true } },
      take: 4,
      orderBy: { position: 'asc' },
    });
    for (const [index, { kpiCode }] of kpis.entries()) {
      await db.submission.create({
        data: {
          cityId,
          kpiCode,
          periodId: period.id,
          newest: 1,
          versions: {
            create: {
              number: 1,
              value: '10',
              state: index === 3 ? 'approved' : 'submitted',
              receipt: `rc_${language}${index}`,
              actionKey: `${language}${index}`,
              isOnTime: true,
              submittedById: index === 2 ? own.id : author.id,
              submittedAt: town.clock.now(),
            },
          },
        },
      });
    }
    for (const [index, state] of (['in_work', 'answered'] as const).entries()) {
      await db.feedback.create({
        data: {
          number: `${language === 'kk' ? 3 : 4}0000${index}`,
          cityId,
          mark: 3,
          state,
          actionKey: `${language}:${index}`,
          language,
          createdAt: town.clock.now(),
          dueOn: '2026-10-26',
          dueAt: new Date('2026-10-26T18:00+05:00'),
        },
      });
    }
    expect(await menuOf(person)).toContain(line);
    expect(person.keyboard().flat()).toEqual(
      expect.arrayContaining(language === 'kk' ? ['Тексеру', 'Жауап беру'] : ['Проверить', 'Ответить']),
    );
  });
});

describe('what is not understood', () => {
  it.each([
    ['kk', 'Түсіне алмадық. Мәзірден таңдаңыз.'],
    ['ru', 'Не удалось понять. Выберите в меню.'],
  ] as const)('%s gets one clear sentence and the menu', async (language, sentence) => {
    const person = await somebody(language);
    const acts = [
      () => person.send('сәлем'),
      () => person.send('/nosuchcommand'),
      () => person.send('<i>x</i> & y'),
      () => person.send('ы'.repeat(4_000)),
      () => person.sendSticker(),
      () => person.sendVoice(),
      () => person.sendContact(),
      () => person.sendDocument(new Uint8Array([1]), { fileName: 'a.txt', mimeType: 'text/plain' }),
      () => person.sendLocation({ latitude: 51.2, longitude: 51.4 }),
    ];
    for (const act of acts) {
      const text = await town.after(act(), person);
      expect(text.split('\n')[0]).toBe(sentence);
    }
    const answers = person.messages().filter(({ from }) => from === 'bot');
    expect(answers).toHaveLength(acts.length);
    expect(person.keyboard()[0]).toEqual(['Рейтинг', language === 'kk' ? 'Бастамалар' : 'Инициативы']);
  });

  it('gets the menu for a button of no known kind', async () => {
    const person = await somebody('kk');
    await menuOf(person);
    for (const forged of [
      '',
      'x',
      '1|nothing',
      '2|menu',
      '1|go|drop table',
      '1|go|rule',
      '1|resume|nothing',
      '1|menu|1',
    ]) {
      await town.after(person.tap(person.last().id, forged), person);
      expect(person.last().text, forged).toContain('Орал: рейтингте әзірге орны жоқ.');
    }
    expect(person.callbackAnswers).toHaveLength(8);
  });
});

describe('/cancel', () => {
  it.each([
    [
      'kk',
      'Тоқтататын ештеңе жоқ. Мәзірден таңдаңыз.',
      'Тоқтатылды, жазғаныңыз сақталды. Мәзірден таңдаңыз.',
    ],
    ['ru', 'Останавливать нечего. Выберите в меню.', 'Остановлено, введённое сохранено. Выберите в меню.'],
  ] as const)('%s leaves a dialogue, and says so', async (language, nothing, stopped) => {
    const person = await somebody(language);
    expect((await town.after(person.send('/cancel'), person)).split('\n')[0]).toBe(nothing);
    await town.after(person.send('/settings'), person);
    await town.after(person.press(/Қаланы|город/), person);
    await town.after(person.send('/cancel'), person);
    const texts = person.messages().filter(({ from }) => from === 'bot');
    expect(texts.at(-2)?.text).toBe(stopped);
    expect(person.replyKeyboard()).toEqual([]);
    const after = await town.after(person.send('Шымкент'), person);
    expect(after.split('\n')[0]).toBe(
      language === 'kk' ? 'Түсіне алмадық. Мәзірден таңдаңыз.' : 'Не удалось понять. Выберите в меню.',
    );
  });
});

describe('going on', () => {
  it.each([
    ['kk', 'Келісемін', 'Аулада жарық жоқ', 'Жалғастыру', 'Жазып бастағаныңыз сақтаулы.'],
    ['ru', 'Даю согласие', 'Нет света во дворе', 'Продолжить', 'Начатое сохранено.'],
  ] as const)(
    '%s offers to continue what was typed and not sent',
    async (language, agree, words, label, line) => {
      const person = await somebody(language, { cityId: 'shymkent' });
      await town.after(person.send('/feedback'), person);
      await town.after(person.press(agree), person);
      await town.after(person.press(person.keyboard()[0]?.[0] ?? ''), person);
      const preview = await town.after(person.send(words), person);
      expect(preview).toContain(words);
      await town.after(person.send('/cancel'), person);
      expect(await menuOf(person)).toContain(line);
      expect(person.keyboard()[0]).toEqual([label]);
      expect(await town.after(person.press(label), person)).toBe(preview);
    },
  );
});
