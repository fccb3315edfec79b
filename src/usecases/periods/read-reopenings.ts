import { type Reopening, reopenedUntil } from '../../domain/kpi/reopening.ts';
import type { Tx } from '../../storage/database.ts';

/** The condition, for Prisma, of a reopening that is in force at an instant. */
export function stillReopened(now: Date) {
  return { endedAt: null, until: { gte: now } };
}

/** The exceptions that the authority made for a period, those that are over counted in; the newest first. */
export function readReopenings(tx: Tx, periodId: number): Promise<Reopening[]> {
  return tx.periodReopening.findMany({
    where: { periodId },
    select: { workingGroupId: true, until: true, endedAt: true },
    orderBy: { id: 'desc' },
  });
}

/** Up to when a group's values of a period are taken again; null where no exception was made, or it was ended. */
export async function readReopenedUntil(
  tx: Tx,
  about: { periodId: number; workingGroupId: string },
): Promise<Date | null> {
  return reopenedUntil(await readReopenings(tx, about.periodId), about.workingGroupId);
}
