import { Temporal } from 'temporal-polyfill';
import { localDateTime } from '../../domain/calendar/time-zone.ts';
import { periodState } from '../../domain/kpi/period.ts';
import { checkReopeningDay, type ReopeningDay, reopenedUntil } from '../../domain/kpi/reopening.ts';
import { may } from '../../domain/people/permissions.ts';
import type { Tx } from '../../storage/database.ts';
import type { Deps } from '../deps.ts';
import { advanceDialogue, type DialogueStep } from '../dialogue/dialogue-state.ts';
import { readCalendar } from '../methodology/read-calendar.ts';
import { loadActingActor } from '../people/actor.ts';
import { type ReadReason, readReason } from '../reporting/reason.ts';
import { transact } from '../transaction.ts';
import { readConcernedPeople } from './concerned-people.ts';
import { readReopenings } from './read-reopenings.ts';
import { readyReopenReason } from './reopen-reason.ts';

export type ReopenOutcome =
  /** `told` people are sent a message. */
  | { kind: 'reopened'; reopeningId: number; periodKey: string; until: Date; told: number }
  /** It is open that long or longer. */
  | { kind: 'alreadyOpen'; periodKey: string; until: Date }
  /** It takes values by its own deadlines, or has not begun to. */
  | { kind: 'notLocked'; periodKey: string }
  | { kind: 'badReason'; problem: Exclude<ReadReason, { kind: 'ok' }> }
  | { kind: 'badDay'; problem: Exclude<ReopeningDay, { kind: 'ok' }> }
  | { kind: 'stale' }
  | { kind: 'noRight' }
  /** No such period or working group. */
  | { kind: 'notFound' };

export interface ReopenInput {
  personId: number;
  periodId: number;
  /** Null: for the whole country. */
  workingGroupId: string | null;
  /** A ready reason as it is stored, or 3 to 500 characters of one's own. */
  reason: string;
  /** The last local day, ISO: a working day, not past, at most 60 days ahead. */
  day: string;
  at: DialogueStep;
  /** Where the dialogue goes once it is done. */
  next: { step: string; fields: object };
}

/**
 * Takes values of a locked period again, up to the hour on the last day at which its reports were due, in one
 * working group or in the whole country. They count as late. A later day takes the place of an earlier one.
 * Everybody whom it concerns is told.
 */
export async function reopenPeriod(deps: Deps, input: ReopenInput): Promise<ReopenOutcome> {
  const { periodId, workingGroupId, day } = input;
  const zone = deps.settings.timeZone;
  return transact(deps, async ({ tx, now, audit, owe }): Promise<ReopenOutcome> => {
    const actor = await loadActingActor(tx, input.personId, deps.clock);
    if (!may('reopenPeriod', actor, {}, now)) return { kind: 'noRight' };
    const period = await lockPeriod(tx, periodId);
    if (period === null || !(await isGroup(tx, workingGroupId))) return { kind: 'notFound' };

    const read = readReason(input.reason);
    if (readyReopenReason(input.reason) === null && read.kind !== 'ok')
      return { kind: 'badReason', problem: read };
    const reason = read.kind === 'ok' ? read.text : input.reason;
    const checked = checkReopeningDay({
      day: Temporal.PlainDate.from(day),
      now,
      today: localDateTime(now, zone).toPlainDate(),
      dueTime: localDateTime(period.dueAt, zone).toPlainTime().toString({ smallestUnit: 'minute' }),
      zone,
      calendar: await readCalendar(tx),
    });
    if (checked.kind !== 'ok') return { kind: 'badDay', problem: checked };
    const { until } = checked;

    const { key: periodKey } = period;
    if (periodState(period, now) !== 'locked') return { kind: 'notLocked', periodKey };
    const openUntil = reopenedUntil(await readReopenings(tx, periodId), workingGroupId);
    if (openUntil !== null && openUntil >= until) return { kind: 'alreadyOpen', periodKey, until: openUntil };

    if (!(await advanceDialogue(tx, input.at, { ...input.next, now }))) return { kind: 'stale' };
    await tx.periodReopening.updateMany({
      where: { periodId, workingGroupId, endedAt: null },
      data: { endedAt: now, endedById: actor.id },
    });
    const { id: reopeningId } = await tx.periodReopening.create({
      data: { periodId, workingGroupId, until, reason, byId: actor.id, at: now },
    });
    for (const chain of chainsOf(workingGroupId)) {
      audit({
        chain,
        kind: 'period.reopened',
        actor: actor.ref,
        subject: `reopening:${reopeningId}`,
        payload: { period: periodKey, workingGroupId, until: until.toISOString(), reason },
      });
    }
    const concerned = await readConcernedPeople(tx, now, { periodId, workingGroupId });
    for (const recipientId of concerned) {
      owe({
        kind: 'period.reopened',
        params: { reopeningId },
        recipientId,
        uniqueKey: `period.reopened:${reopeningId}:${recipientId}`,
      });
    }
    return { kind: 'reopened', reopeningId, periodKey, until, told: concerned.length };
  });
}

/** The audit chains that an exception belongs to: the country's, and that of the group it was made for. */
export function chainsOf(workingGroupId: string | null): string[] {
  return workingGroupId === null ? ['country'] : ['country', workingGroupId];
}

/** Of two who reopen or close a period at once, one comes first, and the other sees what it did. */
export async function lockPeriod(tx: Tx, periodId: number) {
  await tx.$queryRaw`SELECT "id" FROM "Period" WHERE "id" = ${periodId} FOR NO KEY UPDATE`;
  return tx.period.findUnique({
    where: { id: periodId },
    select: { key: true, opensAt: true, dueAt: true, locksAt: true },
  });
}

async function isGroup(tx: Tx, workingGroupId: string | null): Promise<boolean> {
  return workingGroupId === null || (await tx.workingGroup.count({ where: { id: workingGroupId } })) > 0;
}
