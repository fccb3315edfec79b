import type { Audience } from '../../../src/domain/broadcast/audience.ts';
import type { Language } from '../../../src/storage/generated/enums.ts';
import { startBroadcast } from '../../../src/usecases/broadcasts/start-broadcast.ts';
import { createPerson } from '../../setup/people.ts';
import { group, openReportingTown } from '../reporting/reporting-town.ts';

export const toGroup: Audience = { kind: 'group', workingGroupId: group };
export const toRegion: Audience = { kind: 'region', workingGroupId: group };
export const toAll: Audience = { kind: 'all' };
const texts = { textKk: 'Ертең су болмайды', textRu: 'Завтра не будет воды' };

/** A reporting town whose people can be reached, with citizens who agreed to be written to. */
export async function openBroadcastTown() {
  const town = await openReportingTown();
  const { deps, clock } = town;
  const { db } = deps;
  let channelId = 5_000;

  async function reach(personId: number): Promise<void> {
    channelId += 1;
    const externalId = String(channelId);
    await db.identity.create({
      data: { personId, channel: 'telegram', externalId, linkedAt: clock.now() },
    });
  }
  for (const { id } of await db.person.findMany({ select: { id: true } })) await reach(id);

  async function agree(personId: number, purpose: 'news' | 'feedback' = 'news'): Promise<void> {
    const textVersion = '1/123456789012';
    await db.consent.create({
      data: { personId, purpose, textVersion, language: 'kk', givenAt: clock.now() },
    });
  }

  return {
    ...town,
    db,
    agree,
    /** A citizen of a city who agreed to be written to. */
    async reader(cityId: string | undefined, language: Language = 'kk') {
      const person = await createPerson(db, { language, ...(cityId === undefined ? {} : { cityId }) });
      await reach(person.id);
      await agree(person.id);
      return person;
    },
    async start(
      personId: number,
      audience: Audience,
      more: Partial<Parameters<typeof startBroadcast>[1]> = {},
    ) {
      const at = more.at ?? (await town.step(personId, 'broadcast'));
      const next = { step: 'sent', fields: {} };
      return startBroadcast(deps, { personId, audience, ...texts, at, next, ...more });
    },
    /** The messages of a broadcast, by recipient. */
    messages: (broadcastId: number) =>
      db.outboxMessage.findMany({ where: { broadcastId }, orderBy: { id: 'asc' } }),
    async events(broadcastId: number) {
      const events = await db.auditEvent.findMany({
        where: { subject: `broadcast:${broadcastId}` },
        orderBy: { id: 'asc' },
      });
      return events.map(({ kind, chainId }) => `${chainId} ${kind}`);
    },
  };
}
