import type { Audience } from '../../../src/domain/broadcast/audience.ts';
import type { BroadcastState } from '../../../src/storage/generated/enums.ts';
import { listAudiences } from '../../../src/usecases/broadcasts/list-audiences.ts';
import { listBroadcasts } from '../../../src/usecases/broadcasts/list-broadcasts.ts';
import { pauseBroadcast } from '../../../src/usecases/broadcasts/pause-broadcast.ts';
import { previewBroadcast } from '../../../src/usecases/broadcasts/preview-broadcast.ts';
import { readAudience } from '../../../src/usecases/broadcasts/read-audience.ts';
import { readBroadcast } from '../../../src/usecases/broadcasts/read-broadcast.ts';
import { resumeBroadcast } from '../../../src/usecases/broadcasts/resume-broadcast.ts';
import { startBroadcast } from '../../../src/usecases/broadcasts/start-broadcast.ts';
import { stopBroadcast } from '../../../src/usecases/broadcasts/stop-broadcast.ts';
import { group, type Town } from './people.ts';
import type { Row } from './rows.ts';

const kindOf = async (outcome: Promise<{ kind: string }>) => (await outcome).kind;
const audience: Audience = { kind: 'group', workingGroupId: group };

/** A broadcast to the group that somebody of the authority began. */
async function begun({ db, deps, people }: Town, state: BroadcastState): Promise<number> {
  const { id } = await db.broadcast.create({
    data: {
      audience: 'group',
      audienceId: group,
      textKk: 'Су болмайды',
      textRu: 'Воды не будет',
      speaker: 'authority',
      state,
      authorId: people.authority.id,
      startedAt: deps.clock.now(),
      total: 1,
    },
  });
  return id;
}

function onOne(
  name: string,
  state: BroadcastState,
  act: (deps: Town['deps'], input: { personId: number; broadcastId: number }) => Promise<{ kind: string }>,
): Row {
  return {
    name,
    allowed: '---+--+--',
    async prepare(town, personId) {
      const broadcastId = await begun(town, state);
      return () => kindOf(act(town.deps, { personId, broadcastId }));
    },
  };
}

/** What is written to many: to the group here; to others the authority alone may write. */
export const broadcastRows: readonly Row[] = [
  onOne('readBroadcast', 'sending', readBroadcast),
  onOne('pauseBroadcast', 'sending', pauseBroadcast),
  onOne('resumeBroadcast', 'paused', resumeBroadcast),
  onOne('stopBroadcast', 'sending', stopBroadcast),
  {
    name: 'listBroadcasts',
    allowed: '---++-+--',
    prepare:
      async ({ deps }, personId) =>
      () =>
        kindOf(listBroadcasts(deps, { personId })),
  },
  {
    name: 'listAudiences',
    allowed: '---++-+--',
    prepare:
      async ({ deps }, personId) =>
      () =>
        kindOf(listAudiences(deps, { personId })),
  },
  {
    name: 'readAudience',
    allowed: '---+--+--',
    prepare:
      async ({ deps }, personId) =>
      () =>
        kindOf(readAudience(deps, { personId, audience })),
  },
  {
    name: 'previewBroadcast',
    allowed: '---+--+--',
    prepare:
      async ({ deps }, personId) =>
      () =>
        kindOf(previewBroadcast(deps, { personId, audience })),
  },
  {
    name: 'startBroadcast',
    allowed: '---+--+--',
    async prepare({ deps, db, colleague, step }, personId) {
      const identity = { channel: 'telegram', externalId: 'matrix', linkedAt: deps.clock.now() };
      await db.identity.createMany({ data: { personId: colleague.id, ...identity }, skipDuplicates: true });
      const at = await step(personId);
      const texts = { textKk: 'Су болмайды', textRu: 'Воды не будет' };
      const next = { step: 'sent', fields: {} };
      return () => kindOf(startBroadcast(deps, { personId, audience, ...texts, at, next }));
    },
  },
];
