import { afterAll, describe, expect, it } from 'vitest';
import type { Language } from '../../src/i18n/language.ts';
import { buildReportingTown, plain } from './reporting-people.ts';

const words = {
  kk: {
    own: 'Орал: 0/5 тапсырылды.',
    counts: 'Мақұлданды – 0, жіберілді – 0, қайтарылды – 0, тапсырылмаған – 5.',
    spheres: ['Тұрғын үй-коммуналдық шаруашылық: 0/2', 'Қауіпсіздік: 0/3'],
    group: 'Жұмыс тобы: 0/54 тапсырылды.',
    cities: ['Ақсай: 0/26', 'Орал: 0/28'],
    country: 'Ел бойынша: 0/2 552 тапсырылды.',
    firstGroup: 'Абай облысы: 0/82',
    inGroup: ['Аягөз: 0/26', 'Курчатов: 0/28', 'Семей: 0/28'],
    republican: 'Алматы: 0/28',
    nextPage: 'Келесі',
    previousPage: 'Алдыңғы',
    back: 'Артқа',
    deadline: [
      'Жақын мерзімдер',
      '14 қазан, сәрсенбі, 18:00 – 2026 жылғы III тоқсан',
      '7 жұмыс күні қалды, 5 көрсеткіш тапсырылмаған',
    ],
    country2: '7 жұмыс күні қалды, 95 қалада 2 552 көрсеткіш тапсырылмаған',
    today: 'Мерзімі – бүгін, 5 көрсеткіш тапсырылмаған',
    passed: 'Мерзімі өтті, 21 қазан күнін қоса алғанда қабылданады, 5 көрсеткіш тапсырылмаған',
    none: 'Қазір ашық кезең жоқ. Келесісі ашылғанда хабарлаймыз.',
    noStatus: 'Қазір ашық кезең жоқ, тапсыратын ештеңе жоқ.',
    noRight: 'Бұған рұқсатыңыз жоқ. Рұқсатты үйлестіруші береді.',
    submit: 'Мән енгізу',
    stale: 'Бұл батырма ескірген. Қазіргі күйі төменде.',
  },
  ru: {
    own: 'Уральск: сдано 0/5.',
    counts: 'Одобрено — 0, отправлено — 0, возвращено — 0, не сдано — 5.',
    spheres: ['Жилищно-коммунальное хозяйство: 0/2', 'Безопасность: 0/3'],
    group: 'Рабочая группа: сдано 0/54.',
    cities: ['Аксай: 0/26', 'Уральск: 0/28'],
    country: 'По стране: сдано 0/2 552.',
    firstGroup: 'Акмолинская область: 0/344',
    inGroup: null,
    republican: 'Алматы: 0/28',
    nextPage: 'Дальше',
    previousPage: 'Раньше',
    back: 'Назад',
    deadline: [
      'Ближайшие сроки',
      '14 октября, среда, 18:00 — III квартал 2026 г.',
      'Осталось 7 рабочих дней, не сдано 5 показателей',
    ],
    country2: 'Осталось 7 рабочих дней, не сданы 2 552 показателя (городов: 95)',
    today: 'Срок — сегодня, не сдано 5 показателей',
    passed: 'Срок прошёл, принимаем по 21 октября включительно, не сдано 5 показателей',
    none: 'Открытых периодов сейчас нет. Когда откроется следующий, мы сообщим.',
    noStatus: 'Открытых периодов сейчас нет, сдавать нечего.',
    noRight: 'У Вас нет прав на это. Их даёт координатор.',
    submit: 'Ввести значения',
    stale: 'Эта кнопка устарела. Актуальное — ниже.',
  },
} satisfies Record<Language, object>;

describe.each(['kk', 'ru'] as const)('status and deadlines in %s', async (language) => {
  const town = await buildReportingTown(language);
  const w = words[language];
  const { say, press, tap, as } = town;
  afterAll(async () => {
    expect(town.troubles()).toEqual([]);
    await town.close();
  });
  const labels = (who: (typeof as)[keyof typeof as]) => who.keyboard().flat().map(plain);

  it('shows a member their own values by sphere, with the way to submit', async () => {
    expect((await say(as.member, '/status')).split('\n')).toEqual([w.own, w.counts, ...w.spheres]);
    expect(labels(as.member)).toContain(w.submit);
  });

  it('shows coordinators and observers their group, city by city', async () => {
    for (const who of [as.head, as.observer]) {
      expect(await say(who, '/status')).toContain(w.group);
      expect(labels(who).slice(0, 2)).toEqual(w.cities);
      const city = await press(who, w.cities[1] ?? '');
      expect(city.pressed.split('\n')).toHaveLength(10);
      expect((await press(who, w.back)).pressed).toContain(w.group);
    }
  });

  it('shows the authority the country, region by region, in pages', async () => {
    const { authority } = as;
    expect(await say(authority, '/status')).toContain(w.country);
    expect(labels(authority)).toHaveLength(11);
    expect(labels(authority)[0]).toBe(w.firstGroup);
    await press(authority, w.nextPage);
    expect(labels(authority)).toContain(w.previousPage);
    await press(authority, w.previousPage);
    await press(authority, w.firstGroup);
    if (w.inGroup !== null) expect(labels(authority).slice(0, 3)).toEqual(w.inGroup);
    await press(authority, / 0\/2[68]$|: 0\/2[68]$/);
    await press(authority, w.back);
    await press(authority, w.back);
    expect(plain(authority.last().text)).toContain(w.country);
    const city = await press(authority, w.republican);
    expect(city.pressed).toContain('0/28');
    const far = await tap(authority, authority.last().id, '1|st.top|zzzz');
    expect(far.pressed).toContain(w.country);
  });

  it('shows nobody more than their own, whatever they forge', async () => {
    for (const who of [as.citizen]) {
      expect(await say(who, '/status')).toBe(w.noRight);
      expect(await say(who, '/deadlines')).toBe(w.noRight);
      expect((await tap(who, who.last().id, '1|st.city|oral')).pressed).toBe(w.noRight);
    }
    await say(as.member, '/status');
    for (const data of ['1|st.city|astana', '1|st.group|wg_astana|0', '1|st.top|-5']) {
      expect((await tap(as.member, as.member.last().id, data)).pressed, data).toContain(w.own);
    }
    expect((await tap(as.member, as.member.last().id, '1|st.top')).note).toBe(w.stale);
  });

  it('lists deadlines with working days left, then today, then the days of grace, then none', async () => {
    expect((await say(as.member, '/deadlines')).split('\n')).toEqual(w.deadline);
    expect(labels(as.member)).toContain(w.submit);
    expect(await say(as.authority, '/deadlines')).toContain(w.country2);
    expect(labels(as.authority)).not.toContain(w.submit);
    town.clock.moveTo('2026-10-14T09:00+05:00');
    expect(await say(as.member, '/deadlines')).toContain(w.today);
    town.clock.moveTo('2026-10-14T18:00:01+05:00');
    expect(await say(as.member, '/deadlines')).toContain(w.passed);
    town.clock.moveTo('2026-10-22T00:00+05:00');
    expect(await say(as.member, '/deadlines')).toBe(w.none);
    expect(await say(as.member, '/status')).toBe(w.noStatus);
  });
});
