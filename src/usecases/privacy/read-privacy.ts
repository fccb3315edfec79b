import type { Deps } from '../deps.ts';
import { type ConsentPurpose, findConsent } from './consent.ts';

export interface PrivacyFacts {
  /** When each consent in force was given. */
  consents: Record<ConsentPurpose, Date | null>;
  hasRole: boolean;
  /** Feedback of theirs that has words. */
  writtenFeedback: number;
  /** Whether they hold or held a role: its record, and values and decisions made in it, stay. */
  isOnRecord: boolean;
}

/** What the screens about personal data depend on. */
export async function readPrivacy(deps: Deps, personId: number): Promise<PrivacyFacts> {
  const { db } = deps;
  const now = deps.clock.now();
  const givenAt = async (purpose: ConsentPurpose) =>
    (await findConsent(db, personId, purpose))?.givenAt ?? null;
  const consents = {
    feedback: await givenAt('feedback'),
    news: await givenAt('news'),
    role: await givenAt('role'),
  };
  const grants = await db.roleGrant.findMany({
    where: { personId },
    select: { startsAt: true, endsAt: true },
  });
  const writtenFeedback = await db.feedback.count({ where: { authorId: personId, text: { not: null } } });
  return {
    consents,
    hasRole: grants.some(({ startsAt, endsAt }) => startsAt <= now && (endsAt === null || endsAt > now)),
    writtenFeedback,
    isOnRecord: grants.length > 0,
  };
}
