import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Language } from '../../src/i18n/language.ts';
import { buildReportingTown, plain, type ReportingJourney } from './reporting-people.ts';

const words = {
  kk: {
    open: 'Есеп мерзімділігі',
    mine: /^Есеп мерзімділігі: 2026 жылғы III тоқсан \(ашық\)\nМерзімінде – 1, кешікті – 0, тапсырылмаған – (\d+); барлығы (\d+)\./,
    country: /^Ел бойынша есеп: 2026 жылғы III тоқсан \(ашық\)/,
    city: /^Орал: 1\//,
    missing: /Экология: /,
    other: 'Басқа кезең',
    earlier: '2025 жылғы III тоқсан: жабық',
    group: /^Батыс Қазақстан облысы: 1\//,
    losses: 'Су ысырабы',
    send: 'Жіберу',
    history: 'Тарихы',
    sent: /1-нұсқа жіберілді: 22,5 %\nОспанов Марат, жұмыс тобының мүшесі; 2026 жылғы 5 қазан, 10:00, мерзімінде\nАудит журналындағы нөмірі – \d+, хеші: [0-9a-f]{12}/,
    back: 'Артқа',
    next: 'Келесі',
    noRight: /рұқсатыңыз жоқ/,
  },
  ru: {
    open: 'Сроки сдачи',
    mine: /^Сроки сдачи: III квартал 2026 г\. \(открыт\)\nВ срок — 1, с опозданием — 0, не сдано — (\d+); всего (\d+)\./,
    country: /^Отчёты по стране: III квартал 2026 г\. \(открыт\)/,
    city: /^Уральск: 1\//,
    missing: /Экология: /,
    other: 'Другой период',
    earlier: 'III квартал 2025 г.: закрыт',
    group: /^Западно-Казахстанская область: 1\//,
    losses: 'Потери воды',
    send: 'Отправить',
    history: 'История',
    sent: /Версия 1 отправлена: 22,5 %\nОспанов Марат, член рабочей группы; 5 октября 2026 г\., 10:00, в срок\nНомер в журнале аудита — \d+, хеш: [0-9a-f]{12}/,
    back: 'Назад',
    next: 'Дальше',
    noRight: /нет прав/,
  },
} as const;

describe.each(['kk', 'ru'] as const)('completeness and history, in %s', (language: Language) => {
  const said = words[language];
  let town: ReportingJourney;

  beforeAll(async () => {
    town = await buildReportingTown(language);
    const { member } = town.as;
    const { id } = await town.database.db.period.findUniqueOrThrow({ where: { key: '2026-Q3' } });
    await town.tap(member, member.last().id, `1|sub.open|oral|UTL-04|${id.toString(36)}`);
    await town.say(member, '22,5');
    await town.press(member, said.send);
  });
  afterAll(() => town.close());

  it('shows a coordinator what came in time and what is missing, down to the indicator', async () => {
    const { head } = town.as;
    await town.say(head, '/status');
    const { last } = await town.press(head, said.open);
    expect(last).toMatch(said.mine);
    const city = await town.press(head, said.city);
    expect(city.last).toMatch(said.missing);
    expect(city.last.split('\n').length).toBeLessThanOrEqual(16);
  });

  it('shows the authority the country by region, and earlier periods', async () => {
    const { authority } = town.as;
    await town.say(authority, '/status');
    expect((await town.press(authority, said.open)).last).toMatch(said.country);
    await town.press(authority, said.other);
    const earlier = await town.press(authority, said.earlier);
    expect(earlier.last).toContain('2025');
    for (let page = 1; page < 3; page += 1) {
      if (
        town.as.authority
          .keyboard()
          .flat()
          .some((label) => said.group.test(label))
      )
        break;
      await town.press(authority, said.next);
    }
    await town.press(authority, said.group);
  });

  it('sends the values as a workbook and as CSV, to those only who may take them out', async () => {
    const { head, member } = town.as;
    await town.say(head, '/status');
    await town.press(head, said.open);
    await town.press(head, 'Excel');
    const workbook = await town.server.fileOf(head);
    expect(workbook.name).toBe('kpi-2026-Q3.xlsx');
    const files = unzipSync(workbook.bytes);
    const strings = strFromU8(files['xl/sharedStrings.xml'] ?? new Uint8Array());
    expect(strings).toContain('UTL-04');
    await town.press(head, 'CSV');
    const csv = new TextDecoder('utf-8', { ignoreBOM: true }).decode((await town.server.fileOf(head)).bytes);
    expect(csv.startsWith('\uFEFF')).toBe(true);
    const line = csv.split('\r\n').find((row) => row.includes(';UTL-04;') && row.includes('22,5'));
    expect(line).toMatch(/;2026-Q3;%;22,5;;.*;2026-10-05 10:00;;;rc_/);
    const audited = await town.database.db.auditEvent.count({ where: { kind: 'values.exported' } });
    expect(audited).toBe(2);

    const { id } = await town.database.db.period.findUniqueOrThrow({ where: { key: '2026-Q3' } });
    const refused = await town.tap(member, member.last().id, `1|cmp.file|${id.toString(36)}|csv`);
    expect(refused.last).toMatch(said.noRight);
    expect(await town.database.db.auditEvent.count({ where: { kind: 'values.exported' } })).toBe(2);
  });

  it('opens the whole history of a value from its receipt', async () => {
    const { observer, stranger } = town.as;
    const { receipt } = await town.database.db.submissionVersion.findFirstOrThrow({
      where: { submittedById: town.people.member.id },
    });
    await town.say(observer, `/start ${receipt}`);
    expect((await town.press(observer, said.history)).last).toMatch(said.sent);
    expect((await town.press(observer, said.back)).last).toContain(receipt);
    const forged = await town.tap(stranger, stranger.last().id, `1|his.open|${receipt}|0`);
    expect(plain(forged.last)).toMatch(said.noRight);
    expect(town.troubles()).toEqual([]);
  });
});
