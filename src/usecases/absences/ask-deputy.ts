import { Temporal } from 'temporal-polyfill';
import { instantAt, localDateTime } from '../../domain/calendar/time-zone.ts';
import { type AbsenceDays, checkAbsenceDays } from '../../domain/people/absence.ts';
import { maySomewhere } from '../../domain/people/permissions.ts';
import type { Deps } from '../deps.ts';
import { advanceDialogue, type DialogueStep } from '../dialogue/dialogue-state.ts';
import { loadActingActor } from '../people/actor.ts';
import { lockPerson } from '../roles/give-role.ts';
import { transact } from '../transaction.ts';
import { readColleagues } from './read-absences.ts';

export type AskDeputyOutcome =
  /** The deputy is asked; until they accept, everything stays as it is. */
  | { kind: 'asked'; deputyName: string | null }
  | { kind: 'badDays'; problem: Exclude<AbsenceDays, { kind: 'ok' }> }
  /** The person is away on some of these days already, or has asked for it. */
  | { kind: 'overlaps' }
  /** The person stands in for somebody on some of these days. */
  | { kind: 'standsIn' }
  /** The deputy is away on some of these days. */
  | { kind: 'deputyAway' }
  /** The deputy submits values in no group of the person. */
  | { kind: 'notColleague' }
  /** Neither a member nor a coordinator anywhere. */
  | { kind: 'noRight' }
  | { kind: 'stale' };

/** Asks a colleague of the same group to stand in on some days, first and last counted in. */
export async function askDeputy(
  deps: Deps,
  input: {
    personId: number;
    deputyId: number;
    /** ISO days. */
    from: string;
    to: string;
    at: DialogueStep;
    next: { step: string; fields: object };
  },
): Promise<AskDeputyOutcome> {
  const { deputyId, from, to } = input;
  const zone = deps.settings.timeZone;
  return transact(deps, async ({ tx, now, audit, owe }): Promise<AskDeputyOutcome> => {
    const actor = await loadActingActor(tx, input.personId, deps.clock);
    if (!maySomewhere('submitValue', actor, now)) return { kind: 'noRight' };
    const today = localDateTime(now, zone).toPlainDate();
    const [first, last] = [Temporal.PlainDate.from(from), Temporal.PlainDate.from(to)];
    const days = checkAbsenceDays(first, last, today);
    if (days.kind !== 'ok') return { kind: 'badDays', problem: days };
    const deputy = (await readColleagues(tx, now, actor)).find(({ id }) => id === deputyId);
    if (deputy === undefined) return { kind: 'notColleague' };
    // Two who ask each other at once wait here, the one with the smaller id first; the second sees the first.
    for (const id of [actor.id, deputyId].sort((a, b) => a - b)) await lockPerson(tx, id);
    const overlapping = await tx.absence.findMany({
      where: {
        OR: [{ personId: { in: [actor.id, deputyId] } }, { deputyId: actor.id }],
        endedAt: null,
        declinedAt: null,
        from: { lte: to },
        to: { gte: from },
      },
    });
    if (overlapping.some(({ personId }) => personId === actor.id)) return { kind: 'overlaps' };
    if (overlapping.some((one) => one.deputyId === actor.id && one.acceptedAt !== null)) {
      return { kind: 'standsIn' };
    }
    if (overlapping.some(({ personId }) => personId === deputyId)) return { kind: 'deputyAway' };
    if (!(await advanceDialogue(tx, input.at, { ...input.next, isActive: false, now }))) {
      return { kind: 'stale' };
    }
    const absence = await tx.absence.create({
      data: {
        ...{ personId: actor.id, deputyId, from, to, askedAt: now },
        beginsAt: instantAt(first, '00:00', zone),
        overAt: instantAt(last.add({ days: 1 }), '00:00', zone),
      },
      include: { deputy: { select: { ref: true } } },
    });
    for (const chain of deputy.workingGroupIds) {
      audit({
        chain,
        kind: 'absence.asked',
        actor: actor.ref,
        subject: `absence:${absence.id}`,
        payload: { deputy: absence.deputy.ref, from, to },
      });
    }
    owe({
      kind: 'absence.asked',
      params: { absenceId: absence.id },
      recipientId: deputyId,
      uniqueKey: `absence.asked:${absence.id}`,
    });
    return { kind: 'asked', deputyName: deputy.fullName };
  });
}
