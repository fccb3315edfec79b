import { hasFreeTime } from '../../domain/reminders/hours.ts';
import type { Deps } from '../deps.ts';
import { isHour, readReminderHours, toTime } from './reminder-hours.ts';

export type ChooseQuietOutcome =
  | { kind: 'changed'; from: string; to: string }
  /** There are no quiet hours any more. */
  | { kind: 'lifted' }
  /** Not hours of a day, or both the same. */
  | { kind: 'impossible' }
  /** Nothing of the person's hours would be left; they stand as before. */
  | { kind: 'nothingLeft'; hoursFrom: string; hoursTo: string };

/**
 * Sets the hours, whole ones from 0 to 23, in which a person is not to be reminded even within their hours; they
 * may run over midnight. Null: there are none.
 */
export async function chooseQuietHours(
  deps: Deps,
  input: { personId: number; quiet: { from: number; to: number } | null },
): Promise<ChooseQuietOutcome> {
  const { person } = deps.db;
  const where = { id: input.personId };
  if (input.quiet === null) {
    await person.update({ where, data: { quietFrom: null, quietTo: null } });
    return { kind: 'lifted' };
  }
  if (!isHour(input.quiet.from) || !isHour(input.quiet.to) || input.quiet.from === input.quiet.to) {
    return { kind: 'impossible' };
  }
  const quiet = { from: toTime(input.quiet.from), to: toTime(input.quiet.to) };
  const { hoursFrom, hoursTo } = await readReminderHours(deps.db, input.personId);
  if (!hasFreeTime({ hoursFrom, hoursTo, quiet })) return { kind: 'nothingLeft', hoursFrom, hoursTo };
  await person.update({ where, data: { quietFrom: quiet.from, quietTo: quiet.to } });
  return { kind: 'changed', ...quiet };
}
