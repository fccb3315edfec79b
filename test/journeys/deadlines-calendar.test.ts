import ICAL from 'ical.js';
import { afterAll, describe, expect, it } from 'vitest';
import type { Language } from '../../src/i18n/language.ts';
import { buildReportingTown, plain } from './reporting-people.ts';

const words = {
  kk: {
    button: 'Күнтізбеге',
    caption: '1 мерзім. Файлды ашып, күнтізбеге қосыңыз. Қайта қоссаңыз, жаңарады.',
    summary: /^Орал: \d+ көрсеткіш, 2026 жылғы III тоқсан$/,
    kpis: ['Су ысырабы', 'Мәндер ботта енгізіледі: /submit'],
    kpi: 'Су ысырабы',
    one: 'Орал: су ысырабы, 2026 жылғы III тоқсан',
    send: 'Жіберу',
    none: 'Алда тапсыратын ештеңеңіз жоқ, күнтізбеге қосатын мерзім де жоқ.',
  },
  ru: {
    button: 'В календарь',
    caption: '1 срок. Откройте файл и добавьте в календарь. Добавите ещё раз — обновится.',
    summary: /^Уральск: \d+ показател(ь|я|ей), III квартал 2026 г\.$/,
    kpis: ['Потери воды', 'Значения вводят в боте, команда /submit.'],
    kpi: 'Потери воды',
    one: 'Уральск: потери воды, III квартал 2026 г.',
    send: 'Отправить',
    none: 'Впереди у Вас ничего не осталось, добавлять в календарь нечего.',
  },
} satisfies Record<Language, object>;

describe.each(['kk', 'ru'] as const)('deadlines for a calendar, in %s', async (language) => {
  const town = await buildReportingTown(language);
  const w = words[language];
  const { as, say, press } = town;
  afterAll(async () => {
    expect(town.troubles()).toEqual([]);
    await town.close();
  });

  async function eventsOf(who: (typeof as)[keyof typeof as]) {
    await say(who, '/deadlines');
    const seen = await press(who, w.button);
    const { name, bytes } = await town.server.fileOf(who);
    const calendar = new ICAL.Component(ICAL.parse(new TextDecoder().decode(bytes)));
    expect(name).toBe('deadlines.ics');
    return {
      seen,
      events: calendar.getAllSubcomponents('vevent').map((component) => new ICAL.Event(component)),
    };
  }

  it('are a file with one event for a city and a deadline', async () => {
    const { events } = await eventsOf(as.member);
    expect(plain(as.member.last().caption)).toBe(w.caption);
    expect(events).toHaveLength(1);
    const [event] = events;
    expect(plain(event?.summary)).toMatch(w.summary);
    const lines = plain(event?.description).split('\n');
    for (const line of w.kpis) expect(lines).toContain(line);
    expect(event?.endDate.toJSDate()).toEqual(new Date('2026-10-14T18:00+05:00'));
    expect(event?.uid).toBe('report:oral:2026-Q3@aqyldy-qala');
  });

  it('update the same event once something was sent', async () => {
    const [before] = (await eventsOf(as.member)).events;
    town.clock.advance(60_000);
    await say(as.member, '/submit');
    const { db } = town.database;
    await db.assignment.updateMany({
      where: { personId: town.people.member.id, kpiCode: null },
      data: { endsAt: town.clock.now() },
    });
    await db.assignment.updateMany({
      where: { personId: town.people.member.id, kpiCode: 'UTL-05' },
      data: { endsAt: town.clock.now() },
    });
    const [after] = (await eventsOf(as.member)).events;
    expect(after?.uid).toBe(before?.uid);
    expect(after?.sequence).toBeGreaterThan(before?.sequence ?? 0);
    expect(plain(after?.summary)).toBe(w.one);
  });

  it('say so where nothing is left', async () => {
    await town.database.db.assignment.updateMany({
      where: { personId: town.people.member.id },
      data: { endsAt: town.clock.now() },
    });
    await say(as.head, '/deadlines');
    const { data } = town.dataOf(as.head, w.button);
    await say(as.member, '/deadlines');
    expect((await town.tap(as.member, as.member.last().id, data)).note).toBe(w.none);
    expect((await town.tap(as.citizen, as.citizen.last().id, data)).note).toBe(w.none);
  });
});
