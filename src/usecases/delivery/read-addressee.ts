import type { Language } from '../../storage/generated/enums.ts';
import type { Deps } from '../deps.ts';
import type { DropReason } from './delivery-outcome.ts';

/** A working group's chat, as whoever draws a message for it sees it. */
export interface GroupChat {
  id: number;
  workingGroupId: string;
  language: Language;
}

export type AddresseeOfChat =
  | { kind: 'reachable'; chat: GroupChat; channel: string; externalId: string; topicId: string | null }
  | { kind: 'dropped'; reason: DropReason };

/** Where the messages of a linked chat go; dropped, while its link is not confirmed or once it has ended. */
export async function readAddresseeOfChat(deps: Deps, chatId: number): Promise<AddresseeOfChat> {
  const row = await deps.db.linkedChat.findUniqueOrThrow({ where: { id: chatId } });
  if (row.confirmedAt === null || row.unlinkedAt !== null) return { kind: 'dropped', reason: 'unlinked' };
  const { id, workingGroupId, language, channel, externalId, topicId } = row;
  return { kind: 'reachable', chat: { id, workingGroupId, language }, channel, externalId, topicId };
}

export type AddresseeOfPerson =
  | { kind: 'reachable'; channel: string; externalId: string }
  | { kind: 'dropped'; reason: DropReason };

/** Where a person's messages go; dropped, where they are gone or want none. */
export async function readAddresseeOfPerson(deps: Deps, recipientId: number): Promise<AddresseeOfPerson> {
  const person = await deps.db.person.findUnique({
    where: { id: recipientId },
    select: { deletedAt: true, blockedAt: true, identity: { select: { channel: true, externalId: true } } },
  });
  if (person === null || person.deletedAt !== null) return { kind: 'dropped', reason: 'deleted' };
  if (person.blockedAt !== null) return { kind: 'dropped', reason: 'blocked' };
  if (person.identity === null) return { kind: 'dropped', reason: 'unreachable' };
  return { kind: 'reachable', ...person.identity };
}

/** When anything was last tried to be sent to a chat of a messenger, whichever links lead there. */
export async function readLastAttempt(
  deps: Deps,
  chat: { channel: string; externalId: string },
): Promise<Date | null> {
  const last = await deps.db.outboxAttempt.findFirst({
    where: { message: { chat }, outcome: { not: 'dropped' }, at: { lte: deps.clock.now() } },
    select: { at: true },
    orderBy: { at: 'desc' },
  });
  return last?.at ?? null;
}
