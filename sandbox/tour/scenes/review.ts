import { nameOf, type Scene } from '../stage.ts';
import { sentBack } from './report.ts';

/** The coordinator returns one value with a reason of their own and approves four at once; the member is told. */
export const review: Scene = {
  title: 'The coordinator returns one value and approves four together',
  async begin(stage) {
    await stage.wait(40);
  },
  async play(cast, stage) {
    const { coordinator, member, kpis, memory, script } = cast;
    const { t } = coordinator;
    await coordinator.sees(t.plain('review:waitingInAll', { count: 5 }));
    await coordinator.writes('/review');
    await coordinator.presses(nameOf(cast, sentBack));
    await coordinator.presses(t.plain('review:button.return'));
    await coordinator.sees(t.plain('review:askReason'));
    await coordinator.writes(script.returnReason);
    await member.sees('↩️', script.returnReason, nameOf(cast, sentBack));

    await coordinator.presses(t.plain('review:button.list'));
    const approved = kpis.filter(({ code }) => memory.has(code) && code !== sentBack);
    for (const n of approved.keys()) await coordinator.presses(t.plain('review:button.tick', { n: n + 1 }));
    await coordinator.presses(t.plain('review:button.approveTicked', { total: approved.length }));
    await coordinator.sees(t.plain('review:many.approved', { count: approved.length }));
    // What is decided soon after another decision is told together with all the others.
    await stage.wait(11);
    await member.sees(...approved.map(({ code }) => nameOf(cast, code)));
  },
};
