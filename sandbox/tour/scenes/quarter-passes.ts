import { expectThat } from '../person.ts';
import type { Scene } from '../stage.ts';

/** The quarter goes by in silence; three working days before the deadline, at nine, comes one message. */
export const quarterPasses: Scene = {
  title: 'The quarter passes; three working days before the deadline the member is reminded',
  async begin(stage) {
    for (const { member, memory } of stage.casts) memory.set('heard', String(member.heard()));
    await stage.moveToWorkingDayBefore(3, '09:01');
  },
  async play({ member, kpis, memory }) {
    const { t } = member;
    const text = await member.sees(t.plain('common:workingDaysLeft', { count: 3 }));
    const heard = member.heard() - Number(memory.get('heard'));
    expectThat(heard === 1, member, 'got more than the one message that was due', text);
    expectThat(kpis.length === 6, member, `should answer for six KPIs, not ${kpis.length}`, text);
  },
};
