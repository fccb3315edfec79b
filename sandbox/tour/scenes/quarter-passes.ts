import { expectThat } from '../person.ts';
import type { Scene } from '../stage.ts';

/** The quarter goes by in silence; seven and three working days before the deadline, at nine, comes one message. */
export const quarterPasses: Scene = {
  title: 'The quarter passes; seven and three working days before the deadline the member is reminded',
  async begin(stage) {
    for (const { member, memory } of stage.casts) memory.set('heard', String(member.heard()));
    await stage.moveToWorkingDayBefore(3, '09:01');
  },
  async play({ member, kpis, memory }) {
    const { t } = member;
    await member.sees(t.plain('common:workingDaysLeft', { count: 7 }));
    const text = await member.sees(t.plain('common:workingDaysLeft', { count: 3 }));
    const heard = member.heard() - Number(memory.get('heard'));
    expectThat(heard === 2, member, `got ${heard} messages where two were due`, text);
    expectThat(kpis.length === 6, member, `should answer for six KPIs, not ${kpis.length}`, text);
  },
};
