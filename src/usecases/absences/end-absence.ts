import { absenceState } from '../../domain/people/absence.ts';
import type { Deps } from '../deps.ts';
import { loadActor } from '../people/actor.ts';
import { transact } from '../transaction.ts';
import { lockAbsence } from './lock-absence.ts';
import { groupsOf } from './read-absences.ts';

export type EndAbsenceOutcome =
  /** `isOwn` where the person who was to be away ended it, else the deputy gave it up. */
  | { kind: 'ended'; isOwn: boolean }
  /** It was ended or declined before, or its days are over. */
  | { kind: 'alreadyEnded' }
  /** Neither of the two. */
  | { kind: 'noRight' }
  | { kind: 'notFound' };

/** Ends an absence at once, or takes the question back: the person or the deputy, and the other one is told. */
export async function endAbsence(
  deps: Deps,
  input: { personId: number; absenceId: number },
): Promise<EndAbsenceOutcome> {
  const { absenceId } = input;
  return transact(deps, async ({ tx, now, audit, owe }): Promise<EndAbsenceOutcome> => {
    const absence = await lockAbsence(tx, absenceId);
    if (absence === null) return { kind: 'notFound' };
    const { personId, deputyId, from, to } = absence;
    if (input.personId !== personId && input.personId !== deputyId) return { kind: 'noRight' };
    switch (absenceState(absence, now)) {
      case 'asked':
      case 'planned':
      case 'inForce':
        break;
      case 'declined':
      case 'over':
      case 'ended':
        return { kind: 'alreadyEnded' };
    }
    await tx.absence.update({ where: { id: absenceId }, data: { endedAt: now } });
    const actor = await loadActor(tx, input.personId, now);
    const isOwn = actor.id === personId;
    for (const chain of new Set(groupsOf(actor))) {
      audit({
        chain,
        kind: 'absence.ended',
        actor: actor.ref,
        subject: `absence:${absenceId}`,
        payload: { from, to },
      });
    }
    owe({
      kind: 'absence.ended',
      params: { absenceId },
      recipientId: isOwn ? deputyId : personId,
      uniqueKey: `absence.ended:${absenceId}`,
    });
    return { kind: 'ended', isOwn };
  });
}
