import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Language } from '../../src/i18n/language.ts';
import { hour } from '../setup/clock.ts';
import { createPerson } from '../setup/people.ts';
import type { Actor } from '../setup/sandbox-server.ts';
import { buildReportingTown, plain, type ReportingJourney } from './reporting-people.ts';

const words = {
  kk: {
    send: 'Жіберу',
    delivery: 'Хабарлар жеткізілуі',
    dead: 'Жетпеген хабарлар',
    back: 'Артқа',
    week: [
      'Хабарлардың жеткізілуі: 29 қыркүйек – 5 қазан',
      'Жоспарланғаны – 2: жіберілді – 1, кезекте – 0, қажеті болмай қалды – 0, жетпеді – 1.',
      'Жетпеу себептері: Telegram қабылдамады – 1.',
      'Ботпен байланысын үзген адамдар: 0.',
    ],
    byDay: 'Күндер бойынша',
    day: '5 қазан: жоспарланғаны – 2, жіберілді – 1, жетпеді – 1',
    byArea: 'Түрлері бойынша',
    area: 'Мәндер: жоспарланғаны – 2, жіберілді – 1, жетпеді – 1',
    earlier: 'Алдыңғы апта',
    nothing: 'Бұл күндері ешкімге хабар жоспарланбаған.',
    list: '1 хабар жетпеді. Толығырақ көру үшін таңдаңыз.',
    item: 'Мәндер, 5 қазан, 10:00',
    card: [
      'Жетпеген хабар: Мәндер',
      'Соңғы әрекет: 2026 жылғы 5 қазан, 10:00.',
      'Кімге: үйлестіруші, Батыс Қазақстан облысы.',
      'Себебі: Telegram қабылдамады.',
      /^Бір рет қайта жіберіп көріңіз\. Тағы жетпесе, жабыңыз да, әзірлеушіге нөмірін айтыңыз: № \d+\.$/,
    ],
    again: 'Қайта жіберу',
    close: 'Жабу',
    sentAgain: '✅ Хабар қайтадан кезекке қойылды.\nЖетпеген хабар жоқ.',
    settled: 'Бұл хабар туралы шешім бұрын қабылданған.\nЖетпеген хабар жоқ.',
    closed: 'Хабар жабылды.\nЖетпеген хабар жоқ.',
    late: 'Кешіккен өңірлер',
    lateTitle: 'Кешіккен өңірлер: 2026 жылғы III тоқсан (ашық)',
    lateRow: /^[^\n:]+: тапсырылмаған – \d+, кешікті – 0; барлығы \d+$/,
    period: 'Басқа кезең',
    earlierPeriod: '2025 жылғы III тоқсан: жабық',
    noRight: /рұқсатыңыз жоқ/,
    column: 'Хабар түрі',
  },
  ru: {
    send: 'Отправить',
    delivery: 'Доставка сообщений',
    dead: 'Что не дошло',
    back: 'Назад',
    week: [
      'Доставка сообщений: 29 сентября — 5 октября',
      'Запланировано — 2: отправлено — 1, в очереди — 0, больше не нужны — 0, не дошли — 1.',
      'Почему не дошли: Telegram не принял — 1.',
      'Прервали связь с ботом: 0.',
    ],
    byDay: 'По дням',
    day: '5 октября: запланировано — 2, отправлено — 1, не дошли — 1',
    byArea: 'По видам',
    area: 'Значения: запланировано — 2, отправлено — 1, не дошли — 1',
    earlier: 'Прошлая неделя',
    nothing: 'В эти дни никому ничего не планировали отправить.',
    list: 'Не дошло 1 сообщение. Выберите его, чтобы посмотреть.',
    item: 'Значения, 5 октября, 10:00',
    card: [
      'Не дошло: Значения',
      'Последняя попытка: 5 октября 2026 г., 10:00.',
      'Кому: координатор, Западно-Казахстанская область.',
      'Причина: Telegram не принял.',
      /^Отправьте ещё раз\. Если снова не дойдёт, закройте и назовите разработчику номер: № \d+\.$/,
    ],
    again: 'Отправить ещё раз',
    close: 'Закрыть',
    sentAgain: '✅ Сообщение снова в очереди.\nВсе сообщения дошли.',
    settled: 'По этому сообщению решение уже приняли.\nВсе сообщения дошли.',
    closed: 'Сообщение закрыто.\nВсе сообщения дошли.',
    late: 'Опоздания по регионам',
    lateTitle: 'Опоздания по регионам: III квартал 2026 г. (открыт)',
    lateRow: /^[^\n:]+: не сдано — \d+, с опозданием — 0; всего \d+$/,
    period: 'Другой период',
    earlierPeriod: 'III квартал 2025 г.: закрыт',
    noRight: /нет прав/,
    column: 'Вид сообщений',
  },
} as const;

describe.each(['kk', 'ru'] as const)('delivery, as it is looked after, in %s', (language: Language) => {
  const said = words[language];
  let town: ReportingJourney;
  let administrator: Actor;
  let period: string;

  beforeAll(async () => {
    town = await buildReportingTown(language);
    const telegramId = 108;
    await createPerson(town.database.db, { language, telegramId, roles: [{ role: 'administrator' }] });
    administrator = town.person(telegramId, language);
    await administrator.send('/menu');
    await town.settle();
    const { id } = await town.database.db.period.findUniqueOrThrow({ where: { key: '2026-Q3' } });
    period = id.toString(36);
  });
  afterAll(() => town.close());

  /** Submits a value while Telegram refuses what the head is told of it. */
  async function refuseNext(kpiCode: string, value: string): Promise<void> {
    const { member } = town.as;
    town.server.sandbox.faults.failNext({
      method: 'sendMessage',
      chatId: 103,
      with: { code: 400, description: 'Bad Request: something new' },
    });
    await town.tap(member, member.last().id, `1|sub.open|oral|${kpiCode}|${period}`);
    await town.say(member, value);
    await town.press(member, said.send);
    await town.settle();
  }

  it('tells the authority what was planned and sent, and why something did not arrive', async () => {
    await refuseNext('UTL-04', '22,5');
    const { authority } = town.as;
    await town.say(authority, '/admin');
    const week = await town.press(authority, said.delivery);
    expect(week.last.split('\n')).toEqual([...said.week]);
    expect((await town.press(authority, said.byDay)).last.split('\n').at(-1)).toBe(said.day);
    await town.press(authority, said.back);
    expect((await town.press(authority, said.byArea)).last.split('\n').at(-1)).toBe(said.area);
    await town.press(authority, said.back);
    await town.press(authority, 'Excel');
    const workbook = await town.server.fileOf(authority);
    expect(workbook.name).toBe('delivery-2026-09-29-2026-10-05.xlsx');
    const strings = unzipSync(workbook.bytes)['xl/sharedStrings.xml'] ?? new Uint8Array();
    expect(strFromU8(strings)).toContain(said.column);
    expect((await town.press(authority, said.earlier)).pressed.split('\n')[1]).toBe(said.nothing);
  });

  it('tells the authority which regions are late, for each period', async () => {
    const { authority } = town.as;
    await town.say(authority, '/admin');
    await town.press(authority, said.delivery);
    const { last } = await town.press(authority, said.late);
    const [title, ...rows] = last.split('\n');
    expect(title).toBe(said.lateTitle);
    expect(rows).toHaveLength(6);
    for (const row of rows) expect(row).toMatch(said.lateRow);
    const missing = rows.map((row) => Number(/[–—] (\d+),/.exec(row)?.[1]));
    expect(missing).toEqual(missing.toSorted((a, b) => b - a));
    await town.press(authority, said.period);
    expect((await town.press(authority, said.earlierPeriod)).last).toContain('2025');
  });

  it('lets an administrator send a message once more that did not arrive', async () => {
    const { head } = town.as;
    const before = head.messages().length;
    await town.say(administrator, '/admin');
    expect((await town.press(administrator, said.dead)).last).toBe(said.list);
    const { last } = await town.press(administrator, said.item);
    for (const [index, line] of last.split('\n').entries()) {
      const wanted = said.card[index];
      if (typeof wanted === 'string') expect(line).toBe(wanted);
      else expect(line).toMatch(wanted ?? /^$/);
    }
    const again = town.dataOf(administrator, said.again);
    expect((await town.press(administrator, said.again)).last).toBe(said.sentAgain);
    await town.settle();
    expect(head.messages().length).toBe(before + 1);
    expect((await town.tap(administrator, again.messageId, again.data)).last).toBe(said.settled);
    expect(head.messages().length).toBe(before + 1);
  });

  it('lets an administrator close one', async () => {
    town.clock.advance(hour);
    await refuseNext('UTL-05', '1');
    await town.say(administrator, '/admin');
    await town.press(administrator, said.delivery);
    await town.press(administrator, said.dead);
    const [row] = administrator.keyboard();
    await town.press(administrator, plain(row?.[0]));
    expect((await town.press(administrator, said.close)).last).toBe(said.closed);
  });

  it('refuses others politely, however they come by the buttons', async () => {
    for (const who of [town.as.member, town.as.authority]) {
      for (const data of ['1|dead.list|0', '1|dead.open|1', '1|dead.again|1', '1|dead.close|1']) {
        expect((await town.tap(who, who.last().id, data)).last).toMatch(said.noRight);
      }
    }
    const { citizen } = town.as;
    for (const data of ['1|dlv.open|0', '1|dlv.file|0', '1|dlv.late|0|0', '1|dlv.periods|0']) {
      expect((await town.tap(citizen, citizen.last().id, data)).last).toMatch(said.noRight);
    }
  });
});
