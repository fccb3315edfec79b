import { expectThat, type Person } from '../person.ts';
import type { Scene } from '../stage.ts';

/** Soon after the approvals the city stands higher, and its citizen sees it. */
export const ratingMoves: Scene = {
  title: 'The city rises in the rating',
  async begin(stage) {
    await stage.wait(5);
  },
  async play({ citizen, memory }) {
    const before = Number(memory.get('placeBefore'));
    const after = await readPlace(citizen);
    expectThat(after < before, citizen, `should see the city rise from place ${before}`, `place ${after}`);
    memory.set('placeAfter', String(after));
    await citizen.presses(citizen.t.plain('rating:button.table'));
    await citizen.sees(new RegExp(`(^|\\n)${after}\\. `));
  },
};

/** The place of the person's city, as its card tells it. */
export async function readPlace(person: Person): Promise<number> {
  await person.writes('/city');
  const card = await person.sees(/\d+(-орында|-орын|-е место)/);
  return Number(/(\d+)(?:-орын|-е место)/.exec(card)?.[1]);
}
