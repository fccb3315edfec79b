import { may, maySomewhere } from '../../domain/people/permissions.ts';
import type { Tx } from '../../storage/database.ts';
import type { Deps } from '../deps.ts';
import { type Actor, loadActor } from '../people/actor.ts';
import { readNames } from './read-names.ts';
import { type Official, readRoles } from './read-submission.ts';
import { type Names, readKpi } from './value-slot.ts';

/** What a thread is about. */
export interface DiscussedValue {
  submissionId: number;
  /** Of the newest version: leads to the card of the value. */
  receipt: string;
  /** The newest version, while it may wait for a decision. */
  newestVersionId: number;
  city: Names;
  kpi: Names;
  periodKey: string;
}

/** A contribution, under the role in which it was written. */
export interface Contribution {
  id: number;
  author: Official;
  isOwn: boolean;
  text: string;
  at: Date;
}

export type ReadDiscussionOutcome =
  | {
      kind: 'discussion';
      about: DiscussedValue;
      /** Of one page, oldest first; the last page, number 0, holds the newest. */
      messages: readonly Contribution[];
      page: number;
      pages: number;
      total: number;
    }
  /** Not of that group, nor of the authority. */
  | { kind: 'noRight' }
  | { kind: 'notFound' };

/** Contributions on one page. */
const perPage = 4;

/** The thread on a value, for whoever may write in it. Page 0 holds the newest contributions. */
export async function readDiscussion(
  deps: Deps,
  input: { personId: number; submissionId: number; page?: number },
): Promise<ReadDiscussionOutcome> {
  const { db } = deps;
  const { submissionId } = input;
  const now = deps.clock.now();
  const actor = await loadActor(db, input.personId, now);
  if (!maySomewhere('discussValue', actor, now)) return { kind: 'noRight' };
  const found = await readAbout(db, submissionId);
  if (found === null) return { kind: 'notFound' };
  const { workingGroupId, ...about } = found;
  if (!may('discussValue', actor, { workingGroupId }, now)) return { kind: 'noRight' };
  const total = await db.discussionMessage.count({ where: { submissionId } });
  const pages = Math.max(1, Math.ceil(total / perPage));
  const page = Math.min(Math.max(input.page ?? 0, 0), pages - 1);
  const rows = await db.discussionMessage.findMany({
    where: { submissionId },
    include: { author: { select: { id: true, fullName: true } } },
    orderBy: { id: 'desc' },
    skip: page * perPage,
    take: perPage,
  });
  const messages = await toContributions(db, actor, workingGroupId, rows.toReversed());
  return { kind: 'discussion', about, messages, page, pages, total };
}

/** Contributions with what they are about, for the messages that tell of them. */
export interface NewContribution extends Contribution {
  about: DiscussedValue;
}

/**
 * What these contributions say, in the same order; null for those that do not exist, are the reader's own, or
 * are about a value that the reader may not see (any more).
 */
export async function readContributions(
  deps: Deps,
  input: { personId: number; messageIds: readonly number[] },
): Promise<(NewContribution | null)[]> {
  const { db } = deps;
  const now = deps.clock.now();
  const actor = await loadActor(db, input.personId, now);
  const rows = await db.discussionMessage.findMany({
    where: { id: { in: [...input.messageIds] }, NOT: { authorId: actor.id } },
    include: { author: { select: { id: true, fullName: true } } },
  });
  const found = new Map<number, NewContribution>();
  for (const submissionId of new Set(rows.map((row) => row.submissionId))) {
    const value = await readAbout(db, submissionId);
    if (value === null) continue;
    const { workingGroupId, ...about } = value;
    if (!may('discussValue', actor, { workingGroupId }, now)) continue;
    const ofValue = rows.filter((row) => row.submissionId === submissionId);
    for (const one of await toContributions(db, actor, workingGroupId, ofValue)) {
      found.set(one.id, { ...one, about });
    }
  }
  return input.messageIds.map((id) => found.get(id) ?? null);
}

async function readAbout(
  tx: Tx,
  submissionId: number,
): Promise<(DiscussedValue & { workingGroupId: string }) | null> {
  const row = await tx.submission.findUnique({
    where: { id: submissionId },
    select: {
      cityId: true,
      kpiCode: true,
      city: { select: { workingGroupId: true } },
      period: { select: { key: true } },
      versions: { select: { id: true, receipt: true }, orderBy: { number: 'desc' }, take: 1 },
    },
  });
  const newest = row?.versions[0];
  const kpi = row == null ? null : await readKpi(tx, row.kpiCode, { inForce: false });
  if (row === null || newest === undefined || kpi === null) return null;
  const names = await readNames(tx, { cityIds: [row.cityId] });
  return {
    submissionId,
    receipt: newest.receipt,
    newestVersionId: newest.id,
    city: names.city(row.cityId),
    kpi: kpi.shortName,
    periodKey: row.period.key,
    workingGroupId: row.city.workingGroupId,
  };
}

interface Row {
  id: number;
  text: string;
  createdAt: Date;
  author: { id: number; fullName: string | null } | null;
}

async function toContributions(
  tx: Tx,
  reader: Actor,
  workingGroupId: string,
  rows: readonly Row[],
): Promise<Contribution[]> {
  const roleOf = await readRoles(
    tx,
    workingGroupId,
    rows.flatMap(({ author }) => author?.id ?? []),
  );
  return rows.map(({ id, text, createdAt, author }) => ({
    id,
    author: {
      fullName: author?.fullName ?? null,
      role: author === null ? null : roleOf(author.id, createdAt),
    },
    isOwn: author?.id === reader.id,
    text,
    at: createdAt,
  }));
}
