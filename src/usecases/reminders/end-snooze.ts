import type { Deps } from '../deps.ts';
import { type ReminderMessage, readNamedKeys } from './reminder-message.ts';

/** `notPutOff`: it was not put off, or its time has come already. */
export type EndSnoozeOutcome = { kind: 'ended' } | { kind: 'notPutOff' };

/** Ends before its time that a message of reminders is put off: its reader wants to see it now. */
export async function endSnooze(
  deps: Deps,
  input: { personId: number; message: ReminderMessage },
): Promise<EndSnoozeOutcome> {
  const { db, clock } = deps;
  const { personId, message } = input;
  const keys = await readNamedKeys(db, personId, message);
  const ended = await db.snooze.updateMany({
    where: { personId, endedAt: null, obligationKeys: { hasSome: [...keys] } },
    data: { endedAt: clock.now() },
  });
  return { kind: ended.count > 0 ? 'ended' : 'notPutOff' };
}
