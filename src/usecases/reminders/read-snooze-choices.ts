import {
  decideSnooze,
  earliestAhead,
  pickableDays,
  type ReadyWish,
  readyMoments,
} from '../../domain/reminders/snooze.ts';
import type { Deps } from '../deps.ts';
import type { ReminderMessage } from './reminder-message.ts';
import { readOwedMessage } from './snooze-question.ts';

export type SnoozeChoices =
  | {
      kind: 'choices';
      ready: { wish: ReadyWish; until: Date }[];
      /** The first and the last day that can be picked, ISO; null where today is the last one. */
      days: { first: string; last: string } | null;
      /** The earliest deadline that is ahead. */
      dueAt: Date;
    }
  /** Every deadline is over: nothing of the message can be put off. */
  | { kind: 'overdue' }
  /** Today is the last day and hardly any of it is left. `latest`: the last moment, where there is one. */
  | { kind: 'tooLate'; dueAt: Date; latest: Date | null }
  /** Nothing in it is owed any more, or the message is not theirs. */
  | { kind: 'nothingOwed' };

/** To when a person may put off a message of reminders. */
export async function readSnoozeChoices(
  deps: Deps,
  input: { personId: number; message: ReminderMessage },
): Promise<SnoozeChoices> {
  const { db, clock, settings } = deps;
  const owed = await readOwedMessage(db, { ...input, now: clock.now(), settings });
  if (owed === null) return { kind: 'nothingOwed' };
  const { question } = owed;
  const dueAt = earliestAhead(question.dueAts, question.now);
  if (dueAt === null) return { kind: 'overdue' };
  const ready = readyMoments(question);
  const days = pickableDays(question);
  if (ready.length === 0 && days === null) {
    const latest = decideSnooze(question, { kind: 'latest' });
    return { kind: 'tooLate', dueAt, latest: latest.kind === 'until' ? latest.until : null };
  }
  return {
    kind: 'choices',
    ready,
    days: days && { first: days.first.toString(), last: days.last.toString() },
    dueAt,
  };
}
