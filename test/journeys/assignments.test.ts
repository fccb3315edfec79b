import { afterAll, describe, expect, it } from 'vitest';
import type { Language } from '../../src/i18n/language.ts';
import { createPerson } from '../setup/people.ts';
import { buildReportingTown, plain } from './reporting-people.ts';

const words = {
  kk: {
    member: 'Оспанов Марат',
    colleague: 'Ахметова Сәуле',
    answers: 'Жауап береді: Орал (Қауіпсіздік, Су ысырабы, Электр жарығының үзілуі).',
    assign: 'Көрсеткіш тапсыру',
    city: '✓ Орал',
    utilities: '✓ Тұрғын үй-коммуналдық шаруашылық (2)',
    plainUtilities: 'Тұрғын үй-коммуналдық шаруашылық',
    spheres: 'Ахметова Сәуле, Орал: қалада не тапсырылады? Саланы таңдаңыз.',
    gaps: /^Жауаптысы жоқ: Қаланы басқару \(\d+\), Тұрғын үй-коммуналдық шаруашылық \(\d+\)/,
    sphere: [
      'Ахметова Сәуле, Орал. Тұрғын үй-коммуналдық шаруашылық: бәрін немесе жеке көрсеткіштерді белгілеңіз.',
      'Су ысырабы: Оспанов Марат',
      'Электр жарығының үзілуі: Оспанов Марат',
      'Жеке тапсырылған көрсеткішке тек сол адам жауап береді.',
    ],
    kpi: 'Су ысырабы',
    tickedKpi: '✓ Су ысырабы',
    other: 'Электр жарығының үзілуі',
    done: 'Аяқтау',
    whole: 'Саланың бәрі',
    part: '✓ Тұрғын үй-коммуналдық шаруашылық (1)',
    save: 'Сақтау',
    saved: '✅ Сақталды: Ахметова Сәуле, Орал.',
    both: 'Жауап береді: Орал (Экология, Су ысырабы).',
    submit: 'Мән енгізу',
    group: /^Жұмыс тобы|жұмыс тобы: 5 адам/,
    gapsButton: 'Жауаптысы жоқ көрсеткіш',
    gapsTitle: /^Жауаптысы жоқ: \d+ көрсеткіш\.$/,
    fallsTo: 'Жауаптысы белгіленгенше оларға Бекова Айгүл жауап береді.',
    fill: 'Тапсыру: Орал',
    cityTitle: /^Орал: \d+ көрсеткіштің жауаптысы жоқ\.$/,
    governance: 'Қаланы басқару: бәрі',
    rest: /^Тұрғын үй-коммуналдық шаруашылық: (?!.*Су ысырабы)/,
    choose: 'Кімге тапсырасыз?',
    governanceButton: 'Қаланы басқару',
    noGovernance: /Қаланы басқару/,
    fallback: /^Жауаптысы жоқ \d+ көрсеткішке де жауап береді\.$/,
    head: 'Бекова Айгүл',
    back: 'Артқа',
    noRight: 'Бұған рұқсатыңыз жоқ. Рұқсатты үйлестіруші береді.',
    lonely: '⚠️ Үйлестіруші біреу: өзі енгізген мәнді уәкілетті орган тексереді.',
    send: 'Жіберу',
    authorityReviews: 'Енді уәкілетті орган тексереді.',
    coordinatorReviews: 'Енді үйлестіруші тексереді.',
    approve: 'Мақұлдау',
    ownValue: 'Өзіңіз енгізген мәнді басқа үйлестіруші тексереді.',
    approved: '✅ Мақұлданды: 71 %.',
  },
  ru: {
    member: 'Оспанов Марат',
    colleague: 'Ахметова Сәуле',
    answers: 'Отвечает за: Уральск (Безопасность, Потери воды, Перерывы электричества).',
    assign: 'Назначить показатели',
    city: '✓ Уральск',
    utilities: '✓ Жилищно-коммунальное хозяйство (2)',
    plainUtilities: 'Жилищно-коммунальное хозяйство',
    spheres: 'Ахметова Сәуле, Уральск: что назначить? Выберите сферу.',
    gaps: /^Никому не назначено: Управление городом \(\d+\), Жилищно-коммунальное хозяйство \(\d+\)/,
    sphere: [
      'Ахметова Сәуле, Уральск. Жилищно-коммунальное хозяйство: отметьте всё или отдельные показатели.',
      'Потери воды: Оспанов Марат',
      'Перерывы электричества: Оспанов Марат',
      'За показатель, назначенный отдельно, отвечает только тот, кому он назначен.',
    ],
    kpi: 'Потери воды',
    tickedKpi: '✓ Потери воды',
    other: 'Перерывы электричества',
    done: 'Завершить',
    whole: 'Вся сфера',
    part: '✓ Жилищно-коммунальное хозяйство (1)',
    save: 'Сохранить',
    saved: '✅ Сохранено: Ахметова Сәуле, Уральск.',
    both: 'Отвечает за: Уральск (Экология, Потери воды).',
    submit: 'Ввести значения',
    group: /: 5 человек/,
    gapsButton: 'Никому не назначено',
    gapsTitle: /^Никому не назначено: \d+ показател[ьяей]+\.$/,
    fallsTo: 'Пока не назначены, за них отвечает Бекова Айгүл.',
    fill: 'Назначить: Уральск',
    cityTitle: /^Уральск: \d+ показател[ьяей]+ никому не назначен[ыо]?\.$/,
    governance: 'Управление городом: все',
    rest: /^Жилищно-коммунальное хозяйство: (?!.*Потери воды)/,
    choose: 'Кому назначить?',
    governanceButton: 'Управление городом',
    noGovernance: /Управление городом/,
    fallback: /^Отвечает и за \d+ показател[ьяей]+, котор(ый|ые) никому не назначен/,
    head: 'Бекова Айгүл',
    back: 'Назад',
    noRight: 'У Вас нет прав на это. Их даёт координатор.',
    lonely: '⚠️ Координатор один: введённое им проверит уполномоченный орган.',
    send: 'Отправить',
    authorityReviews: 'Теперь проверит уполномоченный орган.',
    coordinatorReviews: 'Теперь проверит координатор.',
    approve: 'Одобрить',
    ownValue: 'Введённое Вами значение проверит другой координатор.',
    approved: '✅ Одобрено: 71 %.',
  },
} satisfies Record<Language, object>;

describe.each(['kk', 'ru'] as const)('who answers for what, in %s', async (language) => {
  const town = await buildReportingTown(language);
  const w = words[language];
  const { say, press, tap, as } = town;
  const { db } = town.database;
  afterAll(async () => {
    expect(town.troubles()).toEqual([]);
    await town.close();
  });
  const linesOf = (text: string) => text.split('\n');
  const labels = (who: (typeof as)[keyof typeof as]) => who.keyboard().flat().map(plain);

  it('a single KPI is assigned to a second person, beside who has it', async () => {
    const { head } = as;
    await say(head, '/team');
    expect((await press(head, w.member)).pressed).toContain(w.answers);
    await press(head, w.assign);
    await press(head, w.city);
    expect(labels(head)).toContain(w.utilities);
    await press(head, w.back);
    await say(head, '/team');
    await press(head, w.colleague);
    await press(head, w.assign);
    const spheres = linesOf((await press(head, w.city)).pressed);
    expect(spheres[0]).toBe(w.spheres);
    expect(spheres[1]).toMatch(w.gaps);
    expect(linesOf((await press(head, w.plainUtilities)).pressed)).toEqual(w.sphere);
    await press(head, w.whole);
    expect(labels(head)).toContain(`✓ ${w.plainUtilities}`);
    await press(head, `✓ ${w.plainUtilities}`);
    // A single one in place of the whole sphere.
    await press(head, w.kpi);
    expect(labels(head)).toContain(w.tickedKpi);
    expect(labels(head)).toContain(w.whole);
    await press(head, w.done);
    expect(labels(head)).toContain(w.part);
    const saved = await press(head, w.save);
    expect(linesOf(saved.pressed)[0]).toBe(w.saved);
    expect(saved.pressed).toContain(w.both);
    // Now both owe it.
    for (const who of [as.member, as.colleague]) {
      await say(who, '/submit');
      const period = await db.period.findUniqueOrThrow({ where: { key: '2026-Q3' } });
      const question = await tap(who, who.last().id, `1|sub.open|oral|UTL-04|${period.id.toString(36)}`);
      expect(question.pressed).toContain(w.kpi);
    }
  });

  it('what nobody is assigned to is shown, falls to the head, and is assigned from there', async () => {
    const { head } = as;
    await say(head, '/team');
    const gaps = linesOf((await press(head, w.gapsButton)).pressed);
    expect(gaps[0]).toMatch(w.gapsTitle);
    expect(gaps[1]).toBe(w.fallsTo);
    const city = linesOf((await press(head, w.fill)).pressed);
    expect(city[0]).toMatch(w.cityTitle);
    expect(city).toContain(w.governance);
    expect(city.some((line) => w.rest.test(line))).toBe(true);
    expect(city.at(-1)).toBe(w.choose);
    expect(labels(head).slice(0, 2)).toEqual([w.member, w.colleague]);
    expect(linesOf((await press(head, w.colleague)).pressed)[0]).toBe(w.spheres);
    await press(head, w.governanceButton);
    await press(head, w.whole);
    await press(head, w.save);
    await say(head, '/team');
    await press(head, w.gapsButton);
    expect(linesOf((await press(head, w.fill)).pressed)).not.toContain(w.governance);
    await say(head, '/team');
    const card = linesOf((await press(head, w.head)).pressed);
    expect(card.some((line) => w.fallback.test(line))).toBe(true);
  });

  it('nobody else assigns, whatever they forge', async () => {
    for (const who of [as.member, as.observer, as.authority, as.citizen]) {
      await say(who, '/menu');
      for (const data of [
        '1|tm.gap|wg_west_kazakhstan|oral|0',
        '1|tm.fill|1|oral',
        '1|tm.gaps|wg_west_kazakhstan|0',
      ]) {
        expect((await tap(who, who.last().id, data)).pressed, data).toBe(w.noRight);
      }
    }
  });

  it('what the only coordinator submitted, the authority approves; and /team warns of one coordinator', async () => {
    const alone = await createPerson(db, {
      language,
      telegramId: 301,
      fullName: 'Ким Тимур',
      roles: [{ role: 'coordinator', workingGroupId: 'wg_abai', isHead: true }],
    });
    const coordinator = town.person(301, language);
    await say(coordinator, '/menu');
    expect(await say(coordinator, '/team')).toContain(w.lonely);
    const period = await db.period.findUniqueOrThrow({ where: { key: '2026-Q3' } });
    await tap(coordinator, coordinator.last().id, `1|sub.open|semey|GOV-01|${period.id.toString(36)}`);
    await say(coordinator, '71');
    expect((await press(coordinator, w.send)).pressed).toContain(w.authorityReviews);
    const version = await db.submissionVersion.findFirstOrThrow({ where: { submittedById: alone.id } });
    const own = await tap(coordinator, coordinator.last().id, `1|rev.ok|${version.id.toString(36)}`);
    expect(own.pressed + (own.note ?? '')).not.toContain(w.approved);
    await say(as.authority, '/review');
    await press(as.authority, /^(Тексеру|Проверить): 1$/);
    await press(as.authority, /^Электрон/);
    await press(as.authority, w.approve);
    await town.app.tick();
    await town.settle();
    // The message of the day came at the same time.
    const heard = coordinator.messages().filter(({ from }) => from === 'bot');
    expect(plain(heard.map(({ text }) => text).join('\n'))).toContain(w.approved);

    // With a second one, the second decides.
    await createPerson(db, {
      language,
      fullName: 'Ли Анна',
      roles: [{ role: 'coordinator', workingGroupId: 'wg_abai' }],
    });
    await tap(coordinator, coordinator.last().id, `1|sub.open|semey|GOV-05|${period.id.toString(36)}`);
    await say(coordinator, '72');
    expect((await press(coordinator, w.send)).pressed).toContain(w.coordinatorReviews);
    expect(await say(coordinator, '/team')).not.toContain(w.lonely);
  });
});
