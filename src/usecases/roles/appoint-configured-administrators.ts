import type { Deps } from '../deps.ts';
import { transact, type Work } from '../transaction.ts';
import { endGrant } from './end-grant.ts';
import { giveRole } from './give-role.ts';

/**
 * Makes the roles of administrators agree with the configuration: known people whose Telegram id stands in it
 * get the role, and those who have it by configuration only and stand in it no longer lose it at once. Roles
 * given by invitation are left alone. Run at start; whoever comes later is appointed on first sight.
 */
export async function appointConfiguredAdministrators(
  deps: Deps,
): Promise<{ appointed: number; ended: number }> {
  const ids = [...deps.settings.administrators];
  return transact(deps, async (work) => {
    const { tx, owe } = work;
    const known = await tx.identity.findMany({
      where: {
        channel: 'telegram',
        externalId: { in: ids },
        person: { deletedAt: null, grants: { none: { role: 'administrator', endsAt: null } } },
      },
      select: { personId: true, person: { select: { language: true } } },
      orderBy: { personId: 'asc' },
    });
    for (const { personId, person } of known) {
      const grantId = await appointByConfiguration(work, personId);
      if (person.language === null) continue;
      owe({
        kind: 'role.given',
        params: { grantId },
        recipientId: personId,
        uniqueKey: `role.given:${grantId}`,
      });
    }
    const outdated = await tx.roleGrant.findMany({
      where: {
        role: 'administrator',
        source: 'configuration',
        endsAt: null,
        OR: [
          { person: { identity: null } },
          { person: { identity: { externalId: { notIn: ids } } } },
          { person: { identity: { channel: { not: 'telegram' } } } },
        ],
      },
      select: { id: true },
      orderBy: { id: 'asc' },
    });
    let ended = 0;
    for (const { id } of outdated) {
      if (await endGrant(work, { grantId: id, endedById: null, actor: 'configuration' })) ended += 1;
    }
    return { appointed: known.length, ended };
  });
}

/** Appoints a person, seen for the first time, if the configuration names them. */
export async function appointIfConfigured(
  deps: Deps,
  work: Work,
  person: { id: number; channel: string; externalId: string },
): Promise<void> {
  if (person.channel !== 'telegram' || !deps.settings.administrators.includes(person.externalId)) return;
  await appointByConfiguration(work, person.id);
}

function appointByConfiguration(work: Work, personId: number): Promise<number> {
  return giveRole(work, {
    personId,
    role: 'administrator',
    workingGroupId: null,
    isHead: false,
    source: 'configuration',
    givenById: null,
    actor: 'configuration',
  });
}
