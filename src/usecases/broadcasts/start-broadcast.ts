import { type Audience, speakerTo, storeAudience } from '../../domain/broadcast/audience.ts';
import { spreadOut } from '../../domain/broadcast/sending-time.ts';
import { type BroadcastText, checkBroadcastText } from '../../domain/broadcast/text.ts';
import type { Deps } from '../deps.ts';
import { advanceDialogue, type DialogueStep, noteInDialogue } from '../dialogue/dialogue-state.ts';
import { outboxPriority } from '../outbox/insert-outbox.ts';
import { loadActingActor } from '../people/actor.ts';
import { transact } from '../transaction.ts';
import { nameAudience } from './audience-name.ts';
import { chainOf, oweMessages, progressKey } from './broadcast-rows.ts';
import { listRecipients } from './recipients.ts';

/** How often the author is shown how far it is, in milliseconds. */
export const progressPause = 3_000;

export type StartBroadcastOutcome =
  | { kind: 'started'; broadcastId: number; total: number }
  /** Nobody is there to get it. */
  | { kind: 'nobody' }
  | { kind: 'badText'; language: 'kk' | 'ru'; problem: Exclude<BroadcastText, { kind: 'ok' }> }
  | { kind: 'stale' }
  | { kind: 'noRight' }
  /** No such group or initiative. */
  | { kind: 'notFound' };

export interface StartBroadcastInput {
  personId: number;
  audience: Audience;
  textKk: string;
  textRu: string;
  at: DialogueStep;
  /** Where the dialogue goes once it has begun; the id of the broadcast is put among the fields. */
  next: { step: string; fields: object };
}

/**
 * Begins a broadcast: who gets it is settled now, and each is owed a message of their own. Once per step of the
 * dialogue, however often it is asked for.
 */
export async function startBroadcast(deps: Deps, input: StartBroadcastInput): Promise<StartBroadcastOutcome> {
  const { personId, audience, at } = input;
  const { timeZone, sendRate } = deps.settings;
  return transact(deps, async ({ tx, now, audit, owe }): Promise<StartBroadcastOutcome> => {
    const actor = await loadActingActor(tx, personId, deps.clock);
    const speaker = speakerTo(audience, actor, now);
    if (speaker === null) return { kind: 'noRight' };
    if ((await nameAudience(tx, audience)) === null) return { kind: 'notFound' };
    const [kk, ru] = [checkBroadcastText(input.textKk), checkBroadcastText(input.textRu)];
    if (kk.kind !== 'ok') return { kind: 'badText', language: 'kk', problem: kk };
    if (ru.kind !== 'ok') return { kind: 'badText', language: 'ru', problem: ru };
    const recipients = await listRecipients(tx, now, { audience, authorId: personId, timeZone });
    const total = recipients.length;
    if (total === 0) return { kind: 'nobody' };
    const moved = await advanceDialogue(tx, at, { ...input.next, isActive: false, now });
    if (moved === null) return { kind: 'stale' };

    const texts = { textKk: kk.text, textRu: ru.text };
    const { id: broadcastId } = await tx.broadcast.create({
      data: { ...storeAudience(audience), ...texts, speaker, authorId: personId, startedAt: now, total },
    });
    await noteInDialogue(tx, { ...at, version: moved.version }, { ...input.next.fields, broadcastId });
    await oweMessages(tx, now, { broadcastId, recipients: spreadOut(recipients, sendRate) });
    owe({
      kind: 'broadcast.progress',
      params: { broadcastId },
      recipientId: personId,
      uniqueKey: progressKey(broadcastId),
      priority: outboxPriority.answer,
      notBefore: new Date(now.getTime() + progressPause),
    });
    audit({
      chain: chainOf(audience),
      kind: 'broadcast.started',
      actor: actor.ref,
      subject: `broadcast:${broadcastId}`,
      payload: { ...storeAudience(audience), ...texts, speaker, total },
    });
    return { kind: 'started', broadcastId, total };
  });
}
