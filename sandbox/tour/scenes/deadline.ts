import { formatNumber } from '../../../src/i18n/numbers.ts';
import { expectThat } from '../person.ts';
import { kpiOf, nameOf, type Scene } from '../stage.ts';
import { readStanding } from './rating-moves.ts';
import { better, forgotten, lastValue, writeValue } from './report.ts';

/** On the last day the member begins what is left, and is called away before sending it. */
export const lastDay: Scene = {
  title: 'The last day: the member begins the last value and is called away',
  begin: (stage) => stage.moveToWorkingDayBefore(0, '09:01'),
  async play(cast) {
    const { member } = cast;
    await member.sees('18:00', nameOf(cast, forgotten));
    await member.presses(nameOf(cast, forgotten));
    const question = await member.sees(nameOf(cast, forgotten), / → \d/);
    await writeValue(member, formatNumber(better(kpiOf(cast, forgotten), lastValue(question))));
    await member.sees('?');
  },
};

/** The deadline has passed: the value counts as nothing, the city falls, the door is still open. */
export const deadline: Scene = {
  title: 'The deadline passes: the missing value costs the city, and the door is still open',
  async begin(stage) {
    await stage.moveJustAfter(stage.dueAt);
    await stage.moveByDays(1, '09:01');
  },
  async play(cast) {
    const { member, citizen } = cast;
    await member.sees('⚠️', nameOf(cast, forgotten), member.t.plain('reminders:overdueNote'));
    await citizen.writes('/city');
    await citizen.sees(citizen.t.plain('states:counted.missing'), nameOf(cast, forgotten));
  },
};

/** The period locks: what comes now is refused, kept, and the person told who can open it again. */
export const lock: Scene = {
  title: 'The period locks, and a late value is refused',
  async begin(stage) {
    await stage.moveJustAfter(stage.locksAt);
    await stage.moveByDays(0, '09:30');
  },
  async play({ member, citizen }) {
    const { t } = member;
    await member.presses(t.plain('common:button.send'));
    const refusal = await member.sees(t.plain('errors:periodClosed', { period: '2026-Q4' }));
    expectThat(!refusal.includes('rc_'), member, 'must get no receipt', refusal);
    const { place } = await readStanding(citizen);
    expectThat(place > 0, citizen, 'should see a place', String(place));
  },
};
