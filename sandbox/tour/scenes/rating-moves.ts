import { expectThat, type Person } from '../person.ts';
import type { Scene } from '../stage.ts';

/** Soon after the approvals the city has more points, and its citizen sees it. */
export const ratingMoves: Scene = {
  title: 'The city rises in the rating',
  async begin(stage) {
    await stage.wait(5);
  },
  async play({ citizen, memory }) {
    const before = { place: Number(memory.get('placeBefore')), score: Number(memory.get('scoreBefore')) };
    const after = await readStanding(citizen);
    // The others move too, so a better score need not pass the city above; but it must never cost a place.
    expectThat(
      after.score > before.score && after.place <= before.place,
      citizen,
      `should see the city rise from ${before.score} points, place ${before.place}`,
      `${after.score} points, place ${after.place}`,
    );
    await citizen.presses(citizen.t.plain('rating:button.table'));
    await citizen.sees(new RegExp(`(^|\\n)${after.place}\\. `));
  },
};

/** The place and the score of the person's city, as its card tells them. */
export async function readStanding(person: Person): Promise<{ place: number; score: number }> {
  await person.writes('/city');
  const card = await person.sees(/\d+(-орында|-орын|-е место)/);
  return {
    place: Number(/(\d+)(?:-орын|-е место)/.exec(card)?.[1]),
    score: Number(/(\d+(?:,\d+)?) балл/.exec(card.replace(/[\u00a0\u202f]/g, ' '))?.[1]?.replace(',', '.')),
  };
}
