import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Language } from '../../src/i18n/language.ts';
import { createInitiative } from '../setup/initiatives.ts';
import { createPerson, type NewPerson } from '../setup/people.ts';
import { createPeriods } from '../setup/periods.ts';
import type { Actor } from '../setup/sandbox-server.ts';
import { buildTown, type Town } from '../setup/town.ts';

const group = 'wg_west_kazakhstan';

const words = {
  kk: {
    member: ['⏰ Соңғы күн – бүгін, 18:00: су ысырабы.'],
    head: [
      '⏰ 3 жұмыс күні қалды (19 қазан): 27 мәнді тексеру; «Ақылды аялдамалар» бастамасын аяқтау; бекітілген стратегияны жариялау (Орал).',
    ],
    headButtons: [
      ['Тексеру', 'Бастаманы ашу'],
      ['Мерзімдер', 'Кейінірек'],
    ],
    coordinator: ['⏰ 3 жұмыс күні қалды (19 қазан): 27 мәнді тексеру.'],
    authority: ['⏰ 5 жұмыс күні қалды (21 қазан): 26 мәнді растау.'],
    authorityButtons: [['Растау'], ['Кейінірек']],
    left: ['⏰ 3 жұмыс күні қалды (19 қазан): 27 мәнді тексеру; «Ақылды аялдамалар» бастамасын аяқтау.'],
    allDone: ['✅ Бүгінгі тізімде бәрі орындалды.'],
    late: ['⚠️ Мерзім 14 қазанда өтті: су ысырабы. Әлі де жіберуге болады, «кешікті» деп белгіленеді.'],
    isLate: 'көрсеткіш',
    toCoordinator: [
      '⚠️ Соңғы күн – бүгін, 18:00: 27 мәнді тексеру.',
      'Орал: 1 көрсеткіш 3 жұмыс күніне кешікті.',
    ],
    coordinatorButtons: [['Тексеру', 'Басқаға тапсыру'], ['Кейінірек']],
    toHead: [
      '⚠️ Мерзім 19 қазанда өтті: 27 мәнді тексеру.',
      'Соңғы күн – бүгін, 18:00: 1 пікірге жауап беру.',
      'Орал: 1 көрсеткіш 5 жұмыс күніне кешікті.',
    ],
    deadlines: [
      'Жақын мерзімдер',
      '14 қазан, сәрсенбі, 18:00 – 2026 жылғы III тоқсан',
      'Мерзімі өтті, 21 қазан күнін қоса алғанда қабылданады, 1 көрсеткіш тапсырылмаған',
      '19 қазан, 18:00 – 27 мәнді тексеру (2 жұмыс күніне кешікті)',
      '21 қазан, 18:00 – 1 пікірге жауап беру (мерзімі – бүгін)',
    ],
    ofAuthority: '21 қазан, 18:00 – 26 мәнді растау (мерзімі – бүгін)',
    administrator: ['⏰ 39 жұмыс күні қалды (31 желтоқсан): 2027 жылғы жұмыс күндерінің күнтізбесін енгізу.'],
    admin: 'Басқару',
    administratorMenu: '1 іс күтіп тұр, соңғы күн – 31 желтоқсан.',
  },
  ru: {
    member: ['⏰ Последний день — сегодня, 18:00: потери воды.'],
    head: [
      '⏰ Осталось 3 рабочих дня (19 октября): проверить 27 значений; завершить инициативу «Умные остановки»; опубликовать утверждённую стратегию (Уральск).',
    ],
    headButtons: [
      ['Проверить', 'Открыть инициативу'],
      ['Сроки', 'Позже'],
    ],
    coordinator: ['⏰ Осталось 3 рабочих дня (19 октября): проверить 27 значений.'],
    authority: ['⏰ Осталось 5 рабочих дней (21 октября): подтвердить 26 значений.'],
    authorityButtons: [['Подтвердить'], ['Позже']],
    left: [
      '⏰ Осталось 3 рабочих дня (19 октября): проверить 27 значений; завершить инициативу «Умные остановки».',
    ],
    allDone: ['✅ Всё из сегодняшнего списка сделано.'],
    late: ['⚠️ Срок прошёл 14 октября: потери воды. Отправить ещё можно, будет отметка «с опозданием».'],
    isLate: 'показатель',
    toCoordinator: [
      '⚠️ Последний день — сегодня, 18:00: проверить 27 значений.',
      'Уральск: 1 показатель просрочен на 3 рабочих дня.',
    ],
    coordinatorButtons: [['Проверить', 'Поручить другому'], ['Позже']],
    toHead: [
      '⚠️ Срок прошёл 19 октября: проверить 27 значений.',
      'Последний день — сегодня, 18:00: ответить на 1 отзыв.',
      'Уральск: 1 показатель просрочен на 5 рабочих дней.',
    ],
    deadlines: [
      'Ближайшие сроки',
      '14 октября, среда, 18:00 — III квартал 2026 г.',
      'Срок прошёл, принимаем по 21 октября включительно, не сдан 1 показатель',
      '19 октября, 18:00 — проверить 27 значений (просрочено на 2 рабочих дня)',
      '21 октября, 18:00 — ответить на 1 отзыв (срок — сегодня)',
    ],
    ofAuthority: '21 октября, 18:00 — подтвердить 26 значений (срок — сегодня)',
    administrator: ['⏰ Осталось 39 рабочих дней (31 декабря): внести календарь рабочих дней на 2027 год.'],
    admin: 'Управление',
    administratorMenu: 'Ждёт 1 дело, последний день — 31 декабря.',
  },
} satisfies Record<Language, object>;

describe.each(['kk', 'ru'] as const)('a message of everything that is owed, in %s', (language: Language) => {
  const w = words[language];
  let town: Town;
  const people = {} as Record<'member' | 'head' | 'coordinator' | 'authority' | 'administrator', Actor>;
  const ids = {} as Record<keyof typeof people, number>;

  beforeAll(async () => {
    // The third quarter is due on Wednesday 14 October; reviews on the 19th, verifications on the 21st.
    town = await buildTown({ start: '2026-10-13T20:00+05:00' });
    const { db } = town.database;
    await createPeriods(db, { from: '2026-06-30', to: '2026-09-30', kinds: ['quarter'] });
    const roles: Record<keyof typeof people, NewPerson['roles']> = {
      member: [{ role: 'member', workingGroupId: group }],
      head: [{ role: 'coordinator', workingGroupId: group, isHead: true }],
      coordinator: [{ role: 'coordinator', workingGroupId: group }],
      authority: [{ role: 'authority' }],
      administrator: [{ role: 'administrator' }],
    };
    const names = Object.keys(roles) as (keyof typeof people)[];
    for (const [index, name] of names.entries()) {
      const telegramId = 1001 + index;
      const assignments = name === 'member' ? [{ cityId: 'oral' }, { cityId: 'aksai' }] : [];
      ids[name] = (
        await createPerson(db, { telegramId, language, roles: roles[name] ?? [], assignments })
      ).id;
      people[name] = town.person(telegramId, language);
      await town.after(people[name].send('/help'), people[name]);
    }
    await fill();
  });
  afterAll(async () => {
    expect(town.server.sandbox.calls.filter(({ ok }) => !ok)).toEqual([]);
    await town.close();
  });

  /** Everything but the water losses of Oral, which nobody sent, is sent; much else waits. */
  async function fill(): Promise<void> {
    const { db } = town.database;
    const period = await db.period.findUniqueOrThrow({ where: { key: '2026-Q3' } });
    const kpis = await db.kpiDefinition.findMany({ where: { period: 'quarter', version: { active: true } } });
    for (const cityId of ['oral', 'aksai']) {
      const { category } = await db.city.findUniqueOrThrow({ where: { id: cityId } });
      for (const { kpiCode, categories } of kpis) {
        if (!categories.includes(category) || (cityId === 'oral' && kpiCode === 'UTL-04')) continue;
        const label = `${cityId}/${kpiCode}`;
        await db.submission.create({
          data: {
            cityId,
            kpiCode,
            periodId: period.id,
            newest: 1,
            versions: {
              create: {
                number: 1,
                value: '50',
                state: cityId === 'oral' ? 'submitted' : 'approved',
                receipt: label,
                actionKey: label,
                isOnTime: true,
                submittedById: ids.member,
                submittedAt: town.clock.now(),
              },
            },
          },
        });
      }
    }
    const titleKk = 'Ақылды аялдамалар';
    const titleRu = 'Умные остановки';
    await createInitiative(db, { dueOn: '2026-10-19', titleKk, titleRu });
    await db.strategy.create({
      data: { cityId: 'oral', state: 'approved', approvedOn: '2026-10-14', updatedAt: town.clock.now() },
    });
    await db.feedback.create({
      data: {
        number: '104217',
        cityId: 'oral',
        language,
        actionKey: 'f1',
        createdAt: town.clock.now(),
        dueOn: '2026-10-21',
        dueAt: new Date('2026-10-21T18:00+05:00'),
      },
    });
  }

  async function tickAt(instant: string): Promise<void> {
    town.clock.moveTo(instant);
    await town.app.tick();
    await town.settle();
  }
  const linesOf = (who: Actor) => (who.last().text ?? '').replaceAll('\u00a0', ' ').split('\n');

  const lastOf = (who: Actor, after: string) =>
    who
      .messages()
      .filter(({ from, date }) => from === 'bot' && date * 1_000 >= Date.parse(after))
      .map(({ text }) => (text ?? '').replaceAll('\u00a0', ' ').split('\n'));

  it('names each kind, with its deadline, and leads into its dialogue', async () => {
    await tickAt('2026-10-14T09:00+05:00');
    expect(linesOf(people.member)).toEqual(w.member);
    expect(linesOf(people.head)).toEqual(w.head);
    expect(people.head.keyboard()).toEqual(w.headButtons);
    expect(linesOf(people.coordinator)).toEqual(w.coordinator);
    expect(linesOf(people.authority)).toEqual(w.authority);
    expect(people.authority.keyboard()).toEqual(w.authorityButtons);
  });

  it('stays above what its buttons open', async () => {
    const { head } = people;
    const digest = head.last().id;
    for (const button of w.headButtons.flat().slice(0, 3)) {
      await town.after(head.press(button), head);
      expect(head.last().id, button).toBeGreaterThan(digest);
    }
    const below = head.messages().find(({ id }) => id === digest);
    expect((below?.text ?? '').replaceAll('\u00a0', ' ').split('\n')).toEqual(w.head);
  });

  it('shows what is left once something in it is done, in the same message, and at last that all is done', async () => {
    const { db } = town.database;
    const { head } = people;
    const [digest] = head.messages().filter(({ text }) => text?.startsWith('⏰'));
    const shown = () =>
      (head.messages().find(({ id }) => id === digest?.id)?.text ?? '').replaceAll('\u00a0', ' ').split('\n');
    const count = head.messages().length;
    await db.strategy.updateMany({
      data: { state: 'published', updatedAt: new Date('2026-10-14T10:00+05:00') },
    });
    await tickAt('2026-10-14T10:01+05:00');
    expect(shown()).toEqual(w.left);
    // The next change waits until three minutes after.
    await db.initiative.updateMany({ data: { state: 'done', updatedAt: town.clock.now() } });
    await tickAt('2026-10-14T10:02+05:00');
    expect(shown()).toEqual(w.left);
    await db.submissionVersion.updateMany({
      where: { state: 'submitted' },
      data: { state: 'approved', decidedAt: town.clock.now() },
    });
    await tickAt('2026-10-14T10:05+05:00');
    expect(shown()).toEqual(w.allDone);
    expect(head.messages()).toHaveLength(count);
    const edits = await db.outboxMessage.findMany({ where: { kind: 'reminder.digestEdit' } });
    expect(edits.filter(({ recipientId }) => recipientId === ids.head)).toHaveLength(2);
    // What the authority was told of is not done.
    expect(linesOf(people.authority)).toEqual(w.authority);
    await db.submissionVersion.updateMany({
      where: { decidedAt: { not: null } },
      data: { state: 'submitted' },
    });
  });

  it('tells the coordinators what a member is late with, then the head, with by how much', async () => {
    await tickAt('2026-10-16T09:00+05:00');
    expect(linesOf(people.member)).toEqual(w.late);
    expect(lastOf(people.coordinator, '2026-10-16T00:00+05:00').flat().join()).not.toContain(w.isLate);
    await tickAt('2026-10-19T09:00+05:00');
    expect(linesOf(people.coordinator)).toEqual(w.toCoordinator);
    expect(people.coordinator.keyboard()).toEqual(w.coordinatorButtons);
    expect(lastOf(people.head, '2026-10-19T00:00+05:00').flat().join()).not.toContain(w.isLate);
    await tickAt('2026-10-21T09:00+05:00');
    expect(linesOf(people.head)).toEqual(w.toHead);
    expect(lastOf(people.coordinator, '2026-10-21T00:00+05:00').flat().join()).not.toContain(w.isLate);
  });

  it('stands in /deadlines and in the menu as well', async () => {
    const { head, administrator } = people;
    await town.after(head.send('/deadlines'), head);
    expect(linesOf(head)).toEqual(w.deadlines);
    await town.after(people.authority.send('/deadlines'), people.authority);
    expect(linesOf(people.authority)).toContain(w.ofAuthority);
    town.clock.moveTo('2026-11-05T09:00+05:00');
    await town.app.tick();
    await town.settle();
    expect(linesOf(administrator)).toEqual(w.administrator);
    await town.after(administrator.press(w.admin), administrator);
    await town.after(administrator.send('/menu'), administrator);
    expect(linesOf(administrator)[0]).toBe(w.administratorMenu);
  });
});
