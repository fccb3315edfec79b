import { may } from '../../domain/people/permissions.ts';
import type { Role } from '../../domain/people/roles.ts';
import type { Tx } from '../../storage/database.ts';
import type { Deps } from '../deps.ts';
import { loadActor } from '../people/actor.ts';
import { inForce } from '../people/in-force.ts';
import { readNames } from '../reporting/read-names.ts';
import type { Names } from '../reporting/value-slot.ts';
import { type DeadReason, deadReasonOf, isDead } from './dead-message.ts';
import { areaOf, type MessageArea } from './message-area.ts';

/** Whom a message was for: nobody is named. `group` is null where the role is one of the whole country. */
export type DeadRecipient =
  | { kind: 'person'; role: Role; group: Names | null }
  | { kind: 'chat'; group: Names };

/** A message that cannot arrive, without anything of what it says. */
export interface DeadMessage {
  id: number;
  area: MessageArea;
  failedAt: Date;
  reason: DeadReason;
  recipient: DeadRecipient;
}

export type ListDeadOutcome =
  | { kind: 'messages'; messages: readonly DeadMessage[]; total: number; page: number; pages: number }
  | { kind: 'noRight' };

/** Dead messages on a page. */
export const deadOnPage = 6;

/** The messages that cannot arrive and that nobody has settled, the newest first. */
export async function listDeadMessages(
  deps: Deps,
  input: { personId: number; page: number },
): Promise<ListDeadOutcome> {
  const { db } = deps;
  const now = deps.clock.now();
  const actor = await loadActor(db, input.personId, now);
  if (!may('settleMessage', actor, {}, now)) return { kind: 'noRight' };
  const total = await db.outboxMessage.count({ where: isDead });
  const pages = Math.max(1, Math.ceil(total / deadOnPage));
  const page = Math.min(Math.max(input.page, 0), pages - 1);
  const rows = await db.outboxMessage.findMany({
    where: isDead,
    orderBy: [{ finishedAt: 'desc' }, { id: 'desc' }],
    skip: page * deadOnPage,
    take: deadOnPage,
    select: { id: true },
  });
  const messages = await readDead(
    db,
    rows.map(({ id }) => id),
    now,
  );
  return { kind: 'messages', messages, total, page, pages };
}

export type ReadDeadOutcome =
  | { kind: 'message'; message: DeadMessage }
  /** Somebody settled it, or it was deleted with its recipient's data. */
  | { kind: 'settled' }
  | { kind: 'noRight' };

/** One message that cannot arrive. */
export async function readDeadMessage(
  deps: Deps,
  input: { personId: number; messageId: number },
): Promise<ReadDeadOutcome> {
  const now = deps.clock.now();
  const actor = await loadActor(deps.db, input.personId, now);
  if (!may('settleMessage', actor, {}, now)) return { kind: 'noRight' };
  const [message] = await readDead(deps.db, [input.messageId], now);
  return message === undefined ? { kind: 'settled' } : { kind: 'message', message };
}

/** The dead ones among these, in the same order. */
async function readDead(tx: Tx, ids: readonly number[], now: Date): Promise<DeadMessage[]> {
  const rows = await tx.outboxMessage.findMany({
    where: { id: { in: [...ids] }, ...isDead },
    select: {
      id: true,
      kind: true,
      reason: true,
      finishedAt: true,
      createdAt: true,
      chat: { select: { workingGroupId: true } },
      recipient: {
        select: {
          grants: {
            where: inForce(now),
            select: { role: true, workingGroupId: true },
            orderBy: { id: 'asc' },
            take: 1,
          },
        },
      },
    },
  });
  const names = await readNames(tx, {
    cityIds: [],
    workingGroupIds: rows.flatMap(
      ({ chat, recipient }) => chat?.workingGroupId ?? recipient?.grants[0]?.workingGroupId ?? [],
    ),
  });
  const recipientOf = ({ chat, recipient }: (typeof rows)[number]): DeadRecipient => {
    if (chat !== null) return { kind: 'chat', group: names.workingGroup(chat.workingGroupId) };
    const grant = recipient?.grants[0];
    if (grant === undefined) return { kind: 'person', role: 'citizen', group: null };
    const { role, workingGroupId } = grant;
    return {
      kind: 'person',
      role,
      group: workingGroupId === null ? null : names.workingGroup(workingGroupId),
    };
  };
  return rows
    .map((row) => ({
      id: row.id,
      area: areaOf(row.kind),
      failedAt: row.finishedAt ?? row.createdAt,
      reason: deadReasonOf(row.reason),
      recipient: recipientOf(row),
    }))
    .toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
}
