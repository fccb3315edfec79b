import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Language } from '../../src/i18n/language.ts';
import { buildReportingTown, type ReportingJourney } from './reporting-people.ts';

const words = {
  kk: {
    open: 'Су ысырабы',
    losses: /24,1; 23,8; 23,0/,
    fraction: /^«0,85» қалай оқылады\?$/,
    against: /^⚠️ 45 % – бұрынғыдан едәуір көп: өткен жолы 23 % болған\. Дұрыс па\?\n/,
    part: /^⚠️ 23,5 % – бүтінінен көп: «ақылды» су есептегіштері, 20 %\. Бөлігі бүтінінен аспауы керек\. Дұрыс па\?\n/,
    right: /23,5 дұрыс/,
    why: 'Шынымен өзгерді',
    send: 'Жіберу',
    flagged: /Қабылданды/,
  },
  ru: {
    open: 'Потери воды',
    losses: /24,1; 23,8; 23,0/,
    fraction: /^Как читать «0,85»\?$/,
    against: /^⚠️ 45 % — заметно больше прежнего: в прошлый раз было 23 %\. Всё верно\?\n/,
    part: /^⚠️ 23,5 % — больше целого: «умные» счётчики воды, 20 %\. Часть не бывает больше целого\./,
    right: /23,5 верно/,
    why: 'Изменилось на деле',
    send: 'Отправить',
    flagged: /Принято/,
  },
} as const;

describe.each(['kk', 'ru'] as const)('an odd value, in %s', (language: Language) => {
  const said = words[language];
  let town: ReportingJourney;

  beforeAll(async () => {
    town = await buildReportingTown(language);
    const { db } = town.database;
    const { id: periodId } = await db.period.findUniqueOrThrow({ where: { key: '2026-Q3' } });
    await db.methodologyVersion.updateMany({
      where: { active: true },
      data: {
        crossRules: [
          { id: 'r', kind: 'part_not_above_whole', part: 'UTL-04', whole: 'UTL-01', because: 'a test' },
        ],
      },
    });
    const version = {
      number: 1,
      value: '20',
      state: 'submitted' as const,
      receipt: 'rc_OTHER',
      actionKey: 'other',
      isOnTime: true,
      submittedAt: town.clock.now(),
    };
    await db.submission.create({
      data: { cityId: 'oral', kpiCode: 'UTL-01', periodId, newest: 1, versions: { create: version } },
    });
    const { id } = await db.period.findUniqueOrThrow({ where: { key: '2026-Q3' } });
    await town.tap(town.as.member, town.as.member.last().id, `1|sub.open|oral|UTL-04|${id.toString(36)}`);
  });
  afterAll(() => town.close());

  it('is asked about where a share of one may be meant', async () => {
    expect(await town.say(town.as.member, '0,85')).toMatch(said.fraction);
    expect(town.as.member.keyboard()[0]).toEqual(['85', '0,9']);
  });

  it('is asked about where it is much worse than before, with the last values beside it', async () => {
    const screen = await town.say(town.as.member, '45');
    expect(screen).toMatch(/⚠️ 45/);
    expect(screen).toMatch(said.losses);
  });

  it('is asked about where a part is larger than its whole; the explanation goes with it as a flag', async () => {
    const { member } = town.as;
    expect(await town.say(member, '23,5')).toMatch(said.part);
    await town.press(member, said.right);
    await town.press(member, said.why);
    await town.press(member, said.send);
    const version = await town.database.db.submissionVersion.findFirstOrThrow({ orderBy: { id: 'desc' } });
    expect(version).toMatchObject({ flags: ['partAboveWhole'], explanation: 'ready:realChange' });
    expect(town.troubles()).toEqual([]);
  });
});
