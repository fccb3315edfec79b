import { listCalendarYears } from '../../usecases/methodology/list-calendar-years.ts';
import { type Feature, on } from '../feature.ts';
import { commandButton, menuButton } from '../go.ts';
import { lines } from '../screen.ts';
import type { Turn } from '../turn.ts';
import { openCalendar } from './admin-actions.ts';

/** The years of the working calendar: which are published, which computed, and how the published ones are brought. */
async function showCalendar(turn: Turn): Promise<void> {
  const { t } = turn;
  const outcome = await listCalendarYears(turn.deps, { personId: turn.person.id });
  if (outcome.kind === 'noRight') {
    return turn.show({ text: t('common:noRight'), buttons: [[menuButton(turn)]] });
  }
  const { years, missing } = outcome;
  const isKnown = years.every(({ isProvisional }) => !isProvisional);
  await turn.show({
    text: lines(
      t('calendar:title'),
      ...years.map(({ year, workingDays, isProvisional }) =>
        t(isProvisional ? 'calendar:year.provisional' : 'calendar:year.official', {
          year: String(year),
          count: workingDays,
        }),
      ),
      isKnown ? null : t('calendar:meaning'),
      ...missing.map((year) => t('calendar:missing', { year: String(year) })),
      ...(isKnown ? [] : [t('calendar:whatToDo'), t('calendar:command'), t('calendar:guide')]),
    ),
    buttons: [[commandButton(t.plain('common:button.back'), 'admin')]],
  });
}

/** The working calendar under `/admin`. */
export const calendarFeature: Feature = { actions: [on(openCalendar, showCalendar)] };
