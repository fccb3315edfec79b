import { Temporal } from 'temporal-polyfill';
import { localDateTime } from '../../domain/calendar/time-zone.ts';
import type { WorkingCalendar } from '../../domain/calendar/working-calendar.ts';
import { moveDeadlines, moveReopening } from '../../domain/kpi/move-deadline.ts';
import type { ReportingRules } from '../../domain/kpi/period.ts';
import { nextFreeInstant } from '../../domain/reminders/hours.ts';
import type { Tx } from '../../storage/database.ts';
import { readCalendar } from '../methodology/read-calendar.ts';
import { outboxPriority } from '../outbox/insert-outbox.ts';
import type { OutboxParams } from '../outbox/outbox-kinds.ts';
import { setStagesAside } from '../reminders/set-stages-aside.ts';
import type { Work } from '../transaction.ts';
import { readConcernedPeople } from './concerned-people.ts';
import { stillReopened } from './read-reopenings.ts';
import { chainsOf } from './reopen-period.ts';

/** A deadline that became later. */
export interface DeadlineMove {
  /** The day up to which reports are in time, the last day on which late ones are taken, or that of a reopening. */
  what: 'due' | 'lock' | 'reopening';
  periodKey: string;
  /** Set for a reopening of one group. */
  workingGroupId: string | null;
  /** The last day as it was and as it is, ISO. */
  from: string;
  to: string;
}

interface MoveContext {
  work: Work;
  zone: string;
  calendar: WorkingCalendar;
  today: Temporal.PlainDate;
  /** Who brought the calendar, as audit events name them. */
  actor: string;
}

/**
 * Brings what is open into line with the calendar that this transaction has just written: deadlines and locks of
 * periods, and reopenings whose last day is not worked any more, move later, never earlier. Each move is an audit
 * event, and whom it concerns is told in their hours. Done again with the same calendar, it moves nothing and tells
 * nobody. `rules` are for periods that do not know by which they were made.
 */
export async function moveOpenDeadlines(
  work: Work,
  about: { zone: string; rules: ReportingRules; actor: string },
): Promise<DeadlineMove[]> {
  const { tx, now } = work;
  const { zone, rules, actor } = about;
  const calendar = await readCalendar(tx);
  const today = localDateTime(now, zone).toPlainDate();
  const context: MoveContext = { work, zone, calendar, today, actor };
  return [...(await movePeriods(context, rules)), ...(await moveReopenings(context))];
}

async function movePeriods(context: MoveContext, rules: ReportingRules): Promise<DeadlineMove[]> {
  const { work, zone, calendar, today, actor } = context;
  const { tx, now, audit } = work;
  await tx.$queryRaw`SELECT "id" FROM "Period" WHERE "locksAt" > ${now} ORDER BY "id" FOR NO KEY UPDATE`;
  const periods = await tx.period.findMany({ where: { locksAt: { gt: now } }, orderBy: { id: 'asc' } });
  const moves: DeadlineMove[] = [];
  for (const period of periods) {
    const { id: periodId, key: periodKey, dueOn } = period;
    const moved = moveDeadlines({
      standing: {
        ...period,
        dueWorkingDays: period.dueWorkingDays ?? rules.dueWorkingDays[period.kind],
        graceWorkingDays: period.graceWorkingDays ?? rules.graceWorkingDays,
      },
      calendar,
      now,
      zone,
    });
    if (moved === null) continue;
    const due = { from: dueOn, to: moved.dueOn.toString() };
    const lock = { from: lastDayBefore(period.locksAt, zone), to: lastDayBefore(moved.locksAt, zone) };
    await tx.period.update({
      where: { id: periodId },
      data: { dueOn: due.to, dueAt: moved.dueAt, locksAt: moved.locksAt },
    });
    audit({
      chain: 'country',
      kind: 'period.deadlineMoved',
      actor,
      subject: `period:${periodId}`,
      payload: { period: periodKey, due, lock },
    });
    if (moved.isDueMoved) {
      const from = Temporal.PlainDate.from(due.from);
      await setStagesAside(tx, { periodKey, from, to: moved.dueOn, today, calendar });
    }
    // While a report may still come in time, the lock is not yet spoken of: only the day that people know is told.
    if (!moved.isDueMoved && now <= period.dueAt) {
      moves.push({ what: 'lock', periodKey, workingGroupId: null, ...lock });
      continue;
    }
    const [what, days] = moved.isDueMoved ? (['due', due] as const) : (['lock', lock] as const);
    moves.push({ what, periodKey, workingGroupId: null, ...days });
    await tell(context, { periodId, workingGroupId: null }, { what, id: periodId, from: days.from }, days.to);
  }
  return moves;
}

async function moveReopenings(context: MoveContext): Promise<DeadlineMove[]> {
  const { work, zone, calendar, actor } = context;
  const { tx, now, audit } = work;
  const reopenings = await tx.periodReopening.findMany({
    where: stillReopened(now),
    include: { period: { select: { key: true } } },
    orderBy: { id: 'asc' },
  });
  const moves: DeadlineMove[] = [];
  for (const { id, periodId, workingGroupId, until, period } of reopenings) {
    const moved = moveReopening({ until, calendar, now, zone });
    if (moved === null) continue;
    await tx.periodReopening.update({ where: { id }, data: { until: moved } });
    const [from, to] = [until, moved].map((instant) => localDay(instant, zone).toString()) as [
      string,
      string,
    ];
    for (const chain of chainsOf(workingGroupId)) {
      audit({
        chain,
        kind: 'period.reopeningMoved',
        actor,
        subject: `reopening:${id}`,
        payload: { period: period.key, workingGroupId, from, to },
      });
    }
    moves.push({ what: 'reopening', periodKey: period.key, workingGroupId, from, to });
    await tell(context, { periodId, workingGroupId }, { what: 'reopening', id, from }, to);
  }
  return moves;
}

/** Owes each person concerned a message, for the next moment at which they want to be disturbed. */
async function tell(
  { work, zone, calendar }: MoveContext,
  about: { periodId: number; workingGroupId: string | null },
  params: OutboxParams['deadline.moved'],
  to: string,
): Promise<void> {
  const { tx, now, owe } = work;
  const concerned = await readConcernedPeople(tx, now, about);
  for (const person of await readHours(tx, concerned)) {
    owe({
      kind: 'deadline.moved',
      params,
      recipientId: person.id,
      uniqueKey: `deadline.moved:${params.what}:${params.id}:${to}:${person.id}`,
      priority: outboxPriority.news,
      notBefore: nextFreeInstant({ hours: person, now, zone, calendar }),
    });
  }
}

function readHours(tx: Tx, ids: readonly number[]) {
  return tx.person.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, hoursFrom: true, hoursTo: true },
    orderBy: { id: 'asc' },
  });
}

function localDay(instant: Date, zone: string): Temporal.PlainDate {
  return localDateTime(instant, zone).toPlainDate();
}

/** The last local day before an instant at which a day begins, ISO. */
function lastDayBefore(instant: Date, zone: string): string {
  return localDay(new Date(instant.getTime() - 1), zone).toString();
}
