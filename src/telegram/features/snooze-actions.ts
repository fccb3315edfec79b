import type { ReminderMessage } from '../../usecases/reminders/reminder-message.ts';
import { defineAction } from '../callback-data.ts';

// Buttons under reminders; in a file of their own, since the message that is sent has them too.

/** Opens the choice of a time. `message`: see {@link messageId}. */
export const openSnooze = defineAction('snz', { message: 'id' });
export const snoozeTo = defineAction('snz.to', { message: 'id', wish: 'id' });
export const snoozeToDay = defineAction('snz.day', { message: 'id', day: 'id' });
export const snoozeMonth = defineAction('snz.month', { message: 'id', month: 'id' });
export const snoozeBack = defineAction('snz.back', { message: 'id' });
export const showNow = defineAction('snz.now', { message: 'id' });

/** A message of reminders as a button names it: `2026-10-09`, or `s17` where it tells again what was put off. */
export function messageId(message: ReminderMessage): string {
  return 'date' in message ? message.date : `s${message.snoozeId}`;
}

/** Reads what {@link messageId} wrote; null for anything else. */
export function readMessageId(id: string): ReminderMessage | null {
  if (/^\d{4}-\d{2}-\d{2}$/.test(id)) return { date: id };
  const snooze = /^s(\d{1,9})$/.exec(id);
  return snooze === null ? null : { snoozeId: Number(snooze[1]) };
}
