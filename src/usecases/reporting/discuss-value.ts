import { may, maySomewhere } from '../../domain/people/permissions.ts';
import type { Tx } from '../../storage/database.ts';
import type { Deps } from '../deps.ts';
import { advanceDialogue, type DialogueStep } from '../dialogue/dialogue-state.ts';
import { type Actor, holds, loadActingActor } from '../people/actor.ts';
import { transact } from '../transaction.ts';
import { readReviewers } from './reviewers.ts';

/** The longest contribution, in characters. */
export const longestContribution = 500;

export type DiscussOutcome =
  /** It stands in the thread, and those concerned are owed a message. */
  | { kind: 'sent'; messageId: number }
  /** The same action was done before: nothing was done again. */
  | { kind: 'duplicate' }
  /** The dialogue has moved on. */
  | { kind: 'stale' }
  | { kind: 'noRight' }
  | { kind: 'notFound' }
  /** There is nothing in it that anybody could see. */
  | { kind: 'empty' }
  | { kind: 'tooLong'; length: number; most: number };

export interface DiscussInput {
  personId: number;
  submissionId: number;
  text: string;
  /** The step that it was typed at; it makes the action key. */
  at: DialogueStep;
  /** Where the dialogue goes once it is sent. */
  next: { step: string; fields: object };
}

/**
 * Writes into the thread on a value: whoever sees the value may, observers too. Told are its submitter, whoever
 * wrote there before, and the reviewers who took part; where none did, all who could decide on it, unless it
 * is one of them who writes.
 */
export function discussValue(deps: Deps, input: DiscussInput): Promise<DiscussOutcome> {
  const { submissionId, at } = input;
  const actionKey = `value.discuss:${at.personId}:${at.kind}:${at.version}`;
  return transact(deps, async ({ tx, now, audit, owe }): Promise<DiscussOutcome> => {
    const actor = await loadActingActor(tx, input.personId, deps.clock);
    if (!maySomewhere('discussValue', actor, now)) return { kind: 'noRight' };
    const about = await readConcerned(tx, submissionId);
    if (about === null) return { kind: 'notFound' };
    const { workingGroupId } = about;
    if (!may('discussValue', actor, { workingGroupId }, now)) return { kind: 'noRight' };
    if ((await tx.discussionMessage.count({ where: { actionKey } })) > 0) return { kind: 'duplicate' };
    const text = input.text.trim();
    const length = [...text].length;
    if (!/[\p{L}\p{N}\p{P}\p{S}]/u.test(text)) return { kind: 'empty' };
    if (length > longestContribution) return { kind: 'tooLong', length, most: longestContribution };
    if (!(await advanceDialogue(tx, at, { ...input.next, now }))) return { kind: 'stale' };

    const message = await tx.discussionMessage.create({
      data: { submissionId, authorId: actor.id, text, actionKey, createdAt: now },
    });
    audit({
      chain: workingGroupId,
      kind: 'value.discussed',
      actor: actor.ref,
      subject: `submission:${submissionId}`,
      payload: { message: message.id, length },
    });
    for (const recipientId of await readTold(tx, now, actor, about)) {
      owe({
        kind: 'value.discussed',
        params: { messageId: message.id },
        recipientId,
        uniqueKey: `value.discussed:${message.id}:${recipientId}`,
      });
    }
    return { kind: 'sent', messageId: message.id };
  });
}

interface Concerned {
  workingGroupId: string;
  /** Of the newest version. */
  submitterId: number | null;
  reviewerIds: readonly number[];
  authorIds: readonly number[];
}

async function readConcerned(tx: Tx, submissionId: number): Promise<Concerned | null> {
  const row = await tx.submission.findUnique({
    where: { id: submissionId },
    select: {
      city: { select: { workingGroupId: true } },
      versions: {
        select: { submittedById: true, decidedById: true, verifiedById: true },
        orderBy: { number: 'desc' },
      },
      discussion: { select: { authorId: true }, distinct: ['authorId'] },
    },
  });
  if (row === null || row.versions.length === 0) return null;
  return {
    workingGroupId: row.city.workingGroupId,
    submitterId: row.versions[0]?.submittedById ?? null,
    reviewerIds: row.versions
      .flatMap(({ decidedById, verifiedById }) => [decidedById, verifiedById])
      .filter((id) => id !== null),
    authorIds: row.discussion.map(({ authorId }) => authorId).filter((id) => id !== null),
  };
}

async function readTold(
  tx: Tx,
  now: Date,
  author: Actor,
  { workingGroupId, submitterId, reviewerIds, authorIds }: Concerned,
): Promise<number[]> {
  const isReviewer =
    author.id !== submitterId &&
    (holds(author, ['coordinator'], workingGroupId) || holds(author, ['authority']));
  let reviewers = reviewerIds.filter((id) => id !== author.id);
  if (reviewers.length === 0 && !isReviewer) {
    const submitterIds = submitterId === null ? [] : [submitterId];
    reviewers = [...(await readReviewers(tx, now, { workingGroupId, submitterIds })).personIds];
  }
  const told = new Set([...(submitterId === null ? [] : [submitterId]), ...reviewers, ...authorIds]);
  told.delete(author.id);
  return [...told].sort((a, b) => a - b);
}
