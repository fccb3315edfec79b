import { afterAll, describe, expect, it } from 'vitest';
import { buildReportingTown, ids } from './reporting-people.ts';

const words = {
  kk: {
    language: 'Қазақша',
    noInvitation: 'Мұндай шақыру жоқ',
    send: 'Жіберу',
    water: 'Су ысырабы',
    receipt: '✅ Қабылданды: ',
    approve: 'Мақұлдау',
    giveBack: 'Қайтару',
    ready: 'Теру қатесі сияқты',
    empty: '✅ Тексеретін мән жоқ.',
    second: 'Тексеру: 1/1. Орал, электр жарығының үзілуі',
    stale: 'Бұл батырма ескірген. Қазіргі күйі төменде.',
  },
  ru: {
    language: 'Русский',
    noInvitation: 'Такого приглашения нет',
    send: 'Отправить',
    water: 'Потери воды',
    receipt: '✅ Принято: ',
    approve: 'Одобрить',
    giveBack: 'Вернуть',
    ready: 'Похоже на опечатку',
    empty: '✅ Проверять нечего.',
    second: 'Проверка: 1/1. Уральск, перерывы электричества',
    stale: 'Эта кнопка устарела. Актуальное — ниже.',
  },
} as const;

describe.each(['kk', 'ru'] as const)(
  'a press that took effect and whose answer failed, in %s',
  async (language) => {
    const town = await buildReportingTown(language);
    const w = words[language];
    const { say, press, tap, as, dataOf } = town;
    const { member, head } = as;
    const { db } = town.database;
    const { faults } = town.server.sandbox;
    afterAll(() => town.close());

    const failEdit = (chatId: number, failure: 'lostAnswer' | { code: 502 }) =>
      faults.failNext({ method: 'editMessageText', chatId, with: failure });
    const period = { key: '2026-Q3' };
    const states = async () => {
      const versions = await db.submissionVersion.findMany({
        where: { submission: { period } },
        orderBy: { id: 'asc' },
      });
      return versions.map(({ state }) => state);
    };
    async function question(kpiCode: string, text: string): Promise<void> {
      const { id } = await db.period.findUniqueOrThrow({ where: period });
      await say(member, '/menu');
      await tap(member, member.last().id, `1|sub.open|oral|${kpiCode}|${id.toString(36)}`);
      await say(member, text);
    }

    it.each([
      ['the server is out of order', { code: 502 }, 'UTL-04', '22,5'],
      ['the answer is lost', 'lostAnswer', 'UTL-05', '1,2'],
    ] as const)('shows the receipt, and calls nothing out of date: %s', async (_, failure, kpiCode, text) => {
      await question(kpiCode, text);
      failEdit(ids.member, failure);
      const seen = await press(member, w.send);
      expect(seen.pressed).toContain(w.receipt + text);
      expect(seen.note).toBeUndefined();
      expect(await db.submissionVersion.count({ where: { submission: { kpiCode, period } } })).toBe(1);
    });

    it('shows a reviewer what is next', async () => {
      await say(head, '/review');
      await press(head, w.water);
      failEdit(ids.head, { code: 502 });
      const approved = await press(head, w.approve);
      expect(approved.pressed).toContain(w.second);
      expect(approved.note).toBeUndefined();
      expect(await states()).toEqual(['approved', 'submitted']);

      await press(head, w.giveBack);
      failEdit(ids.head, { code: 502 });
      const returned = await press(head, w.ready);
      expect(returned.pressed).toContain(w.empty);
      expect(returned.note).toBeUndefined();
      expect(await states()).toEqual(['approved', 'returned']);
    });

    it('follows the link by which somebody came', async () => {
      const newcomer = town.person(2001, language);
      await say(newcomer, '/start inv_nobodyknowsthis');
      const choice = dataOf(newcomer, w.language);
      failEdit(2001, { code: 502 });
      expect((await press(newcomer, w.language)).last).toContain(w.noInvitation);
      const again = await tap(newcomer, choice.messageId, choice.data);
      expect(again.last).not.toContain(w.noInvitation);
    });

    it('tells it of a press that comes anew for a step that is over', async () => {
      await question('UTL-04', '22,7');
      const send = dataOf(member, w.send);
      await press(member, w.send);
      const seen = await tap(member, send.messageId, send.data);
      expect(seen.note).toMatch(/^(Бұл мән бұрын қабылданған|Это значение уже принято): rc_/);
    });
  },
);
