import type { Tx } from '../../storage/database.ts';

/** The row of an absence, held until the transaction ends: of two who change it at once one comes first. */
export async function lockAbsence(tx: Tx, absenceId: number) {
  await tx.$queryRaw`SELECT "id" FROM "Absence" WHERE "id" = ${absenceId} FOR UPDATE`;
  return tx.absence.findUnique({
    where: { id: absenceId },
    include: {
      person: { select: { ref: true, fullName: true } },
      deputy: { select: { ref: true, fullName: true } },
    },
  });
}
