import { Temporal } from 'temporal-polyfill';
import { localDateTime } from '../../domain/calendar/time-zone.ts';
import { periodState } from '../../domain/kpi/period.ts';
import { checkReopeningDay, type ReopeningDay } from '../../domain/kpi/reopening.ts';
import { maySomewhere } from '../../domain/people/permissions.ts';
import type { Deps } from '../deps.ts';
import { readCalendar } from '../methodology/read-calendar.ts';
import { loadActor } from '../people/actor.ts';
import { readNames } from '../reporting/read-names.ts';
import type { Names } from '../reporting/value-slot.ts';
import { readRequests } from './list-reopening-requests.ts';

/** Working days ahead that stand ready as a last day. */
const daysAhead = [1, 2, 3, 5, 10, 15];

/** What a reopening of a period can be made of. */
export interface ReopeningChoices {
  periodKey: string;
  groups: readonly { id: string; name: Names; isAsking: boolean }[];
  /** Days that stand ready as the last one, ISO. */
  days: readonly string[];
  /** The hour on the last day up to which values are taken, 'HH:MM'. */
  dueTime: string;
  /** Of the day that was asked about; null where none was. */
  checked: ReopeningDay | null;
}

export type ReopeningChoicesOutcome =
  | ({ kind: 'choices' } & ReopeningChoices)
  /** It takes values by its own deadlines. */
  | { kind: 'notLocked'; periodKey: string }
  | { kind: 'noRight' }
  | { kind: 'notFound' };

/** For whom, and up to which day, a locked period may be reopened. */
export async function readReopeningChoices(
  deps: Deps,
  input: { personId: number; periodId: number; day?: string | undefined },
): Promise<ReopeningChoicesOutcome> {
  const { db } = deps;
  const zone = deps.settings.timeZone;
  const now = deps.clock.now();
  const actor = await loadActor(db, input.personId, now);
  if (!maySomewhere('reopenPeriod', actor, now)) return { kind: 'noRight' };
  const period = await db.period.findUnique({ where: { id: input.periodId } });
  if (period === null) return { kind: 'notFound' };
  if (periodState(period, now) !== 'locked') return { kind: 'notLocked', periodKey: period.key };
  const calendar = await readCalendar(db);
  const today = localDateTime(now, zone).toPlainDate();
  const dueTime = localDateTime(period.dueAt, zone).toPlainTime().toString({ smallestUnit: 'minute' });
  const ids = (await db.workingGroup.findMany({ select: { id: true } })).map(({ id }) => id);
  const names = await readNames(db, { cityIds: [], workingGroupIds: ids });
  const asking = (await readRequests(db, now, period.id)).map(({ workingGroupId }) => workingGroupId);
  const groups = ids.map((id) => ({ id, name: names.workingGroup(id), isAsking: asking.includes(id) }));
  const day = input.day === undefined ? null : Temporal.PlainDate.from(input.day);
  return {
    kind: 'choices',
    periodKey: period.key,
    groups,
    days: daysAhead.map((days) => calendar.addWorkingDays(today, days).toString()),
    dueTime,
    checked: day === null ? null : checkReopeningDay({ day, now, today, dueTime, zone, calendar }),
  };
}
