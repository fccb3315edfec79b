import { afterAll, describe, expect, it } from 'vitest';
import type { Language } from '../../src/i18n/language.ts';
import { createPerson } from '../setup/people.ts';
import type { Actor } from '../setup/sandbox-server.ts';
import { buildReportingTown, plain } from './reporting-people.ts';

describe.each(['kk', 'ru'] as const)('a broadcast in %s', async (language: Language) => {
  const town = await buildReportingTown(language);
  const { as, database, clock } = town;
  afterAll(() => town.close());
  const show = (who: Actor, title: string) => {
    const last = who
      .messages()
      .filter(({ from }) => from === 'bot')
      .slice(-3);
    console.log(
      `== ${title}\n` +
        last
          .map(
            ({ text, inlineKeyboard }) =>
              `${text}\n${(inlineKeyboard ?? []).map((row) => row.map((b) => `[${b.text}]`).join(' ')).join('\n')}`,
          )
          .join('\n--\n'),
    );
  };
  it('prints', async () => {
    await town.say(as.head, '/broadcast');
    show(as.head, 'list');
    const press = async (who: Actor, kind: string) => {
      for (const { id, inlineKeyboard } of who.messages().toReversed()) {
        const b = inlineKeyboard?.flat().find(({ callbackData }) => callbackData?.startsWith(`1|${kind}`));
        if (b?.callbackData) return town.tap(who, id, b.callbackData);
      }
      throw new Error(kind);
    };
    await press(as.head, 'bc.new');
    show(as.head, 'new');
    await town.say(as.head, 'а'.repeat(3700));
    show(as.head, 'long');
    await town.say(as.head, 'Ертең сағат 15:00-де жиналыс. <b>Келіңіз</b> & қатысыңыз');
    show(as.head, 'ru');
    await town.say(as.head, 'Завтра собрание в 15:00. <b>Приходите</b>');
    show(as.head, 'preview');
    await press(as.head, 'bc.send');
    show(as.head, 'sent');
    show(as.member, 'member');
    clock.advance(3_000);
    await town.app.tick();
    await town.settle();
    show(as.head, 'progress');
    await town.say(as.head, '/broadcast');
    show(as.head, 'list');
    await press(as.head, 'bc.open');
    show(as.head, 'card');
    await town.say(as.authority, '/broadcast');
    show(as.authority, 'auth list');
    await press(as.authority, 'bc.new');
    show(as.authority, 'auth new');
    await press(as.authority, 'bc.to|region');
    show(as.authority, 'regions');
    await press(as.authority, 'bc.back');
    await press(as.authority, 'bc.to|initiative');
    show(as.authority, 'initiatives');
    await town.say(as.authority, '/menu');
    show(as.authority, 'menu');
    await town.say(as.authority, '/settings');
    show(as.authority, 'settings');
    await press(as.authority, 'priv.give');
    show(as.authority, 'consent');
    await press(as.authority, 'cons.yes');
    await town.say(as.authority, '/privacy');
    await press(as.authority, 'priv.cons');
    show(as.authority, 'consents');
    expect(town.troubles()).toEqual([]);
  });
});
