import type { Deps } from '../deps.ts';

export type ChooseHoursOutcome =
  | { kind: 'changed'; from: string; to: string }
  /** Not hours of one day, or the last is not after the first. */
  | { kind: 'impossible' };

/** Sets the hours of a day, whole ones from 0 to 23, between which a person may be reminded. */
export async function chooseReminderHours(
  deps: Deps,
  input: { personId: number; from: number; to: number },
): Promise<ChooseHoursOutcome> {
  const { from, to } = input;
  const isHour = (hour: number) => Number.isInteger(hour) && hour >= 0 && hour <= 23;
  if (!isHour(from) || !isHour(to) || from >= to) return { kind: 'impossible' };
  const [hoursFrom, hoursTo] = [clockTime(from), clockTime(to)];
  await deps.db.person.update({ where: { id: input.personId }, data: { hoursFrom, hoursTo } });
  return { kind: 'changed', from: hoursFrom, to: hoursTo };
}

function clockTime(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}
