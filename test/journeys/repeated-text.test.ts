import { afterAll, describe, expect, it } from 'vitest';
import { buildTown } from '../setup/town.ts';

const words = {
  kk: {
    language: 'Қазақша',
    invite: 'Шақыру',
    coordinator: 'Үйлестіруші',
    next: 'Келесі',
    city: 'Орал',
    unknown: 'Түсіне алмадық',
  },
  ru: {
    language: 'Русский',
    invite: 'Пригласить',
    coordinator: 'Координатор',
    next: 'Дальше',
    city: 'Уральск',
    unknown: 'Не удалось понять',
  },
} as const;
const places = { kk: 'Батыс Қазақстан облысы', ru: 'Западно-Казахстанская область' };
const heads = { kk: 'Топ жетекшісі', ru: 'Руководитель группы' };

describe.each(['kk', 'ru'] as const)(
  'a text that took effect and whose answer failed, in %s',
  async (language) => {
    const town = await buildTown({ seed: 7 });
    afterAll(() => town.close());
    const w = words[language];
    const administrator = town.person(900, language);
    const { faults } = town.server.sandbox;
    const send = (text: string) => town.after(administrator.send(text), administrator);
    const press = (label: string) => town.after(administrator.press(label), administrator);

    const readInvite = async () => {
      const row = await town.database.db.dialogue.findFirstOrThrow({ where: { kind: 'invite' } });
      return { step: row.step, fields: row.fields as { fullName?: string; post?: string } };
    };

    it('is not taken for the answer to the next question', async () => {
      await send('/start');
      await press(w.language);
      await send('/team');
      await press(w.next);
      await press(w.invite);
      await press(w.coordinator);
      await press(places[language]);
      const question = await press(heads[language]);

      faults.failNext({ method: 'sendMessage', with: { code: 502 } });
      const next = await send('Серік Ахметов');
      expect(next).not.toBe(question);
      const { step, fields } = await readInvite();
      expect({ step, fullName: fields.fullName, post: fields.post }).toEqual({
        step: 'post',
        fullName: 'Серік Ахметов',
        post: undefined,
      });
      expect(administrator.last().text).toBe(next);
    });

    it('is answered as before where it took no effect', async () => {
      const asked = await send('1');
      faults.failNext({ method: 'sendMessage', with: { code: 502 } });
      expect(await send('1')).toBe(asked);
      expect((await readInvite()).step).toBe('post');
    });

    it('is not called unknown when it ended its dialogue', async () => {
      const citizen = town.person(1001, language);
      await town.after(citizen.send('/start'), citizen);
      await town.after(citizen.press(w.language), citizen);
      faults.failNext({ method: 'sendMessage', chatId: 1001, with: { code: 502 } });
      const answer = await town.after(citizen.send(w.city), citizen);
      expect(answer).toContain(w.city);
      expect(answer).not.toContain(w.unknown);
      const { person } = town.database.db;
      expect(await person.count({ where: { city: { shortRu: 'Уральск' } } })).toBe(1);
    });
  },
);
