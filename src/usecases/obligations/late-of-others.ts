import type { Audience, Obligation } from '../../domain/reminders/obligation.ts';
import { workingDaysLeft } from '../../domain/reminders/stages.ts';
import type { ObligationScope } from './obligation-scope.ts';

/** Working days after which nobody but the owner is told yet; the domain's stages begin later. */
const fromDays = -1;

/**
 * What is late, for those of the group who see to it that it is done: its coordinators, and its head later. Nobody is
 * told of what they owe themselves. What the authority and the administrators owe concerns no group.
 */
export function lateOfOthers(scope: ObligationScope, owed: readonly Obligation[]): Obligation[] {
  const { responsibilities, today, calendar } = scope;
  const owners = new Map<string, Set<number>>();
  const late = new Map<string, Obligation>();
  for (const obligation of owed) {
    const { key, personId, dueOn, kind, subject } = obligation;
    if (kind === 'verification' || subject.workingGroupId === undefined) continue;
    const known = owners.get(key) ?? new Set();
    owners.set(key, known.add(personId));
    if (!late.has(key) && workingDaysLeft(dueOn, today, calendar) <= fromDays) late.set(key, obligation);
  }
  return [...late.values()].flatMap((obligation) => {
    const { key, kind, subject } = obligation;
    const workingGroupId = subject.workingGroupId ?? '';
    const coordinators = responsibilities.coordinatorsOf(workingGroupId);
    // What the authority has to review in the group's place is none of the group's.
    if (kind === 'review' && !coordinators.some((id) => owners.get(key)?.has(id))) return [];
    return audienceOf(scope, workingGroupId)
      .filter(({ personId }) => owners.get(key)?.has(personId) !== true)
      .map((told) => ({
        ...obligation,
        ...told,
        isCovered: responsibilities.isCovered(workingGroupId, told.personId),
      }));
  });
}

function audienceOf(
  { responsibilities }: ObligationScope,
  workingGroupId: string,
): { personId: number; toldAs: Audience }[] {
  const coordinators = responsibilities.coordinatorsOf(workingGroupId);
  const heads = responsibilities.headsOf(workingGroupId);
  const hasOthers = coordinators.some((personId) => !heads.includes(personId));
  return coordinators.map((personId) => ({
    personId,
    toldAs: !heads.includes(personId) ? 'coordinator' : hasOthers ? 'head' : 'onlyCoordinator',
  }));
}
