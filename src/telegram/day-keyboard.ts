import { Temporal } from 'temporal-polyfill';
import { weekdayHeads } from '../i18n/dates.ts';
import { defineAction } from './callback-data.ts';
import { actionButton, type Button } from './screen.ts';
import type { Turn } from './turn.ts';

/** A cell of the calendar that is no day to choose; its press says so. */
export const notThisDay = defineAction('day.none', {});

const nothing = '·';
const daysOfWeek = 7;

export interface DayChoice {
  /** The first and the last day that can be chosen, ISO. */
  first: string;
  last: string;
  /** The month to show, `2026-10`; the nearest one with a day to choose is shown instead of any other. */
  month: string;
  /** The days off of the month that is shown, ISO; they stand in brackets. */
  daysOff(month: string): Promise<ReadonlySet<string>>;
  dayButton(text: string, day: string): Button;
  monthButton(text: string, month: string): Button;
}

/**
 * A month as rows of buttons: its name between the ways to its neighbours, the weekdays, and the weeks that have
 * a day to choose.
 */
export async function dayKeyboard({ t }: Pick<Turn, 't'>, choice: DayChoice): Promise<Button[][]> {
  const first = Temporal.PlainDate.from(choice.first);
  const last = Temporal.PlainDate.from(choice.last);
  const month = nearestMonth(choice.month, first.toPlainYearMonth(), last.toPlainYearMonth());
  const daysOff = await choice.daysOff(month.toString());
  const still = (text: string) => actionButton(text, notThisDay, {});
  const turn = (sign: string, other: Temporal.PlainYearMonth, edge: Temporal.PlainDate) =>
    month.equals(edge.toPlainYearMonth()) ? [] : [choice.monthButton(sign, other.toString())];

  const monday = month
    .toPlainDate({ day: 1 })
    .subtract({ days: month.toPlainDate({ day: 1 }).dayOfWeek - 1 });
  const weeks = Array.from({ length: 6 }, (_, week) =>
    Array.from({ length: daysOfWeek }, (_unused, index) => monday.add({ days: week * daysOfWeek + index })),
  );
  const canBeChosen = (day: Temporal.PlainDate) =>
    day.toPlainYearMonth().equals(month) &&
    Temporal.PlainDate.compare(day, first) >= 0 &&
    Temporal.PlainDate.compare(day, last) <= 0;
  const cell = (day: Temporal.PlainDate) => {
    if (!canBeChosen(day)) return still(nothing);
    const number = String(day.day);
    return choice.dayButton(daysOff.has(day.toString()) ? `(${number})` : number, day.toString());
  };
  return [
    [
      ...turn('‹', month.subtract({ months: 1 }), first),
      still(t.plain('common:month', { month: month.toString() })),
      ...turn('›', month.add({ months: 1 }), last),
    ],
    weekdayHeads(t.language).map(still),
    ...weeks.filter((week) => week.some(canBeChosen)).map((week) => week.map(cell)),
  ];
}

/** Whether an id is a day, `2026-10-14`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    Temporal.PlainDate.from(text, { overflow: 'reject' });
    return true;
  } catch {
    return false;
  }
}

/** The month of an id, held within two others; the earlier of them where the id is no month. */
function nearestMonth(
  text: string,
  first: Temporal.PlainYearMonth,
  last: Temporal.PlainYearMonth,
): Temporal.PlainYearMonth {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(text)) return first;
  const month = Temporal.PlainYearMonth.from(text);
  if (Temporal.PlainYearMonth.compare(month, first) < 0) return first;
  return Temporal.PlainYearMonth.compare(month, last) > 0 ? last : month;
}
