import { earliestAhead } from '../../domain/reminders/snooze.ts';
import type { Deps } from '../deps.ts';
import type { ReminderMessage } from './reminder-message.ts';
import { readOwedMessage } from './snooze-question.ts';

/** `dueAt`: the earliest deadline of the message that is ahead. */
export type SnoozeReading = { kind: 'putOff'; until: Date; dueAt: Date } | { kind: 'notPutOff' };

/** Whether a message of reminders is put off, and to when. */
export async function readSnooze(
  deps: Deps,
  input: { personId: number; message: ReminderMessage },
): Promise<SnoozeReading> {
  const { db, clock, settings } = deps;
  const now = clock.now();
  const owed = await readOwedMessage(db, { ...input, now, settings });
  if (owed === null) return { kind: 'notPutOff' };
  const snooze = await db.snooze.findFirst({
    where: {
      personId: input.personId,
      endedAt: null,
      until: { gt: now },
      obligationKeys: { hasSome: owed.keys },
    },
    select: { until: true },
    orderBy: { id: 'desc' },
  });
  if (snooze === null) return { kind: 'notPutOff' };
  const dueAt = earliestAhead(owed.question.dueAts, now);
  return dueAt === null ? { kind: 'notPutOff' } : { kind: 'putOff', until: snooze.until, dueAt };
}
