import { type Actor, may } from '../people/permissions.ts';

/** Whom a broadcast is for. A region is named by the working group of its cities: a republican city has one too. */
export type Audience =
  /** Everybody with a role in the group. */
  | { kind: 'group'; workingGroupId: string }
  /** Citizens who chose one of its cities, or the oblast itself, and agreed to be written to. */
  | { kind: 'region'; workingGroupId: string }
  /** Those who follow an initiative. */
  | { kind: 'initiative'; initiativeId: number }
  /** Everybody with a role, and every citizen who agreed to be written to. */
  | { kind: 'all' };

/** Who speaks to an audience: readers see it above the text. */
export type Speaker = 'authority' | 'group';

/** What is stored for an audience. */
export function storeAudience(audience: Audience): { audience: Audience['kind']; audienceId: string | null } {
  switch (audience.kind) {
    case 'group':
    case 'region':
      return { audience: audience.kind, audienceId: audience.workingGroupId };
    case 'initiative':
      return { audience: audience.kind, audienceId: String(audience.initiativeId) };
    case 'all':
      return { audience: audience.kind, audienceId: null };
  }
}

/** Reads what {@link storeAudience} wrote; throws on anything else. */
export function readStoredAudience(stored: { audience: string; audienceId: string | null }): Audience {
  const { audience: kind, audienceId: id } = stored;
  if (kind === 'all') return { kind };
  if (id !== null && (kind === 'group' || kind === 'region')) return { kind, workingGroupId: id };
  if (id !== null && kind === 'initiative') return { kind, initiativeId: Number(id) };
  throw new RangeError(`No audience: ${kind} ${id}`);
}

/**
 * As whom somebody may write to an audience: a coordinator to their own group in its name, the authority to
 * anybody. Null: they may not.
 */
export function speakerTo(audience: Audience, actor: Actor, now: Date): Speaker | null {
  if (audience.kind !== 'group') return may('broadcastToPeople', actor, {}, now) ? 'authority' : null;
  const { workingGroupId } = audience;
  const coordinates = actor.grants.some(
    (grant) => grant.role === 'coordinator' && grant.workingGroupId === workingGroupId,
  );
  if (!may('broadcastToGroup', actor, { workingGroupId }, now)) return null;
  return coordinates ? 'group' : 'authority';
}
