import type { ReminderHours } from '../../domain/reminders/hours.ts';
import type { Tx } from '../../storage/database.ts';

/** What is selected, by Prisma, of a person to know when they may be disturbed. */
export const hoursOfPerson = { hoursFrom: true, hoursTo: true, quietFrom: true, quietTo: true } as const;

/** When a person may be disturbed, from their row. */
export function toReminderHours(row: {
  hoursFrom: string;
  hoursTo: string;
  quietFrom: string | null;
  quietTo: string | null;
}): ReminderHours {
  const { hoursFrom, hoursTo, quietFrom, quietTo } = row;
  const quiet = quietFrom === null || quietTo === null ? null : { from: quietFrom, to: quietTo };
  return { hoursFrom, hoursTo, quiet };
}

/** When a person may be disturbed. */
export async function readReminderHours(tx: Tx, personId: number): Promise<ReminderHours> {
  return toReminderHours(
    await tx.person.findUniqueOrThrow({ where: { id: personId }, select: hoursOfPerson }),
  );
}

/** A whole hour of the day, 0 to 23. */
export function isHour(hour: number): boolean {
  return Number.isInteger(hour) && hour >= 0 && hour <= 23;
}

/** A whole hour as a time of day: `09:00`. */
export function toTime(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}
