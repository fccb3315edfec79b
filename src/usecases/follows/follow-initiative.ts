import type { Deps } from '../deps.ts';
import { requireConsent } from '../privacy/consent.ts';
import { transact } from '../transaction.ts';

export type FollowOutcome =
  /** Followed now, or already before: the same to the person. */
  { kind: 'followed' } | { kind: 'consentNeeded' } | { kind: 'notFound' };

/** Makes a person hear of an initiative. Needs their consent, because whom to tell is personal data. */
export async function followInitiative(
  deps: Deps,
  input: { personId: number; initiativeId: number },
): Promise<FollowOutcome> {
  const { personId, initiativeId } = input;
  return transact(deps, async ({ tx, now }) => {
    const initiative = await tx.initiative.findUnique({ where: { id: initiativeId }, select: { id: true } });
    if (initiative === null) return { kind: 'notFound' };
    if (await requireConsent(tx, personId, 'feedback')) return { kind: 'consentNeeded' };
    await tx.follow.createMany({ data: { personId, initiativeId, createdAt: now }, skipDuplicates: true });
    return { kind: 'followed' };
  });
}
