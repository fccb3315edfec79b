import { absenceState } from '../../domain/people/absence.ts';
import type { Deps } from '../deps.ts';
import { loadActor } from '../people/actor.ts';
import { lockPerson } from '../roles/give-role.ts';
import { transact } from '../transaction.ts';
import { lockAbsence } from './lock-absence.ts';
import { readColleagues } from './read-absences.ts';

export type AnswerDeputyOutcome =
  | { kind: 'accepted'; from: string; to: string; personName: string | null }
  | { kind: 'declined' }
  /** The deputy answered before. */
  | { kind: 'alreadyAnswered' }
  /** It was taken back, or its days are over. */
  | { kind: 'gone' }
  /** The deputy is away on some of these days. */
  | { kind: 'isAway' }
  /** Somebody else was asked, or the two have no group in common any more. */
  | { kind: 'noRight' }
  | { kind: 'notFound' };

/** Answers the question whether one stands in for a colleague; who asked is told. */
export async function answerDeputy(
  deps: Deps,
  input: { personId: number; absenceId: number; accepts: boolean },
): Promise<AnswerDeputyOutcome> {
  const { absenceId, accepts } = input;
  return transact(deps, async ({ tx, now, audit, owe }): Promise<AnswerDeputyOutcome> => {
    const absence = await lockAbsence(tx, absenceId);
    if (absence === null) return { kind: 'notFound' };
    const { personId, deputyId, from, to } = absence;
    if (deputyId !== input.personId) return { kind: 'noRight' };
    const deputy = await loadActor(tx, deputyId, now);
    const person = (await readColleagues(tx, now, deputy)).find(({ id }) => id === personId);
    switch (absenceState(absence, now)) {
      case 'asked':
        break;
      case 'declined':
      case 'planned':
      case 'inForce':
        return { kind: 'alreadyAnswered' };
      case 'over':
      case 'ended':
        return { kind: 'gone' };
    }
    if (person === undefined) return { kind: 'noRight' };
    // Whoever asks for an absence of their own at the same instant waits, and sees that they stand in.
    await lockPerson(tx, deputyId);
    const away = await tx.absence.count({
      where: { personId: deputyId, endedAt: null, declinedAt: null, from: { lte: to }, to: { gte: from } },
    });
    if (accepts && away > 0) return { kind: 'isAway' };
    await tx.absence.update({
      where: { id: absenceId },
      data: accepts ? { acceptedAt: now } : { declinedAt: now },
    });
    for (const chain of person.workingGroupIds) {
      audit({
        chain,
        kind: accepts ? 'absence.accepted' : 'absence.declined',
        actor: deputy.ref,
        subject: `absence:${absenceId}`,
        payload: { from, to },
      });
    }
    owe({
      kind: 'absence.answered',
      params: { absenceId },
      recipientId: personId,
      uniqueKey: `absence.answered:${absenceId}`,
    });
    return accepts ? { kind: 'accepted', from, to, personName: person.fullName } : { kind: 'declined' };
  });
}
