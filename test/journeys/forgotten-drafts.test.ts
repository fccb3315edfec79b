import { afterAll, describe, expect, it } from 'vitest';
import { type Action, encodeAction } from '../../src/telegram/callback-data.ts';
import { commandNames } from '../../src/telegram/commands.ts';
import { features } from '../../src/telegram/features.ts';
import { resume } from '../../src/telegram/go.ts';
import { forgetDrafts } from '../../src/usecases/privacy/forget-drafts.ts';
import { day } from '../setup/clock.ts';
import { buildReportingTown, plain } from './reporting-people.ts';

const words = {
  kk: { menu: 'Рейтинг', stale: 'Бұл батырма ескірген. Қазіргі күйі төменде.', unknown: 'Түсіне алмадық' },
  ru: { menu: 'Рейтинг', stale: 'Эта кнопка устарела. Актуальное — ниже.', unknown: 'Не удалось понять' },
} as const;

const kinds = features.flatMap(({ dialogues = [] }) => dialogues.map(({ kind }) => kind));
const actions = features.flatMap(({ actions: bound = [] }) => bound.map(({ action }) => action));
const buttonsOf = (kind: string) => actions.filter(({ dialogue }) => dialogue === kind);

/** Callback data of a button, whatever its parameters. */
function dataOf(action: Action, version: number): string {
  const params = Object.entries(action.shape).map(
    ([name, sort]) => [name, sort === 'int' ? 0 : 'a'] as const,
  );
  return encodeAction(action, Object.fromEntries(params) as never, version);
}

describe.each(['kk', 'ru'] as const)(
  'a dialogue whose fields were blanked after half a year, in %s',
  async (language) => {
    const town = await buildReportingTown(language);
    const { db } = town.database;
    const { say, tap } = town;
    const w = words[language];
    const who = town.as.head;
    const personId = town.people.head.id;
    afterAll(async () => {
      expect(town.troubles()).toEqual([]);
      await town.close();
    });

    /** Begun, abandoned and blanked: what is left of it is its version. */
    async function leaveBlank(kind: string): Promise<void> {
      const updatedAt = new Date(town.clock.now().getTime() - 181 * day);
      await db.dialogue.deleteMany();
      const row = { personId, kind, step: 'any', fields: { text: 'Құпия' }, isActive: true, updatedAt };
      await db.dialogue.create({ data: { ...row, version: 7 } });
      expect(await forgetDrafts({ db, clock: town.clock })).toBe(1);
    }

    it.each(kinds)('%s: leads every button, word and way back to the menu', async (kind) => {
      await leaveBlank(kind);
      for (const action of buttonsOf(kind)) {
        // That of the old screen, and (enough in one language) one forged for the version that is left.
        for (const version of language === 'kk' ? [7, 8] : [7]) {
          const seen = await tap(who, who.last().id, dataOf(action, version));
          expect(seen.note).toBe(w.stale);
          expect(who.keyboard().flat()).toContain(w.menu);
        }
      }
      expect(await say(who, 'сәлем')).toContain(w.unknown);
      await tap(who, who.last().id, encodeAction(resume, { kind }));
      expect(who.keyboard().flat()).toContain(w.menu);
      expect(await db.dialogue.findMany()).toMatchObject([{ kind, fields: {}, version: 8, isActive: false }]);
    });

    it.each(commandNames)('/%s is answered as if nothing had been begun', async (command) => {
      await db.dialogue.deleteMany();
      await say(who, `/${command}`);
      const expected = { text: plain(who.last().text), keyboard: who.keyboard() };
      await db.dialogue.deleteMany();
      const updatedAt = new Date(town.clock.now().getTime() - 181 * day);
      await db.dialogue.createMany({
        data: kinds.map((kind) => ({ personId, kind, step: 'any', fields: {}, version: 7, updatedAt })),
      });
      await forgetDrafts({ db, clock: town.clock });
      await say(who, `/${command}`);
      expect({ text: plain(who.last().text), keyboard: who.keyboard() }).toEqual(expected);
    });
  },
);
