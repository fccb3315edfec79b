import { nameOf, type Scene } from '../stage.ts';
import { sentBack } from './report.ts';

/** The coordinator approves four values and returns one with a reason of their own; the member is told. */
export const review: Scene = {
  title: 'The coordinator approves four values and returns one',
  async begin(stage) {
    await stage.wait(40);
  },
  async play(cast) {
    const { coordinator, member, kpis, memory, script } = cast;
    const { t } = coordinator;
    await coordinator.sees(t.plain('review:waitingInAll', { count: 5 }));
    await coordinator.writes('/review');
    const waiting = kpis.filter(({ code }) => memory.has(code));
    for (const [index, kpi] of waiting.entries()) {
      await coordinator.sees(`/${waiting.length - index}.`, nameOf(cast, kpi.code));
      if (kpi.code !== sentBack) {
        await coordinator.presses(t.plain('review:button.approve'));
        await member.sees(
          member.t.plain('review:decided.approved', { value: '' }).slice(0, -2),
          nameOf(cast, kpi.code),
        );
        continue;
      }
      await coordinator.presses(t.plain('review:button.return'));
      await coordinator.sees(t.plain('review:askReason'));
      await coordinator.writes(script.returnReason);
      await member.sees('↩️', script.returnReason, nameOf(cast, sentBack));
    }
    await coordinator.sees(t.plain('review:empty'));
  },
};
