import { instantAt, localDateTime } from '../../domain/calendar/time-zone.ts';
import type { Tx } from '../../storage/database.ts';
import type { Deps } from '../deps.ts';
import { readObligations } from '../obligations/read-obligations.ts';
import { insertOutbox, type OutboxEntry, outboxPriority } from '../outbox/insert-outbox.ts';
import { inForce } from '../people/in-force.ts';
import { transact } from '../transaction.ts';
import { digestKey } from './digest-key.ts';

/** So far back, in milliseconds, it is looked for what was done: far more than a tick may be late. */
const lookBack = 15 * 60_000;
/** A message is edited at most so often, in milliseconds. */
const editPause = 3 * 60_000;

/**
 * Finds what was done of the things that messages of today named, and owes each such message an edit that shows what
 * is left. Answers how many edits were written; asking again, or in two places at once, writes none twice: a thing is
 * marked as done once, and an edit shows what is true when it is made. Nothing is looked at where nothing was done of
 * late.
 */
export async function refreshDigests(deps: Deps): Promise<number> {
  const { db, settings } = deps;
  const now = deps.clock.now();
  const people = await readConcerned(db, now, new Date(now.getTime() - lookBack));
  if (people.length === 0) return 0;
  const today = localDateTime(now, settings.timeZone).toPlainDate();
  const sent = await db.outboxMessage.findMany({
    where: {
      recipientId: { in: people },
      kind: 'reminder.digest',
      state: 'sent',
      finishedAt: { gte: instantAt(today, '00:00', settings.timeZone) },
      messageRef: { not: null },
    },
    select: { uniqueKey: true, recipientId: true },
  });
  const ofToday = sent.filter(
    ({ uniqueKey, recipientId }) =>
      recipientId !== null && uniqueKey === digestKey({ personId: recipientId, date: today }),
  );
  if (ofToday.length === 0) return 0;
  const told = await db.reminder.findMany({
    where: { outboxKey: { in: ofToday.map(({ uniqueKey }) => uniqueKey) }, doneAt: null },
    select: { id: true, personId: true, obligationKey: true },
  });
  if (told.length === 0) return 0;
  const owed = await readOwedBy(deps, now, [...new Set(told.map(({ personId }) => personId))]);
  const done = told.filter(({ personId, obligationKey }) => !owed.has(`${personId}|${obligationKey}`));
  if (done.length === 0) return 0;
  return writeEdits(
    deps,
    done.map(({ id }) => id),
    today.toString(),
  );
}

/** People whom something concerns that was done since an instant: of its group, or of the country's roles. */
async function readConcerned(tx: Tx, now: Date, since: Date): Promise<number[]> {
  const changed = await tx.$queryRaw<{ workingGroupId: string }[]>`
    SELECT DISTINCT c."workingGroupId" FROM "City" c WHERE c."id" IN (
      SELECT s."cityId" FROM "SubmissionVersion" v JOIN "Submission" s ON s."id" = v."submissionId"
      WHERE v."state" IN ('submitted', 'approved', 'verified', 'returned') AND v."submittedAt" > ${since}
      UNION
      SELECT s."cityId" FROM "SubmissionVersion" v JOIN "Submission" s ON s."id" = v."submissionId"
      WHERE v."decidedAt" > ${since}
      UNION
      SELECT s."cityId" FROM "SubmissionVersion" v JOIN "Submission" s ON s."id" = v."submissionId"
      WHERE v."verifiedAt" > ${since}
      UNION
      SELECT f."cityId" FROM "Feedback" f WHERE f."answeredAt" > ${since} OR f."hiddenAt" > ${since}
      UNION
      SELECT i."cityId" FROM "Initiative" i WHERE i."updatedAt" > ${since}
      UNION
      SELECT t."cityId" FROM "Strategy" t WHERE t."updatedAt" > ${since})`;
  const calendars = await tx.calendarYear.count({ where: { importedAt: { gt: since } } });
  if (changed.length === 0 && calendars === 0) return [];
  const grants = await tx.roleGrant.findMany({
    where: {
      ...inForce(now),
      AND: [
        {
          OR: [
            { workingGroupId: { in: changed.map(({ workingGroupId }) => workingGroupId) } },
            { role: { in: ['authority', 'administrator'] } },
          ],
        },
      ],
    },
    select: { personId: true },
    distinct: ['personId'],
  });
  return grants.map(({ personId }) => personId);
}

/** What these people owe, or hear of because others are late with it: `<person>|<key>`. */
async function readOwedBy(deps: Deps, now: Date, people: readonly number[]): Promise<Set<string>> {
  const { db, settings } = deps;
  const grants = await db.roleGrant.findMany({
    where: { personId: { in: [...people] }, role: { in: ['member', 'coordinator'] }, ...inForce(now) },
    select: { workingGroupId: true },
  });
  const owed = await readObligations(db, now, settings.timeZone, {
    workingGroupIds: [...new Set(grants.flatMap(({ workingGroupId }) => workingGroupId ?? []))],
    withLateOfOthers: true,
  });
  return new Set(owed.filter(({ isCovered }) => !isCovered).map(({ personId, key }) => `${personId}|${key}`));
}

function writeEdits(deps: Deps, reminderIds: readonly number[], date: string): Promise<number> {
  return transact(deps, async ({ tx, now }) => {
    const marked = await tx.reminder.updateManyAndReturn({
      where: { id: { in: [...reminderIds] }, doneAt: null },
      data: { doneAt: now },
      select: { personId: true },
    });
    const people = [...new Set(marked.map(({ personId }) => personId))];
    if (people.length === 0) return 0;
    const edits = await tx.outboxMessage.findMany({
      where: {
        recipientId: { in: people },
        kind: 'reminder.digestEdit',
        OR: [{ state: 'waiting' }, { finishedAt: { gt: new Date(now.getTime() - editPause) } }],
      },
      select: { recipientId: true, state: true, finishedAt: true },
    });
    const waiting = new Set(edits.filter(({ state }) => state === 'waiting').map((edit) => edit.recipientId));
    const counts = await tx.reminder.groupBy({
      by: ['personId'],
      where: {
        outboxKey: { in: people.map((personId) => digestKey({ personId, date })) },
        doneAt: { not: null },
      },
      _count: true,
    });
    // One that waits shows by itself what is true when it is made.
    const entries = counts
      .filter(({ personId }) => !waiting.has(personId))
      .map(({ personId, _count }): OutboxEntry => {
        const last = Math.max(
          0,
          ...edits
            .filter((edit) => edit.recipientId === personId)
            .map(({ finishedAt }) => finishedAt?.getTime() ?? 0),
        );
        return {
          kind: 'reminder.digestEdit',
          params: { date },
          recipientId: personId,
          uniqueKey: `digestEdit:${personId}:${date}:${_count}`,
          priority: outboxPriority.news,
          notBefore: new Date(Math.max(now.getTime(), last + editPause)),
        };
      });
    return (await insertOutbox(tx, entries, now)).length;
  });
}
