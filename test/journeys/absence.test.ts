import { afterAll, describe, expect, it } from 'vitest';
import type { Language } from '../../src/i18n/language.ts';
import { buildReportingTown, plain } from './reporting-people.ts';

const words = {
  kk: {
    away: 'Болмаймын',
    title: 'Болмайтын күндеріңізде көрсеткіштеріңізді әріптесіңіз енгізе алады.',
    choose: 'Күндерді белгілеу',
    from: 'Қай күннен бастап болмайсыз? Таңдаңыз немесе жазыңыз, мысалы: 12.10.',
    days: ['5 қазан', '6 қазан', '7 қазан', '8 қазан', '9 қазан', '12 қазан'],
    bad: {
      кеше: '«кеше» – күн емес. Күн мен айды жазыңыз, мысалы: 12.10.',
      '04.10.2026': '4 қазан өтіп кетті. Бүгінгі немесе кейінгі күнді жазыңыз.',
    },
    first: '6 қазан',
    to: 'Басы – 6 қазан. Соңғы күнді таңдаңыз немесе жазыңыз.',
    backwards: 'Соңғы күн бірінші күннен бұрын болмайды. Қайта жазыңыз.',
    tooLong: 'Тым ұзақ: ең көбі 90 күн. Жақынырақ күн жазыңыз.',
    last: '9 қазан',
    who: '6 қазан – 9 қазан: Сізді кім алмастырады? Алдымен келісімін сұраймыз.',
    deputy: 'Ахметова Сәуле',
    sent: [
      'Сұрау жіберілді: Ахметова Сәуле. Келіскенше бәрі бұрынғыша қалады.',
      '6 қазан – 9 қазан: жауап күтеміз, алмастырушы – Ахметова Сәуле.',
    ],
    asked: [
      '6 қазан – 9 қазан: Оспанов Марат болмайды. Оны алмастырасыз ба?',
      'Келіссеңіз, сол күндері оның көрсеткіштерін де Сіз енгізесіз.',
    ],
    accept: 'Иә, алмастырамын',
    accepted: [
      '✅ 6 қазан – 9 қазан: алмастыратын болдыңыз, әріптесіңізге хабарлаймыз (Оспанов Марат).',
      '6 қазан – 9 қазан: Оспанов Марат болмайды, оны Сіз алмастырасыз.',
    ],
    already: 'Бұған бұрын жауап бергенсіз.',
    told: 'Ахметова Сәуле келісті. 6 қазан – 9 қазан: тапсырмалар алмастырушыңызға жіберіледі.',
    note: 'Сіз алмастырасыз: Оспанов Марат.',
    kpi: 'Су ысырабы',
    send: 'Жіберу',
    history: 'Тарихы',
    instead: 'Кімнің орнына: Оспанов Марат',
    cancel: 'Тоқтату: 6 қазан',
    ended: 'Тоқтатылды. Тапсырмалар Сізге қайтты.',
    endedBy: 'Енді алмастырмайсыз: Оспанов Марат, 6 қазан – 9 қазан.',
    notAssigned: 'Бұл көрсеткіш Сізге тапсырылмаған. Оны үйлестіруші тапсырады.',
    decline: 'Жоқ',
    declined: 'Ахметова Сәуле келіспеді: 8 қазан – 8 қазан. Басқа адамды таңдаңыз.',
    noRight: 'Бұған рұқсатыңыз жоқ. Рұқсатты үйлестіруші береді.',
    back: 'Артқа',
    calendar: 'Күнтізбе',
    month: '2026 жылғы қазан',
    weekdays: ['Дс', 'Сс', 'Ср', 'Бс', 'Жм', 'Сн', 'Жс'],
    brackets: 'Демалыс күндері жақшада.',
    notThisDay: 'Бұл күнді таңдауға болмайды.',
  },
  ru: {
    away: 'Меня не будет',
    title: 'В дни Вашего отсутствия показатели может вводить коллега.',
    choose: 'Указать дни',
    from: 'С какого дня Вас не будет? Выберите или напишите, например: 12.10.',
    days: ['5 октября', '6 октября', '7 октября', '8 октября', '9 октября', '12 октября'],
    bad: {
      вчера: '«вчера» — не дата. Напишите день и месяц, например: 12.10.',
      '04.10.2026': '4 октября уже прошло. Напишите сегодняшний или более поздний день.',
    },
    first: '6 октября',
    to: 'Начало — 6 октября. Выберите последний день или напишите его.',
    backwards: 'Последний день не может быть раньше первого. Напишите ещё раз.',
    tooLong: 'Слишком долго: допустимо 90 дней. Напишите день поближе.',
    last: '9 октября',
    who: '6 октября — 9 октября: кто Вас замещает? Сначала спросим согласие.',
    deputy: 'Ахметова Сәуле',
    sent: [
      'Вопрос отправлен: Ахметова Сәуле. До согласия всё остаётся как есть.',
      '6 октября — 9 октября: ждём ответа, замещает Ахметова Сәуле.',
    ],
    asked: [
      '6 октября — 9 октября: Оспанов Марат отсутствует. Будете замещать?',
      'Если да, в эти дни Вы вводите и показатели коллеги.',
    ],
    accept: 'Да, буду замещать',
    accepted: [
      '✅ 6 октября — 9 октября: Вы замещаете, сообщим коллеге (Оспанов Марат).',
      '6 октября — 9 октября: Оспанов Марат отсутствует, замещаете Вы.',
    ],
    already: 'Вы уже ответили на это.',
    told: 'Согласие есть: Ахметова Сәуле. 6 октября — 9 октября задания получает тот, кто Вас замещает.',
    note: 'Вы замещаете: Оспанов Марат.',
    kpi: 'Потери воды',
    send: 'Отправить',
    history: 'История',
    instead: 'За кого: Оспанов Марат',
    cancel: 'Отменить: 6 октября',
    ended: 'Отменено. Задания снова у Вас.',
    endedBy: 'Замещать больше не нужно: Оспанов Марат, 6 октября — 9 октября.',
    notAssigned: 'Этот показатель поручен не Вам. Поручает его координатор.',
    decline: 'Нет',
    declined: 'Отказ: Ахметова Сәуле, 8 октября — 8 октября. Выберите другого коллегу.',
    noRight: 'У Вас нет прав на это. Их даёт координатор.',
    back: 'Назад',
    calendar: 'Календарь',
    month: 'Октябрь 2026 г.',
    weekdays: ['Пн', 'Вт', 'Ср', 'Чт', 'Пт', 'Сб', 'Вс'],
    brackets: 'Нерабочие дни — в скобках.',
    notThisDay: 'Этот день выбрать нельзя.',
  },
} satisfies Record<Language, object>;

describe.each(['kk', 'ru'] as const)('being away, in %s', async (language) => {
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
  async function tick(): Promise<void> {
    await town.app.tick();
    await town.settle();
  }

  it('asks for days, each refused plainly, and for a colleague', async () => {
    const { member } = as;
    await say(member, '/settings');
    expect((await press(member, w.away)).pressed).toBe(w.title);
    expect((await press(member, w.choose)).pressed).toBe(w.from);
    expect(labels(member).slice(0, 6)).toEqual(w.days);
    for (const [typed, answer] of Object.entries(w.bad)) expect(await say(member, typed), typed).toBe(answer);
    expect(await say(member, w.first)).toBe(w.to);
    expect(await say(member, '05.10')).toBe(w.backwards);
    expect(await say(member, '01.02.2027')).toBe(w.tooLong);
    expect((await press(member, w.last)).pressed).toBe(w.who);
    await press(member, w.back);
    const shown = await press(member, w.calendar);
    expect(linesOf(shown.pressed)).toEqual([w.to, w.brackets]);
    expect(labels(member).slice(0, 9)).toEqual([w.month, '›', ...w.weekdays]);
    expect((await press(member, w.weekdays[0] as string)).note).toBe(w.notThisDay);
    await press(member, '›');
    await press(member, '‹');
    await press(member, w.back);
    expect(labels(member)[0]).toBe(w.first);
    await press(member, w.calendar);
    expect((await press(member, '9')).pressed).toBe(w.who);
    await press(member, w.back);
    await press(member, w.last);
    expect(linesOf((await press(member, w.deputy)).pressed)).toEqual(w.sent);
  });

  it('asks the colleague first, once', async () => {
    await tick();
    expect(linesOf(newest(as.colleague))).toEqual(w.asked);
    const accept = dataOf(as.colleague, w.accept);
    expect(linesOf((await press(as.colleague, w.accept)).pressed)).toEqual(w.accepted);
    expect((await tap(as.colleague, accept.messageId, accept.data)).pressed).toContain(w.already);
    await tick();
    expect(newest(as.member)).toBe(w.told);
  });

  it('lets the colleague submit in their name while they are away', async () => {
    const { colleague } = as;
    const { id } = await db.period.findUniqueOrThrow({ where: { key: '2026-Q3' } });
    const open = `1|sub.open|oral|UTL-04|${id.toString(36)}`;
    expect((await tap(colleague, colleague.last().id, open)).pressed).toBe(w.notAssigned);
    town.clock.moveTo('2026-10-06T10:00+05:00');
    expect(await say(colleague, '/submit')).toContain(w.note);
    expect((await tap(colleague, colleague.last().id, open)).pressed).toContain(w.kpi);
    await say(colleague, '22,5');
    await press(colleague, w.send);
    const { receipt } = await db.submissionVersion.findFirstOrThrow({
      where: { submittedById: town.people.colleague.id },
    });
    expect(await say(as.head, `/start ${receipt}`)).toContain(w.instead);
    expect((await press(as.head, w.history)).pressed).toContain(w.instead);
  });

  it('is ended at once, and then the value is no longer theirs', async () => {
    await say(as.member, '/settings');
    await press(as.member, w.away);
    expect(linesOf((await press(as.member, w.cancel)).pressed)[0]).toBe(w.ended);
    await tick();
    expect(newest(as.colleague)).toBe(w.endedBy);
    const { id } = await db.period.findUniqueOrThrow({ where: { key: '2026-Q3' } });
    const open = `1|sub.open|oral|UTL-05|${id.toString(36)}`;
    expect((await tap(as.colleague, as.colleague.last().id, open)).pressed).toBe(w.notAssigned);
  });

  it('is declined, and whoever asked is told', async () => {
    const { member } = as;
    await say(member, '/settings');
    await press(member, w.away);
    await press(member, w.choose);
    await press(member, /^8 /);
    await press(member, /^8 /);
    await press(member, w.deputy);
    await tick();
    await press(as.colleague, w.decline);
    await tick();
    expect(newest(member)).toBe(w.declined);
  });

  it('is nothing for citizens, observers and the authority, whatever they forge', async () => {
    for (const who of [as.citizen, as.observer, as.authority]) {
      await say(who, '/settings');
      expect(labels(who)).not.toContain(w.away);
      expect((await tap(who, who.last().id, '1|away')).pressed).toBe(w.noRight);
      for (const data of ['1|away.yes|1', '1|away.no|1', '1|away.end|1']) {
        expect((await tap(who, who.last().id, data)).pressed, data).toBe(w.noRight);
      }
    }
  });
});
