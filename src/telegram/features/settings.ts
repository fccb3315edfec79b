import { maySomewhere } from '../../domain/people/permissions.ts';
import { type Html, joinHtml } from '../../i18n/html.ts';
import { chooseReminderHours } from '../../usecases/people/choose-reminder-hours.ts';
import { chooseReminderProfile } from '../../usecases/people/choose-reminder-profile.ts';
import { type PersonSettings, readSettings } from '../../usecases/people/read-settings.ts';
import { defineAction } from '../callback-data.ts';
import { type Feature, on } from '../feature.ts';
import { commandButton } from '../go.ts';
import { actionButton, type Button, lines } from '../screen.ts';
import type { Turn } from '../turn.ts';
import { openAway } from './absence-actions.ts';
import { changeCity } from './city-choice.ts';
import { giveAhead } from './privacy-screens.ts';
import { askQuiet, quietHoursActions } from './quiet-hours.ts';

const askProfile = defineAction('set.often', {});
const pickProfile = defineAction('set.prof', { profile: 'id' });
const askHours = defineAction('set.hours', {});
const pickFrom = defineAction('set.from', { from: 'int' });
const pickTo = defineAction('set.to', { from: 'int', to: 'int' });

const profiles = ['light', 'standard', 'active'] as const;
const firstHours = [7, 8, 9, 10, 11, 12];
const lastHours = [13, 16, 17, 18, 20, 22];

/** The settings as they are. `opening` tells what was just changed. */
async function showSettings(turn: Turn, opening?: Html): Promise<void> {
  const { t, language } = turn;
  const settings = await readSettings(turn.deps, turn.person.id);
  const hearsNews = settings.hearsNews || turn.deps.settings.operator === null;
  const isReminded = turn.person.grants.length > 0;
  const { profile, from, to, quiet } = settings.reminders;
  await turn.show({
    text: joinHtml([
      ...(opening === undefined ? [] : [opening]),
      t('settings:language', { language: t.plain('settings:languageName') }),
      placeLine(turn, settings),
      ...(isReminded
        ? [
            t('settings:reminders', { profile: t.plain(`settings:profile.${profile}`) }),
            t('settings:hours', { from, to }),
            ...(quiet === null ? [] : [t('settings:quiet', quiet)]),
          ]
        : []),
    ]),
    buttons: [
      [
        commandButton(t.plain('settings:button.language'), 'language'),
        actionButton(
          t.plain(settings.city === null ? 'menu:button.chooseCity' : 'settings:button.city'),
          changeCity,
          {},
        ),
      ],
      isReminded
        ? [
            actionButton(t.plain('settings:button.reminders'), askProfile, {}),
            actionButton(t.plain('settings:button.hours'), askHours, {}),
          ]
        : [],
      isReminded ? [actionButton(t.plain('settings:button.quiet'), askQuiet, {})] : [],
      [
        ...(maySomewhere('submitValue', turn.person, turn.now)
          ? [actionButton(t.plain('absence:button.away'), openAway, {})]
          : []),
        commandButton(t.plain('settings:button.privacy'), 'privacy'),
      ],
      hearsNews ? [] : [actionButton(t.plain('settings:button.news'), giveAhead, { purpose: 'news' })],
      [commandButton(t.plain('common:button.menu'), 'menu')],
    ],
  });

  function placeLine({ t: text }: Turn, { city, region }: PersonSettings): Html {
    if (city !== null) return text('settings:city', { city: city[language] });
    return region === null ? text('settings:noCity') : text('settings:region', { region: region[language] });
  }
}

function backButton(turn: Turn): Button {
  return commandButton(turn.t.plain('common:button.back'), 'settings');
}

async function showProfiles(turn: Turn): Promise<void> {
  const { t } = turn;
  await turn.show({
    text: joinHtml([
      t('settings:chooseProfile'),
      ...profiles.map((profile) => t(`settings:profileMeaning.${profile}`)),
    ]),
    buttons: [
      profiles.map((profile) =>
        actionButton(t.plain(`settings:button.profile.${profile}`), pickProfile, { profile }),
      ),
      [backButton(turn)],
    ],
  });
}

async function showFirstHours(turn: Turn, opening?: Html): Promise<void> {
  const { t } = turn;
  const buttons = firstHours.map((from) => actionButton(hourLabel(turn, from), pickFrom, { from }));
  await turn.show({
    text: lines(opening ?? null, t('settings:chooseFrom')),
    buttons: [buttons.slice(0, 3), buttons.slice(3), [backButton(turn)]],
  });
}

async function showLastHours(turn: Turn, from: number): Promise<void> {
  const { t } = turn;
  const buttons = lastHours.map((to) => actionButton(hourLabel(turn, to), pickTo, { from, to }));
  await turn.show({
    text: t('settings:chooseTo', { from: clockTime(from) }),
    buttons: [
      buttons.slice(0, 3),
      buttons.slice(3),
      [actionButton(t.plain('common:button.back'), askHours, {})],
    ],
  });
}

function hourLabel({ t }: Turn, hour: number): string {
  return t.plain('settings:button.hour', { time: clockTime(hour) });
}

function clockTime(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}

/** How the bot talks to a person: language, city, how often and when it reminds them. */
export const settingsFeature: Feature = {
  commands: { settings: (turn) => showSettings(turn) },
  actions: [
    on(askProfile, showProfiles),
    on(pickProfile, async (turn, { profile }) => {
      const outcome = await chooseReminderProfile(turn.deps, { personId: turn.person.id, profile });
      switch (outcome.kind) {
        case 'changed': {
          const chosen = turn.t.plain(`settings:profile.${outcome.profile}`);
          return showSettings(turn, turn.t('settings:profileChanged', { profile: chosen }));
        }
        case 'unknownProfile':
          await turn.note(turn.t.plain('common:staleButton'));
          return showProfiles(turn);
      }
    }),
    on(askHours, (turn) => showFirstHours(turn)),
    on(pickFrom, async (turn, { from }) => {
      if (!firstHours.includes(from)) {
        await turn.note(turn.t.plain('common:staleButton'));
        return showFirstHours(turn);
      }
      return showLastHours(turn, from);
    }),
    on(pickTo, async (turn, { from, to }) => {
      const outcome = await chooseReminderHours(turn.deps, { personId: turn.person.id, from, to });
      switch (outcome.kind) {
        case 'changed':
          return showSettings(turn, turn.t('settings:hoursChanged', { from: outcome.from, to: outcome.to }));
        case 'impossible':
          await turn.note(turn.t.plain('common:staleButton'));
          return showFirstHours(turn);
        case 'allQuiet': {
          const { quietFrom, quietTo } = outcome;
          return showFirstHours(turn, turn.t('settings:hoursAllQuiet', { from: quietFrom, to: quietTo }));
        }
      }
    }),
    ...quietHoursActions(showSettings),
  ],
};
