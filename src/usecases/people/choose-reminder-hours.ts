import { hasFreeTime } from '../../domain/reminders/hours.ts';
import type { Deps } from '../deps.ts';
import { isHour, readReminderHours, toTime } from './reminder-hours.ts';

export type ChooseHoursOutcome =
  | { kind: 'changed'; from: string; to: string }
  /** Not hours of one day, or the last is not after the first. */
  | { kind: 'impossible' }
  /** All of them are quiet hours; they stand as before. */
  | { kind: 'allQuiet'; quietFrom: string; quietTo: string };

/** Sets the hours of a day, whole ones from 0 to 23, between which a person may be reminded. */
export async function chooseReminderHours(
  deps: Deps,
  input: { personId: number; from: number; to: number },
): Promise<ChooseHoursOutcome> {
  const { from, to } = input;
  if (!isHour(from) || !isHour(to) || from >= to) return { kind: 'impossible' };
  const where = { id: input.personId };
  const [hoursFrom, hoursTo] = [toTime(from), toTime(to)];
  const { quiet } = await readReminderHours(deps.db, input.personId);
  if (quiet && !hasFreeTime({ hoursFrom, hoursTo, quiet })) {
    return { kind: 'allQuiet', quietFrom: quiet.from, quietTo: quiet.to };
  }
  await deps.db.person.update({ where, data: { hoursFrom, hoursTo } });
  return { kind: 'changed', from: hoursFrom, to: hoursTo };
}
