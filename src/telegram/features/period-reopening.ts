import { Temporal } from 'temporal-polyfill';
import type { ReopeningDay } from '../../domain/kpi/reopening.ts';
import type { Html } from '../../i18n/html.ts';
import { toLocalMoment } from '../../i18n/instants.ts';
import { readDay } from '../../i18n/read-day.ts';
import type { DialogueState } from '../../usecases/dialogue/dialogue-state.ts';
import {
  type ReopeningChoices,
  readReopeningChoices,
} from '../../usecases/periods/read-reopening-choices.ts';
import { type ReopenOutcome, reopenPeriod } from '../../usecases/periods/reopen-period.ts';
import { readyReopenReasons, storedReopenReason } from '../../usecases/periods/reopen-reason.ts';
import { readReason } from '../../usecases/reporting/reason.ts';
import { defineAction } from '../callback-data.ts';
import { type BoundAction, type DialogueHandler, onStep } from '../feature.ts';
import { menuButton } from '../go.ts';
import { pageButtons, pageOf } from '../paging.ts';
import { actionButton, type Button, lines, type Screen } from '../screen.ts';
import { stepOf, type Turn } from '../turn.ts';
import { openPeriod } from './admin-actions.ts';
import { placeWords, reopenReasonWords } from './period-words.ts';
import { showPeriod } from './periods.ts';
import { badReasonText, echo } from './submit-refusals.ts';
import { dayAndTime } from './submit-words.ts';

/** Steps: `scope`, `group`, `reason`, `day`, `confirm`, `done`. */
interface ReopenFields {
  periodId: number;
  /** Null: the whole country, once the step after `scope` is reached. */
  groupId: string | null;
  page: number;
  /** As it is stored. */
  reason: string | null;
  /** ISO. */
  day: string | null;
}
type State = DialogueState<ReopenFields>;
type None = Record<string, never>;

const kind = 'reopen';
const forCountry = defineAction('reo.all', {}, kind);
const forOneGroup = defineAction('reo.one', {}, kind);
const turnTo = defineAction('reo.page', { page: 'int' }, kind);
const pickGroup = defineAction('reo.group', { group: 'id' }, kind);
const pickReason = defineAction('reo.why', { name: 'id' }, kind);
const pickDay = defineAction('reo.day', { day: 'id' }, kind);
const confirm = defineAction('reo.go', {}, kind);
const back = defineAction('reo.back', {}, kind);

/** Begins to reopen a period, for the group that asked for it, or asking for whom. */
export async function beginReopening(turn: Turn, periodId: number, groupId: string | null): Promise<void> {
  const choices = await readReopeningChoices(turn.deps, { personId: turn.person.id, periodId });
  if (choices.kind === 'notLocked') {
    const { periodKey: period } = choices;
    return showPeriod(turn, periodId, turn.t('periods:reopen.notLocked', { period }));
  }
  if (choices.kind !== 'choices') return showPeriod(turn, periodId);
  const isKnown = choices.groups.some(({ id }) => id === groupId);
  const state = await turn.begin<ReopenFields>(kind, isKnown ? 'reason' : 'scope', {
    periodId,
    groupId: isKnown ? groupId : null,
    page: 0,
    reason: null,
    day: null,
  });
  await turn.show(await draw(turn, state));
}

async function draw(turn: Turn, state: State): Promise<Screen> {
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

function placeOf({ t }: Turn, { groups }: ReopeningChoices, { groupId }: ReopenFields): string {
  return placeWords(t, groups.find(({ id }) => id === groupId) ?? null);
}

function backButton({ t }: Turn, { version }: State): Button {
  return actionButton(t.plain('common:button.back'), back, {}, version);
}

/** A day as people write it: `14.10`. */
function exampleDay(days: readonly string[]): string {
  const [, month = '10', day = '14'] = (days.at(-1) ?? '2026-10-14').split('-');
  return `${day}.${month}`;
}

async function move(turn: Turn, state: State, step: string, change: Partial<ReopenFields> = {}) {
  const next = await turn.advance(state, { step, fields: { ...state.fields, ...change } });
  await turn.show(await draw(turn, next ?? (await turn.read<ReopenFields>(kind)) ?? state));
}

async function reopenNow(turn: Turn, state: State): Promise<void> {
  const { fields } = state;
  const { periodId, groupId, reason, day } = fields;
  if (reason === null || day === null) return move(turn, state, 'reason');
  const outcome = await reopenPeriod(turn.deps, {
    personId: turn.person.id,
    periodId,
    workingGroupId: groupId,
    reason,
    day,
    at: stepOf(state),
    next: { step: 'done', fields },
  });
  return answer(turn, state, outcome);
}

async function answer(turn: Turn, state: State, outcome: ReopenOutcome): Promise<void> {
  const { t } = turn;
  const { periodId, day } = state.fields;
  const choices = await readReopeningChoices(turn.deps, { personId: turn.person.id, periodId });
  const place = choices.kind === 'choices' ? placeOf(turn, choices, state.fields) : '';
  switch (outcome.kind) {
    case 'reopened':
      return showPeriod(
        turn,
        periodId,
        t('periods:reopen.done', { place, day: day ?? '', count: outcome.told }),
      );
    case 'alreadyOpen': {
      const until = dayAndTime(outcome.until, turn.deps.settings.timeZone);
      const next = await turn.advance(state, { step: 'day', fields: state.fields });
      const screen = await draw(turn, next ?? state);
      return turn.show({ ...screen, text: t('periods:reopen.alreadyOpen', { place, ...until }) });
    }
    case 'notLocked':
      return showPeriod(turn, periodId, t('periods:reopen.notLocked', { period: outcome.periodKey }));
    case 'badDay': {
      const next = await turn.advance(state, { step: 'day', fields: state.fields });
      const screen = await draw(turn, next ?? state);
      return turn.show({ ...screen, text: badDayText(turn, day ?? '', outcome.problem) });
    }
    case 'badReason':
      return move(turn, state, 'reason', { reason: null });
    case 'stale':
      await turn.noteStale();
      return showPeriod(turn, periodId);
    case 'noRight':
    case 'notFound':
      return showPeriod(turn, periodId);
  }
}

function badDayText({ t }: Turn, day: string, problem: Exclude<ReopeningDay, { kind: 'ok' }>): Html {
  switch (problem.kind) {
    case 'past':
      return t('periods:reopen.past', { day });
    case 'dayOff':
      return t('periods:reopen.dayOff', { day, next: problem.next });
    case 'tooFar':
      return t('periods:reopen.tooFar', { day, furthest: problem.furthest });
  }
}

/** A reason or a day, as it was typed. */
async function take(turn: Turn, state: State, text: string): Promise<void> {
  const { t } = turn;
  const screen = await draw(turn, state);
  if (state.step === 'reason') {
    const read = readReason(text);
    if (read.kind !== 'ok') return turn.say({ ...screen, text: badReasonText(turn, read) });
    return move(turn, state, 'day', { reason: read.text });
  }
  if (state.step !== 'day') return turn.say(screen);
  const today = toLocalMoment(turn.now, turn.deps.settings.timeZone).date;
  const day = readDay(text, today);
  const choices = await readReopeningChoices(turn.deps, {
    personId: turn.person.id,
    periodId: state.fields.periodId,
    day: day?.toString(),
  });
  if (choices.kind !== 'choices') return turn.say(screen);
  if (day === null) {
    const example = exampleDay(choices.days);
    return turn.say({ ...screen, text: t('periods:reopen.notADay', { text: echo(text), example }) });
  }
  const { checked } = choices;
  if (checked !== null && checked.kind !== 'ok') {
    return turn.say({ ...screen, text: badDayText(turn, day.toString(), checked) });
  }
  return move(turn, state, 'confirm', { day: day.toString() });
}

/** The step before, by what was chosen. */
function stepBefore({ step, fields }: State): string {
  if (step === 'confirm') return 'day';
  if (step === 'day') return 'reason';
  return step === 'reason' && fields.groupId !== null ? 'group' : 'scope';
}

export const reopenActions: readonly BoundAction[] = [
  onStep<None, ReopenFields>(forCountry, (turn, _, state) => move(turn, state, 'reason', { groupId: null })),
  onStep<None, ReopenFields>(forOneGroup, (turn, _, state) => move(turn, state, 'group', { page: 0 })),
  onStep<{ page: 'int' }, ReopenFields>(turnTo, (turn, { page }, state) =>
    move(turn, state, 'group', { page }),
  ),
  onStep<{ group: 'id' }, ReopenFields>(pickGroup, (turn, { group }, state) =>
    move(turn, state, 'reason', { groupId: group }),
  ),
  onStep<{ name: 'id' }, ReopenFields>(pickReason, (turn, { name }, state) => {
    const ready = readyReopenReasons.find((known) => known === name);
    if (ready === undefined) return move(turn, state, 'reason');
    return move(turn, state, 'day', { reason: storedReopenReason(ready) });
  }),
  onStep<{ day: 'id' }, ReopenFields>(pickDay, (turn, { day }, state) => {
    const isDay =
      /^\d{4}-\d{2}-\d{2}$/.test(day) && readDay(day, Temporal.PlainDate.from('2000-01-01')) !== null;
    return isDay ? move(turn, state, 'confirm', { day }) : move(turn, state, 'day');
  }),
  onStep<None, ReopenFields>(confirm, (turn, _, state) => reopenNow(turn, state)),
  onStep<None, ReopenFields>(back, (turn, _, state) => move(turn, state, stepBefore(state))),
];

export const reopenDialogue: DialogueHandler<ReopenFields> = { kind, render: draw, onText: take };
