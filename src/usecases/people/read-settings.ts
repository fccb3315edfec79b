import type { ReminderProfile } from '../../storage/generated/enums.ts';
import type { Deps } from '../deps.ts';
import { hasConsent } from '../privacy/consent.ts';
import { hoursOfPerson, toReminderHours } from './reminder-hours.ts';

export interface PersonSettings {
  /** Short names; null where no settlement, or no oblast, is chosen. */
  city: { kk: string; ru: string } | null;
  region: { kk: string; ru: string } | null;
  reminders: {
    profile: ReminderProfile;
    from: string;
    to: string;
    quiet: { from: string; to: string } | null;
  };
  /** Whether they agreed to be written to about their city and the country. */
  hearsNews: boolean;
}

/** What a person can change about how the bot talks to them. */
export async function readSettings(deps: Deps, personId: number): Promise<PersonSettings> {
  const person = await deps.db.person.findUniqueOrThrow({
    where: { id: personId },
    select: {
      city: { select: { shortKk: true, shortRu: true } },
      region: { select: { nameKk: true, nameRu: true } },
      reminderProfile: true,
      ...hoursOfPerson,
    },
  });
  const { city, region } = person;
  const { hoursFrom: from, hoursTo: to, quiet = null } = toReminderHours(person);
  return {
    city: city === null ? null : { kk: city.shortKk, ru: city.shortRu },
    region: region === null ? null : { kk: region.nameKk, ru: region.nameRu },
    reminders: { profile: person.reminderProfile, from, to, quiet },
    hearsNews: await hasConsent(deps.db, personId, 'news'),
  };
}
