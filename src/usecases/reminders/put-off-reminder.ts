import { decideSnooze, type SnoozeWish } from '../../domain/reminders/snooze.ts';
import type { Deps } from '../deps.ts';
import { transact } from '../transaction.ts';
import type { ReminderMessage } from './reminder-message.ts';
import { readOwedMessage } from './snooze-question.ts';

export type PutOffOutcome =
  /** What of the message is in time is not told before `until`; `dueAt` is the earliest deadline of that. */
  | { kind: 'putOff'; until: Date; dueAt: Date }
  /** The moment lies after the earliest deadline. `latest`: the last one that is possible, null for none. */
  | { kind: 'tooLate'; dueAt: Date; latest: Date | null }
  /** Every deadline is over: nothing of the message can be put off. */
  | { kind: 'overdue' }
  /** The day has come or is over. */
  | { kind: 'past' }
  /** Nothing in it is owed any more, or the message is not theirs. */
  | { kind: 'nothingOwed' };

/**
 * Puts off a message of reminders: what of it is still owed and not overdue is not told before that moment, and at
 * it is told again. Putting it off again replaces the moment.
 */
export async function putOffReminder(
  deps: Deps,
  input: { personId: number; message: ReminderMessage; wish: SnoozeWish },
): Promise<PutOffOutcome> {
  const { personId, message, wish } = input;
  return transact(deps, async ({ tx, now }) => {
    // Of two at once the later one replaces the other.
    await tx.$queryRaw`SELECT "id" FROM "Person" WHERE "id" = ${personId} FOR UPDATE`;
    const owed = await readOwedMessage(tx, { personId, message, now, settings: deps.settings });
    if (owed === null) return { kind: 'nothingOwed' };
    const { keys, question } = owed;
    const verdict = decideSnooze(question, wish);
    if (verdict.kind !== 'until') return verdict;
    const { until } = verdict;
    await tx.snooze.updateMany({
      where: { personId, endedAt: null, obligationKeys: { hasSome: keys } },
      data: { endedAt: now },
    });
    await tx.snooze.create({ data: { personId, obligationKeys: keys, until, createdAt: now } });
    return { kind: 'putOff', until, dueAt: verdict.dueAt };
  });
}
