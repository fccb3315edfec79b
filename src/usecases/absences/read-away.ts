import type { Tx } from '../../storage/database.ts';
import { standingInAt } from './stand-ins.ts';

/** Somebody is away, first and last local day counted in, ISO. */
export interface Away {
  from: string;
  to: string;
  /** Who stands in; null where their data were deleted. */
  deputyName: string | null;
}

/** Who of these people is away at an instant, by person. It checks no right. One query. */
export async function readAway(
  tx: Tx,
  now: Date,
  personIds: readonly number[],
): Promise<ReadonlyMap<number, Away>> {
  const rows = await tx.absence.findMany({
    where: { personId: { in: [...personIds] }, ...standingInAt(now) },
    select: { personId: true, from: true, to: true, deputy: { select: { fullName: true } } },
    orderBy: { id: 'asc' },
  });
  return new Map(
    rows.map(({ personId, from, to, deputy }) => [personId, { from, to, deputyName: deputy.fullName }]),
  );
}
