import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Language } from '../../src/i18n/language.ts';
import { buildReportingTown, type ReportingJourney } from './reporting-people.ts';

const words = {
  kk: {
    losses: /24,1; 23,8; 23,0/,
    fraction: /^«0,85» қалай оқылады\?$/,
    against: '⚠️ 45 % – бұрынғыдан едәуір көп: өткен жолы 23 % болған. Дұрыс па?',
    level: '⚠️ 45 % – әдеттегіден өзгеше: бұрын шамамен 24,0 болған.',
    trend: '⚠️ 15 % – әдеттегі өзгеріске сай емес: шамамен 22,0 күтілген. Дұрыс па?',
    two: [
      '⚠️ 61 % – күтілгеннен көп: каталогтағы жоғарғы шегі – 60.',
      '61 % – әдеттегі өзгеріске сай емес: шамамен 22,0 күтілген. Дұрыс па?',
      'Орал, су ысырабы, III тоқсан',
      'Соңғылары 27,0; 26,0; 25,0; 24,0; 23,0',
    ],
    slip: '⚠️ 2,3 % – әдеттегіден 10 есе аз. Үтір дұрыс тұр ма?',
    share: '⚠️ 0,4 % – әдеттегіден көп есе аз, 40 % болуы мүмкін. Дұрыс па?',
    unchanged: '⚠️ 23 % – 4 кезең қатарынан өзгермеген. Дұрыс па?',
    part: /^⚠️ 23,5 % – бүтінінен көп: «ақылды» су есептегіштері, 20 %\. Бөлігі бүтінінен аспауы керек\. Дұрыс па\?\n/,
    right: /23,5 дұрыс/,
    why: 'Шынымен өзгерді',
    send: 'Жіберу',
    flagged: /Қабылданды/,
  },
  ru: {
    losses: /24,1; 23,8; 23,0/,
    fraction: /^Как читать «0,85»\?$/,
    against: '⚠️ 45 % — заметно больше прежнего: в прошлый раз было 23 %. Всё верно?',
    level: '⚠️ 45 % — не как обычно: раньше было около 24,0.',
    trend: '⚠️ 15 % — не по обычному ходу: ожидалось около 22,0. Всё верно?',
    two: [
      '⚠️ 61 % — больше ожидаемого: верхняя граница в каталоге — 60.',
      '61 % — не по обычному ходу: ожидалось около 22,0. Всё верно?',
      'Уральск, потери воды, III квартал',
      'Прошлые 27,0; 26,0; 25,0; 24,0; 23,0',
    ],
    slip: '⚠️ 2,3 % — в 10 раз меньше обычного. Запятая на месте?',
    share: '⚠️ 0,4 % — во много раз меньше обычного, возможно, это 40 %. Всё верно?',
    unchanged: '⚠️ 23 % — не меняется 4 периода подряд. Всё верно?',
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
    await openLosses();
  });

  async function openLosses(): Promise<void> {
    const { id } = await town.database.db.period.findUniqueOrThrow({ where: { key: '2026-Q3' } });
    await town.tap(town.as.member, town.as.member.last().id, `1|sub.open|oral|UTL-04|${id.toString(36)}`);
  }

  /** Replaces the earlier losses of water, oldest first, and the other KPI’s value. */
  async function remember(values: readonly string[]): Promise<void> {
    const { db } = town.database;
    await db.methodologyVersion.updateMany({ data: { crossRules: [] } });
    const losses = { cityId: 'oral', kpiCode: 'UTL-04' };
    await db.submissionVersion.deleteMany({
      where: { submission: { ...losses, period: { key: { lt: '2026-Q3' } } } },
    });
    const periods = await db.period.findMany({
      where: { kind: 'quarter', key: { lt: '2026-Q3' } },
      orderBy: { startsOn: 'desc' },
      take: values.length,
    });
    for (const [index, value] of values.toReversed().entries()) {
      const slot = { ...losses, periodId: periods[index]?.id ?? 0 };
      const { id: submissionId } = await db.submission.upsert({
        where: { cityId_kpiCode_periodId: slot },
        create: { ...slot, newest: 1 },
        update: {},
      });
      const label = `earlier ${index} ${values.join(' ')}`;
      const at = town.clock.now();
      await db.submissionVersion.create({
        data: {
          submissionId,
          number: 1,
          value,
          state: 'approved',
          receipt: label,
          actionKey: label,
          isOnTime: true,
          submittedAt: at,
          decidedAt: at,
        },
      });
    }
  }
  afterAll(() => town.close());

  it('is asked about where a share of one may be meant', async () => {
    expect(await town.say(town.as.member, '0,85')).toMatch(said.fraction);
    expect(town.as.member.keyboard()[0]).toEqual(['85', '0,9']);
  });

  it('is asked about where it is much worse than before, with the last values beside it', async () => {
    const screen = await town.say(town.as.member, '45');
    expect(screen.split('\n')[0]).toBe(said.level);
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

  it('is asked about in words that fit what is odd', async () => {
    const { member } = town.as;
    await openLosses();
    const firstLine = async (text: string) => (await town.say(member, text)).split('\n')[0];
    expect(await firstLine('2,3')).toBe(said.slip);
    expect(await firstLine('0,4')).toBe(said.share);
    await remember(['23']);
    expect(await firstLine('45')).toBe(said.against);
    await remember(['24', '23', '23', '23']);
    expect(await firstLine('23')).toBe(said.unchanged);
    expect(town.troubles()).toEqual([]);
  });

  it('is none on the line of a steady series; a jump off it is, and two oddities stand below one mark', async () => {
    const { member } = town.as;
    await remember(['27', '26', '25', '24', '23']);
    await openLosses();
    expect(await town.say(member, '22')).not.toContain('⚠️');
    expect((await town.say(member, '15')).split('\n')[0]).toBe(said.trend);
    expect((await town.say(member, '61')).split('\n')).toEqual(said.two);
    expect(town.troubles()).toEqual([]);
  });
});
