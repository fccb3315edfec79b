import { Temporal } from 'temporal-polyfill';
import { localDateTime } from '../../domain/calendar/time-zone.ts';
import type { Deps } from '../deps.ts';
import { readCalendar } from '../methodology/read-calendar.ts';

/** Working days after the first that stand ready as the last day of an absence. */
const lengths = [0, 1, 2, 3, 4, 9];

/** Days that stand ready, ISO: as the first one of an absence, or, where that is chosen, as its last one. */
export async function listAbsenceDays(deps: Deps, from: string | null): Promise<string[]> {
  const calendar = await readCalendar(deps.db);
  if (from !== null) {
    const first = Temporal.PlainDate.from(from);
    return lengths.map((length) => calendar.addWorkingDays(first, length).toString());
  }
  const today = localDateTime(deps.clock.now(), deps.settings.timeZone).toPlainDate();
  const next = calendar.nextWorkingDay(today);
  return [0, 1, 2, 3, 4, 5].map((length) => calendar.addWorkingDays(next, length).toString());
}
