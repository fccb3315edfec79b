import type { Audience, Speaker } from '../../domain/broadcast/audience.ts';
import type { Language } from '../../storage/generated/enums.ts';
import type { Deps } from '../deps.ts';
import type { NamedAudience } from './audience-name.ts';
import { readAudience } from './read-audience.ts';
import { listRecipients } from './recipients.ts';

export type PreviewBroadcastOutcome =
  | {
      kind: 'preview';
      audience: NamedAudience;
      speaker: Speaker;
      total: number;
      byLanguage: Record<Language, number>;
      /** Of them, those whose hours are over or have not begun. */
      later: number;
      /** The earliest of their times; null where nobody has to wait. */
      laterFrom: Date | null;
      /** How long sending takes at the rate of this installation, at least. */
      seconds: number;
    }
  | { kind: 'noRight' }
  /** No such group or initiative. */
  | { kind: 'notFound' };

/** Whom a broadcast would reach, in which language, and how long sending it would take. */
export async function previewBroadcast(
  deps: Deps,
  input: { personId: number; audience: Audience },
): Promise<PreviewBroadcastOutcome> {
  const { db, clock, settings } = deps;
  const { personId, audience } = input;
  const now = clock.now();
  const found = await readAudience(deps, input);
  if (found.kind !== 'audience') return found;
  const { timeZone, sendRate } = settings;
  const recipients = await listRecipients(db, now, { audience, authorId: personId, timeZone });
  const inKazakh = recipients.filter(({ language }) => language === 'kk').length;
  const later = recipients.filter(({ from }) => from > now);
  const total = recipients.length;
  return {
    kind: 'preview',
    audience: found.audience,
    speaker: found.speaker,
    total,
    byLanguage: { kk: inKazakh, ru: total - inKazakh },
    later: later.length,
    laterFrom: later.length === 0 ? null : new Date(Math.min(...later.map(({ from }) => from.getTime()))),
    seconds: Math.ceil(total / sendRate),
  };
}
