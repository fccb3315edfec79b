import type { ReopeningDay } from '../../domain/kpi/reopening.ts';
import type { Html } from '../../i18n/html.ts';
import { toLocalMoment } from '../../i18n/instants.ts';
import { readDay } from '../../i18n/read-day.ts';
import { readReopeningChoices } from '../../usecases/periods/read-reopening-choices.ts';
import { type ReopenOutcome, reopenPeriod } from '../../usecases/periods/reopen-period.ts';
import { readyReopenReasons, storedReopenReason } from '../../usecases/periods/reopen-reason.ts';
import { readReason } from '../../usecases/reporting/reason.ts';
import { isDay } from '../day-keyboard.ts';
import { type BoundAction, type DialogueHandler, onStep } from '../feature.ts';
import { stepOf, type Turn } from '../turn.ts';
import {
  back,
  confirm,
  draw,
  exampleDay,
  forCountry,
  forOneGroup,
  kind,
  pickDay,
  pickGroup,
  pickReason,
  placeOf,
  type ReopenFields,
  type State,
  turnTo,
} from './period-reopening-screens.ts';
import { showPeriod } from './periods.ts';
import { badReasonText, echo } from './submit-refusals.ts';
import { dayAndTime } from './submit-words.ts';

type None = Record<string, never>;

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
  onStep<{ day: 'id' }, ReopenFields>(pickDay, (turn, { day }, state) =>
    isDay(day) ? move(turn, state, 'confirm', { day }) : move(turn, state, 'day'),
  ),
  onStep<None, ReopenFields>(confirm, (turn, _, state) => reopenNow(turn, state)),
  onStep<None, ReopenFields>(back, (turn, _, state) => move(turn, state, stepBefore(state))),
];

export const reopenDialogue: DialogueHandler<ReopenFields> = { kind, render: draw, onText: take };
