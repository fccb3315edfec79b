import { afterAll, describe, expect, it } from 'vitest';
import type { Language } from '../../src/i18n/language.ts';
import { readMethodology } from '../../src/storage/read-methodology.ts';
import { importMethodology } from '../../src/usecases/methodology/import-methodology.ts';
import { buildReportingTown, plain } from './reporting-people.ts';

const words = {
  kk: {
    noRight: 'Бұған рұқсатыңыз жоқ. Рұқсатты үйлестіруші береді.',
    choose: 'Бөлімді таңдаңыз.',
    warning: '⚠️ 2027 жылдың ресми жұмыс күнтізбесі енгізілмеген: «Жұмыс күнтізбесі».',
    button: 'Жұмыс күнтізбесі',
    back: 'Артқа',
    october: [
      'Жұмыс күнтізбесі',
      '2025 жыл: 246 жұмыс күні, ресми',
      '2026 жыл: 247 жұмыс күні, ресми',
      '2027 жыл: 247 жұмыс күні, алдын ала',
      '«Алдын ала» – ресми күнтізбе енгізілмеген, күндер заң бойынша есептелген.',
    ],
    missing: '⚠️ 2027 жылдың ресми күнтізбесі енгізілмеген, мерзімдер өзгеруі мүмкін.',
    how: [
      'Күнтізбе жарияланғанда, күндерін calendar.json файлына жазып, серверде мына команданы орындаңыз:',
      'npm run cli -- methodology import ҚАЛТА',
      'Нұсқаулық: docs/methodology-data.md. Ашық мерзімдер тек кейінге жылжиды.',
    ],
    published: '2027 жыл: 246 жұмыс күні, ресми',
    deadlines: [
      'Жақын мерзімдер',
      '12 қаңтар, сейсенбі, 18:00 (алдын ала) – 2026 жылғы желтоқсан',
      '4 жұмыс күні қалды, 1 көрсеткіш тапсырылмаған',
      '19 қаңтар, сейсенбі, 18:00 (алдын ала) – 2026 жылғы IV тоқсан',
      '9 жұмыс күні қалды, 5 көрсеткіш тапсырылмаған',
      '2 ақпан, сейсенбі, 18:00 (алдын ала) – 2026 жыл',
      '19 жұмыс күні қалды, 1 көрсеткіш тапсырылмаған',
      'Алдын ала: 2027 жылдың ресми күнтізбесі әлі жоқ, мерзім тек кейінге жылжуы мүмкін.',
    ],
    told: [
      '⏰ Мерзімдер ұзартылды.',
      '2026 жылғы желтоқсан: соңғы күн – 13 қаңтар, 18:00 (бұрын 12 қаңтар).',
      '2026 жылғы IV тоқсан: соңғы күн – 20 қаңтар, 18:00 (бұрын 19 қаңтар).',
      '2026 жыл: соңғы күн – 3 ақпан, 18:00 (бұрын 2 ақпан).',
      'Себебі: жұмыс күнтізбесі нақтыланды.',
    ],
    owed: 'Сізден 7 көрсеткіш күтіледі.',
    buttons: ['Мән енгізу', 'Мерзімдер'],
    deadlinesAfter: [
      'Жақын мерзімдер',
      '13 қаңтар, сәрсенбі, 18:00 – 2026 жылғы желтоқсан',
      '4 жұмыс күні қалды, 1 көрсеткіш тапсырылмаған',
      '20 қаңтар, сәрсенбі, 18:00 – 2026 жылғы IV тоқсан',
      '9 жұмыс күні қалды, 5 көрсеткіш тапсырылмаған',
      '3 ақпан, сәрсенбі, 18:00 – 2026 жыл',
      '19 жұмыс күні қалды, 1 көрсеткіш тапсырылмаған',
    ],
    lock: '2026 жылғы желтоқсан: кешіккені 21 қаңтар күнін қоса алғанда қабылданады (бұрын 20 қаңтар).',
    reopened: '2026 жылғы III тоқсан, қайта ашылған: соңғы күн – 9 ақпан, 18:00 (бұрын 8 ақпан).',
  },
  ru: {
    noRight: 'У Вас нет прав на это. Их даёт координатор.',
    choose: 'Выберите раздел.',
    warning: '⚠️ Официальный календарь на 2027 год не внесён: «Рабочий календарь».',
    button: 'Рабочий календарь',
    back: 'Назад',
    october: [
      'Рабочий календарь',
      '2025 г.: 246 рабочих дней, официально',
      '2026 г.: 247 рабочих дней, официально',
      '2027 г.: 247 рабочих дней, предварительно',
      '«Предварительно» — официального календаря ещё нет, дни посчитаны по закону.',
    ],
    missing: '⚠️ Официальный календарь на 2027 год не внесён, сроки могут измениться.',
    how: [
      'Когда календарь опубликуют, внесите дни в файл calendar.json и выполните на сервере команду:',
      'npm run cli -- methodology import ПАПКА',
      'Инструкция: docs/methodology-data.md. Открытые сроки сдвигаются только на более поздние.',
    ],
    published: '2027 г.: 246 рабочих дней, официально',
    deadlines: [
      'Ближайшие сроки',
      '12 января, вторник, 18:00 (предварительно) — декабрь 2026 г.',
      'Осталось 4 рабочих дня, не сдан 1 показатель',
      '19 января, вторник, 18:00 (предварительно) — IV квартал 2026 г.',
      'Осталось 9 рабочих дней, не сдано 5 показателей',
      '2 февраля, вторник, 18:00 (предварительно) — 2026 г.',
      'Осталось 19 рабочих дней, не сдан 1 показатель',
      'Предварительно: официального календаря на 2027 год ещё нет, срок может сдвинуться только на более поздний.',
    ],
    told: [
      '⏰ Сроки продлены.',
      'Декабрь 2026 г.: последний день — 13 января, 18:00 (было 12 января).',
      'IV квартал 2026 г.: последний день — 20 января, 18:00 (было 19 января).',
      '2026 г.: последний день — 3 февраля, 18:00 (было 2 февраля).',
      'Причина: уточнён рабочий календарь.',
    ],
    owed: 'От Вас ждут 7 показателей.',
    buttons: ['Ввести значения', 'Сроки'],
    deadlinesAfter: [
      'Ближайшие сроки',
      '13 января, среда, 18:00 — декабрь 2026 г.',
      'Осталось 4 рабочих дня, не сдан 1 показатель',
      '20 января, среда, 18:00 — IV квартал 2026 г.',
      'Осталось 9 рабочих дней, не сдано 5 показателей',
      '3 февраля, среда, 18:00 — 2026 г.',
      'Осталось 19 рабочих дней, не сдан 1 показатель',
    ],
    lock: 'Декабрь 2026 г.: с опозданием принимаем по 21 января включительно (было 20 января).',
    reopened: 'III квартал 2026 г., открыт снова: последний день — 9 февраля, 18:00 (было 8 февраля).',
  },
} satisfies Record<Language, object>;

describe.each(['kk', 'ru'] as const)('the working calendar in %s', async (language) => {
  const town = await buildReportingTown(language);
  const w = words[language];
  const { say, press, tap, as } = town;
  const { db } = town.database;
  const { methodology: own } = await readMethodology();
  afterAll(async () => {
    expect(town.troubles()).toEqual([]);
    await town.close();
  });
  type Who = (typeof as)[keyof typeof as];
  const newest = (who: Who) => plain(who.last().text).split('\n');
  const labels = (who: Who) => who.keyboard().flat().map(plain);
  const messagesOf = (who: Who) => who.messages().filter(({ from }) => from === 'bot').length;

  /** The operator brings the published calendar of 2027, with these days off beside those of the law. */
  async function bring(...daysOff: string[]): Promise<string> {
    const calendar = own.calendar.map((year) =>
      year.year === 2027
        ? { ...year, status: 'official' as const, weekdayDaysOff: [...year.weekdayDaysOff, ...daysOff] }
        : year,
    );
    const outcome = await importMethodology(town.app.deps, {
      methodology: { ...own, calendar },
      checksum: `published ${daysOff.join(' ')}`,
      actor: 'cli',
    });
    await town.app.tick();
    await town.settle();
    return outcome.kind;
  }

  it('is shown under /admin: which years are published, and which computed by the law', async () => {
    expect(await say(as.authority, '/admin')).toBe(w.choose);
    expect((await press(as.authority, w.button)).pressed.split('\n')).toEqual([...w.october, ...w.how]);
    expect((await press(as.authority, w.back)).pressed).toBe(w.choose);
    for (const who of [as.member, as.head, as.observer, as.citizen]) {
      expect((await tap(who, who.last().id, '1|cal.years')).pressed).toBe(w.noRight);
    }
  });

  it('that is missing is told there from 1 November on, with what to do', async () => {
    town.clock.moveTo('2026-11-01T00:00+05:00');
    expect((await say(as.authority, '/admin')).split('\n')).toEqual([w.warning, w.choose]);
    const shown = (await press(as.authority, w.button)).pressed.split('\n');
    expect(shown).toEqual([...w.october, w.missing, ...w.how]);
  });

  it('that is computed makes deadlines preliminary', async () => {
    town.clock.moveTo('2027-01-05T10:00+05:00');
    await town.app.tick();
    await town.settle();
    expect((await say(as.member, '/deadlines')).split('\n')).toEqual(w.deadlines);
  });

  it('moves deadlines later when it arrives, and each person is told once, in one message', async () => {
    const before = messagesOf(as.member);
    expect(await bring('2027-01-08')).toBe('imported');
    expect(newest(as.member)).toEqual([...w.told, w.owed]);
    expect(labels(as.member)).toEqual(w.buttons);
    expect(messagesOf(as.member)).toBe(before + 1);
    expect(newest(as.head).slice(0, 5)).toEqual(w.told);
    for (const who of [as.observer, as.authority, as.citizen]) expect(newest(who)[0]).not.toBe(w.told[0]);
    expect((await press(as.member, w.buttons[1] ?? '')).last.split('\n')).toEqual(w.deadlinesAfter);
    expect(await say(as.authority, '/admin')).toBe(w.choose);
    expect((await press(as.authority, w.button)).pressed.split('\n')).toContain(w.published);
  });

  it('brought again moves nothing, and tells nobody', async () => {
    const before = [as.member, as.head, as.colleague].map(messagesOf);
    expect(await bring('2027-01-08')).toBe('unchanged');
    town.clock.moveTo('2027-01-05T12:00+05:00');
    expect(await bring()).toBe('imported');
    expect(await bring('2027-01-08')).toBe('imported');
    expect([as.member, as.head, as.colleague].map(messagesOf)).toEqual(before);
  });

  it('that changes after a deadline prolongs the days on which late reports are taken', async () => {
    town.clock.moveTo('2027-01-14T10:00+05:00');
    await town.app.tick();
    await town.settle();
    // The last of five working days of grace turns out to be a day off.
    await bring('2027-01-08', '2027-01-20');
    expect(newest(as.member)).toContain(w.lock);
  });

  it('that takes away the last day of a reopening gives the next working one', async () => {
    town.clock.moveTo('2027-02-05T10:00+05:00');
    const { id: periodId } = await db.period.findUniqueOrThrow({ where: { key: '2026-Q3' } });
    const until = new Date('2027-02-08T18:00+05:00');
    const group = { workingGroupId: 'wg_west_kazakhstan', reason: 'ready:asked' };
    await db.periodReopening.create({ data: { periodId, ...group, until, at: town.clock.now() } });
    await bring('2027-01-08', '2027-01-20', '2027-02-08');
    expect(newest(as.member)).toContain(w.reopened);
    expect(newest(as.stranger)).not.toContain(w.reopened);
  });
});
