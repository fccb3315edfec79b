import { type Audience, type Speaker, speakerTo } from '../../domain/broadcast/audience.ts';
import type { Deps } from '../deps.ts';
import { loadActor } from '../people/actor.ts';
import { type NamedAudience, nameAudience } from './audience-name.ts';

export type ReadAudienceOutcome =
  | { kind: 'audience'; audience: NamedAudience; speaker: Speaker }
  | { kind: 'noRight' }
  /** No such group or initiative. */
  | { kind: 'notFound' };

/** What an audience is called, and as whom the person speaks to it. */
export async function readAudience(
  deps: Deps,
  input: { personId: number; audience: Audience },
): Promise<ReadAudienceOutcome> {
  const { db, clock } = deps;
  const now = clock.now();
  const speaker = speakerTo(input.audience, await loadActor(db, input.personId, now), now);
  if (speaker === null) return { kind: 'noRight' };
  const audience = await nameAudience(db, input.audience);
  return audience === null ? { kind: 'notFound' } : { kind: 'audience', audience, speaker };
}
