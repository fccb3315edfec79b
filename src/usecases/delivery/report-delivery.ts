import type { Temporal } from 'temporal-polyfill';
import { instantAt, localDateTime } from '../../domain/calendar/time-zone.ts';
import { groupBy } from '../../domain/group-by.ts';
import { may } from '../../domain/people/permissions.ts';
import type { Deps } from '../deps.ts';
import { loadActor } from '../people/actor.ts';
import { isDead } from './dead-message.ts';
import { areaOf, type MessageArea, messageAreas } from './message-area.ts';

/** What became of messages. Planned are all of them; each of the others is in one of the states after it. */
export interface DeliveryCounts {
  planned: number;
  /** Not sent yet: it is not their time, or they are tried again. */
  waiting: number;
  sent: number;
  dropped: number;
  failed: number;
  /** Those that failed, by reason. */
  failedFor: Readonly<Record<string, number>>;
}

/** What became of the messages about one thing that one day planned. */
export interface DeliveryRow extends DeliveryCounts {
  /** Local day, ISO. */
  day: string;
  area: MessageArea;
}

export type DeliveryReportOutcome =
  | {
      kind: 'report';
      /** First and last local day, ISO. */
      from: string;
      to: string;
      /** 0 is the week that ends today. */
      week: number;
      days: readonly { day: string; counts: DeliveryCounts }[];
      areas: readonly { area: MessageArea; counts: DeliveryCounts }[];
      rows: readonly DeliveryRow[];
      whole: DeliveryCounts;
      /** People with whom the bot cannot talk: they blocked it, or are gone from the messenger. */
      blocked: number;
      /** Messages that wait for an administrator, of all time. */
      dead: number;
      /** Whether the reader may settle those, and whether they may see who is late. */
      maySettle: boolean;
      mayViewLateness: boolean;
    }
  | { kind: 'noRight' };

const daysOfWeek = 7;
/** As many weeks back can be looked at. */
export const mostWeeks = 52;

/**
 * What was planned to be told to others in seven days, by area and day, and what became of it: for the
 * authority and administrators. A message counts on the day it was planned.
 */
export async function reportDelivery(
  deps: Deps,
  input: { personId: number; week: number },
): Promise<DeliveryReportOutcome> {
  const { db, settings } = deps;
  const now = deps.clock.now();
  const actor = await loadActor(db, input.personId, now);
  if (!may('viewDelivery', actor, {}, now)) return { kind: 'noRight' };
  const week = Math.min(Math.max(input.week, 0), mostWeeks);
  const to = localDateTime(now, settings.timeZone)
    .toPlainDate()
    .subtract({ days: week * daysOfWeek });
  const days = Array.from({ length: daysOfWeek }, (_, index) =>
    to.subtract({ days: daysOfWeek - 1 - index }),
  );
  const rows: DeliveryRow[] = [];
  for (const day of days) rows.push(...(await readDay(deps, day)));
  const areas = [...messageAreas, 'other' as const].filter((area) => rows.some((row) => row.area === area));
  return {
    kind: 'report',
    from: (days[0] ?? to).toString(),
    to: to.toString(),
    week,
    days: days.map((date) => {
      const day = date.toString();
      return { day, counts: addUp(rows.filter((row) => row.day === day)) };
    }),
    areas: areas.map((area) => ({ area, counts: addUp(rows.filter((row) => row.area === area)) })),
    rows,
    whole: addUp(rows),
    blocked: await db.person.count({ where: { blockedAt: { not: null }, deletedAt: null } }),
    dead: await db.outboxMessage.count({ where: isDead }),
    maySettle: may('settleMessage', actor, {}, now),
    mayViewLateness: may('viewLateness', actor, {}, now),
  };
}

async function readDay({ db, settings }: Deps, date: Temporal.PlainDate): Promise<DeliveryRow[]> {
  const midnight = (day: Temporal.PlainDate) => instantAt(day, '00:00', settings.timeZone);
  const groups = await db.outboxMessage.groupBy({
    by: ['kind', 'state', 'reason'],
    where: { createdAt: { gte: midnight(date), lt: midnight(date.add({ days: 1 })) } },
    _count: { _all: true },
    orderBy: [{ kind: 'asc' }, { state: 'asc' }, { reason: 'asc' }],
  });
  return [...groupBy(groups, ({ kind }) => areaOf(kind))].map(([area, ofArea]) => ({
    day: date.toString(),
    area,
    ...addUp(
      ofArea.map(({ state, reason, _count }): DeliveryCounts => {
        const count = _count._all;
        const inState = (...states: (typeof state)[]) => (states.includes(state) ? count : 0);
        return {
          planned: count,
          waiting: inState('waiting', 'claimed'),
          sent: inState('sent'),
          dropped: inState('dropped'),
          failed: inState('failed'),
          failedFor: state === 'failed' && reason !== null ? { [reason]: count } : {},
        };
      }),
    ),
  }));
}

function addUp(all: readonly DeliveryCounts[]): DeliveryCounts {
  const sum = (of: (counts: DeliveryCounts) => number) => all.reduce((total, one) => total + of(one), 0);
  const reasons = [...new Set(all.flatMap(({ failedFor }) => Object.keys(failedFor)))].toSorted();
  return {
    planned: sum(({ planned }) => planned),
    waiting: sum(({ waiting }) => waiting),
    sent: sum(({ sent }) => sent),
    dropped: sum(({ dropped }) => dropped),
    failed: sum(({ failed }) => failed),
    failedFor: Object.fromEntries(
      reasons.map((reason) => [reason, sum(({ failedFor }) => failedFor[reason] ?? 0)]),
    ),
  };
}
