import { afterAll, describe, expect, it } from 'vitest';
import { buildTown } from '../setup/town.ts';

describe('a first meeting', async () => {
  const town = await buildTown();
  afterAll(() => town.close());

  it('greets in both languages and goes on in the chosen one', async () => {
    const aigerim = town.person(1000, 'kk');
    const greeting = await town.after(aigerim.send('/start'), aigerim);
    expect(greeting).toContain('Сәлеметсіз бе!');
    expect(greeting).toContain('Здравствуйте!');
    expect(aigerim.keyboard()).toEqual([['Қазақша', 'Русский']]);

    await town.after(aigerim.press('Қазақша'), aigerim);
    expect(town.server.sandbox.calls.filter((call) => !call.ok)).toEqual([]);
    expect(aigerim.messages().filter(({ from }) => from === 'bot')).toHaveLength(1);
  });
});
