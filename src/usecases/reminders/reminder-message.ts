import type { Obligation } from '../../domain/reminders/obligation.ts';
import type { Tx } from '../../storage/database.ts';
import { readObligations } from '../obligations/read-obligations.ts';
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

/** Of what a person's message names, what they owe now, or what others are still late with. */
export async function readStillOwed(
  tx: Tx,
  about: { personId: number; message: ReminderMessage; now: Date; zone: string },
): Promise<Obligation[]> {
  const { personId, message, now, zone } = about;
  const keys = await readNamedKeys(tx, personId, message);
  if (keys.size === 0) return [];
  const owed = await readObligations(tx, now, zone, { personId, withLateOfOthers: true });
  return owed.filter(({ key, isCovered }) => keys.has(key) && !isCovered);
}
