import type { Temporal } from 'temporal-polyfill';
import { localDateTime } from '../../domain/calendar/time-zone.ts';
import type { WorkingCalendar } from '../../domain/calendar/working-calendar.ts';
import { nextFreeInstant } from '../../domain/reminders/hours.ts';
import type { Obligation } from '../../domain/reminders/obligation.ts';
import { workingDaysLeft } from '../../domain/reminders/stages.ts';
import type { Deps } from '../deps.ts';
import { readCalendar } from '../methodology/read-calendar.ts';
import { describeObligations, type OwedThing } from '../obligations/describe-obligations.ts';
import { readObligations } from '../obligations/read-obligations.ts';
import { digestKey } from './digest-key.ts';

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

export type DigestReading =
  /** The earliest deadline first: what the person owes, and what others are late with. */
  | { kind: 'ready'; groups: DigestGroup[]; lateOfOthers: DigestGroup[] }
  /** It is not the person's time; or a newer message will tell it together with what is new. */
  | { kind: 'notNow'; until: Date }
  /** Nothing in it is owed any more. */
  | { kind: 'untrue' };

/** After this time a message of an earlier day is looked at again: by then the clock has joined it to today's. */
const joiningPause = 60_000;

/** What a person's message of a day says at the moment of sending: only what is still owed, as it stands now. */
export async function readDigest(
  deps: Deps,
  input: { personId: number; date: string },
): Promise<DigestReading> {
  const { db, settings } = deps;
  const now = deps.clock.now();
  const zone = settings.timeZone;
  const owed = await readStillOwed(deps, input);
  if (owed.length === 0) return { kind: 'untrue' };

  const calendar = await readCalendar(db);
  const hours = await db.person.findUniqueOrThrow({
    where: { id: input.personId },
    select: { hoursFrom: true, hoursTo: true },
  });
  const today = localDateTime(now, zone).toPlainDate();
  const free = nextFreeInstant({ hours, now, zone, calendar });
  if (free > now) return { kind: 'notNow', until: free };
  if (today.toString() !== input.date) {
    return { kind: 'notNow', until: new Date(now.getTime() + joiningPause) };
  }
  return { kind: 'ready', ...(await inGroups(deps, owed, { now, zone, calendar })) };
}

export type DigestLeftReading =
  | { kind: 'left'; messageRef: string; groups: DigestGroup[]; lateOfOthers: DigestGroup[] }
  | { kind: 'allDone'; messageRef: string }
  /** The message was not sent, or its day is over. */
  | { kind: 'untrue' };

/** What of a person's message of today is left, for putting it in the message's place. */
export async function readDigestLeft(
  deps: Deps,
  input: { personId: number; date: string },
): Promise<DigestLeftReading> {
  const { db, settings } = deps;
  const now = deps.clock.now();
  const zone = settings.timeZone;
  const sent = await db.outboxMessage.findUnique({
    where: { uniqueKey: digestKey(input) },
    select: { messageRef: true },
  });
  const messageRef = sent?.messageRef ?? null;
  const today = localDateTime(now, zone).toPlainDate();
  if (messageRef === null || today.toString() !== input.date) return { kind: 'untrue' };
  const owed = await readStillOwed(deps, input);
  if (owed.length === 0) return { kind: 'allDone', messageRef };
  const calendar = await readCalendar(db);
  return { kind: 'left', messageRef, ...(await inGroups(deps, owed, { now, zone, calendar })) };
}

/** Of what the message was to tell, what is owed now, or what others are still late with. */
async function readStillOwed(deps: Deps, input: { personId: number; date: string }): Promise<Obligation[]> {
  const { db, settings } = deps;
  const told = await db.reminder.findMany({
    where: { outboxKey: digestKey(input) },
    select: { obligationKey: true },
  });
  if (told.length === 0) return [];
  const keys = new Set(told.map(({ obligationKey }) => obligationKey));
  const filter = { personId: input.personId, withLateOfOthers: true };
  const owed = await readObligations(db, deps.clock.now(), settings.timeZone, filter);
  return owed.filter(({ key, isCovered }) => keys.has(key) && !isCovered);
}

async function inGroups(
  deps: Deps,
  owed: readonly Obligation[],
  at: { now: Date; zone: string; calendar: WorkingCalendar },
): Promise<{ groups: DigestGroup[]; lateOfOthers: DigestGroup[] }> {
  const { now, zone, calendar } = at;
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
