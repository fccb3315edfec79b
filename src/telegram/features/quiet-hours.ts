import type { Html } from '../../i18n/html.ts';
import { chooseQuietHours } from '../../usecases/people/choose-quiet-hours.ts';
import { readSettings } from '../../usecases/people/read-settings.ts';
import { defineAction } from '../callback-data.ts';
import { type BoundAction, on } from '../feature.ts';
import { commandButton } from '../go.ts';
import { actionButton, lines } from '../screen.ts';
import type { Turn } from '../turn.ts';

/** Opens the choice of quiet hours. */
export const askQuiet = defineAction('set.quiet', {});
const pickFrom = defineAction('set.qfrom', { from: 'int' });
const pickTo = defineAction('set.qto', { from: 'int', to: 'int' });
const lift = defineAction('set.qoff', {});

/** The first hour of a pause at noon, or of the evening. */
const firstHours = [11, 12, 13, 14, 17, 18, 20, 21, 22];
/** From this hour on, quiet hours last until a morning. */
const evening = 17;
const mornings = [6, 7, 8, 9, 10, 11];

type ShowSettings = (turn: Turn, opening?: Html) => Promise<void>;

function lastHours(from: number): number[] {
  return from >= evening ? mornings : [from + 1, from + 2, from + 3];
}

function clockTime(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}

async function showFirstHours(turn: Turn, opening?: Html): Promise<void> {
  const { t } = turn;
  const { quiet } = (await readSettings(turn.deps, turn.person.id)).reminders;
  const buttons = firstHours.map((from) =>
    actionButton(t.plain('settings:button.hour', { time: clockTime(from) }), pickFrom, { from }),
  );
  await turn.show({
    text: lines(opening ?? null, t('settings:chooseQuietFrom'), t('settings:quietMeaning')),
    buttons: [
      buttons.slice(0, 3),
      buttons.slice(3, 6),
      buttons.slice(6),
      quiet === null ? [] : [actionButton(t.plain('settings:button.noQuiet'), lift, {})],
      [commandButton(t.plain('common:button.back'), 'settings')],
    ],
  });
}

async function showLastHours(turn: Turn, from: number): Promise<void> {
  const { t } = turn;
  if (!firstHours.includes(from)) {
    await turn.note(t.plain('common:staleButton'));
    return showFirstHours(turn);
  }
  const buttons = lastHours(from).map((to) =>
    actionButton(t.plain('settings:button.hour', { time: clockTime(to) }), pickTo, { from, to }),
  );
  await turn.show({
    text: t('settings:chooseQuietTo', { from: clockTime(from) }),
    buttons: [
      buttons.slice(0, 3),
      buttons.slice(3),
      [actionButton(t.plain('common:button.back'), askQuiet, {})],
    ],
  });
}

/** The buttons of quiet hours; `showSettings` shows what was changed. */
export function quietHoursActions(showSettings: ShowSettings): readonly BoundAction[] {
  async function choose(turn: Turn, quiet: { from: number; to: number } | null): Promise<void> {
    const { t } = turn;
    const outcome = await chooseQuietHours(turn.deps, { personId: turn.person.id, quiet });
    switch (outcome.kind) {
      case 'changed':
        return showSettings(turn, t('settings:quietChanged', { from: outcome.from, to: outcome.to }));
      case 'lifted':
        return showSettings(turn, t('settings:quietLifted'));
      case 'impossible':
        await turn.note(t.plain('common:staleButton'));
        return showFirstHours(turn);
      case 'nothingLeft': {
        const { hoursFrom, hoursTo } = outcome;
        return showFirstHours(turn, t('settings:quietTakesAll', { from: hoursFrom, to: hoursTo }));
      }
    }
  }
  return [
    on(askQuiet, (turn) => showFirstHours(turn)),
    on(pickFrom, (turn, { from }) => showLastHours(turn, from)),
    on(pickTo, choose),
    on(lift, (turn) => choose(turn, null)),
  ];
}
