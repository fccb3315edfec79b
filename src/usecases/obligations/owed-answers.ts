import { Temporal } from 'temporal-polyfill';
import { localDateTime } from '../../domain/calendar/time-zone.ts';
import { answerKey, type Obligation } from '../../domain/reminders/obligation.ts';
import { Prisma } from '../../storage/generated/client.ts';
import type { ObligationScope } from './obligation-scope.ts';

interface Waiting {
  workingGroupId: string;
  dueOn: string;
  dueAt: Date;
  since: Date;
  count: number;
}

/**
 * Feedback of citizens that waits for an answer: one obligation of every coordinator of the group for all that was
 * promised by the same day.
 */
export async function readOwedAnswers(scope: ObligationScope): Promise<Obligation[]> {
  const { tx, groups, zone, responsibilities } = scope;
  if (groups.length === 0) return [];
  const within =
    groups === 'country' ? Prisma.empty : Prisma.sql`AND c."workingGroupId" IN (${Prisma.join([...groups])})`;
  const rows = await tx.$queryRaw<Waiting[]>`
    SELECT c."workingGroupId", f."dueOn", MIN(f."dueAt") AS "dueAt", MIN(f."createdAt") AS "since",
           COUNT(*)::int AS "count"
    FROM "Feedback" f JOIN "City" c ON c."id" = f."cityId"
    WHERE f."state" IN ('received', 'in_work') AND f."hiddenAt" IS NULL ${within}
    GROUP BY c."workingGroupId", f."dueOn"
    ORDER BY f."dueOn", c."workingGroupId"`;
  return rows.flatMap(({ workingGroupId, count, dueAt, since, ...row }) => {
    const dueOn = Temporal.PlainDate.from(row.dueOn);
    const days = { kind: 'answer' as const, dueOn, opensOn: localDateTime(since, zone).toPlainDate() };
    if (!scope.matters(days)) return [];
    return responsibilities.coordinatorsOf(workingGroupId).map((personId) => ({
      ...days,
      key: answerKey(workingGroupId, row.dueOn),
      personId,
      toldAs: 'owner' as const,
      isCovered: responsibilities.isCovered(workingGroupId, personId),
      count,
      dueAt,
      doneAt: null,
      subject: { workingGroupId },
    }));
  });
}
