import type { Kpi } from '../../../src/domain/methodology/methodology.ts';
import { formatNumber } from '../../../src/i18n/numbers.ts';
import { expectThat, type Person, plain } from '../person.ts';
import type { Scene } from '../stage.ts';
import { readStanding } from './rating-moves.ts';

/** What the member puts off, and then forgets. */
export const forgotten = 'UTL-05';
/** What the coordinator sends back. */
export const sentBack = 'UTL-04';

/** The member reports all values but one; the first is mistyped at first, and refused in one sentence. */
export const report: Scene = {
  title: 'The member reports five values, one of them mistyped at first',
  async begin(stage) {
    await stage.wait(29);
  },
  async play({ member, citizen, kpis, memory }) {
    const { t, language } = member;
    const { place, score } = await readStanding(citizen);
    memory.set('placeBefore', String(place));
    memory.set('scoreBefore', String(score));
    await member.presses(t.plain('reminders:button.submit'));
    await member.presses(/ 0\/6$/);
    await member.presses(kpis[0]?.shortName[language] ?? '');
    for (const kpi of kpis) {
      const question = await member.sees(kpi.shortName[language], / → \d/);
      if (kpi.code === forgotten) {
        await member.presses(t.plain('common:button.later'));
        continue;
      }
      if (kpi === kpis[0]) {
        await member.writes('130');
        await member.sees(/130 ?%/, /0–100|0 .* 100/);
      }
      const last = lastValue(question);
      // The last value once more is what a hurried hand reports; the coordinator notices.
      const value = kpi.code === sentBack ? last : better(kpi, last);
      memory.set(kpi.code, better(kpi, last));
      // The next question follows the receipt by itself.
      await sendValue(member, formatNumber(String(Number(value))));
    }
  },
};

/** Writes a value and sends it. */
export async function sendValue(member: Person, typed: string): Promise<void> {
  await writeValue(member, typed);
  await member.presses(member.t.plain('common:button.send'));
  const receipt = await member.sees('✅', /rc_[0-9A-Z]{8}/);
  expectThat(plain(receipt).includes(typed), member, `should get a receipt for ${typed}`, receipt);
}

/** Writes a value up to the question whether to send it; where the bot finds it odd, says that it is right and why. */
export async function writeValue(member: Person, typed: string): Promise<void> {
  const { t } = member;
  await member.writes(typed);
  const asked = await member.sees(typed, '?');
  if (asked.startsWith('⚠️')) {
    await member.presses(t.plain('submit:button.isRight', { value: typed.replace(',', '.') }));
    await member.presses(t.plain('submit:explanation.realChange'));
    await member.sees(typed, t.plain('submit:explained', { text: t.plain('submit:explanation.realChange') }));
  }
}

/** The last value of the line that shows where the values come from and where they are now. */
export function lastValue(question: string): string {
  return (/ → (\d[\d,]*)/.exec(plain(question))?.[1] ?? '').replace(',', '.');
}

/** A little more than last time, or a little less where less is better: the work of a quarter. */
export function better(kpi: Kpi, last: string): string {
  const step = kpi.direction === 'higher' ? 1.12 : 0.88;
  const value = Math.min(Number(last) * step, Number(kpi.max)).toFixed(kpi.decimals);
  return String(Number(value));
}
