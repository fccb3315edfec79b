import { Temporal } from 'temporal-polyfill';
import { periodState } from '../../domain/kpi/period.ts';
import { may } from '../../domain/people/permissions.ts';
import type { Tx } from '../../storage/database.ts';
import type { Actor } from '../people/actor.ts';
import { type Responsibilities, readResponsibilities } from './responsible-people.ts';
import type { SlotFacts } from './value-slot.ts';

/** Why somebody may not submit a value. */
export type SlotRefusal =
  /** Neither a member nor a coordinator of the city's working group. */
  | { kind: 'noRight' }
  /** No such city, KPI or period, or the KPI does not apply there. */
  | { kind: 'notFound' }
  /** Others answer for it. */
  | { kind: 'notAssigned' }
  | { kind: 'periodLocked'; periodKey: string; periodId: number; workingGroupId: string }
  /** `opensOn` is the local day, ISO. */
  | { kind: 'periodNotOpen'; periodKey: string; opensOn: string };

/**
 * Why a person may not submit a value now; null where they may: whoever is assigned to it, the coordinators of
 * the group where nobody is, and whoever stands in for one of them.
 */
export async function refuseSubmission(
  tx: Tx,
  now: Date,
  actor: Actor,
  facts: SlotFacts | null,
  timeZone: string,
): Promise<SlotRefusal | null> {
  if (facts === null) return { kind: 'notFound' };
  const { workingGroupId } = facts.city;
  if (!may('submitValue', actor, { workingGroupId }, now)) return { kind: 'noRight' };
  const responsibilities = await readResponsibilities(tx, now, [workingGroupId]);
  return judgeSubmission({ now, actor, facts, responsibilities, timeZone });
}

/** The same, where who answers for what was read already. */
export function judgeSubmission(question: {
  now: Date;
  actor: Actor;
  facts: SlotFacts;
  responsibilities: Responsibilities;
  timeZone: string;
}): SlotRefusal | null {
  const { now, actor, facts, responsibilities, timeZone } = question;
  const { city, kpi, period } = facts;
  const { workingGroupId } = city;
  if (!may('submitValue', actor, { workingGroupId }, now)) return { kind: 'noRight' };
  const duty = { workingGroupId, cityId: city.id, sphereId: kpi.sphereId, kpiCode: kpi.code };
  const isTheirs =
    responsibilities.of(duty).includes(actor.id) ||
    (!responsibilities.isAssigned(duty) &&
      responsibilities.coordinatorsOf(workingGroupId).includes(actor.id));
  if (!isTheirs) return { kind: 'notAssigned' };
  switch (periodState(period, now)) {
    case 'upcoming': {
      const opens = Temporal.Instant.fromEpochMilliseconds(period.opensAt.getTime());
      const opensOn = opens.toZonedDateTimeISO(timeZone).toPlainDate().toString();
      return { kind: 'periodNotOpen', periodKey: period.key, opensOn };
    }
    case 'locked':
      return { kind: 'periodLocked', periodKey: period.key, periodId: period.id, workingGroupId };
    case 'open':
    case 'closing':
      return null;
  }
}
