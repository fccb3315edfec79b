import type { DialogueState } from '../../usecases/dialogue/dialogue-state.ts';
import {
  type ReopeningChoices,
  readReopeningChoices,
} from '../../usecases/periods/read-reopening-choices.ts';
import { readyReopenReasons } from '../../usecases/periods/reopen-reason.ts';
import { defineAction } from '../callback-data.ts';
import { menuButton } from '../go.ts';
import { pageButtons, pageOf } from '../paging.ts';
import { actionButton, type Button, lines, type Screen } from '../screen.ts';
import type { Turn } from '../turn.ts';
import { openPeriod } from './admin-actions.ts';
import { placeWords, reopenReasonWords } from './period-words.ts';

/** Steps: `scope`, `group`, `reason`, `day`, `confirm`, `done`. */
export interface ReopenFields {
  periodId: number;
  /** Null: the whole country, once the step after `scope` is reached. */
  groupId: string | null;
  page: number;
  /** As it is stored. */
  reason: string | null;
  /** ISO. */
  day: string | null;
}
export type State = DialogueState<ReopenFields>;

export const kind = 'reopen';
export const forCountry = defineAction('reo.all', {}, kind);
export const forOneGroup = defineAction('reo.one', {}, kind);
export const turnTo = defineAction('reo.page', { page: 'int' }, kind);
export const pickGroup = defineAction('reo.group', { group: 'id' }, kind);
export const pickReason = defineAction('reo.why', { name: 'id' }, kind);
export const pickDay = defineAction('reo.day', { day: 'id' }, kind);
export const confirm = defineAction('reo.go', {}, kind);
export const back = defineAction('reo.back', {}, kind);

/** The screen of the step at which the dialogue stands. */
export async function draw(turn: Turn, state: State): Promise<Screen> {
  const { t } = turn;
  const { fields, step } = state;
  const choices = await readReopeningChoices(turn.deps, {
    personId: turn.person.id,
    periodId: fields.periodId,
  });
  if (choices.kind !== 'choices' || step === 'done') return { ...leftScreen(turn, choices, fields) };
  switch (step) {
    case 'scope':
      return {
        text: t('periods:reopen.scope', { period: choices.periodKey }),
        buttons: [
          [actionButton(t.plain('periods:button.country'), forCountry, {}, state.version)],
          [actionButton(t.plain('periods:button.group'), forOneGroup, {}, state.version)],
          [actionButton(t.plain('common:button.cancel'), openPeriod, { period: fields.periodId })],
        ],
      };
    case 'group':
      return groupScreen(turn, state, choices);
    case 'reason':
      return {
        text: t('periods:reopen.reason', {
          place: placeOf(turn, choices, fields),
          period: choices.periodKey,
        }),
        buttons: [
          ...readyReopenReasons.map((name) => [
            actionButton(t.plain(`periods:reason.${name}`), pickReason, { name }, state.version),
          ]),
          [backButton(turn, state)],
        ],
      };
    case 'day':
      return dayScreen(turn, state, choices);
    default:
      return confirmScreen(turn, state, choices);
  }
}

/** What is shown in place of a step that has no sense any more: it is done, or the period takes values. */
function leftScreen(
  turn: Turn,
  choices: Awaited<ReturnType<typeof readReopeningChoices>>,
  { periodId }: ReopenFields,
): Screen {
  const { t } = turn;
  const buttons = [
    [actionButton(t.plain('periods:button.card'), openPeriod, { period: periodId }), menuButton(turn)],
  ];
  switch (choices.kind) {
    case 'choices':
      return { text: t('periods:reopen.left'), buttons };
    case 'notLocked':
      return { text: t('periods:reopen.notLocked', { period: choices.periodKey }), buttons };
    case 'noRight':
      return { text: t('common:noRight'), buttons: [[menuButton(turn)]] };
    case 'notFound':
      return { text: t('errors:notFound'), buttons: [[menuButton(turn)]] };
  }
}

function groupScreen(turn: Turn, state: State, { groups }: ReopeningChoices): Screen {
  const { language } = turn;
  // Those that asked for it first.
  const sorted = groups.toSorted(
    (a, b) =>
      Number(b.isAsking) - Number(a.isAsking) || a.name[language].localeCompare(b.name[language], language),
  );
  const shown = pageOf(sorted, state.fields.page);
  return {
    text: turn.t('periods:reopen.group'),
    buttons: [
      ...shown.items.map((group) => [
        actionButton(group.name[language], pickGroup, { group: group.id }, state.version),
      ]),
      pageButtons(turn, shown, (text, page) => actionButton(text, turnTo, { page }, state.version)),
      [backButton(turn, state)],
    ],
  };
}

function dayScreen(turn: Turn, state: State, { days }: ReopeningChoices): Screen {
  const { t } = turn;
  const buttons = days.map((day) =>
    actionButton(t.plain('periods:button.day', { day }), pickDay, { day }, state.version),
  );
  return {
    text: t('periods:reopen.day', { example: exampleDay(days) }),
    buttons: [buttons.slice(0, 3), buttons.slice(3), [backButton(turn, state)]],
  };
}

function confirmScreen(turn: Turn, state: State, choices: ReopeningChoices): Screen {
  const { t } = turn;
  const { fields } = state;
  const { day, reason } = fields;
  if (day === null || reason === null) return dayScreen(turn, state, choices);
  return {
    text: lines(
      t('periods:reopen.ask', { period: choices.periodKey }),
      t('periods:reopen.place', { place: placeOf(turn, choices, fields) }),
      t('periods:reopen.until', { day, time: choices.dueTime }),
      t('periods:reopen.why', { reason: reopenReasonWords(t, reason) }),
      t('periods:reopen.effect'),
    ),
    buttons: [
      [actionButton(t.plain('periods:button.reopen'), confirm, {}, state.version)],
      [
        backButton(turn, state),
        actionButton(t.plain('common:button.cancel'), openPeriod, { period: fields.periodId }),
      ],
    ],
  };
}

/** The group, or the country, for which it is reopened, as it reads. */
export function placeOf({ t }: Turn, { groups }: ReopeningChoices, { groupId }: ReopenFields): string {
  return placeWords(t, groups.find(({ id }) => id === groupId) ?? null);
}

function backButton({ t }: Turn, { version }: State): Button {
  return actionButton(t.plain('common:button.back'), back, {}, version);
}

/** A day as people write it: `14.10`. */
export function exampleDay(days: readonly string[]): string {
  const [, month = '10', day = '14'] = (days.at(-1) ?? '2026-10-14').split('-');
  return `${day}.${month}`;
}
