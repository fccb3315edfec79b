import { afterAll, describe, expect, it } from 'vitest';
import type { Language } from '../../src/i18n/language.ts';
import type { Actor } from '../setup/sandbox-server.ts';
import { buildReportingTown, plain } from './reporting-people.ts';

const words = {
  kk: {
    send: 'Жіберу',
    open: 'Тексеру',
    approve: 'Мақұлдау',
    giveBack: 'Қайтару',
    next: 'Келесі мән',
    previous: 'Алдыңғы мән',
    history: 'Тарихы',
    discuss: 'Талқылау',
    everything: /^Барлығы: /,
    back: 'Артқа',
    fix: 'Түзету',
    menu: 'Мәзір',
    nextOwed: 'Келесі көрсеткіш',
    card: [
      'Тексеру: 1/2. Орал, су ысырабы',
      '2026 жылғы III тоқсан',
      '22,5 % (бұрын 23,0; нысана 20)',
      'Жіберген: Оспанов Марат, жұмыс тобының мүшесі',
      '5 қазан, 10:00, мерзімінде',
    ],
    second: 'Тексеру: 2/2. Орал, электр жарығының үзілуі',
    waits: 'Барлығы 2 мән күтіп тұр.',
    ready: 'Теру қатесі сияқты',
    byButton: 'Шешімді батырмамен беріңіз: «Мақұлдау» немесе «Қайтару».',
    returned: '↩️ Қайтарылды: 22,5 %. Орал, су ысырабы. Себебі: «Теру қатесі сияқты».',
    told: '↩️ Мән қайтарылды: 22,5 %. Себебі: «Теру қатесі сияқты».',
    by: '14 қазаннан кешіктірмей түзетіңіз.',
    reasonFirst: /^↩️ Мән қайтарылды: 22,5 %\. Себебі: «Теру қатесі сияқты»\.\nСу ысырабы/,
    before: 'Бұрын қайтарылған: «Теру қатесі сияқты»',
    approved: '✅ Мақұлданды: 22,7 %. Орал, су ысырабы.',
    approvedTold: '✅ Мақұлданды: 22,7 %.\nОрал, су ысырабы, III тоқсан',
    empty: '✅ Тексеретін мән жоқ.',
    byOther: 'Мұны 2 минут бұрын басқа үйлестіруші мақұлдады. Қазіргі күйі төменде.',
    typed: '↩️ Қайтарылды: 1,2 сағат. Орал, электр жарығының үзілуі. Себебі: «акт <жоқ>».',
    both: [
      '↩️ 1 мән қайтарылды.',
      '1 мән мақұлданды.',
      'Қайтарылды – Орал, электр жарығының үзілуі: 1,2 сағат. Себебі: «акт <жоқ>»',
      'Орал, бейнебақылау аумағы: 50 %',
    ],
    noReason: 'Бұдан себебі түсініксіз. Бір сөйлеммен жазыңыз.',
    tooLong: 'Себебі тым ұзын: 501 таңба, ең көбі 500. Қысқартып, қайта жазыңыз.',
    stale: 'Бұл батырма ескірген. Қазіргі күйі төменде.',
    noRight: 'Бұған рұқсатыңыз жоқ. Рұқсатты үйлестіруші береді.',
    own: 'Өзіңіз енгізген мәнді басқа үйлестіруші тексереді.',
    authorityNext: 'Енді уәкілетті орган тексереді.',
    superseded: 'Оның орнына жаңа мән жіберілді. Қазіргі күйі төменде.',
  },
  ru: {
    send: 'Отправить',
    open: 'Проверить',
    approve: 'Одобрить',
    giveBack: 'Вернуть',
    next: 'Следующее',
    previous: 'Предыдущее',
    history: 'История',
    discuss: 'Обсуждение',
    everything: /^Все: /,
    back: 'Назад',
    fix: 'Исправить',
    menu: 'Меню',
    nextOwed: 'Следующий показатель',
    card: [
      'Проверка: 1/2. Уральск, потери воды',
      'III квартал 2026 г.',
      '22,5 % (было 23,0; цель 20)',
      'Отправитель: Оспанов Марат, член рабочей группы',
      '5 октября, 10:00, в срок',
    ],
    second: 'Проверка: 2/2. Уральск, перерывы электричества',
    waits: 'Всего ждут 2 значения.',
    ready: 'Похоже на опечатку',
    byButton: 'Решите кнопкой: «Одобрить» или «Вернуть».',
    returned: '↩️ Возвращено: 22,5 %. Уральск, потери воды. Причина: «Похоже на опечатку».',
    told: '↩️ Значение возвращено: 22,5 %. Причина: «Похоже на опечатку».',
    by: 'Исправьте не позднее 14 октября.',
    reasonFirst: /^↩️ Значение возвращено: 22,5 %\. Причина: «Похоже на опечатку»\.\nПотери воды/,
    before: 'Ранее возвращено: «Похоже на опечатку»',
    approved: '✅ Одобрено: 22,7 %. Уральск, потери воды.',
    approvedTold: '✅ Одобрено: 22,7 %.\nУральск, потери воды, III квартал',
    empty: '✅ Проверять нечего.',
    byOther: 'Это одобрил другой координатор 2 минуты назад. Актуальное — ниже.',
    typed: '↩️ Возвращено: 1,2 часа. Уральск, перерывы электричества. Причина: «акт <жоқ>».',
    both: [
      '↩️ Возвращено 1 значение.',
      'Одобрено 1 значение.',
      'Возвращено — Уральск, перерывы электричества: 1,2 часа. Причина: «акт <жоқ>»',
      'Уральск, охват видеонаблюдением: 50 %',
    ],
    noReason: 'Причина отсюда не ясна. Напишите её одним предложением.',
    tooLong: 'Причина слишком длинная: знаков 501, допустимо 500. Сократите и напишите ещё раз.',
    stale: 'Эта кнопка устарела. Актуальное — ниже.',
    noRight: 'У Вас нет прав на это. Их даёт координатор.',
    own: 'Введённое Вами значение проверит другой координатор.',
    authorityNext: 'Теперь проверит уполномоченный орган.',
    superseded: 'Вместо него отправили новое значение. Актуальное — ниже.',
  },
} satisfies Record<Language, object>;

describe.each(['kk', 'ru'] as const)('reviewing in %s', async (language) => {
  const town = await buildReportingTown(language);
  const w = words[language];
  // Who decides reads the other language than who submits: ready reasons are told to each in their own.
  const other = words[language === 'kk' ? 'ru' : 'kk'];
  const { say, press, tap, as } = town;
  const { member, head, coordinator } = as;
  const { db } = town.database;
  await db.person.update({
    where: { id: town.people.coordinator.id },
    data: { language: language === 'kk' ? 'ru' : 'kk' },
  });
  afterAll(async () => {
    expect(town.troubles()).toEqual([]);
    await town.close();
  });

  async function openQuestion(who: Actor, kpiCode: string, cityId = 'oral'): Promise<void> {
    const { id } = await db.period.findUniqueOrThrow({ where: { key: '2026-Q3' } });
    await say(who, '/menu');
    await tap(who, who.last().id, `1|sub.open|${cityId}|${kpiCode}|${id.toString(36)}`);
  }
  async function submit(who: Actor, kpiCode: string, text: string, cityId?: string): Promise<string> {
    await openQuestion(who, kpiCode, cityId);
    await say(who, text);
    return (await press(who, w.send)).pressed;
  }
  /** What came meanwhile is told together, ten minutes after the message before. */
  async function gather(): Promise<void> {
    town.clock.advance(10 * 60_000);
    await town.app.tick();
    await town.settle();
  }
  /** The first card of everything that waits for somebody. */
  async function openCards(who: Actor, theirs: { everything: RegExp }): Promise<void> {
    await say(who, '/review');
    if (
      who
        .keyboard()
        .flat()
        .some((label) => theirs.everything.test(plain(label)))
    ) {
      await press(who, theirs.everything);
    }
    const rows = who.keyboard();
    const marks = rows.findIndex(([mark = '']) => /^[○●]/.test(mark));
    const name = marks === -1 ? undefined : rows[marks + 1]?.[0];
    if (name !== undefined) await press(who, plain(name));
  }
  const newest = (kpiCode: string, cityId = 'oral') =>
    db.submissionVersion.findFirstOrThrow({
      where: { submission: { kpiCode, cityId, period: { key: '2026-Q3' } } },
      orderBy: { number: 'desc' },
    });

  it('tells coordinators, names how many wait, and leads straight to the card', async () => {
    await submit(member, 'UTL-04', '22,5');
    await submit(member, 'UTL-05', '1,2');
    expect(plain(head.last().text)).not.toContain(w.waits);
    await gather();
    expect(plain(head.last().text)).toContain(w.waits);
    const [first] = head.messages().filter(({ text }) => plain(text).includes('22,5 %'));
    const data = first?.inlineKeyboard?.[0]?.[0]?.callbackData ?? '';
    const seen = await tap(head, first?.id ?? 0, data);
    expect(seen.pressed.split('\n')).toEqual(w.card);
    const card = head.messages().find(({ id }) => id === first?.id);
    const labels = card?.inlineKeyboard?.map((row) => row.map(({ text }) => text));
    expect(labels).toEqual([[w.approve, w.giveBack], [w.previous, w.next], [w.history, w.discuss], [w.menu]]);
    expect((await press(head, w.next)).pressed).toContain(w.second);
    expect((await press(head, w.next)).pressed.split('\n')).toEqual(w.card);
    expect((await press(head, w.previous)).pressed).toContain(w.second);
    expect((await press(head, w.previous)).pressed.split('\n')).toEqual(w.card);
    expect(await say(head, 'жақсы')).toContain(w.byButton);
  });

  it('returns with a ready reason, told to the submitter in their language; corrected, then approved', async () => {
    await press(head, w.giveBack);
    await press(head, w.back);
    await press(head, w.giveBack);
    const seen = await press(head, w.ready);
    expect(seen.pressed).toBe(w.returned);
    expect(seen.last).toContain('1/1');
    expect(plain(member.last().text)).toContain(w.told);
    expect(plain(member.last().text)).toContain(w.by);

    const question = await press(member, w.fix);
    expect(question.pressed).toMatch(w.reasonFirst);
    await say(member, '22,7');
    await press(member, w.send);
    const version = await newest('UTL-04');
    expect(version).toMatchObject({ number: 2, state: 'submitted' });

    await openCards(coordinator, other);
    while (!plain(coordinator.last().text).includes('22,7')) await press(coordinator, other.next);
    expect(plain(coordinator.last().text)).toContain(other.before);
    const approved = await press(coordinator, other.approve);
    expect(approved.pressed).toBe(other.approved);
    expect(await newest('UTL-04')).toMatchObject({
      state: 'approved',
      decidedById: town.people.coordinator.id,
    });
    await gather();
    expect(plain(member.last().text)).toBe(w.approvedTold);
    expect(member.keyboard()).toEqual([[w.nextOwed]]);
  });

  it('lets one coordinator decide and tells the other what was decided', async () => {
    await submit(member, 'SAF-01', '50');
    await openCards(head, w);
    while (!plain(head.last().text).includes('50 %')) await press(head, w.next);
    const { messageId, data } = town.dataOf(head, w.approve);
    await openCards(coordinator, other);
    while (!plain(coordinator.last().text).includes('50 %')) await press(coordinator, other.next);
    await press(coordinator, other.approve);
    town.clock.advance(2 * 60_000);
    const seen = await tap(head, messageId, data);
    expect(seen.note).toBe(w.byOther);
    expect(seen.pressed).toContain('1/1');
    expect((await newest('SAF-01')).decidedById).toBe(town.people.coordinator.id);
    expect((await tap(head, messageId, data)).note).toBe(w.stale);
  });

  it('takes a reason in words, refuses one that says nothing or too much, and escapes it', async () => {
    await press(head, w.giveBack);
    expect(await say(head, '?')).toBe(w.noReason);
    expect(head.keyboard().flat()).toContain(w.ready);
    expect(await say(head, 'ы'.repeat(501))).toBe(w.tooLong);
    expect((await newest('UTL-05')).state).toBe('submitted');
    await say(head, 'акт <жоқ>');
    const texts = head.messages().map(({ text }) => plain(text));
    expect(texts.at(-2)).toBe(w.typed);
    expect(texts.at(-1)).toBe(w.empty);
    await gather();
    expect(plain(member.last().text).split('\n')).toEqual(w.both);
  });

  it('shows from an old notification what became of the value', async () => {
    const old = head
      .messages()
      .find(({ inlineKeyboard, text }) =>
        inlineKeyboard?.flat().some((button) => button.text === w.open && plain(text).includes('1,2')),
      );
    expect(old).toBeDefined();
    const seen = await tap(head, old?.id ?? 0, old?.inlineKeyboard?.[0]?.[0]?.callbackData ?? '');
    expect(seen.pressed).toBe(w.typed);
    expect(seen.last).toBe(w.empty);
    const first = await db.submissionVersion.findFirstOrThrow({
      where: { number: 1, submission: { kpiCode: 'UTL-04', period: { key: '2026-Q3' } } },
    });
    expect((await tap(head, head.last().id, `1|rev.open|${first.id.toString(36)}`)).pressed).toBe(
      w.superseded,
    );
  });

  it('never lets anybody decide on their own value or on another group’s, whatever they forge', async () => {
    await submit(head, 'GOV-04', '20', 'aksai');
    const own = await newest('GOV-04', 'aksai');
    await say(head, '/review');
    expect(plain(head.last().text)).toBe(w.empty);
    expect((await tap(head, head.last().id, `1|rev.open|${own.id.toString(36)}`)).pressed).toBe(w.own);

    const forge = async (
      who: keyof typeof as,
      action: string,
    ): Promise<{ note: string | undefined; texts: string[] }> => {
      const actor = as[who];
      await say(actor, '/review');
      const { version } = await db.dialogue.findFirstOrThrow({
        where: { personId: town.people[who].id, kind: 'review' },
      });
      const id = own.id.toString(36);
      const data =
        action === 'ok'
          ? `1|rev.ok|${id}|${version.toString(36)}`
          : action === 'why'
            ? `1|rev.why|${id}|typo|${version.toString(36)}`
            : `1|rev.back|${id}|${version.toString(36)}`;
      const seen = await tap(actor, actor.last().id, data);
      return { note: seen.note, texts: [seen.pressed, seen.last] };
    };
    expect((await forge('head', 'ok')).note).toBe(w.own);
    expect((await forge('head', 'why')).note).toBe(w.own);
    expect((await forge('head', 'back')).texts).toContain(w.own);
    for (const who of ['member', 'observer', 'citizen', 'stranger'] as const) {
      for (const action of ['ok', 'why', 'back']) {
        const { texts, note } = await forge(who, action);
        const refused = texts.includes(w.noRight) || texts.includes(w.empty);
        expect({ who, action, refused, note }).toMatchObject({ refused: true });
      }
    }
    expect((await newest('GOV-04', 'aksai')).state).toBe('submitted');
    const unknown = await tap(head, head.last().id, '1|rev.open|zzzzz');
    expect(unknown.pressed).not.toContain('undefined');
  });

  it('asks the authority where the only coordinator submitted', async () => {
    await db.roleGrant.updateMany({
      where: { personId: town.people.coordinator.id },
      data: { endsAt: town.clock.now() },
    });
    expect(await submit(head, 'GOV-06', '70', 'aksai')).toContain(w.authorityNext);
    expect(plain(as.authority.last().text)).toContain('70 %');
    await press(as.authority, w.open);
    expect((await press(as.authority, w.approve)).pressed).toContain('70 %');
    expect(await newest('GOV-06', 'aksai')).toMatchObject({
      state: 'approved',
      decidedById: town.people.authority.id,
    });
  });
});
