import type { Language } from '../../storage/generated/enums.ts';
import type { Deps } from '../deps.ts';
import { appointIfConfigured } from '../roles/appoint-configured-administrators.ts';
import { transact } from '../transaction.ts';
import { type Actor, loadActor } from './actor.ts';

/**
 * The person behind a messenger's id; a new person, without language or city, on first sight.
 *
 * Before consent nothing but this id, the language and the city is kept. Whoever writes has not blocked the
 * bot (any more), and is not idle.
 */
export async function recognisePerson(
  deps: Deps,
  input: { channel: string; externalId: string },
): Promise<Actor> {
  const now = deps.clock.now();
  const known = await deps.db.identity.findUnique({
    where: { channel_externalId: { channel: input.channel, externalId: input.externalId } },
    select: { personId: true, person: { select: { seenAt: true, blockedAt: true } } },
  });
  if (known) {
    const isStale = now.getTime() - known.person.seenAt.getTime() > 3_600_000;
    if (isStale || known.person.blockedAt) {
      await deps.db.person.update({ where: { id: known.personId }, data: { seenAt: now, blockedAt: null } });
    }
    return loadActor(deps.db, known.personId, now);
  }
  return transact(deps, async (work) => {
    const { tx, now: at } = work;
    const person = await tx.person.create({
      data: {
        ref: Buffer.from(deps.random.bytes(12)).toString('base64url'),
        createdAt: at,
        seenAt: at,
        identity: { create: { channel: input.channel, externalId: input.externalId, linkedAt: at } },
      },
    });
    await appointIfConfigured(deps, work, { id: person.id, ...input });
    return loadActor(tx, person.id, at);
  });
}

/** The language that somebody chose; null for those who have not, or whom we do not know. Writes nothing. */
export async function readLanguage(
  deps: Pick<Deps, 'db'>,
  input: { channel: string; externalId: string },
): Promise<Language | null> {
  const known = await deps.db.identity.findUnique({
    where: { channel_externalId: { channel: input.channel, externalId: input.externalId } },
    select: { person: { select: { language: true } } },
  });
  return known?.person.language ?? null;
}

/** Sets the language of the conversation; it can change at any time. */
export async function chooseLanguage(
  deps: Deps,
  input: { personId: number; language: Language },
): Promise<void> {
  await deps.db.person.update({ where: { id: input.personId }, data: { language: input.language } });
}
