import { Temporal } from 'temporal-polyfill';
import type { WorkingCalendar } from '../calendar/working-calendar.ts';
import type { Audience, Obligation } from './obligation.ts';

/**
 * The moment at which a reminder is told, in working days left: 3 is three working days before the due
 * day, 0 the due day itself, -1 the first working day after it.
 */
export type Stage = number;

export type ReminderProfile = 'light' | 'standard' | 'active';

const OVERDUE_STAGES: readonly Stage[] = [-1, -3];

/** The stages of each profile, in the order in which they come; overdue ones are the same for all. */
export const REMINDER_STAGES: Readonly<Record<ReminderProfile, readonly Stage[]>> = {
  light: [1, 0, ...OVERDUE_STAGES],
  standard: [7, 3, 1, 0, ...OVERDUE_STAGES],
  active: [7, 6, 5, 4, 3, 2, 1, 0, ...OVERDUE_STAGES],
};

/** What is late is told further on: first to the coordinators of the group, then to its head. */
const TOLD_FURTHER: Readonly<Record<Exclude<Audience, 'owner'>, readonly Stage[]>> = {
  coordinator: [-3],
  head: [-5],
  onlyCoordinator: [-3, -5],
};

/** The calendar of a year takes weeks to get; its administrators hear of it in November and December. */
const CALENDAR_STAGES: readonly Stage[] = [40, 20];

/** Overdue for longer than this, in working days, nothing is told any more; lists go on showing it. */
export const TOLD_AT_MOST_AFTER = 20;

/** The stages at which a person with that profile hears of an obligation, in the order in which they come. */
export function stagesOf(
  { kind, toldAs }: Pick<Obligation, 'kind' | 'toldAs'>,
  profile: ReminderProfile,
): readonly Stage[] {
  if (toldAs !== 'owner') return TOLD_FURTHER[toldAs];
  return kind === 'calendarData'
    ? [...CALENDAR_STAGES, ...REMINDER_STAGES[profile]]
    : REMINDER_STAGES[profile];
}

/** A stage as it is stored: `before-3`, `day`, `overdue-1`. */
export function formatStage(stage: Stage): string {
  if (stage === 0) return 'day';
  return stage > 0 ? `before-${stage}` : `overdue-${-stage}`;
}

/** Reads what {@link formatStage} wrote; null for anything else. */
export function parseStage(text: string): Stage | null {
  if (text === 'day') return 0;
  const match = /^(before|overdue)-([1-9]\d*)$/.exec(text);
  if (!match) return null;
  return match[1] === 'before' ? Number(match[2]) : -Number(match[2]);
}

/**
 * Working days left until a due day, seen from a day: 0 on the due day, negative after it. A due day that
 * is not worked counts as the last working day before it.
 */
export function workingDaysLeft(
  dueOn: Temporal.PlainDate,
  today: Temporal.PlainDate,
  calendar: WorkingCalendar,
): number {
  return calendar.workingDaysBetween(today, dueOn);
}

export interface StageQuestion {
  obligation: Pick<Obligation, 'kind' | 'toldAs' | 'dueOn' | 'opensOn' | 'doneAt'>;
  profile: ReminderProfile;
  today: Temporal.PlainDate;
  calendar: WorkingCalendar;
  /** Stages of this obligation that the person has been told. */
  alreadySent: readonly Stage[];
}

/**
 * The stage to be told today, or null. It is the latest whose day has come; earlier ones that were missed
 * fall away, so that an outage ends in one reminder, not in a storm. Nothing is told on a day off, of a
 * thing done, before it opened, or twice; a stage whose day lay before the opening falls away, and so does what is
 * overdue for longer than {@link TOLD_AT_MOST_AFTER}.
 */
export function dueStage(question: StageQuestion): Stage | null {
  const { obligation, profile, today, calendar, alreadySent } = question;
  if (obligation.doneAt !== null || !calendar.isWorkingDay(today)) return null;
  if (Temporal.PlainDate.compare(today, obligation.opensOn) < 0) return null;
  const left = workingDaysLeft(obligation.dueOn, today, calendar);
  if (left < -TOLD_AT_MOST_AFTER) return null;
  const reached = stagesOf(obligation, profile).filter((stage) => stage >= left);
  const latest = reached.at(-1);
  if (latest === undefined || alreadySent.some((stage) => stage <= latest)) return null;
  const day = dayOfStage(latest, obligation.dueOn, calendar);
  return Temporal.PlainDate.compare(day, obligation.opensOn) < 0 ? null : latest;
}

/** The working day on which a stage is told when nothing hinders it. */
export function dayOfStage(
  stage: Stage,
  dueOn: Temporal.PlainDate,
  calendar: WorkingCalendar,
): Temporal.PlainDate {
  const lastWorkedDay = calendar.isWorkingDay(dueOn) ? dueOn : calendar.addWorkingDays(dueOn, -1);
  return calendar.addWorkingDays(lastWorkedDay, -stage);
}
