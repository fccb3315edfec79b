import { formatNumber } from '../../../src/i18n/numbers.ts';
import { expectThat } from '../person.ts';
import { nameOf, type Scene } from '../stage.ts';
import { forgotten, sendValue, sentBack } from './report.ts';

/** One working day before the deadline the reminder names what is left; the returned value is corrected. */
export const correct: Scene = {
  title: 'One working day before: the returned value is corrected and approved',
  begin: (stage) => stage.moveToWorkingDayBefore(1, '09:01'),
  async play(cast, stage) {
    const { member, coordinator, memory } = cast;
    const { t } = member;
    const reminder = await member.sees(
      t.plain('common:workingDaysLeft', { count: 1 }),
      nameOf(cast, sentBack),
      nameOf(cast, forgotten),
    );
    expectThat(!reminder.includes(nameOf(cast, 'UTL-01')), member, 'is reminded of what is done', reminder);
    await member.presses(t.plain('common:button.fix'));
    await member.sees('↩️', cast.script.returnReason);
    await sendValue(member, formatNumber(memory.get(sentBack) ?? ''));
    await stage.wait(15);
    await coordinator.writes('/review');
    await coordinator.presses(coordinator.t.plain('review:button.approve'));
    await coordinator.sees('✅', nameOf(cast, sentBack));
    await member.sees('✅', nameOf(cast, sentBack));
  },
};
