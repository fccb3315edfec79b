import { Temporal } from 'temporal-polyfill';
import { localDateTime } from '../../domain/calendar/time-zone.ts';
import { type Digest, planDigests, type SentStage } from '../../domain/reminders/digest.ts';
import { formatStage, parseStage } from '../../domain/reminders/stages.ts';
import type { Tx } from '../../storage/database.ts';
import type { Deps } from '../deps.ts';
import { readCalendar } from '../methodology/read-calendar.ts';
import { readObligations } from '../obligations/read-obligations.ts';
import { insertOutbox, type OutboxEntry, outboxPriority } from '../outbox/insert-outbox.ts';
import { transact } from '../transaction.ts';
import { digestKey } from './digest-key.ts';
import { readSnoozedKeys } from './snoozed-keys.ts';
import { joinSnoozes, tellAgain } from './tell-again.ts';
import { mayBeTold, type PersonToWriteTo, readPeopleToWriteTo } from './who-may-be-due.ts';

/** People whose messages are written in one transaction. */
const atOnce = 200;

/**
 * Writes the messages that are due now: for each person at most one a day, on working days and in their
 * hours, which joins every stage of what they owe that was not told yet. A message of an earlier day that
 * was not sent is joined too, and dropped. What a person put off is not told before its time; then it is joined
 * to the message of the day, or, where that is out, told by itself. Answers how many were written; doing it
 * again, or in two places at once, writes none twice.
 *
 * It is asked each minute, so it looks at no more than may matter: at people who may be written to now and were
 * not today, and at what has a stage to tell.
 */
export async function planReminders(deps: Deps): Promise<number> {
  const digests = await planDigestsOfNow(deps);
  return digests + (await tellAgain(deps));
}

async function planDigestsOfNow(deps: Deps): Promise<number> {
  const { db, settings } = deps;
  const now = deps.clock.now();
  const zone = settings.timeZone;
  const calendar = await readCalendar(db);
  const today = localDateTime(now, zone).toPlainDate();
  if (!calendar.isWorkingDay(today)) return 0;
  const people = await readPeopleToWriteTo(db, now, zone);
  if (people.length === 0) return 0;
  const ids = new Set(people.map(({ personId }) => personId));
  const snoozed = await readSnoozedKeys(db, now, [...ids]);
  const among = {
    workingGroupIds: [...new Set(people.flatMap(({ workingGroupIds }) => workingGroupIds))],
    matters: mayBeTold({ today, calendar, people }),
    withLateOfOthers: true,
  };
  const obligations = (await readObligations(db, now, zone, among)).filter(
    ({ personId, key }) => ids.has(personId) && !snoozed.has(personId, key),
  );
  if (obligations.length === 0) return 0;
  const untold = await readUntoldDigests(db, people, today.toString());
  const free = people.filter(({ personId }) => !untold.inFlight.has(personId));
  const sent = await readToldStages(
    db,
    free,
    obligations.map(({ key }) => key),
    today.toString(),
  );
  const planned = planDigests({
    now,
    zone,
    calendar,
    people: free,
    obligations,
    sent: sent.filter(({ outboxKey }) => outboxKey === null || !untold.keys.has(outboxKey)),
  }).filter(({ notBefore }) => notBefore <= now);

  let written = 0;
  for (let index = 0; index < planned.length; index += atOnce) {
    written += await writeDigests(deps, planned.slice(index, index + atOnce), untold.waitingOf);
  }
  return written;
}

async function writeDigests(
  deps: Deps,
  digests: readonly Digest[],
  waitingOf: ReadonlyMap<number, readonly string[]>,
): Promise<number> {
  return transact(deps, async ({ tx, now }) => {
    // The day had its message already, where the clock was set back: what waits then is not its to tell.
    const fresh = await withoutWritten(tx, digests);
    const older = fresh.flatMap(({ personId }) => waitingOf.get(personId) ?? []);
    const takenBack = older.length === 0 ? new Set() : await takeBack(tx, older, now);
    // Where a worker got hold of an older one meanwhile, the next tick joins it.
    const ready = fresh.filter(({ personId }) =>
      (waitingOf.get(personId) ?? []).every((key) => takenBack.has(key)),
    );
    const inserted = new Set(await insertOutbox(tx, ready.map(toEntry), now));
    const ours = ready.filter((digest) => inserted.has(digestKey(digest)));
    await joinSnoozes(
      tx,
      ours.map((digest) => ({ personId: digest.personId, outboxKey: digestKey(digest) })),
      now,
    );
    await tx.reminder.createMany({
      data: ours.flatMap((digest) =>
        digest.items.map(({ obligationKey, stage }) => ({
          personId: digest.personId,
          obligationKey,
          stage: formatStage(stage),
          sentOn: digest.date.toString(),
          outboxKey: digestKey(digest),
          createdAt: now,
        })),
      ),
      skipDuplicates: true,
    });
    return ours.length;
  });
}

async function withoutWritten(tx: Tx, digests: readonly Digest[]): Promise<Digest[]> {
  const rows = await tx.outboxMessage.findMany({
    where: { uniqueKey: { in: digests.map(digestKey) } },
    select: { uniqueKey: true },
  });
  const written = new Set(rows.map(({ uniqueKey }) => uniqueKey));
  return digests.filter((digest) => !written.has(digestKey(digest)));
}

/** Takes unsent messages back: what they were to tell counts as untold, and is told by the newer ones. */
async function takeBack(tx: Tx, keys: readonly string[], now: Date): Promise<Set<string>> {
  const dropped = await tx.outboxMessage.updateManyAndReturn({
    where: { uniqueKey: { in: [...keys] }, state: 'waiting' },
    data: { state: 'dropped', reason: 'joined', finishedAt: now },
    select: { uniqueKey: true },
  });
  const taken = dropped.map(({ uniqueKey }) => uniqueKey);
  await tx.reminder.deleteMany({ where: { outboxKey: { in: taken } } });
  await tx.snooze.updateMany({
    where: { toldKey: { in: taken } },
    data: { endedAt: null, toldKey: null },
  });
  return new Set(taken);
}

function toEntry(digest: Digest): OutboxEntry {
  return {
    kind: 'reminder.digest',
    params: { date: digest.date.toString() },
    recipientId: digest.personId,
    uniqueKey: digestKey(digest),
    priority: outboxPriority.reminder,
    notBefore: digest.notBefore,
  };
}

/** Messages but that of the day that were not sent: those that wait, by person, and who has one with a worker. */
async function readUntoldDigests(
  tx: Tx,
  people: readonly PersonToWriteTo[],
  today: string,
): Promise<{ keys: Set<string>; waitingOf: Map<number, string[]>; inFlight: Set<number> }> {
  const rows = await tx.outboxMessage.findMany({
    where: {
      kind: { in: ['reminder.digest', 'reminder.again'] },
      state: { in: ['waiting', 'claimed'] },
      recipientId: { in: people.map(({ personId }) => personId) },
    },
    select: { recipientId: true, uniqueKey: true, state: true },
  });
  const ofOtherDays = rows.flatMap(({ recipientId, uniqueKey, state }) =>
    recipientId === null || uniqueKey === digestKey({ personId: recipientId, date: today })
      ? []
      : [{ recipientId, uniqueKey, state }],
  );
  const waitingOf = new Map<number, string[]>();
  for (const { recipientId, uniqueKey, state } of ofOtherDays) {
    if (state === 'waiting') waitingOf.set(recipientId, [...(waitingOf.get(recipientId) ?? []), uniqueKey]);
  }
  return {
    keys: new Set([...waitingOf.values()].flat()),
    waitingOf,
    inFlight: new Set(ofOtherDays.filter(({ state }) => state === 'claimed').map((row) => row.recipientId)),
  };
}

async function readToldStages(
  tx: Tx,
  people: readonly PersonToWriteTo[],
  keys: readonly string[],
  today: string,
): Promise<(SentStage & { outboxKey: string | null })[]> {
  const rows = await tx.reminder.findMany({
    where: {
      personId: { in: people.map(({ personId }) => personId) },
      OR: [{ obligationKey: { in: [...new Set(keys)] } }, { sentOn: today }],
    },
    select: { personId: true, obligationKey: true, stage: true, sentOn: true, outboxKey: true },
  });
  return rows.flatMap(({ personId, obligationKey, stage, sentOn, outboxKey }) => {
    const told = parseStage(stage);
    if (told === null) return [];
    return [{ personId, obligationKey, stage: told, sentOn: Temporal.PlainDate.from(sentOn), outboxKey }];
  });
}
