import type { Temporal } from 'temporal-polyfill';
import type { WorkingCalendar } from '../../domain/calendar/working-calendar.ts';
import { parseStage, workingDaysLeft } from '../../domain/reminders/stages.ts';
import type { Tx } from '../../storage/database.ts';

/**
 * A period's deadline became later: the stages that were told and lie ahead again count as untold, so that people
 * are reminded before the new day too. The rows stay, under a key that names the day that was.
 */
export async function setStagesAside(
  tx: Tx,
  moved: {
    periodKey: string;
    from: Temporal.PlainDate;
    to: Temporal.PlainDate;
    today: Temporal.PlainDate;
    calendar: WorkingCalendar;
  },
): Promise<void> {
  const { periodKey, from, to, today, calendar } = moved;
  const left = workingDaysLeft(to, today, calendar);
  const ofPeriod = { obligationKey: { startsWith: 'report:', endsWith: `:${periodKey}` } };
  const told = await tx.reminder.findMany({
    where: ofPeriod,
    select: { stage: true },
    distinct: ['stage'],
  });
  const ahead = told.map(({ stage }) => stage).filter((stage) => (parseStage(stage) ?? left) < left);
  if (ahead.length === 0) return;
  await tx.$executeRaw`
    UPDATE "Reminder" SET "obligationKey" = "obligationKey" || ${`:due:${from.toString()}`}
    WHERE "obligationKey" LIKE ${`report:%:${periodKey}`} AND "stage" = ANY(${ahead})`;
}
