import { Temporal } from 'temporal-polyfill';
import { provisionalYearBetween } from '../../domain/calendar/provisional.ts';
import { localDateTime } from '../../domain/calendar/time-zone.ts';
import { periodBounds } from '../../domain/kpi/period.ts';
import type { Deps } from '../deps.ts';
import { readCalendar } from '../methodology/read-calendar.ts';
import { describeObligations, type OwedThing } from '../obligations/describe-obligations.ts';
import { kindsBesideReports, readObligations } from '../obligations/read-obligations.ts';
import { loadActor } from '../people/actor.ts';
import type { ExpectedValue } from './expected-values.ts';
import { isOwed } from './list-owed.ts';
import { readStatusScope } from './status-scope.ts';

/** What is due on one day for one period; its groups apart where they may report up to different days. */
export interface Deadline {
  periodKey: string;
  dueOn: string;
  dueAt: Date;
  state: 'open' | 'closing';
  /** Working days after today up to the deadline; once it has passed, minus the days since. */
  workingDaysLeft: number;
  /** The last local day on which values are still taken, ISO. */
  takenUntil: string;
  /** The year whose published calendar is awaited and may still move the last day; null where the day stands. */
  provisionalYear: number | null;
  /** Values expected, and those of them still owed. */
  total: number;
  owed: number;
  /** Cities that still owe something. */
  cities: number;
}

/** What else a person owes by one day, of one kind. */
export interface OtherDeadline {
  dueOn: string;
  dueAt: Date;
  isOverdue: boolean;
  /** Working days after today up to the deadline; once it has passed, minus the days since. */
  workingDaysLeft: number;
  things: readonly OwedThing[];
}

export type DeadlinesOutcome =
  | {
      kind: 'deadlines';
      scope: 'own' | 'groups' | 'country';
      /** Of reports. */
      deadlines: readonly Deadline[];
      others: readonly OtherDeadline[];
    }
  /** They see no reports, and owe nothing. */
  | { kind: 'noRight' };

/**
 * What is due when: the reports of all that a person may see, and everything else that is theirs to do; the earliest
 * deadline first.
 */
export async function listDeadlines(deps: Deps, input: { personId: number }): Promise<DeadlinesOutcome> {
  const { db, settings } = deps;
  const now = deps.clock.now();
  const actor = await loadActor(db, input.personId, now);
  const scope = await readStatusScope(db, now, actor);
  const others = await listOthers(deps, actor.id, now);
  if (scope === null && others.length === 0) return { kind: 'noRight' };
  const calendar = await readCalendar(db);
  const localDay = (instant: Date) => localDateTime(instant, settings.timeZone).toPlainDate();
  const today = localDay(now);
  const byPeriod = new Map<string, Deadline & { owing: Set<string> }>();
  for (const value of scope?.values ?? []) {
    const { period, cityId } = value;
    // A period that is reopened takes values for longer from some groups than from others.
    const key = `${period.key}|${period.locksAt.getTime()}`;
    const takenUntil = localDay(new Date(period.locksAt.getTime() - 1));
    const entry = byPeriod.get(key) ?? {
      periodKey: period.key,
      dueOn: period.dueOn,
      dueAt: period.dueAt,
      state: period.state,
      workingDaysLeft: calendar.workingDaysBetween(today, Temporal.PlainDate.from(period.dueOn)),
      takenUntil: takenUntil.toString(),
      provisionalYear: provisionalYearBetween(calendar, ...countedDays(period, takenUntil)),
      total: 0,
      owed: 0,
      cities: 0,
      owing: new Set<string>(),
    };
    byPeriod.set(key, entry);
    entry.total += 1;
    if (!isOwed(value)) continue;
    entry.owed += 1;
    entry.owing.add(cityId);
  }
  return {
    kind: 'deadlines',
    scope: scope?.kind ?? 'own',
    deadlines: [...byPeriod.values()].map(({ owing, ...deadline }) => ({ ...deadline, cities: owing.size })),
    others,
  };
}

async function listOthers({ db, settings }: Deps, personId: number, now: Date): Promise<OtherDeadline[]> {
  const owed = await readObligations(db, now, settings.timeZone, { personId, kinds: kindsBesideReports });
  const things = await describeObligations(db, owed);
  const calendar = await readCalendar(db);
  const today = localDateTime(now, settings.timeZone).toPlainDate();
  const byDay = new Map<string, OtherDeadline & { things: OwedThing[] }>();
  for (const [index, { kind, dueOn, dueAt }] of owed.entries()) {
    const thing = things[index];
    if (thing === undefined) continue;
    const key = `${kind}|${dueOn}`;
    const entry = byDay.get(key) ?? {
      dueOn: dueOn.toString(),
      dueAt,
      isOverdue: now > dueAt,
      workingDaysLeft: calendar.workingDaysBetween(today, dueOn),
      things: [],
    };
    byDay.set(key, entry);
    entry.things.push(thing);
  }
  return [...byDay.values()];
}

/** From which to which day working days were counted for the last day that is still ahead. */
function countedDays(
  { key, state, dueOn, reopened }: ExpectedValue['period'],
  takenUntil: Temporal.PlainDate,
): [Temporal.PlainDate, Temporal.PlainDate] {
  // The authority chose the day itself, and not a number of days.
  if (reopened !== null) return [takenUntil, takenUntil];
  const due = Temporal.PlainDate.from(dueOn);
  if (state === 'closing') return [due, takenUntil];
  return [periodBounds(key).lastDay.add({ days: 1 }), due];
}
