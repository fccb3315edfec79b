import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPerson, type NewPerson, type TestPerson } from '../setup/people.ts';
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
async function somebody(
  language: 'kk' | 'ru',
  input: NewPerson = {},
): Promise<{ actor: Actor; stored: TestPerson }> {
  lastId += 1;
  const stored = await createPerson(town.database.db, {
    telegramId: lastId,
    language,
    cityId: 'oral',
    ...input,
  });
  return { actor: town.person(lastId, language), stored };
}

/** What the person reads, no-break spaces plain. */
function read(text: string | undefined): string {
  return (text ?? '').replaceAll('\u00a0', ' ');
}

async function writeFeedback(authorId: number, text: string): Promise<number> {
  const { id } = await town.database.db.feedback.create({
    data: {
      number: String(200_000 + authorId),
      authorId,
      cityId: 'oral',
      mark: 2,
      text,
      lat: 51.2,
      lon: 51.4,
      actionKey: `test:${authorId}`,
      language: 'kk',
      createdAt: town.clock.now(),
      dueOn: '2026-10-26',
      dueAt: new Date('2026-10-26T18:00+05:00'),
    },
  });
  return id;
}

describe('/privacy', () => {
  it.each([
    [
      'kk',
      [
        'Деректер операторы: Test operator, БСН 123456789012',
        'Мерзімі: келісіммен берілген дерек – 36 ай',
        'Келісім жоқ болса, деректер 30 күн жазбасаңыз жойылады',
        'Жіберілмеген жазбаңыз 30 күннен кейін жойылады',
        'Telegram серверлері шетелде: бұл – трансшекаралық беру',
      ],
    ],
    [
      'ru',
      [
        'Оператор данных: Test operator, БИН 123456789012',
        'Срок: данные, переданные с согласия, — 36 месяцев',
        'Без согласия данные удаляем через 30 дней молчания',
        'Написанное и не отправленное удаляем через 30 дней',
        'Серверы Telegram за рубежом: это трансграничная передача',
      ],
    ],
  ] as const)('%s says what is kept, why, how long, where', async (language, lines) => {
    const { actor } = await somebody(language);
    const text = read(await town.after(actor.send('/privacy'), actor));
    for (const line of lines) expect(text.split('\n')).toContain(line);
    expect(text.split('\n').length).toBeLessThanOrEqual(8);
    expect(actor.keyboard()).toHaveLength(4);
  });

  it.each([
    [
      'kk',
      [
        'Келісімдер',
        'Пікірге келісім беру',
        'Келісемін',
        'Пікір келісімін қайтару',
        'Келісімді қайтарып алу',
      ],
    ],
    ['ru', ['Согласия', 'Согласие на отзывы', 'Даю согласие', 'Отозвать: отзывы', 'Отозвать согласие']],
  ] as const)('%s gives a consent and takes it back', async (language, labels) => {
    const { actor, stored } = await somebody(language);
    const [consents, give, agree, withdraw, confirm] = labels;
    await town.after(actor.send('/privacy'), actor);
    await town.after(actor.press(consents), actor);
    const asked = read(await town.after(actor.press(give), actor));
    expect(asked).toContain(
      language === 'kk' ? 'Оператор: Test operator, БСН' : 'Оператор: Test operator, БИН',
    );
    expect(asked).toContain(
      language === 'kk' ? 'Мақсаты: пікірді қарау. Мерзімі: 36 ай' : 'Срок: 36 месяцев',
    );
    expect(await town.after(actor.press(agree), actor)).toBe(
      language === 'kk' ? 'Келісіміңіз қабылданды.' : 'Согласие принято.',
    );
    const given = await town.database.db.consent.findMany({ where: { personId: stored.id } });
    expect(given).toMatchObject([
      { purpose: 'feedback', language, textVersion: '1/123456789012', withdrawnAt: null },
    ]);

    await town.after(actor.send('/privacy'), actor);
    const state = read(await town.after(actor.press(consents), actor));
    expect(state).toContain(language === 'kk' ? '2026 жылғы 5 қазан' : '5 октября 2026 г.');
    await town.after(actor.press(withdraw), actor);
    const done = await town.after(actor.press(confirm), actor);
    expect(done.split('\n')[0]).toBe(
      language === 'kk' ? 'Пікірге келісім қайтарып алынды.' : 'Согласие на отзывы отозвано.',
    );
    const after = await town.database.db.consent.findMany({ where: { personId: stored.id } });
    expect(after[0]?.withdrawnAt).toEqual(town.clock.now());
  });

  it('takes a refusal as an answer', async () => {
    const { actor, stored } = await somebody('ru');
    await town.after(actor.send('/privacy'), actor);
    await town.after(actor.press('Согласия'), actor);
    await town.after(actor.press('Согласие на отзывы'), actor);
    expect(await town.after(actor.press('Не даю'), actor)).toBe(
      'Согласие не дано. Рейтинг и инициативы открыты, как прежде.',
    );
    expect(await town.database.db.consent.count({ where: { personId: stored.id } })).toBe(0);
  });

  it('records one consent for two taps', async () => {
    const { actor, stored } = await somebody('kk');
    await town.after(actor.send('/privacy'), actor);
    await town.after(actor.press('Келісімдер'), actor);
    await town.after(actor.press('Пікірге келісім беру'), actor);
    const message = actor.last();
    const data = message.inlineKeyboard?.[0]?.[0]?.callbackData ?? '';
    await actor.tap(message.id, data);
    await town.after(actor.tap(message.id, data), actor);
    expect(await town.database.db.consent.count({ where: { personId: stored.id } })).toBe(1);
    expect(actor.last().text).toBe('Келісіміңіз қабылданды.');
  });

  it('ends the role of whoever takes back the consent to it, and tells the administrators', async () => {
    const administrator = await somebody('ru', { roles: [{ role: 'administrator' }] });
    await town.after(administrator.actor.send('/menu'), administrator.actor);
    const { actor, stored } = await somebody('kk', {
      roles: [{ role: 'coordinator', workingGroupId: 'wg_zhetisu', isHead: true }],
    });
    await town.after(actor.send('/privacy'), actor);
    await town.after(actor.press('Келісімдер'), actor);
    await town.after(actor.press('Рөлге келісім беру'), actor);
    await town.after(actor.press('Келісемін'), actor);
    await town.after(actor.send('/privacy'), actor);
    await town.after(actor.press('Келісімдер'), actor);
    await town.after(actor.press('Рөл келісімін қайтару'), actor);
    const done = await town.after(actor.press('Келісімді қайтарып алу'), actor);
    expect(done.split('\n')[0]).toBe('Рөлге келісім қайтарып алынды, рөлдеріңіз тоқтады.');
    expect(actor.commands().map(({ command }) => command)).not.toContain('review');
    const grant = await town.database.db.roleGrant.findFirstOrThrow({ where: { personId: stored.id } });
    expect(grant.endsAt).toEqual(town.clock.now());
    const told = await administrator.actor.whenMessage(({ text }) => text?.includes('координатора') ?? false);
    expect(told.text).toBe('Рабочая группа области Жетісу: координатора больше нет. Пригласите нового.');
    expect(administrator.actor.keyboard()).toEqual([['Пригласить координатора']]);
  });

  it('refuses forged buttons politely', async () => {
    const { actor, stored } = await somebody('kk');
    await town.after(actor.send('/privacy'), actor);
    const { id } = actor.last();
    for (const forged of [
      'priv.give|all',
      'priv.back|all',
      'priv.back|feedback',
      'priv.wd|1',
      'del.all|1',
      'del.but|zz',
      'cons.yes|1',
      'cons.on|1',
      'cons.no|1',
    ]) {
      await town.after(actor.tap(id, `1|${forged}`), actor);
    }
    const person = await town.database.db.person.findUniqueOrThrow({ where: { id: stored.id } });
    expect(person.deletedAt).toBeNull();
    expect(await town.database.db.consent.count({ where: { personId: stored.id } })).toBe(0);
  });
});

describe('my data as a file', () => {
  it.each([
    ['kk', 'Деректерімді алу', 'Сіз туралы сақталған деректің бәрі осы файлда.'],
    ['ru', 'Получить мои данные', 'В этом файле всё, что о Вас хранится.'],
  ] as const)('%s sends everything that is kept', async (language, label, caption) => {
    const { actor, stored } = await somebody(language, { fullName: 'Асқар Әлиев' });
    await writeFeedback(stored.id, 'Аулада жарық жоқ');
    await town.after(actor.send('/privacy'), actor);
    expect(await town.after(actor.press(label), actor)).toBe(caption);
    expect(actor.last().document?.fileName).toBe('aqyldy-qala-my-data.json');
  });
});

describe('delete me', () => {
  it('deletes a citizen with their words, and meets them anew', async () => {
    const { actor, stored } = await somebody('ru');
    const feedbackId = await writeFeedback(stored.id, 'Нет света во дворе');
    await town.after(actor.send('/privacy'), actor);
    const question = read(await town.after(actor.press('Удалить мои данные'), actor));
    expect(question).toContain('Удалить Ваши данные?');
    expect(question).toContain('Удалим и отзывы: 1.');
    expect(await town.after(actor.press('Удалить всё'), actor)).toBe(
      'Ваши данные удалены. Не осталось ничего.',
    );
    const { db } = town.database;
    expect(await db.identity.count({ where: { personId: stored.id } })).toBe(0);
    expect(await db.dialogue.count({ where: { personId: stored.id } })).toBe(0);
    expect(await db.feedback.findUniqueOrThrow({ where: { id: feedbackId } })).toMatchObject({
      authorId: null,
      text: null,
      lat: null,
      state: 'closed',
    });
    expect(await town.after(actor.press('Начать заново'), actor)).toContain('Здравствуйте!');
    const anew = await db.identity.findFirstOrThrow({ where: { externalId: String(actor.user.id) } });
    expect(anew.personId).not.toBe(stored.id);
  });

  it('leaves the words of feedback, without the author, where the person lets it', async () => {
    const { actor, stored } = await somebody('kk');
    const feedbackId = await writeFeedback(stored.id, 'Аулада жарық жоқ');
    await town.after(actor.send('/privacy'), actor);
    await town.after(actor.press('Деректерімді жою'), actor);
    expect(read(await town.after(actor.press('Пікір аты-жөнсіз қалсын'), actor))).toBe(
      'Деректеріңіз жойылды. Заң бойынша сақталатыны: өзіңіз қалдырған пікір мәтіні, авторсыз.',
    );
    expect(await town.database.db.feedback.findUniqueOrThrow({ where: { id: feedbackId } })).toMatchObject({
      authorId: null,
      text: 'Аулада жарық жоқ',
      state: 'received',
    });
  });

  it('says what stays of an official, and takes the commands away', async () => {
    const { actor } = await somebody('kk', {
      fullName: 'Асқар Әлиев',
      roles: [{ role: 'member', workingGroupId: 'wg_abai' }],
    });
    await town.after(actor.send('/language'), actor);
    await town.after(actor.press('Қазақша'), actor);
    expect(actor.commands().map(({ command }) => command)).toContain('submit');
    await town.after(actor.send('/privacy'), actor);
    const question = await town.after(actor.press('Деректерімді жою'), actor);
    expect(question).toContain('Рөлдеріңіз бірден тоқтайды.');
    expect(question).toContain('Қалады: енгізілген мәндер мен шешімдер, аты-жөнсіз.');
    expect(await town.after(actor.press('Бәрін жою'), actor)).toBe(
      'Деректеріңіз жойылды. Заң бойынша сақталатыны: аты-жөнсіз мәндер мен шешімдер.',
    );
    expect(actor.commands().map(({ command }) => command)).not.toContain('submit');
  });

  it('can be given up', async () => {
    const { actor, stored } = await somebody('ru');
    await town.after(actor.send('/privacy'), actor);
    await town.after(actor.press('Удалить мои данные'), actor);
    expect(await town.after(actor.press('Отмена'), actor)).toContain('Оператор данных:');
    expect(await town.database.db.identity.count({ where: { personId: stored.id } })).toBe(1);
  });
});
