import { Temporal } from 'temporal-polyfill';
import { type AbsenceDays, checkAbsenceDays, longestAbsence } from '../../domain/people/absence.ts';
import type { Html } from '../../i18n/html.ts';
import { toLocalMoment } from '../../i18n/instants.ts';
import { readDay } from '../../i18n/read-day.ts';
import { askDeputy } from '../../usecases/absences/ask-deputy.ts';
import { listAbsenceDays } from '../../usecases/absences/list-absence-days.ts';
import { readAbsences } from '../../usecases/absences/read-absences.ts';
import type { DialogueState } from '../../usecases/dialogue/dialogue-state.ts';
import { listDaysOff } from '../../usecases/methodology/list-days-off.ts';
import { defineAction } from '../callback-data.ts';
import { dayKeyboard, isDay } from '../day-keyboard.ts';
import { type BoundAction, type DialogueHandler, onStep } from '../feature.ts';
import { menuButton } from '../go.ts';
import { pageButtons, pageOf } from '../paging.ts';
import { actionButton, lines, type Screen } from '../screen.ts';
import { stepOf, type Turn } from '../turn.ts';
import { openAway } from './absence-actions.ts';
import { echo } from './submit-refusals.ts';
import { personName } from './team-words.ts';

/** Steps: `from`, `to`, `deputy`, `done`. */
interface AbsenceFields {
  /** ISO. */
  from: string | null;
  to: string | null;
  page: number;
  /** The month of the calendar that is open, `2026-10`; null while only the days that stand ready are shown. */
  month?: string | null;
}
type State = DialogueState<AbsenceFields>;
type None = Record<string, never>;
type ShowAway = (turn: Turn, opening?: Html) => Promise<void>;

const kind = 'absence';
/** Days ahead that the calendar offers for the first day; any later one can be typed. */
const furthestStart = 365;
const pickDay = defineAction('abs.day', { day: 'id' }, kind);
const pickDeputy = defineAction('abs.who', { person: 'int' }, kind);
const turnTo = defineAction('abs.page', { page: 'int' }, kind);
const turnToMonth = defineAction('abs.month', { month: 'id' }, kind);
const back = defineAction('abs.back', {}, kind);

/** Begins to say when one is away: the first day is asked for. */
export async function beginAbsence(turn: Turn): Promise<void> {
  const state = await turn.begin<AbsenceFields>(kind, 'from', { from: null, to: null, page: 0 });
  await turn.show(await draw(turn, state));
}

async function draw(turn: Turn, state: State): Promise<Screen> {
  const { t } = turn;
  const { fields, step, version } = state;
  const { from, to } = fields;
  const outcome = await readAbsences(turn.deps, { personId: turn.person.id });
  if (outcome.kind === 'noRight') return { text: t('common:noRight'), buttons: [[menuButton(turn)]] };
  const cancel = [actionButton(t.plain('common:button.cancel'), openAway, {})];
  if (step === 'done') {
    return {
      text: t('absence:left'),
      buttons: [[actionButton(t.plain('absence:button.away'), openAway, {})]],
    };
  }
  const backButton = actionButton(t.plain('common:button.back'), back, {}, version);
  if (step === 'deputy' && from !== null && to !== null) {
    const shown = pageOf(outcome.colleagues, fields.page);
    return {
      text: t('absence:deputy', { from, to }),
      buttons: [
        ...shown.items.map(({ id, fullName }) => [
          actionButton(personName(t, fullName), pickDeputy, { person: id }, version),
        ]),
        pageButtons(turn, shown, (text, page) => actionButton(text, turnTo, { page }, version)),
        [backButton],
      ],
    };
  }
  if (fields.month != null) return drawCalendar(turn, state, fields.month);
  const days = await listAbsenceDays(turn.deps, step === 'from' ? null : from);
  const buttons = days.map((day) =>
    actionButton(t.plain('absence:button.day', { day }), pickDay, { day }, version),
  );
  return {
    text: dayQuestion(turn, state, exampleDay(days)),
    buttons: [
      buttons.slice(0, 3),
      buttons.slice(3),
      [
        actionButton(
          t.plain('absence:button.calendar'),
          turnToMonth,
          { month: (days[0] ?? '').slice(0, 7) },
          version,
        ),
        ...(step === 'from' ? cancel : [backButton]),
      ],
    ],
  };
}

/** Any day of a month, for the step that asks for one. */
async function drawCalendar(turn: Turn, state: State, month: string): Promise<Screen> {
  const { t, deps } = turn;
  const { fields, step, version } = state;
  const today = toLocalMoment(turn.now, deps.settings.timeZone).date;
  const first = step === 'from' || fields.from === null ? today : Temporal.PlainDate.from(fields.from);
  const last = first.add({ days: step === 'from' ? furthestStart : longestAbsence - 1 });
  const grid = await dayKeyboard(turn, {
    ...{ first: first.toString(), last: last.toString(), month },
    daysOff: (shown) => listDaysOff(deps, shown),
    dayButton: (text, day) => actionButton(text, pickDay, { day }, version),
    monthButton: (text, other) => actionButton(text, turnToMonth, { month: other }, version),
  });
  const [example = ''] = await listAbsenceDays(deps, null);
  return {
    text: lines(dayQuestion(turn, state, exampleDay([example])), t('common:daysOffInBrackets')),
    buttons: [...grid, [actionButton(t.plain('common:button.back'), back, {}, version)]],
  };
}

function dayQuestion({ t }: Turn, { step, fields: { from } }: State, example: string): Html {
  return from === null || step === 'from' ? t('absence:from', { example }) : t('absence:to', { from });
}

function asksForDay({ step }: State): boolean {
  return step === 'from' || step === 'to';
}

function exampleDay(days: readonly string[]): string {
  const [, month = '10', day = '14'] = (days.at(-1) ?? '2026-10-14').split('-');
  return `${day}.${month}`;
}

async function move(turn: Turn, state: State, step: string, change: Partial<AbsenceFields> = {}) {
  const next = await turn.advance(state, { step, fields: { ...state.fields, ...change } });
  await turn.show(await draw(turn, next ?? (await turn.read<AbsenceFields>(kind)) ?? state));
}

/** A day that was chosen or typed, for the step that asks for one. */
async function takeDay(turn: Turn, state: State, day: Temporal.PlainDate): Promise<void> {
  const today = toLocalMoment(turn.now, turn.deps.settings.timeZone).date;
  const { from } = state.fields;
  const first = state.step === 'from' || from === null ? day : Temporal.PlainDate.from(from);
  const checked = checkAbsenceDays(first, day, today);
  if (checked.kind !== 'ok') {
    const screen = await draw(turn, state);
    return turn.say({ ...screen, text: badDaysText(turn, day.toString(), checked) });
  }
  return state.step === 'from'
    ? move(turn, state, 'to', { from: day.toString(), month: null })
    : move(turn, state, 'deputy', { to: day.toString(), page: 0, month: null });
}

function badDaysText({ t }: Turn, day: string, problem: Exclude<AbsenceDays, { kind: 'ok' }>): Html {
  switch (problem.kind) {
    case 'past':
      return t('absence:past', { day });
    case 'backwards':
      return t('absence:backwards');
    case 'tooLong':
      return t('absence:tooLong', { most: problem.most });
  }
}

async function take(turn: Turn, state: State, text: string): Promise<void> {
  const screen = await draw(turn, state);
  if (!asksForDay(state)) return turn.say(screen);
  const today = toLocalMoment(turn.now, turn.deps.settings.timeZone).date;
  const day = readDay(text, today);
  if (day !== null) return takeDay(turn, state, day);
  const days = await listAbsenceDays(turn.deps, null);
  return turn.say({
    ...screen,
    text: turn.t('absence:notADay', { text: echo(text), example: exampleDay(days) }),
  });
}

async function ask(turn: Turn, state: State, deputyId: number, showAway: ShowAway): Promise<void> {
  const { t } = turn;
  const { from, to } = state.fields;
  if (from === null || to === null) return move(turn, state, 'from');
  const outcome = await askDeputy(turn.deps, {
    ...{ personId: turn.person.id, deputyId, from, to },
    at: stepOf(state),
    next: { step: 'done', fields: state.fields },
  });
  const again = async (text: Html) => turn.show({ ...(await draw(turn, state)), text });
  switch (outcome.kind) {
    case 'asked':
      return showAway(turn, t('absence:sent', { name: personName(t, outcome.deputyName) }));
    case 'badDays':
      return again(badDaysText(turn, from, outcome.problem));
    case 'overlaps':
    case 'standsIn':
      return showAway(turn, t(`absence:${outcome.kind}`));
    case 'deputyAway':
    case 'notColleague':
      return again(t(`absence:${outcome.kind}`));
    case 'stale':
      await turn.noteStale();
      return showAway(turn);
    case 'noRight':
      return showAway(turn);
  }
}

export function absenceActions(showAway: ShowAway): readonly BoundAction[] {
  return [
    onStep<{ day: 'id' }, AbsenceFields>(pickDay, (turn, { day }, state) => {
      return isDay(day) && asksForDay(state)
        ? takeDay(turn, state, Temporal.PlainDate.from(day))
        : move(turn, state, state.step);
    }),
    onStep<{ person: 'int' }, AbsenceFields>(pickDeputy, (turn, { person }, state) =>
      ask(turn, state, person, showAway),
    ),
    onStep<{ page: 'int' }, AbsenceFields>(turnTo, (turn, { page }, state) =>
      move(turn, state, state.step, { page }),
    ),
    onStep<{ month: 'id' }, AbsenceFields>(turnToMonth, (turn, { month }, state) =>
      move(turn, state, state.step, asksForDay(state) ? { month } : {}),
    ),
    onStep<None, AbsenceFields>(back, (turn, _, state) => {
      // From the calendar to the days that stand ready.
      if (state.fields.month != null) return move(turn, state, state.step, { month: null });
      return move(turn, state, state.step === 'deputy' ? 'to' : 'from');
    }),
  ];
}

export const absenceDialogue: DialogueHandler<AbsenceFields> = { kind, render: draw, onText: take };
