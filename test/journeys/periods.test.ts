import { afterAll, describe, expect, it } from 'vitest';
import type { Language } from '../../src/i18n/language.ts';
import { buildReportingTown, plain } from './reporting-people.ts';

const words = {
  kk: {
    noRight: 'Бұған рұқсатыңыз жоқ. Рұқсатты үйлестіруші береді.',
    locked: 'III тоқсан жабық, жазғаныңыз сақталды. Оны уәкілетті орган ғана ашады.',
    lockedNothingTyped: 'III тоқсан жабық. Оны уәкілетті орган ғана ашады.',
    ask: 'Ашуды сұрау',
    asked: 'Сұрау уәкілетті органға жіберілді: III тоқсан. Ашылса, хабарлаймыз.',
    already: 'Топтан бүгін сұрау жіберілген: III тоқсан. Ашылса, хабарлаймыз.',
    request: ['Қайта ашуды сұрайды: Батыс Қазақстан облысы, III тоқсан.', 'Сұраған: Оспанов Марат.'],
    home: ['1 топ кезеңді қайта ашуды сұрайды: «Есепті кезеңдер».', 'Бөлімді таңдаңыз.'],
    admin: 'Басқару',
    periods: 'Есепті кезеңдер',
    list: [
      'Есепті кезеңдер, бүкіл ел бойынша',
      '2026 жылғы III тоқсан: жабық',
      'Мерзімінде – 1, кешігіп – 0, тапсырылмаған – 2 551',
      '2026 жылғы II тоқсан: жабық',
      'Мерзімінде – 1, кешігіп – 0, тапсырылмаған – 2 551',
    ],
    quarter: '2026 жылғы III тоқсан',
    card: [
      '2026 жылғы III тоқсан: жабық.',
      'Мерзім 14 қазанда өтті, 22 қазаннан бері жабық.',
      'Барлығы – 2 552: мерзімінде – 1, кешігіп – 0, тапсырылмаған – 2 551.',
      'Қайта ашуды сұрайды: Батыс Қазақстан облысы.',
    ],
    reopen: 'Қайта ашу',
    scope: '2026 жылғы III тоқсан кімге қайта ашылады?',
    country: 'Бүкіл ел',
    oneGroup: 'Бір жұмыс тобы',
    chooseGroup: 'Жұмыс тобын таңдаңыз.',
    group: 'Батыс Қазақстан облысы',
    reason: 'Батыс Қазақстан облысы, III тоқсан: қайта ашудың себебін таңдаңыз немесе бір сөйлеммен жазыңыз.',
    noReason: 'Бұдан себебі түсініксіз. Бір сөйлеммен жазыңыз.',
    own: 'Топтың сервері істен шықты',
    day: 'Соңғы күнді таңдаңыз немесе жазыңыз, мысалы: 12.11.',
    days: ['23 қазан', '27 қазан', '28 қазан', '30 қазан', '6 қараша', '13 қараша'],
    bad: {
      ертең: '«ертең» – күн емес. Күн мен айды жазыңыз, мысалы: 13.11.',
      '24.10': '24 қазан, сенбі – жұмыс күні емес. Кейінгі жұмыс күні – 27 қазан.',
      '21.10.2026': '21 қазан өтіп кетті. Келесі күндердің бірін жазыңыз.',
      '1 ақпан': '1 ақпан тым алыс: ең кеші – 21 желтоқсан. Жақынырақ күн жазыңыз.',
    },
    typedDay: '30 қазан',
    confirm: [
      'III тоқсан қайта ашылсын ба?',
      'Қайда: Батыс Қазақстан облысы',
      'Соңғы күн – 30 қазан, жұма, 18:00',
      'Себебі: «Топтың сервері істен шықты»',
      'Жаңа мәндер «кешікті» деп белгіленеді. Үйлестірушілер мен жауапты мүшелерге хабарлаймыз.',
    ],
    done: '✅ Қайта ашылды: Батыс Қазақстан облысы, соңғы күн – 30 қазан. 4 адамға хабарлаймыз.',
    inForce:
      'Қайта ашылған: Батыс Қазақстан облысы, соңғы күн – 30 қазан, 18:00. Себебі: «Топтың сервері істен шықты».',
    told: [
      'III тоқсан қайта ашылды, соңғы күн – 30 қазан, 18:00.',
      'Себебі: «Топтың сервері істен шықты».',
      'Сізден 4 көрсеткіш күтіледі, «кешікті» деп белгіленеді.',
    ],
    toldCoordinator: 'Жіберілгенді түзетуге болады: мерзімінде келгені кешікті деп саналмайды.',
    line: '⚠️ Кезең қайта ашылды, соңғы күн – 30 қазан, 18:00. Мән «кешікті» деп белгіленеді.',
    submit: 'Мән енгізу',
    send: 'Жіберу',
    right: /дұрыс$/,
    because: 'Шынымен өзгерді',
    late: '«Кешікті» деп белгіленді.',
    reminder: '⏰ 3 жұмыс күні қалды (30 қазан)',
    deadline: 'Мерзімі өтті, 30 қазан күнін қоса алғанда қабылданады',
    alreadyOpen:
      'Батыс Қазақстан облысы: кезең онсыз да ашық, соңғы күн – 30 қазан, 18:00. Одан кейінгі күнді таңдаңыз.',
    close: 'Жабу: Батыс Қазақстан облысы',
    closeAsk: 'III тоқсан, Батыс Қазақстан облысы: мерзімінен бұрын жабылсын ба?',
    closeNow: 'Қазір жабу',
    closed: 'III тоқсан, Батыс Қазақстан облысы: жабылды.',
    closedBefore: 'Бұл бұрын жабылған.',
    reclosed: 'III тоқсан мерзімінен бұрын жабылды. Мәндер енді қабылданбайды.',
    ready: 'Қатені түзету керек',
    readyTold: 'Себебі: «Қатені түзету керек».',
    notLocked: 'III тоқсан жабық емес: мәндер қабылданып жатыр.',
    back: 'Артқа',
    cancel: 'Бас тарту',
    next: 'Келесі',
    stale: 'Бұл батырма ескірген. Қазіргі күйі төменде.',
    open: ['2026 жылғы III тоқсан: ашық.', 'Соңғы күн – 14 қазан, 18:00.'],
    closing: [
      '2026 жылғы III тоқсан: жабылып жатыр.',
      'Мерзім 14 қазанда өтті, кешіккені 21 қазан күнін қоса алғанда қабылданады.',
    ],
    help: '/admin – Кезеңдер, деректер, адамдар',
  },
  ru: {
    noRight: 'У Вас нет прав на это. Их даёт координатор.',
    locked: 'III квартал закрыт, введённое сохранено. Открыть его может только уполномоченный орган.',
    lockedNothingTyped: 'III квартал закрыт. Открыть его может только уполномоченный орган.',
    ask: 'Попросить открыть',
    asked: 'Просьба отправлена уполномоченному органу: III квартал. Сообщим, когда откроют.',
    already: 'Ваша группа сегодня уже просила: III квартал. Сообщим, когда откроют.',
    request: [
      'Просят открыть снова: Западно-Казахстанская область, III квартал.',
      'Кто просит: Оспанов Марат.',
    ],
    home: ['1 группа просит открыть период: «Отчётные периоды».', 'Выберите раздел.'],
    admin: 'Управление',
    periods: 'Отчётные периоды',
    list: [
      'Отчётные периоды, вся страна',
      'III квартал 2026 г.: закрыт',
      'В срок — 1, с опозданием — 0, не сдано — 2 551',
      'II квартал 2026 г.: закрыт',
      'В срок — 1, с опозданием — 0, не сдано — 2 551',
    ],
    quarter: 'III квартал 2026 г.',
    card: [
      'III квартал 2026 г.: закрыт.',
      'Срок прошёл 14 октября, закрыт с 22 октября.',
      'Всего — 2 552: в срок — 1, с опозданием — 0, не сдано — 2 551.',
      'Просят открыть: Западно-Казахстанская область.',
    ],
    reopen: 'Открыть снова',
    scope: 'III квартал 2026 г.: для кого открыть снова?',
    country: 'Вся страна',
    oneGroup: 'Одна рабочая группа',
    chooseGroup: 'Выберите рабочую группу.',
    group: 'Западно-Казахстанская область',
    reason:
      'Западно-Казахстанская область, III квартал: выберите, почему открываете, или напишите одним предложением.',
    noReason: 'Причина отсюда не ясна. Напишите её одним предложением.',
    own: 'Сервер группы не работал',
    day: 'Выберите последний день или напишите его, например: 12.11.',
    days: ['23 октября', '27 октября', '28 октября', '30 октября', '6 ноября', '13 ноября'],
    bad: {
      завтра: '«завтра» — не дата. Напишите день и месяц, например: 13.11.',
      '24.10': '24 октября, суббота — нерабочий день. Ближайший рабочий — 27 октября.',
      '21.10.2026': '21 октября уже прошло. Напишите один из следующих дней.',
      '1 февраля': '1 февраля — слишком далеко: самое позднее — 21 декабря. Напишите день поближе.',
    },
    typedDay: '30 октября',
    confirm: [
      'Открыть снова III квартал?',
      'Где: Западно-Казахстанская область',
      'Последний день — 30 октября, пятница, 18:00',
      'Причина: «Сервер группы не работал»',
      'Новые значения получат отметку «с опозданием». Сообщим координаторам и ответственным членам групп.',
    ],
    done: '✅ Открыт снова: Западно-Казахстанская область, последний день — 30 октября. Сообщим 4 людям.',
    inForce:
      'Открыт снова: Западно-Казахстанская область, последний день — 30 октября, 18:00. Причина: «Сервер группы не работал».',
    told: [
      'III квартал снова открыт, последний день — 30 октября, 18:00.',
      'Причина: «Сервер группы не работал».',
      'От Вас ждут 4 показателя, они получат отметку «с опозданием».',
    ],
    toldCoordinator: 'Отправленное можно исправить: что пришло в срок, опозданием не станет.',
    line: '⚠️ Период открыт снова, последний день — 30 октября, 18:00. Будет отметка «с опозданием».',
    submit: 'Ввести значения',
    send: 'Отправить',
    right: /верно$/,
    because: 'Изменилось на деле',
    late: 'Отмечено «с опозданием».',
    reminder: '⏰ Осталось 3 рабочих дня (30 октября)',
    deadline: 'Срок прошёл, принимаем по 30 октября включительно',
    alreadyOpen:
      'Западно-Казахстанская область: период и так открыт, последний день — 30 октября, 18:00. Выберите день позже.',
    close: 'Закрыть: Западно-Казахстанская область',
    closeAsk: 'III квартал, Западно-Казахстанская область: закрыть раньше срока?',
    closeNow: 'Закрыть сейчас',
    closed: 'III квартал, Западно-Казахстанская область: закрыто.',
    closedBefore: 'Это уже закрыто.',
    reclosed: 'III квартал закрыт раньше срока. Значения больше не принимаются.',
    ready: 'Нужно исправить ошибку',
    readyTold: 'Причина: «Нужно исправить ошибку».',
    notLocked: 'III квартал не закрыт: значения принимаются.',
    back: 'Назад',
    cancel: 'Отмена',
    next: 'Дальше',
    stale: 'Эта кнопка устарела. Актуальное — ниже.',
    open: ['III квартал 2026 г.: открыт.', 'Последний день — 14 октября, 18:00.'],
    closing: [
      'III квартал 2026 г.: закрывается.',
      'Срок прошёл 14 октября, с опозданием принимаем по 21 октября включительно.',
    ],
    help: '/admin — Периоды, данные, люди',
  },
} satisfies Record<Language, object>;

describe.each(['kk', 'ru'] as const)('a period that locks and is reopened, in %s', async (language) => {
  const town = await buildReportingTown(language);
  const w = words[language];
  const { say, press, tap, as, dataOf } = town;
  const { db } = town.database;
  afterAll(async () => {
    expect(town.troubles()).toEqual([]);
    await town.close();
  });
  const linesOf = (text: string) => text.split('\n');
  const labels = (who: (typeof as)[keyof typeof as]) => who.keyboard().flat().map(plain);
  const newest = (who: (typeof as)[keyof typeof as]) => plain(who.last().text);

  it('stands under /admin for the authority, open, then closing', async () => {
    expect(await say(as.authority, '/help')).toContain(w.help);
    expect(await say(as.member, '/help')).not.toContain(w.help);
    await say(as.authority, '/menu');
    expect((await press(as.authority, w.admin)).pressed).toBe(w.home[1]);
    await press(as.authority, w.periods);
    expect(linesOf((await press(as.authority, w.quarter)).pressed).slice(0, 2)).toEqual(w.open);
    expect(labels(as.authority)).toEqual([w.back]);
    town.clock.moveTo('2026-10-14T18:01+05:00');
    await press(as.authority, w.back);
    expect(linesOf((await press(as.authority, w.quarter)).pressed).slice(0, 2)).toEqual(w.closing);
  });

  it('locks: a member who typed something is told so, and asks for a reopening, once a day', async () => {
    const slot = await db.period.findUniqueOrThrow({ where: { key: '2026-Q3' } });
    const version = { number: 1, value: '5', state: 'submitted' as const, receipt: 'rc_x', actionKey: 'x' };
    await db.submission.create({
      data: {
        cityId: 'oral',
        kpiCode: 'UTL-05',
        periodId: slot.id,
        newest: 1,
        versions: {
          create: {
            ...version,
            isOnTime: true,
            submittedById: town.people.member.id,
            submittedAt: slot.opensAt,
          },
        },
      },
    });
    const id = slot.id.toString(36);
    await tap(as.member, as.member.last().id, `1|sub.open|oral|UTL-04|${id}`);
    await say(as.member, '22,5');
    const send = dataOf(as.member, w.send);
    town.clock.moveTo('2026-10-22T10:00+05:00');
    expect((await tap(as.member, send.messageId, send.data)).pressed).toBe(w.locked);
    expect(labels(as.member)).toContain(w.ask);
    const ask = dataOf(as.member, w.ask);
    expect((await press(as.member, w.ask)).pressed).toBe(w.asked);
    expect((await tap(as.member, ask.messageId, ask.data)).pressed).toBe(w.already);
    const citizen = await tap(as.citizen, as.citizen.last().id, ask.data);
    expect(citizen.pressed).toBe(w.noRight);
    await town.app.tick();
    await town.settle();
    expect(linesOf(newest(as.authority))).toEqual(w.request);
  });

  it('shows the authority who asks, and what is missing', async () => {
    expect(linesOf(await say(as.authority, '/admin'))).toEqual(w.home);
    expect(linesOf((await press(as.authority, w.periods)).pressed).slice(0, 5)).toEqual(w.list);
    expect(labels(as.authority)).toContain(w.next);
    expect(linesOf((await press(as.authority, w.quarter)).pressed)).toEqual(w.card);
    expect(labels(as.authority)).toEqual([w.reopen, w.back]);
  });

  it('is reopened for the group with a reason and a last day, each asked for plainly', async () => {
    const { authority } = as;
    expect((await press(authority, w.reopen)).pressed).toBe(w.scope);
    expect((await press(authority, w.oneGroup)).pressed).toBe(w.chooseGroup);
    // Whoever asked stands first.
    expect(labels(authority)[0]).toBe(w.group);
    await press(authority, w.next);
    await press(authority, w.back);
    await press(authority, w.oneGroup);
    expect((await press(authority, w.group)).pressed).toBe(w.reason);
    expect(await say(authority, 'аа')).toBe(w.noReason);
    expect(await say(authority, w.own)).toContain(w.day.slice(0, 20));
    expect(labels(authority)).toEqual([...w.days, w.back]);
    for (const [typed, answer] of Object.entries(w.bad))
      expect(await say(authority, typed), typed).toBe(answer);
    expect(linesOf(await say(authority, w.typedDay))).toEqual(w.confirm);
    const go = dataOf(authority, w.reopen);
    const done = await press(authority, w.reopen);
    expect(linesOf(done.pressed)[0]).toBe(w.done);
    expect(done.pressed).toContain(w.inForce);
    const again = await tap(authority, go.messageId, go.data);
    expect(again.note).toBe(w.stale);
    expect(await db.periodReopening.count()).toBe(1);
  });

  it('tells those whom it concerns, and takes what they send late', async () => {
    await town.app.tick();
    await town.settle();
    expect(linesOf(newest(as.member))).toEqual(w.told);
    expect(newest(as.coordinator)).toContain(w.toldCoordinator);
    expect(newest(as.stranger)).not.toContain(w.told[0]);
    expect(await say(as.member, '/deadlines')).toContain(w.deadline);
    // What was typed before the lock is still there.
    await say(as.member, '/submit');
    expect((await press(as.member, w.send)).pressed).toContain(w.late);
    const { id } = await db.period.findUniqueOrThrow({ where: { key: '2026-Q3' } });
    const question = await tap(as.member, as.member.last().id, `1|sub.open|oral|SAF-01|${id.toString(36)}`);
    expect(question.pressed).toContain(w.line);
  });

  it('reminds of what is still owed, towards the new day', async () => {
    await town.database.db.person.updateMany({ data: { reminderProfile: 'standard' } });
    // Three working days before it.
    town.clock.moveTo('2026-10-27T10:00+05:00');
    await town.app.tick();
    await town.settle();
    expect(newest(as.member)).toContain(w.reminder);
  });

  it('is not reopened for a shorter time than it is open', async () => {
    const { authority } = as;
    await say(authority, '/admin');
    await press(authority, w.periods);
    await press(authority, w.quarter);
    await press(authority, w.reopen);
    await press(authority, w.oneGroup);
    if (!labels(authority).includes(w.group)) await press(authority, w.next);
    await press(authority, w.group);
    await press(authority, w.ready);
    await press(authority, /^28 /);
    expect((await press(authority, w.reopen)).pressed).toBe(w.alreadyOpen);
    await press(authority, w.back);
    await press(authority, w.back);
    await press(authority, w.back);
    await press(authority, w.cancel);
    expect(newest(authority)).toContain(w.inForce);
  });

  it('is closed early, and then takes nothing again', async () => {
    const { authority } = as;
    expect((await press(authority, w.close)).pressed).toContain(w.closeAsk);
    const now = dataOf(authority, w.closeNow);
    expect(linesOf((await press(authority, w.closeNow)).pressed)[0]).toBe(w.closed);
    expect(linesOf((await tap(authority, now.messageId, now.data)).pressed)[0]).toBe(w.closedBefore);
    await town.app.tick();
    await town.settle();
    expect(newest(as.member)).toBe(w.reclosed);
    const { id } = await db.period.findUniqueOrThrow({ where: { key: '2026-Q3' } });
    const data = `1|sub.open|oral|SAF-01|${id.toString(36)}`;
    expect((await tap(as.member, as.member.last().id, data)).pressed).toBe(w.lockedNothingTyped);
  });

  it('is reopened for the whole country by the message that asked for it, and locks by itself', async () => {
    const { authority } = as;
    await press(as.member, w.ask);
    await town.app.tick();
    await town.settle();
    expect((await press(authority, w.reopen)).pressed).toBe(w.reason);
    await press(authority, w.back);
    await press(authority, w.back);
    expect((await press(authority, w.country)).pressed).toMatch(
      language === 'kk' ? /^Бүкіл ел, / : /^Вся страна, /,
    );
    await press(authority, w.ready);
    await press(authority, /^30 /);
    await press(authority, w.reopen);
    await town.app.tick();
    await town.settle();
    expect(newest(as.stranger)).toContain(w.readyTold);
    const asked = await db.reopeningRequest.count();
    const group = 'wg_west_kazakhstan';
    const { id } = await db.period.findUniqueOrThrow({ where: { key: '2026-Q3' } });
    const open = await tap(as.member, as.member.last().id, `1|per.ask|${id.toString(36)}|${group}`);
    expect(open.pressed).toBe(w.notLocked);
    expect(await db.reopeningRequest.count()).toBe(asked);
    town.clock.moveTo('2026-10-30T18:00:01+05:00');
    const data = `1|sub.open|oral|SAF-01|${id.toString(36)}`;
    expect((await tap(as.member, as.member.last().id, data)).pressed).toBe(w.lockedNothingTyped);
  });

  it('is nothing for others, whatever they forge', async () => {
    const { id } = await db.period.findUniqueOrThrow({ where: { key: '2026-Q3' } });
    const period = id.toString(36);
    for (const who of [as.member, as.head, as.observer, as.citizen]) {
      expect(await say(who, '/admin')).toBe(w.noRight);
      for (const data of [
        '1|per.list|0',
        `1|per.open|${period}`,
        `1|per.reopen|${period}`,
        `1|per.for|${period}|wg_west_kazakhstan`,
        `1|per.shut|1|${period}`,
        `1|per.shutok|1|${period}`,
      ]) {
        expect((await tap(who, who.last().id, data)).pressed, data).toBe(w.noRight);
      }
    }
  });
});
