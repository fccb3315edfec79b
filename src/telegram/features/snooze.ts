import { Temporal } from 'temporal-polyfill';
import { readyWishes, type SnoozeWish } from '../../domain/reminders/snooze.ts';
import type { Html } from '../../i18n/html.ts';
import { toLocalMoment } from '../../i18n/instants.ts';
import { listDaysOff } from '../../usecases/methodology/list-days-off.ts';
import { endSnooze } from '../../usecases/reminders/end-snooze.ts';
import { putOffReminder } from '../../usecases/reminders/put-off-reminder.ts';
import { readDigestNow } from '../../usecases/reminders/read-digest.ts';
import { readSnooze } from '../../usecases/reminders/read-snooze.ts';
import { readSnoozeChoices, type SnoozeChoices } from '../../usecases/reminders/read-snooze-choices.ts';
import type { ReminderMessage } from '../../usecases/reminders/reminder-message.ts';
import { dayKeyboard, isDay } from '../day-keyboard.ts';
import { type Feature, on } from '../feature.ts';
import { menuButton } from '../go.ts';
import { drawDigest } from '../notifications/reminders.ts';
import { actionButton, type Button, lines } from '../screen.ts';
import type { Turn } from '../turn.ts';
import {
  messageId,
  openSnooze,
  readMessageId,
  showNow,
  snoozeBack,
  snoozeMonth,
  snoozeTo,
  snoozeToDay,
} from './snooze-actions.ts';
import { dayAndTime } from './submit-words.ts';

type Choices = Extract<SnoozeChoices, { kind: 'choices' }>;

/** When a message comes: `бүгін, 11:15`, `ертең, 09:00`, `14 қазан, 17:00`. */
function whenWords({ t, now, deps }: Turn, instant: Date): string {
  const zone = deps.settings.timeZone;
  const { date, time } = toLocalMoment(instant, zone);
  const today = toLocalMoment(now, zone).date;
  if (date.equals(today)) return t.plain('snooze:when.today', { time });
  if (date.equals(today.add({ days: 1 }))) return t.plain('snooze:when.tomorrow', { time });
  return t.plain('snooze:when.day', { day: date, time });
}

function backButton({ t }: Turn, message: string): Button {
  return actionButton(t.plain('common:button.back'), snoozeBack, { message });
}

/** The message itself, as it stands now. */
async function showMessage(turn: Turn, message: ReminderMessage): Promise<void> {
  const { t, deps } = turn;
  const digest = await readDigestNow(deps, { personId: turn.person.id, ...message });
  if (digest.kind === 'untrue') return showNothingOwed(turn);
  await turn.show(await drawDigest(deps, t, digest, message));
}

async function showNothingOwed(turn: Turn): Promise<void> {
  await turn.show({ text: turn.t('snooze:nothingOwed'), buttons: [[menuButton(turn)]] });
}

async function showOverdue(turn: Turn, message: ReminderMessage): Promise<void> {
  await turn.note(turn.t.plain('snooze:overdue'));
  await showMessage(turn, message);
}

/** What can be chosen, where anything can; else why nothing can. */
async function withChoices(
  turn: Turn,
  message: ReminderMessage,
  show: (choices: Choices) => Promise<void>,
): Promise<void> {
  const choices = await readSnoozeChoices(turn.deps, { personId: turn.person.id, message });
  switch (choices.kind) {
    case 'choices':
      return show(choices);
    case 'tooLate':
      return showTooLate(turn, message, choices);
    case 'overdue':
      return showOverdue(turn, message);
    case 'nothingOwed':
      return showNothingOwed(turn);
  }
}

function showChoices(turn: Turn, message: ReminderMessage, opening?: Html): Promise<void> {
  const { t } = turn;
  const id = messageId(message);
  return withChoices(turn, message, ({ ready, days, dueAt }) =>
    turn.show({
      text: lines(
        opening ?? null,
        t('snooze:ask'),
        t('snooze:deadline', dayAndTime(dueAt, turn.deps.settings.timeZone)),
      ),
      buttons: [
        ...ready.map(({ wish, until }) => [
          actionButton(
            wish === 'hour'
              ? t.plain('snooze:button.hour')
              : t.plain('snooze:button.latest', { when: whenWords(turn, until) }),
            snoozeTo,
            { message: id, wish },
          ),
        ]),
        days === null
          ? []
          : [
              actionButton(t.plain('snooze:button.otherDay'), snoozeMonth, {
                message: id,
                month: days.first.slice(0, 7),
              }),
            ],
        [backButton(turn, id)],
      ],
    }),
  );
}

function showCalendar(turn: Turn, message: ReminderMessage, month: string): Promise<void> {
  const { t, deps } = turn;
  const id = messageId(message);
  return withChoices(turn, message, async ({ days, dueAt }) => {
    if (days === null) return showChoices(turn, message);
    const grid = await dayKeyboard(turn, {
      ...days,
      month,
      daysOff: (shown) => listDaysOff(deps, shown),
      dayButton: (text, day) => actionButton(text, snoozeToDay, { message: id, day }),
      monthButton: (text, other) => actionButton(text, snoozeMonth, { message: id, month: other }),
    });
    await turn.show({
      text: lines(
        t('snooze:pickDay'),
        t('snooze:deadline', dayAndTime(dueAt, turn.deps.settings.timeZone)),
        t('common:daysOffInBrackets'),
      ),
      buttons: [...grid, [actionButton(t.plain('common:button.back'), openSnooze, { message: id })]],
    });
  });
}

async function showTooLate(
  turn: Turn,
  message: ReminderMessage,
  { dueAt, latest }: { dueAt: Date; latest: Date | null },
): Promise<void> {
  const { t } = turn;
  const id = messageId(message);
  const due = dayAndTime(dueAt, turn.deps.settings.timeZone);
  if (latest === null) {
    return turn.show({ text: t('snooze:nothingLeft', due), buttons: [[backButton(turn, id)]] });
  }
  const when = whenWords(turn, latest);
  await turn.show({
    text: lines(t('snooze:tooLate', due), t('snooze:latest', { when })),
    buttons: [
      [actionButton(t.plain('snooze:button.latest', { when }), snoozeTo, { message: id, wish: 'latest' })],
      [actionButton(t.plain('common:button.back'), openSnooze, { message: id })],
    ],
  });
}

async function showPutOff(
  turn: Turn,
  message: ReminderMessage,
  { until, dueAt }: { until: Date; dueAt: Date },
): Promise<void> {
  const { t } = turn;
  const id = messageId(message);
  const { day } = dayAndTime(dueAt, turn.deps.settings.timeZone);
  await turn.show({
    text: t('snooze:putOff', { when: whenWords(turn, until), day }),
    buttons: [
      [actionButton(t.plain('snooze:button.showNow'), showNow, { message: id })],
      [actionButton(t.plain('snooze:button.change'), openSnooze, { message: id })],
    ],
  });
}

async function putOff(turn: Turn, message: ReminderMessage, wish: SnoozeWish): Promise<void> {
  const outcome = await putOffReminder(turn.deps, { personId: turn.person.id, message, wish });
  switch (outcome.kind) {
    case 'putOff':
      return showPutOff(turn, message, outcome);
    case 'tooLate':
      return showTooLate(turn, message, outcome);
    case 'overdue':
      return showOverdue(turn, message);
    case 'past':
      return showChoices(turn, message, turn.t('snooze:past'));
    case 'nothingOwed':
      return showNothingOwed(turn);
  }
}

/** A wish that stands ready on a button; null for what is none. */
function readWish(text: string): SnoozeWish | null {
  if (text === 'latest') return { kind: 'latest' };
  const kind = readyWishes.find((wish) => wish === text);
  return kind === undefined ? null : { kind };
}

async function goBack(turn: Turn, message: ReminderMessage): Promise<void> {
  const snooze = await readSnooze(turn.deps, { personId: turn.person.id, message });
  switch (snooze.kind) {
    case 'putOff':
      return showPutOff(turn, message, snooze);
    case 'notPutOff':
      return showMessage(turn, message);
  }
}

async function refuseForged(turn: Turn): Promise<void> {
  await turn.note(turn.t.plain('common:staleButton'));
  await turn.go.command('menu');
}

/** Does something with the message that a button names. */
async function withMessage(
  turn: Turn,
  id: string,
  handle: (message: ReminderMessage) => Promise<void>,
): Promise<void> {
  const message = readMessageId(id);
  return message === null ? refuseForged(turn) : handle(message);
}

/** Putting off what a reminder names: in an hour, this evening, tomorrow, on a day. */
export const snoozeFeature: Feature = {
  actions: [
    on(openSnooze, (turn, { message: id }) => withMessage(turn, id, (message) => showChoices(turn, message))),
    on(snoozeTo, (turn, { message: id, wish: text }) => {
      const wish = readWish(text);
      if (wish === null) return refuseForged(turn);
      return withMessage(turn, id, (message) => putOff(turn, message, wish));
    }),
    on(snoozeMonth, (turn, { message: id, month }) =>
      withMessage(turn, id, (message) => showCalendar(turn, message, month)),
    ),
    on(snoozeToDay, (turn, { message: id, day }) => {
      if (!isDay(day)) return refuseForged(turn);
      const wish: SnoozeWish = { kind: 'day', day: Temporal.PlainDate.from(day) };
      return withMessage(turn, id, (message) => putOff(turn, message, wish));
    }),
    on(snoozeBack, (turn, { message: id }) => withMessage(turn, id, (message) => goBack(turn, message))),
    on(showNow, (turn, { message: id }) =>
      withMessage(turn, id, async (message) => {
        await endSnooze(turn.deps, { personId: turn.person.id, message });
        await showMessage(turn, message);
      }),
    ),
  ],
};
