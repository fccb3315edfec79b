import type { Temporal } from 'temporal-polyfill';
import { localDateTime } from '../../domain/calendar/time-zone.ts';
import type { WorkingCalendar } from '../../domain/calendar/working-calendar.ts';
import { nextFreeInstant } from '../../domain/reminders/hours.ts';
import type { Obligation } from '../../domain/reminders/obligation.ts';
import { mayReturn } from '../../domain/reminders/snooze.ts';
import { workingDaysLeft } from '../../domain/reminders/stages.ts';
import type { Deps } from '../deps.ts';
import { readCalendar } from '../methodology/read-calendar.ts';
import { describeObligations, type OwedThing } from '../obligations/describe-obligations.ts';
import { readReminderHours } from '../people/reminder-hours.ts';
import { digestKey } from './digest-key.ts';
import { type ReminderMessage, readStillOwed } from './reminder-message.ts';
import { readSnoozedKeys } from './snoozed-keys.ts';

/** The things of a digest that are due on the same day; reports together, anything else by its kind. */
export interface DigestGroup {
  kind: Obligation['kind'];
  dueOn: Temporal.PlainDate;
  /** Local time until which they are in time. */
  dueTime: Temporal.PlainTime;
  /** 0 on the last day; negative once the deadline is over. */
  workingDaysLeft: number;
  isOverdue: boolean;
  items: OwedThing[];
}

/** What a message says: what the person owes, and what others are late with; the earliest deadline first. */
export interface DigestContent {
  groups: DigestGroup[];
  lateOfOthers: DigestGroup[];
}

export type DigestReading =
  | ({ kind: 'ready' } & DigestContent)
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
  const owed = (await readStillOwed(db, { personId, message: input, now, zone })).filter(
    ({ key }) => !snoozed.has(personId, key),
  );
  if (owed.length === 0) return { kind: 'untrue' };

  const calendar = await readCalendar(db);
  const hours = await readReminderHours(db, personId);
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
  return { kind: 'ready', ...(await groupByDeadline(deps, owed, now, calendar)) };
}

/** What of a message is still owed, for a person who asks to see it: at any time, put off or not. */
export async function readDigestNow(
  deps: Deps,
  input: { personId: number } & ReminderMessage,
): Promise<Exclude<DigestReading, { kind: 'notNow' }>> {
  const { db, settings } = deps;
  const { personId } = input;
  const now = deps.clock.now();
  const owed = await readStillOwed(db, { personId, message: input, now, zone: settings.timeZone });
  if (owed.length === 0) return { kind: 'untrue' };
  return { kind: 'ready', ...(await groupByDeadline(deps, owed, now, await readCalendar(db))) };
}

export type DigestLeftReading =
  | ({ kind: 'left'; messageRef: string } & DigestContent)
  | { kind: 'allDone'; messageRef: string }
  /** The message was not sent, its day is over, or it says that it was put off. */
  | { kind: 'untrue' };

/** What of a person's message of today is left, for putting it in the message's place. */
export async function readDigestLeft(
  deps: Deps,
  input: { personId: number; date: string },
): Promise<DigestLeftReading> {
  const { db, settings } = deps;
  const { personId } = input;
  const now = deps.clock.now();
  const sent = await db.outboxMessage.findUnique({
    where: { uniqueKey: digestKey(input) },
    select: { messageRef: true },
  });
  const messageRef = sent?.messageRef ?? null;
  const today = localDateTime(now, settings.timeZone).toPlainDate();
  if (messageRef === null || today.toString() !== input.date) return { kind: 'untrue' };
  const snoozed = await readSnoozedKeys(db, now, [personId]);
  const owed = await readStillOwed(db, { personId, message: input, now, zone: settings.timeZone });
  if (owed.some(({ key }) => snoozed.has(personId, key))) return { kind: 'untrue' };
  if (owed.length === 0) return { kind: 'allDone', messageRef };
  return { kind: 'left', messageRef, ...(await groupByDeadline(deps, owed, now, await readCalendar(db))) };
}

async function groupByDeadline(
  deps: Deps,
  owed: readonly Obligation[],
  now: Date,
  calendar: WorkingCalendar,
): Promise<DigestContent> {
  const zone = deps.settings.timeZone;
  const today = localDateTime(now, zone).toPlainDate();
  const things = await describeObligations(deps.db, owed);
  const own = new Map<string, DigestGroup>();
  const ofOthers = new Map<string, DigestGroup>();
  for (const [index, { kind, dueAt, toldAs }] of owed.entries()) {
    const thing = things[index];
    if (thing === undefined) continue;
    const groups = toldAs === 'owner' ? own : ofOthers;
    const due = localDateTime(dueAt, zone);
    const key = `${kind}|${due.toString()}`;
    const group = groups.get(key) ?? {
      kind,
      dueOn: due.toPlainDate(),
      dueTime: due.toPlainTime(),
      workingDaysLeft: workingDaysLeft(due.toPlainDate(), today, calendar),
      isOverdue: now > dueAt,
      items: [],
    };
    group.items.push(thing);
    groups.set(key, group);
  }
  return { groups: [...own.values()], lateOfOthers: [...ofOthers.values()] };
}
