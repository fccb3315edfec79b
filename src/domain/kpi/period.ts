import { Temporal } from 'temporal-polyfill';
import { instantAt } from '../calendar/time-zone.ts';
import type { WorkingCalendar } from '../calendar/working-calendar.ts';

export type PeriodKind = 'month' | 'quarter' | 'year';

/** A reporting period: `index` is the month (1-12), the quarter (1-4), or 1 for a year. */
export interface Period {
  kind: PeriodKind;
  year: number;
  index: number;
}

const MONTHS_IN: Record<PeriodKind, number> = { month: 1, quarter: 3, year: 12 };

/** Reads `2026-10`, `2026-Q3` or `2026`; null for anything else. */
export function parsePeriodKey(key: string): Period | null {
  const match = /^(\d{4})(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?$/.exec(key);
  if (!match) return null;
  const year = Number(match[1]);
  if (match[2]) return { kind: 'quarter', year, index: Number(match[2]) };
  if (match[3]) return { kind: 'month', year, index: Number(match[3]) };
  return { kind: 'year', year, index: 1 };
}

/** The key of a period: the inverse of {@link parsePeriodKey}. */
export function formatPeriodKey({ kind, year, index }: Period): string {
  const yearText = String(year).padStart(4, '0');
  if (kind === 'year') return yearText;
  return kind === 'quarter' ? `${yearText}-Q${index}` : `${yearText}-${String(index).padStart(2, '0')}`;
}

/** The key of the period of a kind that holds a date. */
export function periodKeyOf(kind: PeriodKind, date: Temporal.PlainDate): string {
  return formatPeriodKey({ kind, year: date.year, index: Math.ceil(date.month / MONTHS_IN[kind]) });
}

/** First and last day of a period, both inside it. Throws RangeError on a malformed key. */
export function periodBounds(key: string): {
  kind: PeriodKind;
  firstDay: Temporal.PlainDate;
  lastDay: Temporal.PlainDate;
} {
  const { kind, year, index } = readKey(key);
  const months = MONTHS_IN[kind];
  const firstDay = Temporal.PlainDate.from({ year, month: (index - 1) * months + 1, day: 1 });
  return { kind, firstDay, lastDay: firstDay.add({ months }).subtract({ days: 1 }) };
}

/** The key n periods earlier (later when n is negative) of the same kind. */
export function previousPeriod(key: string, n = 1): string {
  const { kind, firstDay } = periodBounds(key);
  return periodKeyOf(kind, firstDay.subtract({ months: n * MONTHS_IN[kind] }));
}

/** The quarter in which a period ends: its own for a quarter, the fourth for a year. */
export function quarterOf(key: string): string {
  return periodKeyOf('quarter', periodBounds(key).lastDay);
}

/** The keys of the three months of a quarter, in order. Throws RangeError when the key is no quarter. */
export function monthsOfQuarter(key: string): [string, string, string] {
  const { kind, firstDay } = periodBounds(key);
  if (kind !== 'quarter') throw new RangeError(`Not a quarter: ${key}`);
  const month = (offset: number) => periodKeyOf('month', firstDay.add({ months: offset }));
  return [month(0), month(1), month(2)];
}

/** Periods of a kind whose last day lies after `from` and not after `to`, oldest first. */
export function periodsEndingBetween(
  kind: PeriodKind,
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
): string[] {
  const keys: string[] = [];
  for (let key = periodKeyOf(kind, from.add({ days: 1 })); ; key = previousPeriod(key, -1)) {
    if (Temporal.PlainDate.compare(periodBounds(key).lastDay, to) > 0) return keys;
    keys.push(key);
  }
}

/** The methodology's reporting deadlines. */
export interface ReportingRules {
  /** Working days after the end of a period until its report is due. */
  dueWorkingDays: Record<PeriodKind, number>;
  /** Local time of the due day until which a report is on time, inclusive: 'HH:MM'. */
  dueTime: string;
  /** Working days after the due day until the period locks. */
  graceWorkingDays: number;
}

export interface ReportingSchedule {
  /** The first instant after the period. */
  opensAt: Date;
  dueOn: Temporal.PlainDate;
  dueAt: Date;
  locksOn: Temporal.PlainDate;
  /** The first instant after the day `locksOn`. */
  locksAt: Date;
}

/** When a period opens, is due and locks, by the rules, in the zone. Throws RangeError on a malformed key. */
export function reportingSchedule(input: {
  key: string;
  calendar: WorkingCalendar;
  rules: ReportingRules;
  zone: string;
}): ReportingSchedule {
  const { key, calendar, rules, zone } = input;
  const { kind, lastDay } = periodBounds(key);
  const dueOn = calendar.addWorkingDays(lastDay, rules.dueWorkingDays[kind]);
  const locksOn = calendar.addWorkingDays(dueOn, rules.graceWorkingDays);
  return {
    opensAt: instantAt(lastDay.add({ days: 1 }), '00:00', zone),
    dueOn,
    dueAt: instantAt(dueOn, rules.dueTime, zone),
    locksOn,
    locksAt: instantAt(locksOn.add({ days: 1 }), '00:00', zone),
  };
}

export type PeriodState = 'upcoming' | 'open' | 'closing' | 'locked';

/**
 * A period's state at an instant. A reopened period is `closing` again up to and including
 * `reopenedUntil`: values are taken, and counted as late.
 */
export function periodState(
  period: Pick<ReportingSchedule, 'opensAt' | 'dueAt' | 'locksAt'> & { reopenedUntil?: Date | null },
  now: Date,
): PeriodState {
  if (now < period.opensAt) return 'upcoming';
  if (isOnTime(now, period.dueAt)) return 'open';
  if (now < period.locksAt) return 'closing';
  return period.reopenedUntil && now <= period.reopenedUntil ? 'closing' : 'locked';
}

/** Whether a report made at an instant meets its deadline: 18:00:00 itself does, a millisecond later not. */
export function isOnTime(submittedAt: Date, dueAt: Date): boolean {
  return submittedAt.getTime() <= dueAt.getTime();
}

/**
 * Whether a version counts as on time: it meets the deadline, or it corrects what had come by then, be it returned
 * or not. «No data» kept no deadline for a number that follows it.
 */
export function countsAsOnTime(
  version: { kind: ReportKind; submittedAt: Date },
  dueAt: Date,
  earlier: readonly { kind: ReportKind; isOnTime: boolean }[],
): boolean {
  return (
    isOnTime(version.submittedAt, dueAt) ||
    earlier.some(({ kind, isOnTime: was }) => was && (kind !== 'no_data' || version.kind === 'no_data'))
  );
}

type ReportKind = 'value' | 'not_applicable' | 'no_data';

function readKey(key: string): Period {
  const period = parsePeriodKey(key);
  if (!period) throw new RangeError(`Not a period key: ${key}`);
  return period;
}
