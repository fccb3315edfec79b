import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Language } from '../../src/i18n/language.ts';
import type { Actor } from '../setup/sandbox-server.ts';
import { buildReportingTown, plain, type ReportingJourney } from './reporting-people.ts';

const words = {
  kk: {
    send: 'Жіберу',
    approve: 'Мақұлдау',
    accepted: /^✅ Қабылданды: 24 %, rc_/,
    overtaken: 'Осы арада бұл мәнді басқа адам жіберді. Жазғаныңыз сақталды, қазіргі күйі төменде.',
    kept: 'Жазғаныңыз сақтаулы: «24,5».',
    again: /^Бұл мән бұрын қабылданған: rc_/,
    approved: /^✅ Мақұлданды: 24 %/,
    byOther: /^Мұны .*басқа үйлестіруші мақұлдады\. Қазіргі күйі төменде\.$/,
  },
  ru: {
    send: 'Отправить',
    approve: 'Одобрить',
    accepted: /^✅ Принято: 24 %, rc_/,
    overtaken: 'Тем временем это значение отправил другой человек. Введённое сохранено, актуальное — ниже.',
    kept: 'Введённое сохранено: «24,5».',
    again: /^Это значение уже принято: rc_/,
    approved: /^✅ Одобрено: 24 %/,
    byOther: /^Это одобрил другой координатор .*\. Актуальное — ниже\.$/,
  },
} as const;

describe.each(['kk', 'ru'] as const)('two at once, in %s', (language: Language) => {
  const said = words[language];
  let town: ReportingJourney;
  // A press whose update comes twice is answered twice, and Telegram refuses the second answer.
  const troubles = () =>
    (town.troubles() as { method: string }[]).filter(({ method }) => method !== 'answerCallbackQuery');
  const versions = () =>
    town.database.db.submissionVersion.findMany({
      where: { submittedById: { not: null } },
      orderBy: { id: 'asc' },
    });

  beforeAll(async () => {
    town = await buildReportingTown(language);
    const { db } = town.database;
    const { workingGroupId } = await db.city.findUniqueOrThrow({ where: { id: 'oral' } });
    for (const kpiCode of ['UTL-04', 'UTL-05']) {
      await db.assignment.create({
        data: {
          personId: town.people.colleague.id,
          workingGroupId,
          cityId: 'oral',
          kpiCode,
          startsAt: new Date('2026-01-01T00:00+05:00'),
        },
      });
    }
  });
  afterAll(() => town.close());

  async function type(who: Actor, kpiCode: string, text: string) {
    const { id } = await town.database.db.period.findUniqueOrThrow({ where: { key: '2026-Q3' } });
    await town.tap(who, who.last().id, `1|sub.open|oral|${kpiCode}|${id.toString(36)}`);
    await town.say(who, text);
    return town.dataOf(who, said.send);
  }
  /** What the presses were answered with, in their order. */
  async function pressAtOnce(presses: readonly { who: Actor; messageId: number; data: string }[]) {
    const ids = await Promise.all(presses.map(({ who, messageId, data }) => who.tap(messageId, data)));
    await town.settle();
    return ids.map(({ id }, index) =>
      plain(presses[index]?.who.callbackAnswers.find(({ callbackId }) => callbackId === id)?.text),
    );
  }

  it('takes one of two members who send one value, and tells the other, whose words are kept', async () => {
    const { member, colleague } = town.as;
    const first = await type(member, 'UTL-04', '24');
    const second = await type(colleague, 'UTL-04', '24,5');
    const notes = await pressAtOnce([
      { who: member, ...first },
      { who: colleague, ...second },
    ]);
    expect(await versions()).toHaveLength(1);
    const [{ submittedById } = { submittedById: null }] = await versions();
    const isFirst = submittedById === town.people.member.id;
    expect(notes.filter((note) => note !== '')).toEqual([said.overtaken]);
    if (isFirst) expect(plain(colleague.last().text)).toContain(said.kept);
    expect(troubles()).toEqual([]);
  });

  it('does a doubled tap and an update that comes twice once, and says so', async () => {
    const { colleague } = town.as;
    const send = await type(colleague, 'UTL-05', '24');
    const before = (await versions()).length;
    town.server.sandbox.faults.duplicateUpdates(1);
    const notes = await pressAtOnce([
      { who: colleague, ...send },
      { who: colleague, ...send },
    ]);
    town.server.sandbox.faults.clear();
    expect(await versions()).toHaveLength(before + 1);
    expect(notes.some((note) => said.again.test(note))).toBe(true);
    const told = await town.database.db.outboxMessage.count({
      where: {
        kind: 'value.toReview',
        params: { path: ['versionId'], equals: (await versions()).at(-1)?.id ?? 0 },
      },
    });
    expect(told).toBe(2);
    expect(troubles()).toEqual([]);
  });

  it('lets one of two coordinators decide who press at once, and tells the other who was quicker', async () => {
    const { head, coordinator } = town.as;
    const version = (await versions()).at(-1);
    const data = `1|rev.open|${version?.id.toString(36)}`;
    const presses = [];
    for (const who of [head, coordinator]) {
      await town.tap(who, who.last().id, data);
      presses.push({ who, ...town.dataOf(who, said.approve) });
    }
    const notes = await pressAtOnce(presses);
    const { db } = town.database;
    expect(
      await db.auditEvent.count({ where: { kind: 'value.approved', subject: `version:${version?.id}` } }),
    ).toBe(1);
    expect(notes.filter((note) => said.byOther.test(note))).toHaveLength(1);
    const texts = [head, coordinator].flatMap((who) => who.messages().map(({ text }) => plain(text)));
    expect(texts.filter((text) => /^✅ (Мақұлданды|Одобрено): /.test(text))).toHaveLength(1);
    expect(troubles()).toEqual([]);
  });

  it('keeps what took effect where its answer is lost, and answers when it is tried again', async () => {
    const { colleague } = town.as;
    await town.database.db.submissionVersion.deleteMany({ where: { submission: { kpiCode: 'ECO-03' } } });
    const send = await type(colleague, 'ECO-03', '24');
    const before = (await versions()).length;
    town.server.sandbox.faults.failNext({ method: 'editMessageText', chatId: 102, with: 'reset', times: 1 });
    await pressAtOnce([{ who: colleague, ...send }]);
    expect(await versions()).toHaveLength(before + 1);
    const shown = colleague.messages().map(({ text }) => plain(text));
    expect(shown.filter((text) => said.accepted.test(text))).toHaveLength(1);
  });
});
