import type { Temporal } from 'temporal-polyfill';
import { localDateTime } from '../../domain/calendar/time-zone.ts';
import { nextFreeInstant } from '../../domain/reminders/hours.ts';
import { mayReturn } from '../../domain/reminders/snooze.ts';
import { workingDaysLeft } from '../../domain/reminders/stages.ts';
import type { Deps } from '../deps.ts';
import { readCalendar } from '../methodology/read-calendar.ts';
import { hoursOfPerson, toReminderHours } from '../people/reminder-hours.ts';
import type { Owed } from '../reporting/list-owed.ts';
import { readOwedReports } from './owed-obligations.ts';
import { type ReminderMessage, readNamedKeys } from './reminder-message.ts';
import { readSnoozedKeys } from './snoozed-keys.ts';

/** One thing that is still owed. */
export interface DigestItem {
  cityId: string;
  cityKk: string;
  cityRu: string;
  kpiCode: string;
  shortKk: string;
  shortRu: string;
  periodId: number;
  periodKey: string;
}

/** The things of a digest that are due on the same day. */
export interface DigestGroup {
  dueOn: Temporal.PlainDate;
  /** Local time until which they are in time. */
  dueTime: Temporal.PlainTime;
  /** 0 on the last day; negative once the deadline is over. */
  workingDaysLeft: number;
  isOverdue: boolean;
  items: DigestItem[];
}

export type DigestReading =
  /** The earliest deadline first. */
  | { kind: 'ready'; groups: DigestGroup[] }
  /** It is not the person's time; or a newer message will tell it together with what is new. */
  | { kind: 'notNow'; until: Date }
  /** Nothing in it is owed any more. */
  | { kind: 'untrue' };

/** After this time a message of an earlier day is looked at again: by then the clock has joined it to today's. */
const joiningPause = 60_000;

/** What a message says at the moment of sending: only what is still owed and not put off, as it stands now. */
export async function readDigest(
  deps: Deps,
  input: { personId: number } & ReminderMessage,
): Promise<DigestReading> {
  const { db, settings } = deps;
  const now = deps.clock.now();
  const zone = settings.timeZone;
  const { personId } = input;
  const snoozed = await readSnoozedKeys(db, now, [personId]);
  const owed = (await readStillOwed(deps, input, now)).filter(({ key }) => !snoozed.has(personId, key));
  if (owed.length === 0) return { kind: 'untrue' };

  const calendar = await readCalendar(db);
  const hours = toReminderHours(
    await db.person.findUniqueOrThrow({ where: { id: personId }, select: hoursOfPerson }),
  );
  const today = localDateTime(now, zone).toPlainDate();
  const isPutOffToToday =
    'snoozeId' in input &&
    mayReturn(await db.snooze.findUniqueOrThrow({ where: { id: input.snoozeId }, select: { until: true } }), {
      ...{ now, zone, calendar, hours },
    });
  const free = isPutOffToToday ? now : nextFreeInstant({ hours, now, zone, calendar });
  if (free > now) return { kind: 'notNow', until: free };
  if ('date' in input && today.toString() !== input.date) {
    return { kind: 'notNow', until: new Date(now.getTime() + joiningPause) };
  }
  return { kind: 'ready', groups: await groupByDeadline(deps, owed, now) };
}

/** What of a message is still owed, for a person who asks to see it: at any time, put off or not. */
export async function readDigestNow(
  deps: Deps,
  input: { personId: number } & ReminderMessage,
): Promise<Exclude<DigestReading, { kind: 'notNow' }>> {
  const now = deps.clock.now();
  const owed = await readStillOwed(deps, input, now);
  return owed.length === 0
    ? { kind: 'untrue' }
    : { kind: 'ready', groups: await groupByDeadline(deps, owed, now) };
}

type StillOwed = Owed & { key: string };

async function readStillOwed(
  { db, settings }: Deps,
  input: { personId: number } & ReminderMessage,
  now: Date,
): Promise<StillOwed[]> {
  const { personId } = input;
  const keys = await readNamedKeys(db, personId, input);
  return (await readOwedReports(db, now, settings.timeZone, { personId }))
    .filter(({ obligation }) => keys.has(obligation.key))
    .map(({ owed: one, obligation: { dueAt, key } }) => ({ ...one, dueAt, key }));
}

async function groupByDeadline(deps: Deps, owed: readonly StillOwed[], now: Date): Promise<DigestGroup[]> {
  const zone = deps.settings.timeZone;
  const calendar = await readCalendar(deps.db);
  const today = localDateTime(now, zone).toPlainDate();
  const itemOf = await describe(deps, owed);
  const groups = new Map<string, DigestGroup>();
  for (const one of owed) {
    const due = localDateTime(one.dueAt, zone);
    const key = due.toString();
    const group = groups.get(key) ?? {
      dueOn: due.toPlainDate(),
      dueTime: due.toPlainTime(),
      workingDaysLeft: workingDaysLeft(due.toPlainDate(), today, calendar),
      isOverdue: now > one.dueAt,
      items: [],
    };
    group.items.push(itemOf(one));
    groups.set(key, group);
  }
  return [...groups.values()];
}

async function describe(deps: Deps, owed: readonly Owed[]): Promise<(one: Owed) => DigestItem> {
  const cities = await deps.db.city.findMany({
    where: { id: { in: [...new Set(owed.map(({ cityId }) => cityId))] } },
    select: { id: true, shortKk: true, shortRu: true },
  });
  const kpis = await deps.db.kpiDefinition.findMany({
    where: { version: { active: true }, kpiCode: { in: [...new Set(owed.map(({ kpiCode }) => kpiCode))] } },
    select: { kpiCode: true, shortKk: true, shortRu: true },
  });
  const cityOf = new Map(cities.map((city) => [city.id, city]));
  const kpiOf = new Map(kpis.map((kpi) => [kpi.kpiCode, kpi]));
  return ({ cityId, kpiCode, periodId, periodKey }) => ({
    cityId,
    cityKk: cityOf.get(cityId)?.shortKk ?? cityId,
    cityRu: cityOf.get(cityId)?.shortRu ?? cityId,
    kpiCode,
    shortKk: kpiOf.get(kpiCode)?.shortKk ?? kpiCode,
    shortRu: kpiOf.get(kpiCode)?.shortRu ?? kpiCode,
    periodId,
    periodKey,
  });
}
