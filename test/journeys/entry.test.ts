import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Language } from '../../src/i18n/language.ts';
import { createPerson } from '../setup/people.ts';
import { createPeriods } from '../setup/periods.ts';
import { buildReportingTown, plain, type ReportingJourney, workingGroup } from './reporting-people.ts';

const words = {
  kk: {
    goOn: 'Жалғастыру',
    send: 'Жіберу',
    fix: 'Түзету',
    copy: 'Нөмірді көшіру',
    later: 'Кейінірек',
    back: 'Артқа',
    list: 'Тізім',
    menu: 'Мәзір',
    resumeTyped: 'Осыны жалғастыру',
    sent: 'Жіберілгендер',
    review: 'Тексеру',
    approve: 'Мақұлдау',
    groups: [
      '⏰ Сізден 8 көрсеткіш күтіледі, соңғы күн – 7 қазан.',
      'Тағы 34 көрсеткіштің соңғы күні – 14 қазан.',
      'Қала мен кезеңді таңдаңыз.',
    ],
    group: 'Орал, III тоқсан: 0/28',
    spheres: [
      'Орал, 2026 жылғы III тоқсан: 0/28 тапсырылды.',
      '⏰ 7 жұмыс күні қалды, соңғы күн – 14 қазан, 18:00.',
      'Саланы таңдаңыз.',
    ],
    ecology: 'Экология: 0/4',
    sphere: [
      'Орал, 2026 жылғы III тоқсан: 0/28 тапсырылды.',
      '⏰ 7 жұмыс күні қалды, соңғы күн – 14 қазан, 18:00.',
      'Экология: 0/4.',
      'Көрсеткішті таңдаңыз.',
    ],
    asks: /Мәнін жазыңыз/,
    receipt: /^✅ Қабылданды: .+, rc_[0-9A-Z]{8}\./,
    nothingLeft: 'Қазір тапсыратын көрсеткіш қалмады.',
    nothingOwed: '✅ Қазір тапсыратын көрсеткіш жоқ.',
    many: 'Бірнешеуін жіберу',
    noValue: 'Мән жоқ',
    noData: 'Дерек жоқ',
    notApplicable: 'Бұл қалада қолданылмайды',
    choice: [
      'Мән неліктен жоқ?',
      'Орал, су ысырабы, III тоқсан',
      '«Дерек жоқ» – көрсеткіш 0 балл алады, енді еске салмаймыз.',
      '«Бұл қалада қолданылмайды» – уәкілетті орган растаса, рейтингте ескерілмейді.',
    ],
    readyNotApplicable: ['Мұндай нысандар жоқ', 'Қала құзырына кірмейді', 'Мұндай қызмет жоқ'],
    why: '«Бұл қалада қолданылмайды»: себебін таңдаңыз немесе бір сөйлеммен жазыңыз.',
    noReason: 'Бұдан себебі түсініксіз. Бір сөйлеммен жазыңыз.',
    ownReason: 'Су желісі жөнделіп жатыр',
    confirmNotApplicable: [
      '«Бұл қалада қолданылмайды» деп жіберілсін бе?',
      'Орал, су ысырабы, III тоқсан',
      'Неліктен мән жоқ: «Мұндай қызмет жоқ».',
      'Уәкілетті орган растаса, рейтингте ескерілмейді; оған дейін тапсырылмаған болып саналады.',
    ],
    confirmNoData: [
      '«Дерек жоқ» деп жіберілсін бе?',
      'Орал, электр жарығының үзілуі, III тоқсан',
      'Неліктен мән жоқ: «Су желісі жөнделіп жатыр».',
      'Мақұлданса, бұл көрсеткіш рейтингте 0 балл алады. Енді еске салмаймыз.',
      'Балл: 92,50 → 46,25, орын өзгермейді (алдын ала).',
    ],
    receiptNotApplicable:
      /^✅ Қабылданды: бұл қалада қолданылмайды, rc_.{8}\.\nОрал, су ысырабы, III тоқсан\nНеліктен мән жоқ: «Мұндай қызмет жоқ»\.\nЕнді үйлестіруші тексереді\.\nСодан кейін уәкілетті орган растайды\.\nТағы 4 көрсеткіш қалды\.$/,
    told: 'Тексеруді күтіп тұр: Орал, су ысырабы, бұл қалада қолданылмайды.',
    toldWhy: 'Неліктен мән жоқ: «Мұндай қызмет жоқ».',
    keptReason: 'Жазғаныңыз сақтаулы: «Су желісі жөнделіп жатыр».',
    sentTitle: 'Жіберілген көрсеткіштер: 2. Түзету үшін нөмірін басыңыз.',
    sentLines: ['1. Су ысырабы: 22,5 %, мақұлданды', '2. Электр жарығының үзілуі: дерек жоқ, жіберілді'],
    nextPage: 'Келесі',
    inForce: 'Қазіргісі: 22,5 %, күйі – мақұлданды. Түзетуіңіз мақұлданғанша ол күшінде қалады.',
    unchanged: 'Бұл жіберілгенмен бірдей: 22,5 %, күйі – мақұлданды. Жаңа нұсқа жасалмады.',
    meanwhile: 'Жіберілгені: 22,6 %, күйі – жіберілді. Жаңасы оның орнын басады. Әзірге 22,5 % күшінде.',
    locked: 'III тоқсан жабық. Оны уәкілетті орган ғана ашады.',
    none: 'Түзетуге болатын жіберілген көрсеткіш жоқ.',
    twice: /^Бұл мән бұрын қабылданған: rc_/,
  },
  ru: {
    goOn: 'Продолжить',
    send: 'Отправить',
    fix: 'Исправить',
    copy: 'Копировать номер',
    later: 'Позже',
    back: 'Назад',
    list: 'Список',
    menu: 'Меню',
    resumeTyped: 'Продолжить с этим',
    sent: 'Отправленные',
    review: 'Проверить',
    approve: 'Одобрить',
    groups: [
      '⏰ От Вас ждут 8 показателей, последний день — 7 октября.',
      'Ещё у 34 показателей последний день — 14 октября.',
      'Выберите город и период.',
    ],
    group: 'Уральск, III квартал: 0/28',
    spheres: [
      'Уральск, III квартал 2026 г.: сдано 0/28.',
      '⏰ Осталось 7 рабочих дней, последний день — 14 октября, 18:00.',
      'Выберите сферу.',
    ],
    ecology: 'Экология: 0/4',
    sphere: [
      'Уральск, III квартал 2026 г.: сдано 0/28.',
      '⏰ Осталось 7 рабочих дней, последний день — 14 октября, 18:00.',
      'Экология: 0/4.',
      'Выберите показатель.',
    ],
    asks: /Напишите значение/,
    receipt: /^✅ Принято: .+, rc_[0-9A-Z]{8}\./,
    nothingLeft: 'Больше сдавать сейчас нечего.',
    nothingOwed: '✅ Сейчас сдавать нечего.',
    many: 'Несколько сразу',
    noValue: 'Нет значения',
    noData: 'Данных нет',
    notApplicable: 'Неприменимо',
    choice: [
      'Почему нет значения?',
      'Уральск, потери воды, III квартал',
      '«Данных нет» — показатель получит 0 баллов, больше не напоминаем.',
      '«Неприменимо» — не учитывается в рейтинге, если подтвердит уполномоченный орган.',
    ],
    readyNotApplicable: ['Таких объектов нет', 'Не в ведении города', 'Такой услуги нет'],
    why: '«Неприменимо»: выберите причину или напишите её одним предложением.',
    noReason: 'Причина отсюда не ясна. Напишите её одним предложением.',
    ownReason: 'Водопровод на ремонте',
    confirmNotApplicable: [
      'Отправить «Неприменимо»?',
      'Уральск, потери воды, III квартал',
      'Почему нет значения: «Такой услуги нет».',
      'Если подтвердит уполномоченный орган, показатель в рейтинге не учитывается; до этого считается, что его не сдали.',
    ],
    confirmNoData: [
      'Отправить «Данных нет»?',
      'Уральск, перерывы электричества, III квартал',
      'Почему нет значения: «Водопровод на ремонте».',
      'После одобрения показатель получит в рейтинге 0 баллов. Больше не напоминаем.',
      'Балл: 92,50 → 46,25, место прежнее (предварительно).',
    ],
    receiptNotApplicable:
      /^✅ Принято: неприменимо, rc_.{8}\.\nУральск, потери воды, III квартал\nПочему нет значения: «Такой услуги нет»\.\nТеперь проверит координатор\.\nЗатем подтвердит уполномоченный орган\.\nОсталось ещё 4 показателя\.$/,
    told: 'Ждёт проверки: Уральск, потери воды, неприменимо.',
    toldWhy: 'Почему нет значения: «Такой услуги нет».',
    keptReason: 'Введённое сохранено: «Водопровод на ремонте».',
    sentTitle: 'Отправлено показателей: 2. Чтобы исправить, нажмите номер.',
    sentLines: ['1. Потери воды: 22,5 %, одобрено', '2. Перерывы электричества: данных нет, отправлено'],
    nextPage: 'Дальше',
    inForce: 'Сейчас: 22,5 %, состояние — одобрено. Действует, пока не одобрят исправление.',
    unchanged: 'Это то же, что уже отправлено: 22,5 %, состояние — одобрено. Новая версия не создана.',
    meanwhile: 'Отправлено ранее: 22,6 %, состояние — отправлено. Новое его заменит. Пока действует 22,5 %.',
    locked: 'III квартал закрыт. Открыть его может только уполномоченный орган.',
    none: 'Отправленных показателей, которые можно исправить, нет.',
    twice: /^Это значение уже принято: rc_/,
  },
} satisfies Record<Language, object>;

const linesOf = (text: string | undefined) => plain(text).split('\n');

describe.each(['kk', 'ru'] as const)('forty values in one flow, in %s', async (language) => {
  const w = words[language];
  let town: ReportingJourney;
  let specialist: ReturnType<ReportingJourney['person']>;
  let personId: number;
  beforeAll(async () => {
    town = await buildReportingTown(language);
    const { db } = town.database;
    await createPeriods(db, { from: '2026-08-31', to: '2026-09-30', kinds: ['month'] });
    await db.assignment.deleteMany();
    ({ id: personId } = await createPerson(db, {
      telegramId: 150,
      language,
      fullName: 'Сейтова Гүлмира',
      roles: [{ role: 'member', workingGroupId: workingGroup }],
      assignments: [
        { cityId: 'oral' },
        { cityId: 'aksai', sphereId: 'ecology' },
        { cityId: 'aksai', sphereId: 'transport' },
      ],
    }));
    specialist = town.person(150, language);
    await town.say(specialist, '/menu');
  });
  afterAll(async () => {
    expect(town.troubles()).toEqual([]);
    await town.close();
  });

  /** What is asked for now, by the dialogue in the database. */
  async function asked(): Promise<{ cityId: string; kpiCode: string; periodId: number; step: string }> {
    const { db } = town.database;
    const { fields, step } = await db.dialogue.findFirstOrThrow({ where: { personId, kind: 'submit' } });
    return { ...(fields as { slot: { cityId: string; kpiCode: string; periodId: number } }).slot, step };
  }

  /** A number that nothing is odd about, as the person would type it. */
  async function usual(kpiCode: string): Promise<string> {
    if (kpiCode === 'UTL-04') return '22,5';
    const { min, max, decimals } = await town.database.db.kpiDefinition.findFirstOrThrow({
      where: { kpiCode, version: { active: true } },
    });
    return min.plus(max).div(2).toFixed(Math.min(decimals, 1)).replace('.', ',').replace(/,0$/, '');
  }

  it('leads from the deadlines over the spheres to the first question', async () => {
    await town.say(specialist, '/submit');
    expect(linesOf(specialist.last().text)).toEqual(w.groups);
    expect(specialist.keyboard()[0]).toEqual([w.goOn]);
    await town.press(specialist, w.group);
    expect(linesOf(specialist.last().text)).toEqual(w.spheres);
    expect(specialist.keyboard()).toHaveLength(11);
    await town.press(specialist, w.ecology);
    expect(linesOf(specialist.last().text)).toEqual(w.sphere);
    expect(specialist.keyboard().flat()).toContain(w.many);
    expect((await town.press(specialist, w.goOn)).last).toMatch(w.asks);
    expect(await asked()).toMatchObject({ cityId: 'oral', kpiCode: 'ECO-02' });
    await town.press(specialist, w.back);
    expect(linesOf(specialist.last().text)).toEqual(w.spheres);
    await town.press(specialist, w.ecology);
    await town.press(specialist, w.goOn);
  });

  it('needs one text and one tap for each, and keeps the place wherever the person goes', async () => {
    const { db } = town.database;
    const total = 42;
    const done: string[] = [];
    while (done.length < total) {
      const { cityId, kpiCode } = await asked();
      done.push(`${cityId} ${kpiCode}`);
      if (done.length === 12) {
        await town.say(specialist, '/menu');
        expect(await town.say(specialist, '/submit')).toMatch(w.asks);
      }
      if (done.length === 20) {
        await town.say(specialist, '/feedback');
        expect(await town.say(specialist, '/submit')).toMatch(w.asks);
      }
      await town.say(specialist, await usual(kpiCode));
      if (done.length === 30) {
        await town.restart();
        await town.say(specialist, '/rating');
        await town.say(specialist, '/submit');
      }
      expect((await asked()).step, `${cityId} ${kpiCode}`).toBe('confirm');
      const seen = await town.press(specialist, w.send);
      expect(seen.pressed, kpiCode).toMatch(w.receipt);
      if (done.length < total) expect(seen.last, kpiCode).toMatch(w.asks);
      else expect(seen.pressed).toContain(w.nothingLeft);
    }
    expect(new Set(done).size).toBe(total);
    expect(done.slice(0, 6)).toEqual([
      'oral ECO-02',
      'oral ECO-03',
      'oral ECO-04',
      'oral ECO-06',
      'oral TRN-01',
      'oral TRN-02',
    ]);
    expect(await db.submissionVersion.count({ where: { submittedById: personId } })).toBe(total);
    expect(linesOf(await town.say(specialist, '/submit'))).toEqual([w.nothingOwed]);
    expect(specialist.keyboard()).toEqual([[w.sent], [w.menu]]);
  });

  it('lists what was sent in pages, with its place where there are several', async () => {
    await town.press(specialist, w.sent);
    expect(linesOf(specialist.last().text)).toHaveLength(7);
    expect(linesOf(specialist.last().text)[1]).toMatch(/^1\. .+, .+, .+: .+, (жіберілді|отправлено)$/);
    expect(specialist.keyboard()[0]).toEqual(['1', '2', '3', '4', '5', '6']);
    await town.press(specialist, w.nextPage);
    expect(specialist.keyboard()[0]).toEqual(['7', '8', '9', '10', '11', '12']);
  });
});

describe.each(['kk', 'ru'] as const)('no value, and corrections, in %s', async (language) => {
  const w = words[language];
  const town = await buildReportingTown(language);
  const { say, press, tap, as } = town;
  const { member, head } = as;
  const { db } = town.database;
  afterAll(async () => {
    // The one that was made to fail.
    expect(town.troubles()).toHaveLength(1);
    await town.close();
  });
  const open = async (kpiCode: string) => {
    const { id } = await db.period.findUniqueOrThrow({ where: { key: '2026-Q3' } });
    return tap(member, member.last().id, `1|sub.open|oral|${kpiCode}|${id.toString(36)}`);
  };
  const versionsOf = (kpiCode: string) =>
    db.submissionVersion.findMany({
      where: { submission: { kpiCode, cityId: 'oral', period: { key: '2026-Q3' } } },
      orderBy: { number: 'asc' },
    });

  it('says what either choice means, and asks why', async () => {
    await open('UTL-04');
    await press(member, w.noValue);
    expect(linesOf(member.last().text)).toEqual(w.choice);
    expect(member.keyboard()).toEqual([[w.noData], [w.notApplicable], [w.back]]);
    await press(member, w.notApplicable);
    expect(linesOf(member.last().text)[0]).toBe(w.why);
    expect(member.keyboard().flat()).toEqual([...w.readyNotApplicable, w.back]);
    expect(await say(member, '..')).toBe(w.noReason);
    expect(member.keyboard().flat()).toContain(w.readyNotApplicable[0]);
  });

  it('keeps words that were typed as the reason, and finds them again', async () => {
    expect(await say(member, w.ownReason)).toContain(w.ownReason);
    await open('SAF-01');
    await open('UTL-04');
    expect(plain(member.last().text)).toMatch(w.asks);
    await press(member, w.noValue);
    await press(member, w.notApplicable);
    expect(plain(member.last().text)).toContain(w.keptReason);
    expect((await press(member, w.resumeTyped)).last).toContain(w.ownReason);
    await press(member, w.fix);
  });

  it('sends it with a receipt that says who decides, and asks for the next value at once', async () => {
    await press(member, w.readyNotApplicable[2] ?? '');
    expect(linesOf(member.last().text)).toEqual(w.confirmNotApplicable);
    const seen = await press(member, w.send);
    expect(seen.pressed).toMatch(w.receiptNotApplicable);
    expect(seen.last).toMatch(w.asks);
    expect(await versionsOf('UTL-04')).toMatchObject([
      { kind: 'not_applicable', value: null, reason: 'ready:noService', state: 'submitted' },
    ]);
    for (const who of [as.head, as.coordinator]) {
      expect(plain(who.last().text)).toContain(w.told);
      expect(plain(who.last().text)).toContain(w.toldWhy);
    }
  });

  it('shows the reviewer what is said and why; «no data» tells its price first', async () => {
    await press(member, w.noValue);
    await press(member, w.noData);
    await say(member, w.ownReason);
    expect(linesOf(member.last().text)).toEqual(w.confirmNoData);
    await press(member, w.send);
    const card = await press(head, w.review);
    const lines = linesOf(card.pressed);
    expect(lines).toContain(w.toldWhy);
    expect(lines.join('\n')).toContain(language === 'kk' ? 'бұл қалада қолданылмайды' : 'неприменимо');
  });

  it('takes a number in its place, which is approved', async () => {
    await open('UTL-04');
    await say(member, '22,5');
    expect((await press(member, w.send)).pressed).toContain('22,5 %');
    expect(await versionsOf('UTL-04')).toMatchObject([{ kind: 'not_applicable' }, { kind: 'value' }]);
    const [, version] = await versionsOf('UTL-04');
    await tap(head, head.last().id, `1|rev.open|${(version?.id ?? 0).toString(36)}`);
    await press(head, w.approve);
    expect((await versionsOf('UTL-04'))[1]?.state).toBe('approved');
  });

  it('opens a correction from the list of what was sent, and says what stays in force', async () => {
    await say(member, '/submit');
    await press(member, w.back);
    await press(member, w.sent);
    expect(linesOf(member.last().text)).toEqual([w.sentTitle, ...w.sentLines]);
    await press(member, '1');
    expect(linesOf(member.last().text)[0]).toBe(w.inForce);
  });

  it('makes no version of the same value, and one of another, beside the one in force', async () => {
    await say(member, '22,5');
    expect((await press(member, w.send)).pressed).toBe(w.unchanged);
    expect(await versionsOf('UTL-04')).toHaveLength(2);
    await press(member, w.fix);
    await say(member, '22,6');
    await press(member, w.send);
    const receipt = (await versionsOf('UTL-04')).at(-1)?.receipt ?? '';
    expect((await versionsOf('UTL-04')).map(({ state }) => state)).toEqual([
      'submitted',
      'approved',
      'submitted',
    ]);
    await say(member, `/start ${receipt}`);
    await press(member, w.fix);
    expect(linesOf(member.last().text)[0]).toBe(w.meanwhile);
  });

  it('answers a press whole when its answer failed, and a second tap with the receipt alone', async () => {
    await open('SAF-02');
    await say(member, '60');
    const { messageId, data } = town.dataOf(member, w.send);
    const { faults } = town.server.sandbox;
    faults.failNext({ method: 'sendMessage', chatId: 101, with: { code: 502 } });
    const seen = await tap(member, messageId, data);
    expect(seen.pressed).toMatch(w.receipt);
    expect(seen.last).toMatch(w.asks);
    expect(await versionsOf('SAF-02')).toHaveLength(1);
    const count = member.messages().length;
    const again = await tap(member, messageId, data);
    expect(again.note).toMatch(w.twice);
    expect(again.pressed).toMatch(w.receipt);
    expect(member.messages()).toHaveLength(count);
  });

  it('skips a value for later, and comes back to it at the end', async () => {
    const first = plain(member.last().text);
    await press(member, w.later);
    expect(plain(member.last().text)).not.toBe(first);
    expect(plain(member.last().text)).toMatch(w.asks);
    await press(member, w.later);
    expect(plain(member.last().text)).toBe(first);
  });

  it('takes no correction once the period has locked, and says so', async () => {
    town.clock.moveTo('2026-10-22T10:00+05:00');
    expect((await open('UTL-04')).pressed).toBe(w.locked);
    await press(member, w.list);
    await tap(member, member.last().id, '1|sub.sent|0');
    expect(plain(member.last().text)).toBe(w.none);
    expect(await versionsOf('UTL-04')).toHaveLength(3);
  });
});
