import { afterAll, describe, expect, it } from 'vitest';
import { buildTown } from '../setup/town.ts';

describe('in a group', async () => {
  const town = await buildTown();
  afterAll(() => town.close());
  const { groups } = town.server.sandbox;
  town.person(1000, 'kk');
  const group = groups.create({ title: 'Жұмыс тобы', memberIds: [1000] });
  groups.addBot(group.id, 1000, { asAdministrator: true });

  async function answersTo(text: string): Promise<string[]> {
    const before = town.server.sandbox.calls.length;
    groups.send(group.id, 1000, text);
    await town.settle();
    return town.server.sandbox.calls
      .slice(before)
      .filter(({ method }) => method === 'sendMessage')
      .map(({ params }) => String(params.text));
  }

  it('answers /help only, and leads to the private chat', async () => {
    expect(await answersTo('/help')).toEqual([expect.stringContaining('жеке чатта')]);
    expect(await answersTo('/help@aqyldy_qala_bot')).toHaveLength(1);
    expect(await answersTo('/rating')).toEqual([]);
    expect(await answersTo('сәлем')).toEqual([]);
  });

  it('leaves alone what is said to another bot', async () => {
    expect(await answersTo('/help@other_bot')).toEqual([]);
  });
});
