import { ReminderProfile } from '../../storage/generated/enums.ts';
import type { Deps } from '../deps.ts';

export type ChooseProfileOutcome = { kind: 'changed'; profile: ReminderProfile } | { kind: 'unknownProfile' };

/** Sets how often a person is reminded. Deadlines stay as they are. */
export async function chooseReminderProfile(
  deps: Deps,
  input: { personId: number; profile: string },
): Promise<ChooseProfileOutcome> {
  const profile = Object.values(ReminderProfile).find((known) => known === input.profile);
  if (profile === undefined) return { kind: 'unknownProfile' };
  await deps.db.person.update({ where: { id: input.personId }, data: { reminderProfile: profile } });
  return { kind: 'changed', profile };
}
