import type { SnoozeQuestion } from '../../domain/reminders/snooze.ts';
import type { Tx } from '../../storage/database.ts';
import type { Settings } from '../deps.ts';
import { readCalendar } from '../methodology/read-calendar.ts';
import { readReminderHours } from '../people/reminder-hours.ts';
import { type ReminderMessage, readStillOwed } from './reminder-message.ts';

/** A person's message, and what of it is still owed. */
export interface OwedMessage {
  /** What can be put off: the obligations whose deadlines are ahead. */
  keys: string[];
  question: SnoozeQuestion;
}

/** What has to be known to put a message off; null where nothing in it is owed any more. */
export async function readOwedMessage(
  tx: Tx,
  input: { personId: number; message: ReminderMessage; now: Date; settings: Settings },
): Promise<OwedMessage | null> {
  const { personId, message, now } = input;
  const zone = input.settings.timeZone;
  const obligations = await readStillOwed(tx, { personId, message, now, zone });
  if (obligations.length === 0) return null;
  const calendar = await readCalendar(tx);
  const hours = await readReminderHours(tx, personId);
  const dueAts = obligations.map(({ dueAt }) => dueAt);
  return {
    keys: obligations.filter(({ dueAt }) => dueAt > now).map(({ key }) => key),
    question: { now, zone, calendar, hours, dueAts },
  };
}
