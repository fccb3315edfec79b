import type { Tx } from '../../storage/database.ts';

/** The condition, for Prisma, of an absence during which a deputy stands in at an instant. */
export function standingInAt(now: Date) {
  return {
    acceptedAt: { not: null },
    declinedAt: null,
    endedAt: null,
    beginsAt: { lte: now },
    overAt: { gt: now },
  };
}

/** Who stands in for whom at an instant. */
export interface StandIns {
  /** Those for whom a person stands in. */
  of(deputyId: number): readonly number[];
  /** Those who stand in for a person. */
  for(personId: number): readonly number[];
}

/** Everybody who stands in for somebody at an instant; one query. */
export async function readStandIns(tx: Tx, now: Date): Promise<StandIns> {
  const rows = await tx.absence.findMany({
    where: standingInAt(now),
    select: { personId: true, deputyId: true },
    orderBy: { id: 'asc' },
  });
  return {
    of: (deputyId) => rows.filter((row) => row.deputyId === deputyId).map(({ personId }) => personId),
    for: (personId) => rows.filter((row) => row.personId === personId).map(({ deputyId }) => deputyId),
  };
}
