import { type AbsenceState, absenceState } from '../../domain/people/absence.ts';
import type { Tx } from '../../storage/database.ts';

/** An absence as it stands for one of the two. */
export interface AbsenceNotice {
  id: number;
  from: string;
  to: string;
  state: AbsenceState;
  personName: string | null;
  deputyName: string | null;
  isDeputy: boolean;
}

/** An absence for the person or the deputy; null for others, and where there is none. */
export async function readAbsenceNotice(
  tx: Tx,
  now: Date,
  about: { absenceId: number; readerId: number },
): Promise<AbsenceNotice | null> {
  const absence = await tx.absence.findUnique({
    where: { id: about.absenceId },
    include: { person: { select: { fullName: true } }, deputy: { select: { fullName: true } } },
  });
  if (absence === null) return null;
  const { id, from, to, person, deputy, personId, deputyId } = absence;
  if (about.readerId !== personId && about.readerId !== deputyId) return null;
  return {
    ...{ id, from, to },
    state: absenceState(absence, now),
    personName: person.fullName,
    deputyName: deputy.fullName,
    isDeputy: about.readerId === deputyId,
  };
}
