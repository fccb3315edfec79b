import type { Deps } from '../deps.ts';
import { advanceDialogue, type DialogueStep } from '../dialogue/dialogue-state.ts';
import { loadActor } from '../people/actor.ts';
import { transact } from '../transaction.ts';
import type { ConsentPurpose } from './consent.ts';
import { leaveRoles } from './leave-roles.ts';

export type WithdrawConsentOutcome =
  | { kind: 'withdrawn'; rolesEnded: number }
  /** There was none in force. */
  | { kind: 'notGiven' }
  | { kind: 'stale' };

/**
 * Takes a consent back. From then on nothing new is collected for that purpose: without consent to feedback
 * the person follows nothing any more, without consent to news nobody writes to them, without consent to a role their roles end at once. What was sent before
 * stays until they delete it.
 */
export async function withdrawConsent(
  deps: Deps,
  input: { personId: number; purpose: ConsentPurpose; at: DialogueStep },
): Promise<WithdrawConsentOutcome> {
  const { personId, purpose } = input;
  return transact(deps, async (work) => {
    const { tx, now, audit } = work;
    if (!(await advanceDialogue(tx, input.at, { step: 'withdrawn', now }))) return { kind: 'stale' };
    const withdrawn = await tx.consent.updateMany({
      where: { personId, purpose, withdrawnAt: null },
      data: { withdrawnAt: now },
    });
    if (withdrawn.count === 0) return { kind: 'notGiven' };
    const { ref } = await loadActor(tx, personId, now);
    audit({
      chain: 'country',
      kind: 'consent.withdrawn',
      actor: ref,
      subject: `person:${ref}`,
      payload: { purpose },
    });
    if (purpose === 'news') return { kind: 'withdrawn', rolesEnded: 0 };
    if (purpose === 'feedback') {
      await tx.follow.deleteMany({ where: { personId } });
      return { kind: 'withdrawn', rolesEnded: 0 };
    }
    return { kind: 'withdrawn', rolesEnded: await leaveRoles(work, { id: personId, ref }) };
  });
}
