import { Temporal } from 'temporal-polyfill';
import type { Deps } from '../deps.ts';
import { transact } from '../transaction.ts';
import { blankFeedback } from './blank-feedback.ts';

/**
 * Deletes personal data whose term, as the consent names it, has run out: words and author of feedback that
 * many months after it was sent, name and post of officials that many months after their last role ended.
 * Answers how many pieces of feedback and people it concerned.
 */
export async function forgetExpiredData(deps: Deps): Promise<{ feedback: number; officials: number }> {
  const { timeZone, retentionMonths } = deps.settings;
  return transact(deps, async ({ tx, now }) => {
    const local = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone);
    const limit = new Date(local.subtract({ months: retentionMonths }).epochMilliseconds);
    const expired = await tx.feedback.findMany({
      where: {
        createdAt: { lt: limit },
        OR: [
          { authorId: { not: null } },
          { text: { not: null } },
          { lat: { not: null } },
          { files: { some: {} } },
        ],
      },
      select: { id: true },
    });
    const where = { id: { in: expired.map(({ id }) => id) } };
    await blankFeedback(tx, where);
    await tx.feedback.updateMany({ where, data: { authorId: null } });
    const officials = await tx.person.updateMany({
      where: {
        OR: [{ fullName: { not: null } }, { post: { not: null } }],
        grants: { some: {}, none: { OR: [{ endsAt: null }, { endsAt: { gte: limit } }] } },
      },
      data: { fullName: null, post: null },
    });
    return { feedback: expired.length, officials: officials.count };
  });
}
