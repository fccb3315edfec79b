import type { Audience } from '../../domain/broadcast/audience.ts';
import { sendingTime } from '../../domain/broadcast/sending-time.ts';
import type { Tx } from '../../storage/database.ts';
import type { Prisma } from '../../storage/generated/client.ts';
import type { Language } from '../../storage/generated/enums.ts';
import { readCalendar } from '../methodology/read-calendar.ts';
import { inForce } from '../people/in-force.ts';
import { consentTo } from '../privacy/consent.ts';

/**
 * The condition, for Prisma, of somebody whom a broadcast to an audience is for: asked when it begins, and again
 * when each message is sent.
 */
export function isAddressed(audience: Audience, now: Date): Prisma.PersonWhereInput {
  const hearsNews = { consents: { some: consentTo('news') } };
  switch (audience.kind) {
    case 'group':
      return { grants: { some: { workingGroupId: audience.workingGroupId, ...inForce(now) } } };
    case 'region': {
      const { workingGroupId } = audience;
      const livesThere = {
        OR: [
          { city: { workingGroupId } },
          { cityId: null, region: { cities: { some: { workingGroupId } } } },
        ],
      };
      return { AND: [hearsNews, livesThere] };
    }
    case 'initiative':
      return {
        AND: [
          { follows: { some: { initiativeId: audience.initiativeId } } },
          { consents: { some: consentTo('feedback') } },
        ],
      };
    case 'all':
      return { OR: [{ grants: { some: inForce(now) } }, hearsNews] };
  }
}

/** Somebody who gets a broadcast. */
export interface Recipient {
  id: number;
  language: Language;
  /** The first instant at which it may reach them. */
  from: Date;
}

/** Everybody whom it reaches, in the order in which it is sent; its author has seen it, and gets none. */
export async function listRecipients(
  tx: Tx,
  now: Date,
  about: { audience: Audience; authorId: number; timeZone: string },
): Promise<Recipient[]> {
  const people = await tx.person.findMany({
    where: {
      ...isAddressed(about.audience, now),
      id: { not: about.authorId },
      deletedAt: null,
      blockedAt: null,
      identity: { isNot: null },
    },
    select: wishes(now),
    orderBy: { id: 'asc' },
  });
  const timeOf = await sendingTimes(tx, now, about.timeZone);
  return people.map((person) => ({ id: person.id, language: person.language ?? 'kk', from: timeOf(person) }));
}

/** What the time depends on at which somebody may be written to. */
function wishes(now: Date) {
  const grants = { where: inForce(now), select: { id: true }, take: 1 };
  return { id: true, language: true, hoursFrom: true, hoursTo: true, grants } as const;
}

interface Wishes {
  hoursFrom: string;
  hoursTo: string;
  grants: readonly unknown[];
}

/** Answers for a person when a broadcast may reach them; many have the same hours, and are counted once. */
async function sendingTimes(tx: Tx, now: Date, zone: string): Promise<(person: Wishes) => Date> {
  const calendar = await readCalendar(tx);
  const known = new Map<string, Date>();
  return ({ hoursFrom, hoursTo, grants }) => {
    const officialHours = grants.length > 0 ? { hoursFrom, hoursTo } : null;
    const key = officialHours === null ? 'citizen' : `${hoursFrom}-${hoursTo}`;
    const time = known.get(key) ?? sendingTime({ officialHours, now, zone, calendar });
    known.set(key, time);
    return time;
  };
}

/** When a broadcast may reach each of the people who fit. */
export async function readSendingTimes(
  tx: Tx,
  now: Date,
  about: { of: Prisma.PersonWhereInput; timeZone: string },
): Promise<{ id: number; from: Date }[]> {
  const timeOf = await sendingTimes(tx, now, about.timeZone);
  const people = await tx.person.findMany({
    where: about.of,
    select: wishes(now),
    orderBy: { id: 'asc' },
  });
  return people.map((person) => ({ id: person.id, from: timeOf(person) }));
}
