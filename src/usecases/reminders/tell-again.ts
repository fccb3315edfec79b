import { localDateTime } from '../../domain/calendar/time-zone.ts';
import type { WorkingCalendar } from '../../domain/calendar/working-calendar.ts';
import { groupBy } from '../../domain/group-by.ts';
import type { Obligation } from '../../domain/reminders/obligation.ts';
import { mayReturn } from '../../domain/reminders/snooze.ts';
import { dueStage, formatStage, parseStage } from '../../domain/reminders/stages.ts';
import type { Db, Tx } from '../../storage/database.ts';
import type { ReminderProfile } from '../../storage/generated/enums.ts';
import type { Deps } from '../deps.ts';
import { readCalendar } from '../methodology/read-calendar.ts';
import { readObligations } from '../obligations/read-obligations.ts';
import { insertOutbox, outboxPriority } from '../outbox/insert-outbox.ts';
import { inForce } from '../people/in-force.ts';
import { hoursOfPerson, toReminderHours } from '../people/reminder-hours.ts';
import { transact } from '../transaction.ts';
import { digestKey } from './digest-key.ts';
import { againKey } from './reminder-message.ts';

/** Messages that a person put off and that may be told again now. */
interface Returning {
  personId: number;
  profile: ReminderProfile;
  snoozeIds: number[];
  /** What of them is still owed. */
  obligations: Obligation[];
}

/**
 * Writes the messages of people whose time to be told again has come: one for each person, beside the one of
 * the day. Where nothing of it is owed any more nothing is told. Answers how many were written; doing it again,
 * or in two places at once, writes none twice.
 */
export async function tellAgain(deps: Deps): Promise<number> {
  const { db, settings } = deps;
  const now = deps.clock.now();
  const returning = await readReturning(db, now, settings.timeZone);
  if (returning.length === 0) return 0;
  const calendar = await readCalendar(db);
  return transact(deps, async ({ tx }) => {
    const ended = await tx.snooze.updateManyAndReturn({
      where: { id: { in: returning.flatMap(({ snoozeIds }) => snoozeIds) }, endedAt: null },
      data: { endedAt: now },
      select: { id: true },
    });
    const ours = new Set(ended.map(({ id }) => id));
    let written = 0;
    for (const one of returning) {
      const snoozeIds = one.snoozeIds.filter((id) => ours.has(id));
      const [first] = snoozeIds;
      if (first === undefined || one.obligations.length === 0) continue;
      await tx.snooze.updateMany({ where: { id: { in: snoozeIds } }, data: { toldKey: againKey(first) } });
      const message = { kind: 'reminder.again' as const, params: { snoozeId: first } };
      const about = { recipientId: one.personId, uniqueKey: againKey(first) };
      await insertOutbox(tx, [{ ...message, ...about, priority: outboxPriority.reminder }], now);
      await noteStages(tx, { ...one, outboxKey: againKey(first), now, calendar, zone: settings.timeZone });
      written += 1;
    }
    return written;
  });
}

/** Joins what these people may be told again to the messages of the day that are just written for them. */
export async function joinSnoozes(
  tx: Tx,
  messages: readonly { personId: number; outboxKey: string }[],
  now: Date,
): Promise<void> {
  const due = await tx.snooze.findMany({
    where: {
      personId: { in: messages.map(({ personId }) => personId) },
      endedAt: null,
      until: { lte: now },
    },
    select: { personId: true },
  });
  const returning = new Set(due.map(({ personId }) => personId));
  for (const { personId, outboxKey } of messages.filter((message) => returning.has(message.personId))) {
    await tx.snooze.updateMany({
      where: { personId, endedAt: null, until: { lte: now } },
      data: { endedAt: now, toldKey: outboxKey },
    });
  }
}

async function readReturning(db: Db, now: Date, zone: string): Promise<Returning[]> {
  const due = await db.snooze.findMany({
    where: { endedAt: null, until: { lte: now }, person: { deletedAt: null, blockedAt: null } },
    select: {
      id: true,
      personId: true,
      obligationKeys: true,
      until: true,
      person: {
        select: {
          ...hoursOfPerson,
          reminderProfile: true,
          grants: { where: inForce(now), select: { workingGroupId: true } },
        },
      },
    },
    orderBy: { id: 'asc' },
  });
  if (due.length === 0) return [];
  const calendar = await readCalendar(db);
  const ready = due.filter(({ until, person }) =>
    mayReturn({ until }, { now, zone, calendar, hours: toReminderHours(person) }),
  );
  if (ready.length === 0) return [];
  const groups = ready.flatMap(({ person }) => person.grants.flatMap((grant) => grant.workingGroupId ?? []));
  const among = { workingGroupIds: [...new Set(groups)], withLateOfOthers: true };
  const owed = (await readObligations(db, now, zone, among)).filter(({ isCovered }) => !isCovered);
  const owedBy = groupBy(owed, ({ personId }) => personId);
  return [...groupBy(ready, ({ personId }) => personId)].map(([personId, snoozes]) => {
    const keys = new Set(snoozes.flatMap(({ obligationKeys }) => obligationKeys));
    return {
      personId,
      profile: snoozes[0]?.person.reminderProfile ?? 'standard',
      snoozeIds: snoozes.map(({ id }) => id),
      obligations: (owedBy.get(personId) ?? []).filter(({ key }) => keys.has(key)),
    };
  });
}

/**
 * Notes the stages that are told together with what was put off, so that they do not come once more the next
 * day. Only after the message of the day: before it, they are left for that message.
 */
async function noteStages(
  tx: Tx,
  input: Returning & { outboxKey: string; now: Date; calendar: WorkingCalendar; zone: string },
): Promise<void> {
  const { personId, profile, obligations, outboxKey, now, calendar } = input;
  const today = localDateTime(now, input.zone).toPlainDate();
  const told = await tx.reminder.findMany({
    where: {
      personId,
      OR: [{ obligationKey: { in: obligations.map(({ key }) => key) } }, { sentOn: today.toString() }],
    },
    select: { obligationKey: true, stage: true, outboxKey: true },
  });
  if (!told.some((row) => row.outboxKey === digestKey({ personId, date: today }))) return;
  await tx.reminder.createMany({
    data: obligations.flatMap((obligation) => {
      const alreadySent = told
        .filter(({ obligationKey }) => obligationKey === obligation.key)
        .flatMap(({ stage }) => parseStage(stage) ?? []);
      const stage = dueStage({ obligation, profile, today, calendar, alreadySent });
      if (stage === null || (stage >= 0 && now > obligation.dueAt)) return [];
      const about = { obligationKey: obligation.key, stage: formatStage(stage), outboxKey };
      return [{ personId, ...about, sentOn: today.toString(), createdAt: now }];
    }),
    skipDuplicates: true,
  });
}
