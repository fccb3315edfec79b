import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Language } from '../../src/i18n/language.ts';
import { createInitiative, type TestInitiative } from '../setup/initiatives.ts';
import { createPerson, type TestPerson } from '../setup/people.ts';
import { testSettings } from '../setup/prepare.ts';
import type { Actor } from '../setup/sandbox-server.ts';
import { buildTown, type Town } from '../setup/town.ts';

const group = 'wg_west_kazakhstan';

/** What is said in each language; the journeys are the same. */
const said = {
  kk: {
    agree: 'Келісемін',
    decline: 'Келіспеймін',
    consent: 'Мақсаты: пікірді қарау',
    declined: 'Келісім берілмеді',
    feedback: 'Пікір жазу',
    askInitiative: 'пікіріңіз қай бастама туралы?',
    aboutCity: 'Қала туралы',
    other: 'Басқасы туралы',
    ecology: 'Экология',
    rate: 'Бастаманы бағалаңыз (1–5) немесе пікір жазыңыз.',
    rateCity: 'Қаланы осы сала бойынша бағалаңыз (1–5)',
    preview: 'Пікір осылай жіберіледі:',
    mark: 'Баға: 4/5',
    problem: 'Мәселе',
    hidden: 'Жасырылды: телефон, ЖСН.',
    notAppeal: 'Бұл – ресми жолданым емес',
    send: 'Жіберу',
    fix: 'Түзету',
    back: 'Артқа',
    anew: 'Жаңадан бастау',
    accepted: /^№ \d{6} пікіріңіз қабылданды\. Рақмет!/,
    promise: '27\u00a0қазаннан кешікпейді',
    kept: 'Жазғаныңыз сақталды.',
    tooLong: '4\u00a0000 таңба, ең көбі 2\u00a0000',
    sticker: 'Мұнда мәтін керек.',
    voice: 'Дауыстық хабар қабылданбайды.',
    photo: 'Сурет қабылданбайды.',
    file: 'Файл қабылданбайды.',
    place: 'Орны қоса беріледі.',
    stale: 'Бұл батырма ескірген. Қазіргі күйі төменде.',
    tooMany: `Бүгін ${testSettings.feedbackPerDay} пікір жібердіңіз`,
    mine: 'Пікірлерім',
    received: 'қабылданды',
    answered: 'жауап берілді',
    newFeedback: 'Жаңа пікір: №',
    open: 'Ашу',
    take: 'Қарауға алу',
    inWork: 'қаралып жатыр',
    answer: 'Жауап беру',
    askKazakh: 'жауабыңызды қазақша жазыңыз.',
    askRussian: 'жауабыңызды орысша жазыңыз.',
    skip: 'Өткізіп жіберу',
    writeAnew: 'Қайта жазу',
    answerPreview: 'жауап осылай жіберіледі:',
    willBeSent: 'жауап авторға жіберіледі.',
    yourAnswer: 'пікіріңізге жауап:',
    noRight: 'Бұған рұқсатыңыз жоқ.',
    none: 'Жауап күткен пікір жоқ.',
    noMine: 'Пікір әлі жазбағансыз.',
  },
  ru: {
    agree: 'Даю согласие',
    decline: 'Не даю',
    consent: 'Цель: рассмотреть отзыв',
    declined: 'Согласие не дано',
    feedback: 'Написать отзыв',
    askInitiative: 'о какой инициативе Ваш отзыв?',
    aboutCity: 'О городе',
    other: 'О другом',
    ecology: 'Экология',
    rate: 'Оцените инициативу (1–5) или напишите отзыв.',
    rateCity: 'Оцените город в этой сфере (1–5)',
    preview: 'Отзыв уйдёт так:',
    mark: 'Оценка: 4 из 5',
    problem: 'Проблема',
    hidden: 'Скрыты: телефон, ИИН.',
    notAppeal: 'Это не официальное обращение',
    send: 'Отправить',
    fix: 'Исправить',
    back: 'Назад',
    anew: 'Начать заново',
    accepted: /^Отзыв № \d{6} принят\. Спасибо!/,
    promise: 'не позднее 27\u00a0октября',
    kept: 'Написанное сохранено.',
    tooLong: 'знаков 4\u00a0000, допустимо 2\u00a0000',
    sticker: 'Здесь нужен текст.',
    voice: 'Голосовые сообщения не принимаем.',
    photo: 'Фото не принимаем.',
    file: 'Файлы не принимаем.',
    place: 'Место будет приложено.',
    stale: 'Эта кнопка устарела. Актуальное — ниже.',
    tooMany: `Сегодня отправлено ${testSettings.feedbackPerDay} отзывов`,
    mine: 'Мои отзывы',
    received: 'принят',
    answered: 'дан ответ',
    newFeedback: 'Новый отзыв: №',
    open: 'Открыть',
    take: 'Взять в работу',
    inWork: 'в работе',
    answer: 'Ответить',
    askKazakh: 'напишите ответ на казахском.',
    askRussian: 'напишите ответ на русском.',
    skip: 'Пропустить',
    writeAnew: 'Написать заново',
    answerPreview: 'ответ уйдёт так:',
    willBeSent: 'ответ уйдёт автору.',
    yourAnswer: 'Ответ на отзыв №',
    noRight: 'У Вас нет прав на это.',
    none: 'Отзывов без ответа нет.',
    noMine: 'Отзывов пока нет.',
  },
} as const;

/** The smallest PNG. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** No-break spaces are set by the typography; what is asserted is the words. */
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

const spoken: readonly Language[] = ['kk', 'ru'];

describe.each(spoken)('feedback in %s', (language) => {
  const say = said[language];
  let town: Town;
  let initiative: TestInitiative;
  let title: string;
  let nextId = language === 'kk' ? 1_000 : 2_000;

  beforeAll(async () => {
    town = await buildTown();
    initiative = await createInitiative(town.database.db);
    title = language === 'kk' ? initiative.titleKk : initiative.titleRu;
  });
  afterAll(async () => {
    expect(town.server.sandbox.calls.filter(({ ok }) => !ok)).toEqual([]);
    await town.close();
  });

  interface Somebody {
    actor: Actor;
    row: TestPerson;
    send(text: string): Promise<string>;
    press(label: string | RegExp): Promise<string>;
    does(action: Promise<unknown>): Promise<string>;
    labels(): string[];
  }

  async function somebody(
    input: { cityId?: string | null; consented?: boolean; roles?: Parameters<typeof createPerson>[1] } = {},
  ): Promise<Somebody> {
    nextId += 1;
    const cityId = input.cityId === undefined ? 'oral' : input.cityId;
    const row = await createPerson(town.database.db, {
      telegramId: nextId,
      language,
      ...(cityId === null ? {} : { cityId }),
      ...input.roles,
    });
    if (input.consented === true) {
      await town.database.db.consent.create({
        data: {
          personId: row.id,
          purpose: 'feedback',
          textVersion: `1/${testSettings.operator.bin}`,
          language,
          givenAt: town.clock.now(),
        },
      });
    }
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
      send: (text) => does(actor.send(text)),
      press: (label) => does(actor.press(label)),
      labels: () => actor.keyboard().flat(),
    };
  }

  /** Has opened the chat: nobody is written to who never did. */
  async function coordinator(): Promise<Somebody> {
    const official = await somebody({ roles: { roles: [{ role: 'coordinator', workingGroupId: group }] } });
    await official.send('/menu');
    return official;
  }
  const feedbackOf = (who: Somebody) =>
    town.database.db.feedback.findMany({ where: { authorId: who.row.id }, orderBy: { id: 'asc' } });
  const lastNote = (who: Somebody) => plain(who.actor.callbackAnswers.at(-1)?.text ?? '');
  async function giveOnCity(who: Somebody, words: string): Promise<void> {
    await who.send('/feedback');
    await who.press(say.aboutCity);
    await who.press(say.ecology);
    await who.send(words);
    await who.press(say.send);
  }
  async function deliver(): Promise<void> {
    await town.app.tick();
    await town.settle();
  }

  it('goes from the first word to the answer', async () => {
    const citizen = await somebody();
    const official = await coordinator();

    expect(await citizen.send('/feedback')).toContain(say.consent);
    expect(await citizen.press(say.agree)).toContain(say.askInitiative);
    expect(await citizen.press('1')).toContain(title);
    expect(citizen.actor.last().text).toContain(say.rate);
    const afterMark = await citizen.press('4');
    expect(afterMark).toContain(say.preview);
    expect(afterMark).toContain(say.mark);
    expect(afterMark).toContain(say.notAppeal);

    const words = 'Аялдама <b>қараңғы</b> & «жабық». Тел: 8 701 123 45 67, ЖСН 950101300006';
    const preview = await citizen.send(words);
    expect(preview).toContain('Аялдама <b>қараңғы</b> & «жабық». Тел: •••, ЖСН •••');
    expect(preview).toContain(say.hidden);
    const draft = await town.database.db.dialogue.findFirstOrThrow({
      where: { personId: citizen.row.id, kind: 'feedback' },
    });
    expect(JSON.stringify(draft.fields)).not.toMatch(/123 45 67|950101300006/);

    expect(await citizen.press(say.problem)).toContain(`: ${say.problem}`);
    expect(citizen.labels()).toContain(`• ${say.problem}`);
    const eOtinish = citizen.actor
      .last()
      .inlineKeyboard?.flat()
      .find(({ text }) => text === 'eOtinish');
    expect(eOtinish?.url).toBe('https://eotinish.kz');

    const receipt = await citizen.press(say.send);
    expect(receipt).toMatch(say.accepted);
    expect(receipt).toContain(plain(say.promise));
    const [stored] = await feedbackOf(citizen);
    expect(stored).toMatchObject({
      initiativeId: initiative.id,
      mark: 4,
      topic: 'problem',
      text: 'Аялдама <b>қараңғы</b> & «жабық». Тел: •••, ЖСН •••',
      language,
      dueOn: '2026-10-27',
    });
    const number = stored?.number ?? '';
    expect(receipt).toContain(number);

    await deliver();
    expect(plain(official.actor.last().text ?? '')).toContain(`${say.newFeedback} ${number}`);
    const card = await official.press(say.open);
    expect(card).toContain('Аялдама <b>қараңғы</b> & «жабық».');
    expect(card).not.toContain('Person');
    expect(await official.press(say.take)).toContain(say.inWork);
    expect(await official.press(say.answer)).toContain(language === 'kk' ? say.askKazakh : say.askRussian);
    expect(await official.send('Шам <орнатылды> & қосылды.')).toContain(
      language === 'kk' ? say.askRussian : say.askKazakh,
    );
    expect(await official.press(say.skip)).toContain(say.answerPreview);
    expect(await official.press(say.send)).toContain(say.willBeSent);

    await deliver();
    const answer = plain(citizen.actor.last().text ?? '');
    expect(answer).toContain(say.yourAnswer);
    expect(answer).toContain('Шам <орнатылды> & қосылды.');
    expect(answer).toContain(say.notAppeal);
    expect(await citizen.press(say.mine)).toContain(`№ ${number}`);
    const mine = await citizen.press(new RegExp(number));
    expect(mine).toContain(say.answered);
    expect(mine).toContain('Шам <орнатылды> & қосылды.');
    expect(await official.send('/answers')).toContain(say.none);
  });

  it('is given on the city and a sphere, by a typed mark', async () => {
    const citizen = await somebody({ consented: true });
    await citizen.send('/feedback');
    await citizen.press(say.aboutCity);
    expect(await citizen.press(say.ecology)).toContain(say.rateCity);
    expect(await citizen.send('4')).toContain(say.mark);
    await citizen.press(say.send);
    expect(await feedbackOf(citizen)).toMatchObject([
      { cityId: 'oral', sphereId: 'ecology', initiativeId: null, mark: 4, text: null },
    ]);
  });

  it('begins with the sphere where the city has no initiatives, and with the city where none is chosen', async () => {
    const citizen = await somebody({ consented: true, cityId: 'aksai' });
    await citizen.send('/feedback');
    expect(citizen.labels()).toContain(say.ecology);

    const ofRegion = await somebody({ consented: true, cityId: null });
    await town.database.db.person.update({
      where: { id: ofRegion.row.id },
      data: { regionId: 'west_kazakhstan' },
    });
    await ofRegion.send('/feedback');
    await ofRegion.press(language === 'kk' ? 'Ақсай' : 'Аксай');
    await ofRegion.press(say.ecology);
    await ofRegion.press('2');
    await ofRegion.press(say.send);
    expect(await feedbackOf(ofRegion)).toMatchObject([{ cityId: 'aksai', mark: 2 }]);

    const nowhere = await somebody({ consented: true, cityId: null });
    await nowhere.send('/feedback');
    expect(nowhere.labels()).toContain(language === 'kk' ? 'Қаланы таңдау' : 'Выбрать город');
  });

  it('takes nothing from whoever refuses, and shows them the initiatives all the same', async () => {
    const citizen = await somebody();
    await citizen.send('/feedback');
    expect(await citizen.press(say.decline)).toContain(say.declined);
    expect(await citizen.send('/initiatives')).toContain(title);
    await citizen.press('1');
    expect(await citizen.press(say.feedback)).toContain(say.consent);
    expect(await town.database.db.consent.count({ where: { personId: citizen.row.id } })).toBe(0);
    expect(await feedbackOf(citizen)).toEqual([]);
  });

  it('keeps the draft when something comes that is no feedback', async () => {
    const citizen = await somebody({ consented: true });
    await citizen.send('/feedback');
    await citizen.press('1');
    await citizen.send('Жарық жоқ');
    for (const [thing, answer] of [
      [() => citizen.actor.sendSticker(), say.sticker],
      [() => citizen.actor.sendVoice(), say.voice],
      [() => citizen.actor.sendPhoto(picture), say.photo],
      [
        () =>
          citizen.actor.sendDocument(new Uint8Array([1]), { fileName: 'a.pdf', mimeType: 'application/pdf' }),
        say.file,
      ],
    ] as const) {
      expect(await citizen.does(thing())).toContain(answer);
    }
    expect(await citizen.send('я'.repeat(4_000))).toContain(plain(say.tooLong));
    expect(await citizen.send('\u200b\u202e')).toContain('Жарық жоқ');

    await citizen.send('/rating');
    expect(await citizen.send('/feedback')).toContain('Жарық жоқ');
    expect(await citizen.does(citizen.actor.sendLocation({ latitude: 51.23, longitude: 51.37 }))).toContain(
      say.place,
    );
    await citizen.press(say.send);
    const [stored] = await feedbackOf(citizen);
    expect(stored).toMatchObject({ text: 'Жарық жоқ', lat: 51.23, lon: 51.37 });

    const official = await coordinator();
    await official.send('/answers');
    await official.press(new RegExp(stored?.number ?? ''));
    const map = official.actor
      .last()
      .inlineKeyboard?.flat()
      .find(({ url }) => url !== undefined);
    expect(map?.url).toContain('mlat=51.230000&mlon=51.370000');
  });

  it('keeps what was typed before the target was chosen', async () => {
    const citizen = await somebody({ consented: true });
    await citizen.send('/feedback');
    const screen = await citizen.send('Алдымен жазып қойдым');
    expect(screen).toContain(say.kept);
    expect(screen).toContain(say.askInitiative);
    expect(await citizen.press('1')).toContain('Алдымен жазып қойдым');
    await citizen.press(say.fix);
    await citizen.press(say.other);
    await citizen.press(say.aboutCity);
    await citizen.press(say.back);
    await citizen.press(say.aboutCity);
    expect(await citizen.press(say.ecology)).toContain('Алдымен жазып қойдым');
    await citizen.press(say.fix);
    expect(await citizen.press(say.back)).toContain(say.preview);
    await citizen.press(say.fix);
    expect(await citizen.press(say.anew)).not.toContain(say.kept);
    expect(await feedbackOf(citizen)).toEqual([]);
  });

  it('is sent once, whatever old and doubled buttons are pressed', async () => {
    const citizen = await somebody({ consented: true });
    await citizen.send('/feedback');
    await citizen.press('1');
    await citizen.press('4');
    const { id: messageId, inlineKeyboard } = citizen.actor.last();
    const send = inlineKeyboard?.flat().find(({ text }) => text === say.send)?.callbackData ?? '';
    await Promise.all([citizen.actor.tap(messageId, send), citizen.actor.tap(messageId, send)]);
    await town.settle();
    expect(plain(citizen.actor.last().text ?? '')).toMatch(say.accepted);
    await citizen.does(citizen.actor.tap(messageId, send));
    expect(lastNote(citizen)).toBe(plain(say.stale));
    expect(await feedbackOf(citizen)).toHaveLength(1);

    const { version } = await town.database.db.dialogue.findUniqueOrThrow({
      where: { personId_kind: { personId: citizen.row.id, kind: 'feedback' } },
    });
    const forged = ['fb.mark|9', 'fb.mark|1', 'fb.sph|nothing', 'fb.town|nothing', 'fb.topic|x', 'fb.send'];
    for (const name of forged) {
      await citizen.does(citizen.actor.tap(messageId, `1|${name}|${version.toString(36)}`));
      expect(plain(citizen.actor.last().text ?? '')).toMatch(say.accepted);
    }
    expect(await feedbackOf(citizen)).toHaveLength(1);
  });

  it('does nothing on forged choices in the middle of a draft', async () => {
    const citizen = await somebody({ consented: true });
    await citizen.send('/feedback');
    await citizen.press('1');
    const messageId = citizen.actor.last().id;
    for (const name of ['fb.mark|9', 'fb.sph|nothing', 'fb.topic|x', 'fb.of|zik0zj']) {
      const { version } = await town.database.db.dialogue.findUniqueOrThrow({
        where: { personId_kind: { personId: citizen.row.id, kind: 'feedback' } },
      });
      await citizen.does(citizen.actor.tap(messageId, `1|${name}|${version.toString(36)}`));
      expect(citizen.actor.last().text).toContain(say.rate);
    }
    await citizen.does(citizen.actor.tap(messageId, '1|fb.city|nothing'));
    await citizen.does(citizen.actor.tap(messageId, '1|fb.ini|zik0zj'));
    expect(await feedbackOf(citizen)).toEqual([]);
  });

  it('is limited by day, politely, and what was written stays', async () => {
    const citizen = await somebody({ consented: true });
    await citizen.send('/feedback');
    await citizen.press('1');
    await citizen.send('Бұл соңғысы');
    await town.database.db.feedback.createMany({
      data: Array.from({ length: testSettings.feedbackPerDay }, (_, index) => ({
        number: `${language === 'kk' ? 1 : 2}${10_000 + index}`,
        authorId: citizen.row.id,
        cityId: 'aktobe_city',
        sphereId: 'ecology',
        actionKey: `earlier:${language}:${index}`,
        language,
        createdAt: town.clock.now(),
        dueOn: '2026-10-27',
        dueAt: new Date('2026-10-27T18:00+05:00'),
      })),
    });
    const refused = await citizen.press(say.send);
    expect(refused).toContain(say.tooMany);
    expect(refused).toContain(say.kept);
    expect(await citizen.send('/feedback')).toContain(say.tooMany);
    const { id: messageId } = citizen.actor.last();
    expect(messageId).toBeGreaterThan(0);
    town.clock.advance(86_400_000);
    expect(await citizen.send('/feedback')).toContain('Бұл соңғысы');
    expect(await citizen.press(say.send)).toMatch(say.accepted);
    town.clock.advance(-86_400_000);
  });

  it('is answered only by the coordinators of its group', async () => {
    const citizen = await somebody({ consented: true });
    await giveOnCity(citizen, 'Қоқыс шығарылмайды');
    const [stored] = await feedbackOf(citizen);
    const id = (stored?.id ?? 0).toString(36);
    const strangers = [
      citizen,
      await somebody({ roles: { roles: [{ role: 'member', workingGroupId: group }] } }),
      await somebody({ roles: { roles: [{ role: 'observer', workingGroupId: group }] } }),
      await somebody({ roles: { roles: [{ role: 'coordinator', workingGroupId: 'wg_aktobe' }] } }),
    ];
    for (const stranger of strangers) {
      const screen = await stranger.send('/answers');
      expect(screen).not.toContain(stored?.number);
      const messageId = stranger.actor.last().id;
      for (const name of ['ans.open', 'ans.take', 'ans.new']) {
        expect(await stranger.does(stranger.actor.tap(messageId, `1|${name}|${id}`))).toContain(say.noRight);
      }
    }
    const official = await coordinator();
    await official.send('/answers');
    const messageId = official.actor.last().id;
    for (const name of ['ans.open', 'ans.take', 'ans.new']) {
      await official.does(official.actor.tap(messageId, `1|${name}|zik0zj`));
    }
    expect(
      await town.database.db.feedback.findUniqueOrThrow({ where: { id: stored?.id ?? 0 } }),
    ).toMatchObject({ state: 'received', answeredAt: null });
    const foreign = (await feedbackOf(citizen))[0]?.id ?? 0;
    const reader = await somebody({ consented: true });
    await reader.send('/my');
    await reader.does(reader.actor.tap(reader.actor.last().id, `1|my.open|${foreign.toString(36)}|0`));
    expect(plain(reader.actor.last().text ?? '')).toContain(say.noMine);
  });

  it('is answered in both languages; the author reads theirs, and a second official is told', async () => {
    const citizen = await somebody({ consented: true });
    await giveOnCity(citizen, 'Саябаққа орындық керек');
    const [stored] = await feedbackOf(citizen);
    const number = stored?.number ?? '';
    const [first, second] = [await coordinator(), await coordinator()];
    for (const official of [first, second]) {
      await official.send('/answers');
      while (!official.labels().some((label) => label.includes(number))) {
        await official.press(language === 'kk' ? 'Келесі' : 'Дальше');
      }
      await official.press(new RegExp(number));
      await official.press(say.answer);
      await official.send('Бірінші нұсқа');
      await official.send(`Екінші нұсқа ${official === first ? 1 : 2}`);
    }
    await first.press(say.writeAnew);
    await first.send('Орындық қойылады');
    const preview = await first.send('Скамейку поставим');
    expect(preview).toContain('Орындық қойылады');
    expect(preview).toContain('Скамейку поставим');
    expect(await first.press(say.send)).toContain(say.willBeSent);
    town.clock.advance(120_000);
    const late = await second.press(say.send);
    expect(lastNote(second)).toContain(language === 'kk' ? '2 минут бұрын' : '2 минуты назад');
    expect(late).toContain('Орындық қойылады');
    town.clock.advance(-120_000);

    await deliver();
    const answer = plain(citizen.actor.last().text ?? '');
    expect(answer).toContain('Орындық қойылады');
    expect(answer).not.toContain('Скамейку поставим');
    const row = await town.database.db.feedback.findUniqueOrThrow({ where: { id: stored?.id ?? 0 } });
    const [own, other] = language === 'kk' ? [row.answerKk, row.answerRu] : [row.answerRu, row.answerKk];
    expect([own, other]).toEqual(['Орындық қойылады', 'Скамейку поставим']);
  });

  it('tells an author of the other language in which one the answer is', async () => {
    const citizen = await somebody({ consented: true });
    await giveOnCity(citizen, 'Жол тар');
    const [stored] = await feedbackOf(citizen);
    const other = language === 'kk' ? 'ru' : 'kk';
    await town.database.db.person.update({ where: { id: citizen.row.id }, data: { language: other } });
    const official = await coordinator();
    await official.send('/answers');
    while (!official.labels().some((label) => label.includes(stored?.number ?? '?'))) {
      await official.press(language === 'kk' ? 'Келесі' : 'Дальше');
    }
    await official.press(new RegExp(stored?.number ?? '?'));
    await official.press(say.answer);
    await official.send('Жол кеңейтіледі');
    await official.press(say.skip);
    await official.press(say.send);
    await deliver();
    const answer = plain(citizen.actor.last().text ?? '');
    expect(answer).toContain('Жол кеңейтіледі');
    expect(answer).toContain(
      language === 'kk' ? 'Ответ дан на казахском языке.' : 'Жауап орыс тілінде берілді.',
    );
  });
});
