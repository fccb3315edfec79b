import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Language } from '../../src/i18n/language.ts';
import { buildReportingTown, plain, type ReportingJourney } from './reporting-people.ts';

const words = {
  kk: {
    open: 'Есептің тапсырылуы',
    mine: /^Есептің тапсырылуы: 2026 жылғы III тоқсан \(ашық\)\nМерзімінде – 1, кешікті – 0, тапсырылмаған – (\d+); барлығы (\d+)\./,
    country: /^Ел бойынша есептің тапсырылуы: 2026 жылғы III тоқсан \(ашық\)/,
    city: /^Орал: 1\//,
    missing: /Экология: /,
    other: 'Басқа кезең',
    earlier: '2025 жылғы III тоқсан: жабық',
    group: /^Батыс Қазақстан облысы: 1\//,
    losses: 'Су ысырабы',
    send: 'Жіберу',
    history: 'Тарихы',
    sent: /1-нұсқа жіберілді: 22,5 %\nОспанов Марат, жұмыс тобының мүшесі; 2026 жылғы 5 қазан, 10:00, мерзімінде\nАудит журналындағы нөмірі – \d+, хеші: [0-9a-f]{12}/,
    check: 'Журналды тексеру',
    whole:
      /^✅ Батыс Қазақстан облысы: аудит журналы бұзылмаған, (\d+) жазба\.\nСоңғы жазбаның хеші: wg_west_kazakhstan:\1:[0-9a-f]{64}\nОсы хешті сақтап қойыңыз: журналдың қайта жазылмағаны кейін сол арқылы тексеріледі\.$/,
    copyHash: 'Хешті көшіру',
    broken:
      /^⚠️ Батыс Қазақстан облысы: аудит журналы \d+-жазбада бұзылған\.\nБұл туралы әкімшіге хабарлаңыз\.$/,
    differs: '⚠️ Аудит журналындағы жазбадан өзгеше.',
    noEvent: 'Аудит журналында жеке жазбасы жоқ.',
    deleted: 'деректері жойылған адам, жұмыс тобының мүшесі; 2026 жылғы 5 қазан, 10:00, мерзімінде',
    standing: 'Тексеруде – 1, мақұлданды – 0, расталды – 0, қайтарылды – 0.',
    owes: 'Оспанов Марат, жұмыс тобының мүшесі\nЖауап береді: Орал (Қауіпсіздік, Су ысырабы, Электр жарығының үзілуі).\nТапсыратыны – 4, кешіккені – 4.',
    lateness: 'Тапсыратыны – 4, соның ішінде мерзімі өткені – 4; кешігіп тапсырғаны – 0.',
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
    check: 'Проверить журнал',
    whole:
      /^✅ Западно-Казахстанская область: журнал аудита цел, (\d+) запис(?:ь|и|ей)\.\nХеш последней записи: wg_west_kazakhstan:\1:[0-9a-f]{64}\nСохраните этот хеш: по нему позже проверяют, что журнал не переписан\.$/,
    copyHash: 'Копировать хеш',
    broken:
      /^⚠️ Западно-Казахстанская область: журнал аудита нарушен в записи \d+\.\nСообщите об этом администратору\.$/,
    differs: '⚠️ Расходится с записью в журнале аудита.',
    noEvent: 'Отдельной записи в журнале аудита нет.',
    deleted: 'человек, чьи данные удалены, член рабочей группы; 5 октября 2026 г., 10:00, в срок',
    standing: 'На проверке — 1, одобрено — 0, подтверждено — 0, возвращено — 0.',
    owes: 'Осталось сдать — 4, опоздания — 4.',
    lateness: 'Осталось сдать — 4, из них просрочено — 4; сдано с опозданием — 0.',
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
    expect(last).toContain(said.standing);
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
  });

  it('recomputes the journal of the group, and says where it is broken or a value is otherwise', async () => {
    const { observer, member, stranger } = town.as;
    const { db } = town.database;
    const version = await db.submissionVersion.findFirstOrThrow({
      where: { submittedById: town.people.member.id },
    });
    await town.say(observer, `/start ${version.receipt}`);
    await town.press(observer, said.history);
    expect((await town.press(observer, said.check)).last).toMatch(said.whole);
    expect(observer.keyboard().flat()).toContain(said.copyHash);
    expect((await town.press(observer, said.back)).last).toMatch(said.sent);
    const forged = await town.tap(stranger, stranger.last().id, `1|his.check|${version.receipt}`);
    expect(plain(forged.last)).toMatch(said.noRight);

    await db.submissionVersion.update({ where: { id: version.id }, data: { value: '32.5' } });
    await town.press(observer, said.check);
    expect((await town.press(observer, said.back)).last).toContain(said.differs);
    await db.submissionVersion.update({ where: { id: version.id }, data: { value: '22.5' } });

    const event = await db.auditEvent.findFirstOrThrow({ where: { kind: 'value.submitted' } });
    await db.auditEvent.update({ where: { id: event.id }, data: { actorRef: 'nobody' } });
    expect((await town.press(observer, said.check)).last).toMatch(said.broken);
    await db.auditEvent.update({ where: { id: event.id }, data: { actorRef: event.actorRef } });

    const earlier = await db.submissionVersion.findFirstOrThrow({ where: { receipt: 'rc_2026-Q2' } });
    await db.submissionVersion.update({ where: { id: earlier.id }, data: { receipt: 'rc_ABCDEFGH' } });
    await town.say(member, '/start rc_ABCDEFGH');
    expect((await town.press(member, said.history)).last).toContain(said.noEvent);
  });

  it('shows coordinators who is late, and keeps the name of nobody who asked to be deleted', async () => {
    const { head, observer } = town.as;
    town.clock.moveTo('2026-10-15T10:00+05:00');
    expect(await town.say(head, '/team')).toContain(said.owes);
    await town.press(head, 'Оспанов Марат');
    expect(plain(head.last().text)).toContain(said.lateness);
    expect(await town.say(observer, '/team')).toMatch(said.noRight);

    const { id } = town.people.member;
    await town.database.db.person.update({ where: { id }, data: { fullName: null, deletedAt: new Date() } });
    const { receipt } = await town.database.db.submissionVersion.findFirstOrThrow({
      where: { submittedById: id },
    });
    await town.say(observer, `/start ${receipt}`);
    expect((await town.press(observer, said.history)).last).toContain(said.deleted);
    expect(town.troubles()).toEqual([]);
  });
});
