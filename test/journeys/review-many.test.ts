import { afterAll, describe, expect, it } from 'vitest';
import type { Language } from '../../src/i18n/language.ts';
import type { Actor } from '../setup/sandbox-server.ts';
import { buildReportingTown, plain } from './reporting-people.ts';

const words = {
  kk: {
    send: 'Жіберу',
    isRight: /дұрыс$/,
    because: 'Шынымен өзгерді',
    joined: [
      '6 мән тексеруді күтіп тұр.',
      'Орал, электр жарығының үзілуі: 1,2 сағат',
      'Орал, бейнебақылау аумағы: 50 %',
      'Орал, объектілердегі бейнебақылау: 4 %',
      'Орал, қылмыстық құқық бұзушылық: 10 мың тұрғынға шаққанда 40',
      'Орал, ауаны бақылау бекеттері: 100 мың тұрғынға шаққанда 40',
      'Орал, қалдықтарды қайта өңдеу: 30 %',
      'Барлығы 7 мән күтіп тұр.',
    ],
    places: ['Орал: 7 мән тексеруді күтіп тұр.', 'Ескертуі бары – 2.', 'Саланы таңдаңыз.'],
    utilities: 'Тұрғын үй-коммуналдық шаруашылық: 2 (ескерту – 1)',
    everything: 'Барлығы: 7',
    list: [
      'Орал: 7 мән тексеруді күтіп тұр.',
      'Ескертуі бары – 2.',
      '1. Су ысырабы: 2,3 % (↓ 20,7; ескерту)',
      '2. Электр жарығының үзілуі: 1,2 сағат',
      '3. Бейнебақылау аумағы: 50 %',
      '4. Объектілердегі бейнебақылау: 4 %',
      '5. Қылмыстық құқық бұзушылық: 10 мың тұрғынға шаққанда 40',
      'Нөмірді басып таңдаңыз, атауын басып ашыңыз.',
    ],
    ticked: 'Таңдалғанын мақұлдау: 2',
    plain: /^Ескертусізін мақұлдау: \d$/,
    nextPage: 'Келесі',
    water: 'Су ысырабы',
    flagged: '⚠️ ',
    explained: 'Түсіндірме: «Шынымен өзгерді»',
    toList: 'Тізім',
    back: 'Артқа',
    tickedDone: [
      '✅ 2 мән мақұлданды.',
      'Орал, электр жарығының үзілуі: 1,2 сағат',
      'Орал, бейнебақылау аумағы: 50 %',
    ],
    plainDone: /^✅ 3 мән мақұлданды\.[\s\S]*\nКірмегені: ескертуі бары – 2\.$/,
    none: 'Бұл мәндер шешіліп қойған немесе өзгерген. Қазіргі күйі төменде.',
    stale: 'Бұл батырма ескірген. Қазіргі күйі төменде.',
    toldMany: [
      '✅ 4 мән мақұлданды.',
      'Орал, электр жарығының үзілуі: 1,2 сағат',
      'Орал, бейнебақылау аумағы: 50 %',
      'Орал, объектілердегі бейнебақылау: 4 %',
      'Орал, қылмыстық құқық бұзушылық: 10 мың тұрғынға шаққанда 40',
    ],
    discuss: 'Талқылау',
    discussTwo: 'Талқылау (2)',
    discussion: [
      'Талқылау: Орал, су ысырабы, III тоқсан',
      'Әзірге ештеңе жазылмаған.',
      'Хабарыңызды жазыңыз, оны жұмыс тобы көреді.',
    ],
    asked: [
      'Талқылауда жаңа хабар: Орал, су ысырабы, III тоқсан',
      'Бекова Айгүл, үйлестіруші; 5 қазан, 10:20',
      'Неге <аз>?',
    ],
    sent: '✅ Жіберілді.',
    tooLong: 'Хабар тым ұзын: 501 таңба, ең көбі 500. Қысқартып, қайта жіберіңіз.',
    empty: 'Хабарда мәтін жоқ. Ойыңызды сөзбен жазыңыз.',
    toVerify: '9 мән растауды күтіп тұр.',
    verify: 'Растау',
    safety: 'Қауіпсіздік: 3',
    video: 'Бейнебақылау аумағы',
    verifyCard: ['Растау: 1/3. Орал, бейнебақылау аумағы', '2026 жылғы III тоқсан', '50 % (нысана 60)'],
    approvedBy: 'Мақұлдаған: Бекова Айгүл, үйлестіруші; 5 қазан, 10:30',
    giveBack: 'Қайтару',
    noSource: 'Дереккөзі көрсетілмеген',
    takenBack: '↩️ Уәкілетті орган мәнді қайтарды: 50 %. Себебі: «Дереккөзі көрсетілмеген».',
    fix: 'Түзету',
    everything9: 'Барлығы: 8',
    wholeCity: 'Қаланы түгел растау: 8',
    askCity: 'Орал: 8 мән түгел расталсын ба?',
    wholeDone: /^✅ 8 мән расталды\./,
    toldVerified: /^✅ 3 мән расталды\./,
    noRight: 'Бұған рұқсатыңыз жоқ. Рұқсатты үйлестіруші береді.',
  },
  ru: {
    send: 'Отправить',
    isRight: /верно$/,
    because: 'Изменилось на деле',
    joined: [
      '6 значений ждут проверки.',
      'Уральск, перерывы электричества: 1,2 часа',
      'Уральск, охват видеонаблюдением: 50 %',
      'Уральск, видеонаблюдение объектов: 4 %',
      'Уральск, уголовные правонарушения: 40 на 10 тыс. жителей',
      'Уральск, посты контроля воздуха: 40 на 100 тыс. жителей',
      'Уральск, переработка отходов: 30 %',
      'Всего ждут 7 значений.',
    ],
    places: ['Уральск: 7 значений ждут проверки.', 'С пометками — 2.', 'Выберите сферу.'],
    utilities: 'Жилищно-коммунальное хозяйство: 2 (с пометками — 1)',
    everything: 'Все: 7',
    list: [
      'Уральск: 7 значений ждут проверки.',
      'С пометками — 2.',
      '1. Потери воды: 2,3 % (↓ 20,7; с пометкой)',
      '2. Перерывы электричества: 1,2 часа',
      '3. Охват видеонаблюдением: 50 %',
      '4. Видеонаблюдение объектов: 4 %',
      '5. Уголовные правонарушения: 40 на 10 тыс. жителей',
      'Номер — выбрать, название — открыть.',
    ],
    ticked: 'Одобрить выбранные: 2',
    plain: /^Одобрить без пометок: \d$/,
    nextPage: 'Дальше',
    water: 'Потери воды',
    flagged: '⚠️ ',
    explained: 'Пояснение: «Изменилось на деле»',
    toList: 'Список',
    back: 'Назад',
    tickedDone: [
      '✅ Одобрены 2 значения.',
      'Уральск, перерывы электричества: 1,2 часа',
      'Уральск, охват видеонаблюдением: 50 %',
    ],
    plainDone: /^✅ Одобрены 3 значения\.[\s\S]*\nНе вошли: с пометками — 2\.$/,
    none: 'Эти значения уже решены или изменились. Актуальное — ниже.',
    stale: 'Эта кнопка устарела. Актуальное — ниже.',
    toldMany: [
      '✅ Одобрены 4 значения.',
      'Уральск, перерывы электричества: 1,2 часа',
      'Уральск, охват видеонаблюдением: 50 %',
      'Уральск, видеонаблюдение объектов: 4 %',
      'Уральск, уголовные правонарушения: 40 на 10 тыс. жителей',
    ],
    discuss: 'Обсуждение',
    discussTwo: 'Обсуждение (2)',
    discussion: [
      'Обсуждение: Уральск, потери воды, III квартал',
      'Пока ничего не написано.',
      'Напишите сообщение, его увидит рабочая группа.',
    ],
    asked: [
      'Новое сообщение в обсуждении: Уральск, потери воды, III квартал',
      'Бекова Айгүл, координатор; 5 октября, 10:20',
      'Неге <аз>?',
    ],
    sent: '✅ Отправлено.',
    tooLong: 'Сообщение слишком длинное: знаков 501, допустимо 500. Сократите и отправьте ещё раз.',
    empty: 'В сообщении нет текста. Напишите словами.',
    toVerify: '9 значений ждут подтверждения.',
    verify: 'Подтвердить',
    safety: 'Безопасность: 3',
    video: 'Охват видеонаблюдением',
    verifyCard: [
      'Подтверждение: 1/3. Уральск, охват видеонаблюдением',
      'III квартал 2026 г.',
      '50 % (цель 60)',
    ],
    approvedBy: 'Одобрение: Бекова Айгүл, координатор; 5 октября, 10:30',
    giveBack: 'Вернуть',
    noSource: 'Не указан источник',
    takenBack: '↩️ Уполномоченный орган вернул значение: 50 %. Причина: «Не указан источник».',
    fix: 'Исправить',
    everything9: 'Все: 8',
    wholeCity: 'Подтвердить город: 8',
    askCity: 'Уральск: подтвердить все 8 значений?',
    wholeDone: /^✅ Подтверждено 8 значений\./,
    toldVerified: /^✅ Подтверждены 3 значения\./,
    noRight: 'У Вас нет прав на это. Их даёт координатор.',
  },
} satisfies Record<Language, object>;

describe.each(['kk', 'ru'] as const)('reviewing many at once in %s', async (language) => {
  const town = await buildReportingTown(language);
  const w = words[language];
  const { say, press, tap, as } = town;
  const { member, colleague, head, observer, authority, stranger } = as;
  const { db } = town.database;
  afterAll(async () => {
    expect(town.troubles()).toEqual([]);
    await town.close();
  });
  const screen = (who: Actor) => plain(who.last().text).split('\n');
  const labels = (who: Actor) => who.keyboard().map((row) => row.map(plain));

  async function submit(who: Actor, kpiCode: string, text: string): Promise<void> {
    const { id } = await db.period.findUniqueOrThrow({ where: { key: '2026-Q3' } });
    await say(who, '/menu');
    await tap(who, who.last().id, `1|sub.open|oral|${kpiCode}|${id.toString(36)}`);
    await say(who, text);
    if (
      labels(who)
        .flat()
        .some((label) => w.isRight.test(label))
    ) {
      await press(who, w.isRight);
      await press(who, w.because);
    }
    await press(who, w.send);
  }
  /** What came meanwhile is told together, ten minutes after the message before. */
  async function gather(): Promise<void> {
    town.clock.advance(10 * 60_000);
    await town.app.tick();
    await town.settle();
  }
  const states = async () => {
    const versions = await db.submissionVersion.groupBy({
      by: ['state'],
      where: { submission: { period: { key: '2026-Q3' } } },
      _count: { _all: true },
    });
    return Object.fromEntries(versions.map(({ state, _count }) => [state, _count._all]));
  };

  it('tells of the first value at once, and of those that gather behind it in one message', async () => {
    await submit(member, 'UTL-04', '2,3');
    expect(screen(head)[0]).toContain('2,3 %');
    for (const [kpiCode, text] of [
      ['UTL-05', '1,2'],
      ['SAF-01', '50'],
      ['SAF-02', '4'],
      ['SAF-04', '40'],
    ] as const) {
      await submit(member, kpiCode, text);
    }
    await submit(colleague, 'ECO-02', '40');
    await submit(colleague, 'ECO-03', '30');
    const before = head.messages().length;
    await gather();
    expect(head.messages()).toHaveLength(before + 1);
    expect(screen(head)).toEqual(w.joined);
  });

  it('shows what waits by sphere, and a list with changes and remarks', async () => {
    await say(head, '/review');
    expect(screen(head)).toEqual(w.places);
    expect(labels(head).flat()).toContain(w.utilities);
    await press(head, w.everything);
    expect(screen(head)).toEqual(w.list);
    expect(labels(head).slice(0, 2)).toEqual([['○ 1', '○ 2', '○ 3', '○ 4', '○ 5'], [w.water]]);
    await press(head, w.nextPage);
    expect(screen(head)).toContain(
      language === 'kk' ? '7. Қалдықтарды қайта өңдеу: 30 %' : '7. Переработка отходов: 30 %',
    );
  });

  it('opens the card of one with what was odd about it, and leads back to the list', async () => {
    await say(head, '/review');
    await press(head, w.everything);
    await press(head, w.water);
    expect(screen(head)[3]).toMatch(new RegExp(`^${w.flagged}`));
    expect(screen(head)[4]).toBe(w.explained);
    await press(head, w.toList);
    expect(screen(head)).toEqual(w.list);
  });

  it('holds a discussion to both sides, from the card and from the message about it', async () => {
    await gather();
    await press(head, w.water);
    await press(head, w.discuss);
    expect(screen(head)).toEqual(w.discussion);
    expect(await say(head, 'ы'.repeat(501))).toBe(w.tooLong);
    expect(await say(head, '\u200e')).toBe(w.empty);
    await say(head, 'Неге <аз>?');
    expect(screen(head)[0]).toBe(w.sent);
    expect(screen(member)).toEqual(w.asked);

    await press(member, w.discuss);
    await say(member, 'Құбыр ауыстырылды.');
    expect(screen(member).filter((line) => line.includes('?') || line.includes('Құбыр'))).toEqual([
      'Неге <аз>?',
      'Құбыр ауыстырылды.',
    ]);
    expect(screen(head).at(-1)).toBe('Құбыр ауыстырылды.');
    await press(head, w.back);
    const { messageId } = town.dataOf(head, w.discussTwo);
    expect(town.dataOf(head, w.toList).messageId).toBe(messageId);

    const { submissionId } = await db.discussionMessage.findFirstOrThrow();
    const forged = `1|dis.open|${submissionId.toString(36)}|0`;
    await say(observer, '/menu');
    expect((await tap(observer, observer.last().id, forged)).pressed).toContain('Неге <аз>?');
    await say(stranger, '/menu');
    expect((await tap(stranger, stranger.last().id, forged)).pressed).toBe(w.noRight);
    expect(await say(stranger, 'Сәлем')).toBe(w.noRight);
  });

  it('approves a selection, then all without remarks; the others stay', async () => {
    await gather();
    await say(head, '/review');
    await press(head, w.everything);
    await press(head, '○ 1');
    await press(head, '○ 2');
    await press(head, '○ 3');
    await press(head, '● 1');
    const old = town.dataOf(head, w.ticked);
    await press(head, w.ticked);
    expect(screen(head)).toEqual(w.tickedDone);
    expect(await states()).toEqual({ approved: 2, submitted: 5 });
    // Pressed again, or handled again after a kill: nothing more is done, and the outcome is said again.
    const again = await tap(head, old.messageId, old.data);
    expect(again).toMatchObject({ note: w.stale, pressed: w.tickedDone.join('\n') });
    expect(await states()).toEqual({ approved: 2, submitted: 5 });

    await press(head, w.toList);
    await press(head, w.plain);
    expect(screen(head).join('\n')).toMatch(w.plainDone);
    expect(await states()).toEqual({ approved: 5, submitted: 2 });
    await press(head, w.toList);
    expect(
      labels(head)
        .flat()
        .some((label) => w.plain.test(label)),
    ).toBe(false);
  });

  it('tells the submitter of all decisions in one message', async () => {
    await gather();
    const decided = member.messages().filter(({ text }) => /^✅ (?:\d мән мақұл|Одобрены)/.test(plain(text)));
    expect(decided.length).toBeGreaterThan(0);
    const named = member.messages().flatMap(({ text }) => plain(text).split('\n'));
    for (const line of w.toldMany.slice(1)) expect(named.filter((one) => one === line)).toHaveLength(1);
  });

  it('approves nothing that came after the list was shown', async () => {
    await submit(colleague, 'ECO-04', '20');
    await say(head, '/review');
    const waiting = await db.submissionVersion.count({ where: { state: 'submitted' } });
    await press(head, new RegExp(`: ${waiting}$`));
    await submit(member, 'UTL-04', '23');
    await press(head, w.plain);
    const newest = await db.submissionVersion.findFirstOrThrow({ where: { value: 23, number: 2 } });
    expect(newest.state).toBe('submitted');
  });

  it('lets the authority return one to both, and verify a whole city', async () => {
    await db.submissionVersion.updateMany({
      where: { state: 'submitted' },
      data: { state: 'returned', decidedAt: town.clock.now() },
    });
    await db.submissionVersion.updateMany({
      where: { submission: { kpiCode: 'ECO-04' }, state: 'approved' },
      data: { state: 'verified', verifiedAt: town.clock.now() },
    });
    await say(authority, '/menu');
    expect(screen(authority)).toContain(w.toVerify);
    await press(authority, w.verify);
    await press(authority, w.safety);
    await press(authority, w.video);
    expect(screen(authority).slice(0, 3)).toEqual(w.verifyCard);
    await press(authority, w.giveBack);
    await press(authority, w.noSource);
    expect(screen(member)[0]).toBe(w.takenBack);
    expect(labels(member)).toEqual([[w.fix, w.discuss]]);
    expect(screen(head)[0]).toBe(w.takenBack);
    expect(labels(head)).toEqual([[w.discuss]]);

    await say(authority, '/review');
    await press(authority, w.everything9);
    await press(authority, w.wholeCity);
    expect(screen(authority)).toEqual([w.askCity]);
    await press(authority, w.wholeCity);
    expect(plain(authority.last().text)).toMatch(w.wholeDone);
    await gather();
    expect(plain(member.last().text)).toMatch(w.toldVerified);
    expect(await states()).toMatchObject({ verified: 5 });
  });
});
