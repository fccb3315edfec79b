import { readStoredAudience, type Speaker } from '../../domain/broadcast/audience.ts';
import type { Language } from '../../storage/generated/enums.ts';
import type { Deps } from '../deps.ts';
import { type NamedAudience, nameAudience } from './audience-name.ts';
import { isAddressed, readSendingTimes } from './recipients.ts';

/** What a reader of a broadcast is shown. */
export interface BroadcastMessage {
  audience: NamedAudience;
  /** The initiative whose followers it is for; null where it is for others. */
  initiativeId: number | null;
  speaker: Speaker;
  text: Record<Language, string>;
}

export type BroadcastMessageReading =
  | ({ kind: 'ready' } & BroadcastMessage)
  /** It is paused. */
  | { kind: 'paused'; until: Date }
  /** The reader may not be disturbed now. */
  | { kind: 'notNow'; until: Date }
  /** It was stopped; or it is not for them any more: a role ended, a consent was taken back. */
  | { kind: 'untrue' };

/**
 * A message that was in hand when its broadcast was paused is looked at again after this time. There are never
 * more of them than requests in flight at once.
 */
const pausedPause = 60_000;

/**
 * What somebody is sent of a broadcast at this moment. `wasTried`: it may have arrived already, so neither a pause
 * nor the hour holds it up.
 */
export async function readBroadcastMessage(
  deps: Deps,
  input: { personId: number; broadcastId: number; wasTried: boolean },
): Promise<BroadcastMessageReading> {
  const { db, clock, settings } = deps;
  const { personId, broadcastId, wasTried } = input;
  const now = clock.now();
  const found = await db.broadcast.findUnique({ where: { id: broadcastId } });
  if (found === null || found.state === 'stopped') return { kind: 'untrue' };
  const audience = readStoredAudience(found);
  const named = await nameAudience(db, audience);
  const isTheirs = await db.person.count({ where: { AND: [{ id: personId }, isAddressed(audience, now)] } });
  if (named === null || isTheirs === 0) return { kind: 'untrue' };
  if (!wasTried && found.state === 'paused') {
    return { kind: 'paused', until: new Date(now.getTime() + pausedPause) };
  }
  const [time] = await readSendingTimes(db, now, { of: { id: personId }, timeZone: settings.timeZone });
  if (!wasTried && time !== undefined && time.from > now) return { kind: 'notNow', until: time.from };
  return {
    kind: 'ready',
    audience: named,
    initiativeId: audience.kind === 'initiative' ? audience.initiativeId : null,
    speaker: found.speaker as Speaker,
    text: { kk: found.textKk, ru: found.textRu },
  };
}
