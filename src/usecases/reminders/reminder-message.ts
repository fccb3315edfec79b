import type { Tx } from '../../storage/database.ts';
import { digestKey } from './digest-key.ts';

/** A message of reminders as its reader knows it: the one of a day, or one that tells again what was put off. */
export type ReminderMessage = { date: string } | { snoozeId: number };

/** The unique key of a message that tells again what was put off. */
export function againKey(snoozeId: number): string {
  return `again:${snoozeId}`;
}

/** The unique key of a person's message. */
export function messageKey(personId: number, message: ReminderMessage): string {
  return 'date' in message ? digestKey({ personId, date: message.date }) : againKey(message.snoozeId);
}

/** The keys of the obligations that a person's message named; none where it is not theirs. */
export async function readNamedKeys(
  tx: Tx,
  personId: number,
  message: ReminderMessage,
): Promise<Set<string>> {
  const key = messageKey(personId, message);
  const reminders = await tx.reminder.findMany({
    where: { personId, outboxKey: key },
    select: { obligationKey: true },
  });
  const snoozes = await tx.snooze.findMany({
    where: { personId, toldKey: key },
    select: { obligationKeys: true },
  });
  return new Set([
    ...reminders.map(({ obligationKey }) => obligationKey),
    ...snoozes.flatMap(({ obligationKeys }) => obligationKeys),
  ]);
}
